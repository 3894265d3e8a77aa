/**
 * Whether a dotted name before a port is one of a host rather than of a file (`main.go:12`) or of an object's member
 * (`data[user.name:12]`).
 * @param isAlone it stands where it can be no member; else its last part must be one that ends names of hosts
 */
export function isLikelyHostName(name: string, isAlone: boolean): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return !fileExtensions.has(last) && (isAlone || topLevels.has(last));
}

/** RFC 2606, RFC 6762 and what networks of companies and clusters use, then the common ones of IANA that are seldom a member's name. */
const topLevels: ReadonlySet<string> = new Set(
  (
    'example test invalid localhost localdomain local internal intranet private corp lan home arpa svc cluster consul ' +
    'com org net edu gov mil int io dev app cloud ai co biz info site online tech xyz eu de at ch fr uk nl be se no dk fi es pt ' +
    'pl cz gr ru ua cn jp kr tw hk sg au nz br ar mx us ca za tr il'
  ).split(' '),
);

/** What stands before a line number rather than a port: `main.go:12`. */
const fileExtensions: ReadonlySet<string> = new Set(
  (
    'ts tsx mts cts js jsx mjs cjs vue svelte py pyi rb go rs java kt kts scala cs fs vb c h cc cpp cxx hpp hh m mm swift ' +
    'php pl pm lua sh bash zsh ps html htm css scss less json jsonc yml yaml toml xml md mdx rst txt log conf cfg ini ' +
    'sql proto gradle groovy dart ex exs erl hs ml clj r jl zig tf lock env csv patch diff'
  ).split(' '),
);
