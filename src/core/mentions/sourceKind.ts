/** What a text is as far as ports in it go: by its language in VS Code, and by its file's name where that tells more. */
export type SourceKind =
  | 'script'
  | 'bundler'
  | 'python'
  | 'go'
  | 'jvm'
  | 'dotnet'
  | 'rust'
  | 'ruby'
  | 'dockerfile'
  | 'compose'
  | 'env'
  | 'properties'
  | 'nginx'
  | 'apache'
  | 'json'
  | 'shell';

/** The kind of a file in which a server's port may stand; undefined for all others, which then cost nothing. */
export function sourceKindOf(languageId: string, path: string): SourceKind | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const byName = fileNames.find(([pattern]) => pattern.test(name));
  return byName === undefined ? languages[languageId] : byName[1];
}

const fileNames: readonly (readonly [RegExp, SourceKind | undefined])[] = [
  [/^(?:vite|webpack|nuxt|astro|playwright|rspack|rsbuild|vue|angular|ecosystem)\.config\.[cm]?[jt]s$/, 'bundler'],
  [/^(?:docker-)?compose(?:\.[\w.-]+)?\.ya?ml$/, 'compose'],
  [/^(?:[\w-]+\.)?dockerfile$|^(?:dockerfile|containerfile)(?:\.[\w-]+)?$/i, 'dockerfile'],
  [/^\.env(?:\.[\w.-]+)?$|^[\w-]+\.env$/, 'env'],
  [/^(?:application|bootstrap)(?:-[\w-]+)?\.(?:properties|ya?ml)$/, 'properties'],
  [/^nginx[\w.-]*\.conf$/, 'nginx'],
  [/^(?:httpd|apache2?|ports)\.conf$/, 'apache'],
  [
    /^(?:launch|tasks|package|composer|devcontainer|\.devcontainer|launchSettings|appsettings(?:\.[\w-]+)?)\.json$/,
    'json',
  ],
  [/^(?:procfile|makefile)(?:\.[\w-]+)?$/i, 'shell'],
  [/\.min\.[cm]?js$/, undefined],
];

const languages: Readonly<Partial<Record<string, SourceKind>>> = {
  javascript: 'script',
  javascriptreact: 'script',
  typescript: 'script',
  typescriptreact: 'script',
  vue: 'script',
  svelte: 'script',
  python: 'python',
  go: 'go',
  java: 'jvm',
  kotlin: 'jvm',
  groovy: 'jvm',
  scala: 'jvm',
  csharp: 'dotnet',
  fsharp: 'dotnet',
  vb: 'dotnet',
  rust: 'rust',
  ruby: 'ruby',
  dockerfile: 'dockerfile',
  dockercompose: 'compose',
  dotenv: 'env',
  'java-properties': 'properties',
  nginx: 'nginx',
  apacheconf: 'apache',
  shellscript: 'shell',
  makefile: 'shell',
};
