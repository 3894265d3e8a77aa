import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findServerPorts, longestText } from '../../../../src/core/mentions/findServerPorts';
import { sourceKindOf, type SourceKind } from '../../../../src/core/mentions/sourceKind';

/** 'text at the place=port' of each. */
function foundIn(text: string, kind: SourceKind): string[] {
  return findServerPorts(text, kind).map(({ start, end, port }) => {
    const place = text.slice(start, end);
    return place === String(port) ? place : `${place}=${port}`;
  });
}

describe('ports that programs listen on', () => {
  it.each<[SourceKind, string, string[]]>([
    ['script', 'app.listen(3000);', ['3000']],
    ['script', 'http.createServer((req, res) => {\n  res.end("1:2");\n}).listen(3000, "127.0.0.1");', ['3000']],
    ['script', 'server.listen({ host: "::", port: 3000 }, () => {});', ['3000']],
    ['script', 'server.listen({\n  port: 3_000,\n})', ['3_000=3000']],
    ['script', 'const PORT = process.env.PORT || 3000;\napp.listen(PORT, () => {});', ['PORT=3000']],
    ['script', 'const port: number = Number(process.env.PORT ?? "8080");\nserver.listen({ port });', ['port=8080']],
    ['script', "const port = parseInt(process.env.PORT || '4000', 10);\napp.listen(port)", ['port=4000']],
    ['script', 'await app.listen({ port: Number(process.env.PORT) || 3000, host })', ['3000']],
    ['script', 'app.listen(process.env.PORT || 5000)', ['5000']],
    ['script', 'const config = { port: 1 }; let httpPort = 8081; a.listen(httpPort)', ['httpPort=8081']],
    ['script', 'new WebSocketServer({ port: 8080 })', ['8080']],
    ['script', 'Deno.serve({ port: 4242 }, handler); Bun.serve({ fetch, port: 3001 });', ['4242', '3001']],
    ['script', 'serve({ fetch: app.fetch, port: 8787 })', ['8787']],
    ['bundler', 'export default defineConfig({ server: { port: 5173, strictPort: true } })', ['5173']],
    ['python', 'app.run(host="0.0.0.0", port=5000, debug=True)', ['5000']],
    ['python', 'app.run(\n    debug=True,\n    port=5001,\n)', ['5001']],
    ['python', 'uvicorn.run("main:app", host="127.0.0.1", port=8000, reload=True)', ['8000']],
    ['python', 'app.run(port=int(os.environ.get("PORT", 8080)))', ['8080']],
    ['python', 'PORT = 8000\nwith socketserver.TCPServer(("", PORT), Handler) as httpd:', ['PORT=8000']],
    ['python', "server = HTTPServer(('localhost', 8080), Handler)", ['8080']],
    ['python', "s.bind(('127.0.0.1', 65432))\ns.listen(128)", ['65432']],
    ['python', 'await asyncio.start_server(handle, "127.0.0.1", 8888)', ['8888']],
    ['python', 'web.run_app(app, port=8090)', ['8090']],
    ['python', 'import tornado.web\napp.listen(8888)', ['8888']],
    ['python', "server.add_insecure_port('[::]:50051')", ['50051']],
    ['python', "app.run('0.0.0.0', 5000)", ['5000']],
    ['python', "bottle.run(host='localhost', port=8080)", ['8080']],
    ['python', 'HOST = "127.0.0.1"\nPORT = 65432\napp.run(HOST, PORT, debug=True)', ['PORT=65432']],
    ['python', "site = web.TCPSite(runner, 'localhost', 8080)\nawait site.start()", ['8080']],
    ['python', 'site = web.TCPSite(runner, host=host, port=8443, ssl_context=ctx)', ['8443']],
    ['python', "with make_server('', 8000, app) as httpd:\n    httpd.serve_forever()", ['8000']],
    ['python', 'import uvicorn\nconfig = uvicorn.Config("main:app", port=5000, log_level="info")', ['5000']],
    ['python', "from uvicorn import Config, Server\nserver = Server(Config(app=app, host='::', port=5001))", ['5001']],
    ['python', "httpd = ThreadingHTTPServer(('', 8000), Handler)", ['8000']],
    ['python', 'await asyncio.start_server(handle, None, 8888)', ['8888']],
    ['dotnet', 'var address = "http://*:5000"; // of everybody\napp.Run(address);', ['address=5000']],
    ['go', 'const addr = ":8080"\n\nfunc main() {\n\tlog.Fatal(http.ListenAndServe(addr, nil))\n}', ['addr=8080']],
    [
      'go',
      'var addr = flag.String("addr", ":8080", "http service address")\n\tflag.Parse()\n\terr := http.ListenAndServe(*addr, nil)',
      ['addr=8080'],
    ],
    [
      'go',
      'port := flag.Int("port", 50051, "The server port")\nnet.Listen("tcp", fmt.Sprintf(":%d", *port))',
      ['port=50051'],
    ],
    [
      'go',
      'port := os.Getenv("PORT")\nif port == "" {\n\tport = "8080"\n}\nhttp.ListenAndServe(":"+port, nil)',
      ['port=8080'],
    ],
    ['go', 'const listenAddr string = "127.0.0.1:9000"\nsrv := &http.Server{Addr: listenAddr}', ['listenAddr=9000']],
    ['rust', 'const ADDR: &str = "127.0.0.1:7878";\nlet listener = TcpListener::bind(ADDR)?;', ['ADDR=7878']],
    ['rust', 'let port: u16 = 8080;\nTcpListener::bind(format!("0.0.0.0:{}", port)).await?', ['port=8080']],
    ['dotnet', 'var port = 5000;\nbuilder.WebHost.UseUrls($"http://*:{port}");', ['port=5000']],
    ['script', 'const test = /["\'`]/;\napp.listen(3000)', ['3000']],
    ['script', "const page = `<p>${ok ? `yes` : 'no'}</p>`;\napp.listen('3000')", ['3000']],
    ['go', 'log.Fatal(http.ListenAndServe(":8080", nil))', ['8080']],
    ['go', 'ln, err := net.Listen("tcp", "127.0.0.1:9000")', ['9000']],
    ['go', 'srv := &http.Server{\n\tAddr:    ":8443",\n\tHandler: mux,\n}', ['8443']],
    ['go', 'router.Run(":8081")', ['8081']],
    ['jvm', 'ServerSocket server = new ServerSocket(8080);', ['8080']],
    ['jvm', 'HttpServer.create(new InetSocketAddress("localhost", 8001), 0)', ['8001']],
    ['jvm', 'embeddedServer(Netty, port = 8082, host = "0.0.0.0") {', ['8082']],
    ['jvm', 'Javalin.create().get("/", c -> c.result("x")).start(7070);', ['7070']],
    ['jvm', 'import static spark.Spark.*;\n  port(8080);\n  get("/", (request, response) -> "x");', ['8080']],
    ['dotnet', 'builder.WebHost.UseUrls("http://*:5000;https://localhost:5001");', ['5000', '5001']],
    ['dotnet', 'options.ListenAnyIP(5002); options.Listen(IPAddress.Loopback, 5003);', ['5002', '5003']],
    ['dotnet', 'app.Run("http://localhost:3100");', ['3100']],
    ['dotnet', 'var listener = new TcpListener(IPAddress.Any, 13000);', ['13000']],
    ['rust', 'let listener = TcpListener::bind("127.0.0.1:7878").unwrap();', ['7878']],
    ['rust', 'fn f<\'a>(x: &\'a str) { HttpServer::new(app).bind(("127.0.0.1", 8080))? }', ['8080']],
    ['rust', 'let addr = SocketAddr::from(([127, 0, 0, 1], 3000));', ['3000']],
    ['rust', 'let addr = std::net::SocketAddr::from(([0, 0, 0, 0], 3000));', ['3000']],
    ['script', 'server.listen(process.argv[2] ?? process.env.PORT ?? 3000)', ['3000']],
    ['ruby', "server = TCPServer.new('localhost', 2000)", ['2000']],
  ])('%s: %s', (kind, text, expected) => {
    expect(foundIn(text, kind)).toEqual(expected);
  });
});

describe('ports in configurations and commands', () => {
  it.each<[SourceKind, string, string[]]>([
    ['dockerfile', 'FROM node:20\nEXPOSE 80 443/tcp 53/udp\n', ['80', '443']],
    ['dockerfile', 'EXPOSE 8000-8005/tcp 9000-9001/udp', ['8000', '8005']],
    [
      'dockerfile',
      'ARG APP=3000\nENV NODE_ENV=production ADMIN="9000"\nEXPOSE $APP/tcp ${ADMIN} ${OTHER:-8080}',
      ['$APP=3000', '${ADMIN}=9000', '8080'],
    ],
    ['dockerfile', 'ENV WEB 8080\nEXPOSE ${WEB}', ['${WEB}=8080']],
    ['dockerfile', 'CMD ["uvicorn", "main:app", "--port", "8000"]', ['8000']],
    [
      'compose',
      'services:\n  web:\n    ports:\n      - "8080:80"\n      - 127.0.0.1:8001:8001/tcp\n      - "6060:6060/udp"\n      - "3000"\n    expose:\n      - "9000:1"\n',
      ['8080', '8001'],
    ],
    [
      'compose',
      'web:\n  ports:\n  - target: 80\n    published: "8082"\n    protocol: tcp\n  environment:\n  - "12:30"',
      ['8082'],
    ],
    [
      'compose',
      'web:\n  ports: ["8080:80", \'127.0.0.1:8443:443\', "6060:6060/udp", 9229:9229, "3000"]',
      ['8080', '8443', '9229'],
    ],
    [
      'compose',
      'web:\n  ports:\n    - "3000-3005:3000-3005"\n    - 127.0.0.1:9090-9091:8080-8081',
      ['3000', '3005', '9090', '9091'],
    ],
    [
      'compose',
      'web:\n  ports:\n    - "${PORT:-3000}:3000"\n    - ${DB_PORT-5432}:${DB_PORT-5432}\n    - "${IP:-0.0.0.0}:${WEB:-8080}:80"\n    - "${ANY}:80"',
      ['3000', '5432', '8080'],
    ],
    [
      'compose',
      'web:\n  ports:\n  - target: 80\n    published: "8000-8010"\n  - published: ${PORT:-8085}',
      ['8000', '8010', '8085'],
    ],
    [
      'compose',
      'web:\n  environment:\n    PORT: 8000\n    HTTP_PORT: "8001"\n    TRANSPORT: 5\n    - FLASK_SERVER_PORT=9091',
      ['8000', '8001', '9091'],
    ],
    ['compose', 'php:\n  command: php -S 0.0.0.0:8000 -t public', ['8000']],
    ['env', 'HOST_URL=localhost:3000\nDATABASE_URL=postgres://user:1234@localhost:5432/db', ['3000', '5432']],
    [
      'env',
      'LISTEN_ADDR=":8080"\nKAFKA_BROKERS=localhost:9092,localhost:9093\nHOST=[::1]:3001',
      ['8080', '9092', '9093', '3001'],
    ],
    [
      'properties',
      'spring.datasource.url=jdbc:postgresql://localhost:5432/app\nspring.kafka.url: http://[::1]:8081',
      ['5432', '8081'],
    ],
    ['json', '{ "type": "node", "request": "launch", "debugServer": 4711 }', ['4711']],
    ['json', '"connect": { "host": "localhost", "port": 5678 }, "runtimeArgs": ["--inspect=9230"]', ['5678', '9230']],
    ['json', '"storybook": "storybook dev -p 6006", "serve": "php -S localhost:8000 -t public"', ['6006', '8000']],
    ['ruby', 'port ENV.fetch("PORT") { 3000 }', ['3000']],
    ['ruby', "port        ENV.fetch('PORT', 3001)\nset :port, 4567", ['3001', '4567']],
    [
      'env',
      'PORT=3000\n# PORT=1\nSERVER_PORT="8080"\nREPORT=5\nexport DB_PORT=5432\nURL=http://localhost:4000/api',
      ['3000', '8080', '5432', '4000'],
    ],
    [
      'properties',
      'server.port=8080\nmanagement.server.port = 9001\nserver.port=${PORT:8085}\nreport=12',
      ['8080', '9001', '8085'],
    ],
    ['properties', 'server:\n  port: 8443\n', ['8443']],
    [
      'nginx',
      'server {\n  listen 80;\n  listen [::]:443 ssl;\n  listen 127.0.0.1:8080 default_server;\n  listen unix:/run/x.sock;\n  # listen 1;\n}',
      ['80', '443', '8080'],
    ],
    ['apache', 'Listen 80\nListen 0.0.0.0:8080\n<VirtualHost *:443>', ['80', '8080', '443']],
    [
      'json',
      '{ "configurations": [{ "port": 9229, "url": "http://localhost:3000/x", "env": { "PORT": "4000" } }] }',
      ['9229', '3000', '4000'],
    ],
    ['json', '"applicationUrl": "https://localhost:7001;http://localhost:5001",', ['7001', '5001']],
    ['json', '"forwardPorts": [3000, 5432],', ['3000', '5432']],
    ['json', '"runtimeArgs": ["--inspect=127.0.0.1:9230"], "args": ["runserver", "8002"]', ['9230', '8002']],
    [
      'json',
      '"dev": "next dev -p 4001", "start": "PORT=4002 node .", "serve": "http-server --port 4003"',
      ['4001', '4002', '4003'],
    ],
    ['shell', 'gunicorn app:app --workers 4 --bind 0.0.0.0:8000', ['8000']],
    ['shell', 'docker run -p 8080:80 -p 127.0.0.1:8443:443 nginx', ['8080', '8443']],
    ['json', '"serve": "serve -s build -l 5000"', ['5000']],
    ['shell', 'docker run -d --name db -p 5432:5432 postgres:16', ['5432']],
    ['shell', 'python manage.py runserver 0.0.0.0:8003 && python3 -m http.server 8004', ['8003', '8004']],
    ['shell', 'php -S localhost:8005; kubectl port-forward svc/web 8006:80', ['8005', '8006']],
  ])('%s: %s', (kind, text, expected) => {
    expect(foundIn(text, kind)).toEqual(expected);
  });
});

it('a Dockerfile names ports of the container, and Compose those of this machine', () => {
  const inContainer = (text: string, kind: SourceKind) =>
    findServerPorts(text, kind).map(one => one.inContainer === true);
  expect(inContainer('EXPOSE 80\nCMD ["serve", "--port", "8080"]', 'dockerfile')).toEqual([true, true]);
  expect(inContainer('web:\n  command: serve --port 3000\n  ports:\n    - "80:3000"', 'compose')).toEqual([
    true,
    false,
  ]);
  expect(inContainer('services:\n  web:\n    ports:\n      - "8080:80"\n', 'compose')).toEqual([false]);
});

describe('what is no port that anybody serves', () => {
  it.each<[SourceKind, string]>([
    ['script', '// app.listen(3000)'],
    ['script', '/* server\n.listen(3000) */'],
    ['script', 'const help = "call app.listen(3000) first";'],
    ['script', '`docs: app.listen(3000)`'],
    ['script', "emitter.listen('change', 3000)"],
    ['script', 'emitter.listen(1234); this.events.listen(1234); changeEmitter.listen(1234); eventBus.listen(1234)'],
    ['script', 'app.listen(0); app.listen(65536); app.listen(70000)'],
    ['script', 'server.listen("/tmp/3000.sock")'],
    ['script', 'const version = "1.2.3:4"; const ratio = "16:9"; const time = "12:30:45"; at("file.ts:12:34")'],
    ['script', 'import x from "port"; const port = 3000;'],
    ['script', 'app.listen(port)'],
    ['script', 'app.listen(3000.5); app.listen(0x3000); app.listen(-3000)'],
    ['python', 's.listen(1024)'],
    ['python', 'port = unused_port_socket.getsockname()[1]\nweb.run_app(app, host=host, port=port)'],
    ['script', 'function a() { const port = 3000; }\nfunction b() { const port = 4000; app.listen(port); }'],
    ['rust', 'app.layer(MockConnectInfo(SocketAddr::from(([0, 0, 0, 0], 1337))));'],
    ['python', '"""\napp.run(port=5000)\n"""'],
    ['python', 'subprocess.run(["ls"], timeout=3000); # app.run(port=5000)'],
    ['python', 'subprocess.run(["ssh", host], port=2222); subprocess.run(cmd, port=5000)'],
    ['python', 'asyncio.run(fetch(host, port=5432)); redis_client.run(port=6379); loop.run("0.0.0.0", 5000)'],
    ['python', "model.run('train', 5000); Config(app, port=8000)"],
    ['go', 't.Run("a case: 80", func(t *testing.T) {})'],
    ['go', 't.Run("localhost:80", func(t *testing.T) {})'],
    ['go', 'suite.Run(name, func() { dial("http://localhost:2380") })'],
    ['go', 'c.Start(ctx, []string{"http://localhost:123"})'],
    ['go', 'net.Listen("unix", "auth-test:1")'],
    ['go', 'exec.Command("x").Run(); // http.ListenAndServe(":8080", nil)'],
    ['jvm', 'port(8080); builder.port(8080);'],
    ['jvm', 'items.bind("a", 80); map.listen(key);'],
    ['dotnet', 'app.Run(); var t = "12:30";'],
    [
      'dockerfile',
      'LABEL version="1.0:80"\n# EXPOSE 80\nRUN echo EXPOSE 80\nEXPOSE $APP ${OTHER} 8000-x\nARG APP=3000',
    ],
    ['compose', 'image: "nginx:80"\nvolumes:\n  - "/a:/b"\nextra_hosts:\n  - "1:2"'],
    ['env', 'DATABASE_URL=postgres://user:1234@db/app\nHOST=[fe80::1]\nHOSTNAMES=a:1'],
    ['env', 'HOST=::1\nBIND_ADDR=fe80::42\nMAC_ADDRESS=02:42:ac:11:00:55'],
    ['python', 'calculator.run("add", 5)'],
    ['ruby', 'support 3000\nimport 80; port = 3000'],
    ['env', 'SUPPORT=3000\nTIMEOUT=3000\nVERSION=1.2.3\nPORT=\nPORT=99999'],
    ['nginx', 'listen unix:/run/nginx.sock;\nlistening 80;\nkeepalive_timeout 65;'],
    ['json', '"report": 3000, "version": "1.2.3", "ratio": "16:9", "port": 0'],
    ['shell', '# npm start --port 3000\ndate +12:30; cp a:80 b'],
  ])('%s: %s', (kind, text) => {
    expect(foundIn(text, kind)).toEqual([]);
  });
});

it.each<[string, string, SourceKind | undefined]>([
  ['typescript', '/a/server.ts', 'script'],
  ['json', '/a/composer.json', 'json'],
  ['typescript', '/a/vite.config.ts', 'bundler'],
  ['yaml', '/a/docker-compose.prod.yml', 'compose'],
  ['dockercompose', '/a/x.yaml', 'compose'],
  ['yaml', '/a/application-dev.yml', 'properties'],
  ['yaml', '/a/ci.yml', undefined],
  ['plaintext', '/a/.env.local', 'env'],
  ['jsonc', '/a/.vscode/launch.json', 'json'],
  ['json', '/a/data.json', undefined],
  ['plaintext', 'C:\\a\\nginx.conf', 'nginx'],
  ['plaintext', '/a/Procfile', 'shell'],
  ['dockerfile', '/a/Dockerfile.dev', 'dockerfile'],
  ['markdown', '/a/README.md', undefined],
  ['javascript', '/a/jquery.min.js', undefined],
])('a %s file %s is %s', (language, path, kind) => {
  expect(sourceKindOf(language, path)).toBe(kind);
});

const kinds: readonly SourceKind[] = [
  'script',
  'bundler',
  'python',
  'go',
  'jvm',
  'dotnet',
  'rust',
  'ruby',
  'dockerfile',
  'compose',
  'env',
  'properties',
  'nginx',
  'apache',
  'json',
  'shell',
];

describe('whatever the text is', () => {
  const pieces = fc.constantFrom(
    '.listen(',
    'port',
    'PORT',
    '=',
    ': ',
    '3000',
    '65536',
    '(',
    ')',
    '{',
    '}',
    '"',
    "'",
    '`',
    '\\',
    '\n',
    '//',
    '/*',
    '#',
    '"""',
    'app.run(',
    'const ',
    ',',
    ' ',
    'EXPOSE ',
    'ports:\n - ',
    'listen ',
    '--port ',
    ':8080',
    'http://',
    'process.env.PORT || ',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 500 }),
    fc.array(pieces, { maxLength: 60 }).map(all => all.join('')),
  );

  it('mentions lie in it in order, and each is a port', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...kinds), (text, kind) => {
        let before = -1;
        for (const { start, end, port } of findServerPorts(text, kind)) {
          expect(start).toBeGreaterThan(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(port).toBeGreaterThanOrEqual(1);
          expect(port).toBeLessThanOrEqual(65_535);
          before = start;
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(kinds)('a call around any port is found whatever surrounds it: %s is steady', kind => {
    fc.assert(
      fc.property(texts, text => {
        expect(findServerPorts(text, kind)).toEqual(findServerPorts(text, kind));
      }),
      { numRuns: 30 },
    );
  });

  it('a listener is found with its own port', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 65_535 }),
        fc.constantFrom('', ' ', '\n', '  // listens\n'),
        (port, space) => {
          expect(
            findServerPorts(`const a = 1;${space}app.listen(${port}, "::");`, 'script').map(one => one.port),
          ).toEqual([port]);
        },
      ),
    );
  });

  it('costs its length and no more', () => {
    const units = [
      '.listen(',
      'port=',
      'const port = ',
      '--port ',
      '"port": ',
      ' ',
      'a',
      '1',
      '(',
      '"',
      '`',
      '/*',
      '\n',
      'EXPOSE 1 ',
      'EXPOSE ',
      'ENV ',
      'ENV a=1 ',
      '.run(',
      'addr = ":8',
      '${',
      '/',
      'docker ',
      ' - "1',
      'Javalin ',
      'http://a',
    ];
    for (const kind of kinds) {
      for (const unit of units) {
        const text = unit.repeat(100_000 / unit.length);
        const began = process.cpuUsage().user; // Microseconds, of this process alone: the machine may be busy.
        findServerPorts(text, kind);
        expect((process.cpuUsage().user - began) / 1_000, `${kind} ${unit}`).toBeLessThan(1_500);
      }
    }
  }, 60_000);

  it('a huge text is left alone', () => {
    expect(findServerPorts(`app.listen(3000);${' '.repeat(longestText)}`, 'script')).toEqual([]);
  });
});
