import type { SourceKind } from './sourceKind';

/** Where in a call its port stands. */
export type PortPlace =
  /** The argument with this number, counted from 0: `listen(3000)`. */
  | { readonly argument: number }
  /** As `port` in an object or a named argument: `{ port: 3000 }`, `port=8000`. */
  | 'key'
  /** In a string: ":8080", "127.0.0.1:3000", "http://*:5000;https://*:5001". */
  | 'address'
  /** In a pair: ("", 8000). */
  | 'pair'
  /** In the argument after one of an address of this machine: '0.0.0.0', 5000. */
  | 'behind host';

export interface CallForm {
  /** Up to and with the opening bracket. Bounded, so that a text costs its length times a constant. */
  readonly opener: RegExp;
  /** Tried in this order. */
  readonly places: readonly PortPlace[];
  /** Only in a file that has this word: the same call means something else elsewhere. */
  readonly needs?: string;
}

const first: PortPlace = { argument: 0 };
const second: PortPlace = { argument: 1 };

const script: readonly CallForm[] = [
  // Not emitter.listen(1234).
  { opener: /\.(?<!(?:[eE]mitter|[eE]vents?|[bB]us)\.)listen\s{0,4}\(/g, places: [first, 'key'] },
  { opener: /\b(?:Deno|Bun)\.(?:serve|listen)\s{0,4}\(/g, places: ['key'] },
  { opener: /\bserve\s{0,4}\(\s{0,20}(?=\{)/g, places: ['key'] },
  { opener: /\bnew\s{1,4}(?:WebSocketServer|WebSocket\.Server|ws\.Server)\s{0,4}\(/g, places: ['key'] },
];

/** The calls by which a program becomes a server, or makes the object that will be one. */
export const callForms: Readonly<Partial<Record<SourceKind, readonly CallForm[]>>> = {
  script,
  bundler: [...script, { opener: /\b(?:server|devServer|preview|webServer)\s{0,4}:\s{0,4}(?=\{)/g, places: ['key'] }],
  python: [
    // Not subprocess.run(..., port=5000), asyncio.run(...), client.run(...).
    {
      opener:
        /\.(?<!\b(?:subprocess|asyncio|anyio|trio|\w{0,30}(?:loop|client|conn|connection|ssh|runner))\.)run\s{0,4}\(/g,
      places: ['key', 'behind host'],
    },
    {
      opener: /\b(?:serve|run_app|run_server|start_server|create_server|make_server|TCPSite)\s{0,4}\(/g,
      places: ['key', 'pair', 'behind host', { argument: 2 }],
    },
    { opener: /\b(?:uvicorn\.)?Config\s{0,4}\(/g, places: ['key'], needs: 'uvicorn' },
    { opener: /\brun_simple\s{0,4}\(/g, places: [second] },
    { opener: /\b\w{0,30}(?:HTTP|TCP)Server\s{0,4}\(/g, places: ['pair'] },
    { opener: /\.bind\s{0,4}\(/g, places: ['pair'] },
    { opener: /\.listen\s{0,4}\(/g, places: ['key', first], needs: 'tornado' },
    { opener: /\.add_(?:in)?secure_port\s{0,4}\(/g, places: ['address'] },
  ],
  go: [
    { opener: /\bListenAndServe(?:TLS)?\s{0,4}\(/g, places: ['address'] },
    { opener: /\bnet\.Listen\s{0,4}\(\s{0,4}"tcp[46]?"/g, places: ['address'] },
    // Not a test's t.Run("localhost:80", ...).
    { opener: /(?<!\b(?:[tb]|net))\.(?:Run|Start|Listen|StartTLS|RunTLS)\s{0,4}\(/g, places: ['address'] },
    { opener: /\bhttp\.Server\s{0,4}\{/g, places: ['address'] },
  ],
  jvm: [
    { opener: /\b(?:new\s{1,4})?ServerSocket\s{0,4}\(/g, places: [first] },
    {
      opener: /\bHttpServer\.create\s{0,4}\(\s{0,9}(?:new\s{1,4})?InetSocketAddress\s{0,4}\(/g,
      places: [first, second],
    },
    { opener: /\.bind\s{0,4}\(\s{0,9}(?:new\s{1,4})?InetSocketAddress\s{0,4}\(/g, places: [first, second] },
    { opener: /\bembeddedServer\s{0,4}\(/g, places: ['key', second] },
    { opener: /\b(?:ServerBuilder|NettyServerBuilder)\.forPort\s{0,4}\(/g, places: [first] },
    { opener: /\.(?:listen|bind)\s{0,4}\(/g, places: [first] },
    { opener: /(?<![\w.])port\s{0,4}\(/g, places: [first], needs: 'import static spark.Spark' },
    { opener: /\bJavalin\b[^;]{0,300}?\.start\s{0,4}\(/g, places: [first] },
  ],
  dotnet: [
    { opener: /\bUseUrls\s{0,4}\(/g, places: ['address'] },
    { opener: /\.Urls\.Add\s{0,4}\(/g, places: ['address'] },
    { opener: /\b(?:app|App)\.Run(?:Async)?\s{0,4}\(/g, places: ['address'] },
    { opener: /\.(?:ListenAnyIP|ListenLocalhost)\s{0,4}\(/g, places: [first] },
    { opener: /\.Listen\s{0,4}\(\s{0,9}(?=IPAddress\.)/g, places: [second] },
    { opener: /\bnew\s{1,4}TcpListener\s{0,4}\(/g, places: [second, first] },
    { opener: /\.Prefixes\.Add\s{0,4}\(/g, places: ['address'] },
  ],
  rust: [
    { opener: /\bTcpListener::bind\s{0,4}\(/g, places: ['address', 'pair'] },
    { opener: /\.bind\s{0,4}\(/g, places: ['address', 'pair'] },
    // An address that is bound, or will be: not one that a mock is given.
    { opener: /(?:=\s{0,4}|\bbind\s{0,4}\(\s{0,4}&?)(?:\w{1,20}::){0,4}SocketAddr::from\s{0,4}\(/g, places: ['pair'] },
  ],
  ruby: [
    { opener: /\bTCPServer\.(?:new|open)\s{0,4}\(/g, places: [second, first] },
    { opener: /\bWEBrick::HTTPServer\.new\s{0,4}\(/g, places: ['key'] },
  ],
};
