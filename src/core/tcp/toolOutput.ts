/**
 * How a line shows TCP states. table: a row in capitals, as of netstat, ss or lsof. powershell: a row in Pascal case.
 * proc: a row of /proc/net/tcp with the state in hexadecimal. command: a command line or a metric, in any case.
 */
export type ToolOutput = 'table' | 'powershell' | 'proc' | 'command';

/** Whether a word such as LISTEN or CLOSED in this line is likely to be a socket's state rather than English. */
export function looksLikeToolOutput(line: string): boolean {
  return toolOutputOf(line) !== undefined;
}

/** Which kind of output the line looks like; undefined for prose, code, and sockets that are not TCP. */
export function toolOutputOf(line: string): ToolOutput | undefined {
  return isOtherProtocol(line) ? undefined : shapes.find(({ pattern }) => pattern.test(line))?.kind;
}

/** A row of ss or netstat about UDP, Unix or other sockets, or ss asked for them: their ESTAB, UNCONN and LISTENING are not TCP's. */
export function isOtherProtocol(line: string): boolean {
  return otherProtocol.test(line) || nameless.test(line) || otherQuestion.test(line);
}

/** Where the state stands in a row of /proc/net/tcp or tcp6; undefined in any other line, rows of /proc/net/udp included. */
export function procStateColumn(line: string): { readonly start: number; readonly end: number } | undefined {
  const before = procRow.exec(line)?.[0].length;
  const isUdp = line.trim().split(/\s+/).length === 13;
  return before === undefined || isUdp ? undefined : { start: before, end: before + 2 };
}

const otherProtocol =
  /^\s*(?:udp\w*|raw6?|icmp6?|unix|u_(?:str|dgr|seq)|p_(?:raw|dgr)|nl|dccp|sctp|vsock|v_(?:str|dgr)|tipc|xdp)\s+(?:[A-Z][A-Z0-9-]*\s+)?\d+\s/;

/**
 * `UNCONN 0 0 0.0.0.0:68 0.0.0.0:*`, as `ss -u` prints it, which leaves the protocol out where it is asked for one alone. sock_diag
 * tells of hardly any closed socket of TCP, and `ss -tu` writes tcp before it.
 */
const nameless = /^\s*UNCONN\s+\d+\s+\d+\s/;

/** `ss -uan`, `ss -xl`; not `ss -tuan`. */
const otherQuestion = /\bss\s+-(?![a-zA-Z]*t)[a-zA-Z]*[uwxdS0]/;

/** `   0: 0100007F:1B60 00000000:0000 0A 00000000:00000000 00:00000000 ...` up to the state. */
const procRow = /^\s*\d+:\s+(?:[0-9A-F]{8}){1,4}:[0-9A-F]{4}\s+(?:[0-9A-F]{8}){1,4}:[0-9A-F]{4}\s+(?=[0-9A-F]{2}\s)/;

/** Any column that can be an endpoint of ss or netstat: `10.0.0.1:80`, `[::1]:http`, `*.22`, `:::*`, `10.0.0.1.631`. */
const column = String.raw`[\w.%*:\[\]-]*[:.](?:\*|[\w-]+)`;
/** An endpoint that cannot be anything else: `127.0.0.1:3000`, `[::1]:80`, `*:22`, `:::8080`, `localhost:3000`. */
const endpoint = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9A-Fa-f:.%\w]+\]|\*|::|localhost):(?:\d{1,5}|\*)`;
const address = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.%]*)`;

const shapes: readonly { readonly kind: ToolOutput; readonly pattern: RegExp }[] = [
  { kind: 'proc', pattern: procRow },
  // netstat: `tcp6       0      0 :::8080                 :::*                    LISTEN`
  { kind: 'table', pattern: new RegExp(String.raw`^\s*tcp(?:4|6|46)?\s+\d+\s+\d+\s+${column}\s+${column}\s`, 'i') },
  // Windows: `  TCP    127.0.0.1:4321   0.0.0.0:0   LISTENING   46172`
  { kind: 'table', pattern: new RegExp(String.raw`^\s*TCP\s+[\w.%\[\]:-]+:[\w*]+\s+[\w.%\[\]:*-]+:[\w*]+\s+\S`) },
  // ss: `LISTEN 0 16 127.0.0.1:7008 0.0.0.0:*`, with -tu `tcp   LISTEN ...`
  {
    kind: 'table',
    pattern: new RegExp(String.raw`^\s*(?:tcp\s+)?[A-Z][A-Z0-9-]+\s+\d+\s+\d+\s+${column}\s+${column}(?:\s|$)`),
  },
  // lsof: `node 4711 me 21u IPv4 721328 0t0 TCP 127.0.0.1:3000 (LISTEN)`, and its field output `TST=LISTEN`
  { kind: 'table', pattern: /\bTCP6?\s\S+:\S+\s\([A-Z]/ },
  { kind: 'table', pattern: /(?:^|[\0~])TST=[A-Z]/ },
  // Counts, as `netstat -n | awk '/^tcp/ {++S[$NF]} END {for (s in S) print s, S[s]}'` or `| uniq -c` print them
  { kind: 'table', pattern: /^\s*(?:\d+\s+[\p{Lu}_]{4,}[-\p{Lu}\d_]*|[\p{Lu}_]{4,}[-\p{Lu}\d_]*\s+\d+)\s*$/u },
  // PowerShell: `127.0.0.1   3000   0.0.0.0   0   Listen`, as a list, as one line of JSON, and grouped
  { kind: 'powershell', pattern: new RegExp(String.raw`^\s*${address}\s+\d{1,5}\s+${address}\s+\d{1,5}\s+[A-Z][a-z]`) },
  { kind: 'powershell', pattern: /^State\s{2,}: [A-Z][A-Za-z0-9]+\s*$/ },
  { kind: 'powershell', pattern: /"LocalPort":.*"State":|"State":.*"LocalPort":/ },
  { kind: 'powershell', pattern: /^\s*\d+\s+[A-Z][A-Za-z0-9]+\s+\{MSFT_NetTCPConnection/ },
  // Commands and metrics that name a state
  { kind: 'command', pattern: /\bss\s(?:.*\s)?(?:state|exclude)\s+\S/ },
  { kind: 'command', pattern: /\bnetstat\s+[-/|]/ },
  { kind: 'command', pattern: /\blsof\s.*-s\s?TCP:/i },
  { kind: 'command', pattern: /\bGet-NetTCPConnection\b/i },
  { kind: 'command', pattern: /tcp\w*\{.*\bstate="/ },
  // Two endpoints in one line of anything, as logs have them
  { kind: 'table', pattern: new RegExp(String.raw`(?<![\w.])${endpoint}(?!\w).*(?<![\w.])${endpoint}`) },
];
