import { describe, expect, it } from 'vitest';
import { findNetworkErrors } from '../../../../src/core/mentions/findNetworkErrors';

function foundIn(line: string): string[] {
  return findNetworkErrors(line).map(({ error, host, port }) =>
    [error, [host, port].filter(part => part !== undefined).join(':')].join(' ').trim(),
  );
}

// As the libraries' sources word them.
describe('errors as libraries tell them', () => {
  it.each<[string, string]>([
    // undici
    [
      '  [cause]: ConnectTimeoutError: Connect Timeout Error (attempted address: localhost:81, timeout: 10000ms)',
      'timed-out localhost:81',
    ],
    [
      'ConnectTimeoutError: Connect Timeout Error (attempted addresses: 203.0.113.7:443, timeout: 10000ms)',
      'timed-out 203.0.113.7:443',
    ],
    ["    code: 'UND_ERR_CONNECT_TIMEOUT'", 'timed-out'],
    ['  [cause]: SocketError: other side closed', 'connection-reset'],
    ["    code: 'UND_ERR_SOCKET',", 'connection-reset'],
    // Python
    ['httpx.ConnectTimeout', 'timed-out'],
    ['httpcore.ConnectTimeout: timed out', 'timed-out'],
    ['httpx.ReadTimeout: The read operation timed out', 'timed-out'],
    ['ERROR: httpx.ConnectTimeout', 'timed-out'],
    ['httpx.ConnectError: All connection attempts failed', 'connection-refused'],
    [
      "requests.exceptions.ConnectTimeout: HTTPConnectionPool(host='10.0.0.9', port=8080): Max retries exceeded with url: / (Caused by ConnectTimeoutError(<urllib3.connection.HTTPConnection object at 0x7f1c2c0b5d30>, 'Connection to 10.0.0.9 timed out. (connect timeout=1)'))",
      'timed-out 10.0.0.9:8080',
    ],
    // PostgreSQL's drivers
    [
      'connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused',
      'connection-refused localhost:5432',
    ],
    [
      'org.postgresql.util.PSQLException: Connection to localhost:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.',
      'connection-refused localhost:5432',
    ],
    // aiohttp, MySQL's client, kubectl
    [
      "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host localhost:8080 ssl:default [Connect call failed ('127.0.0.1', 8080)]",
      'connection-refused 127.0.0.1:8080',
    ],
    [
      "ERROR 2003 (HY000): Can't connect to MySQL server on '127.0.0.1:3306' (111)",
      'connection-refused 127.0.0.1:3306',
    ],
    [
      'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
      'connection-refused localhost:8080',
    ],
    // Go
    ['Get "https://10.0.0.9:8443/": net/http: TLS handshake timeout', 'timed-out 10.0.0.9:8443'],
    // nginx
    [
      '2026/11/22 17:12:04 [error] 5548#5548: *1 upstream prematurely closed connection while reading response header from upstream, client: 127.0.0.1, server: , request: "GET / HTTP/1.1", upstream: "http://127.0.0.1:3000/", host: "localhost"',
      'connection-reset 127.0.0.1:3000',
    ],
    // Rust
    ['Error: Os { code: 111, kind: ConnectionRefused, message: "Connection refused" }', 'connection-refused'],
    ['Error: Os { code: 104, kind: ConnectionReset, message: "Connection reset by peer" }', 'connection-reset'],
    ['Error: Os { code: 110, kind: TimedOut, message: "Connection timed out" }', 'timed-out'],
    ['called `Result::unwrap()` on an `Err` value: Kind(TimedOut)', 'timed-out'],
    ['Custom { kind: TimedOut, error: "deadline has elapsed" }', 'timed-out'],
    // .NET
    [
      'System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.',
      'timed-out',
    ],
  ])('%s', (line, expected) => {
    expect(foundIn(line)).toEqual([expected]);
  });
});

describe('no error is seen in what only mentions such a word', () => {
  it.each([
    'ssh -o ConnectTimeout=5 me@example.com',
    'ConnectTimeout 10',
    'except httpx.ConnectTimeout:',
    '    raise ConnectTimeout(message)',
    'the other side closed the door',
    'set HttpClient.Timeout to 30 seconds',
    'tlsHandshakeTimeout: 20_000,',
    '[error] 5548#5548: *5 no live upstreams while connecting to upstream, client: 127.0.0.1',
    'enum Kind { TimedOut, Refused }',
    'if (error.kind === TimedOut) {',
    'Connection to the museum refused.',
    'Connection to localhost:5432 established',
    'The connection attempts failed twice, then all was well.',
    'upstream closed',
    "Can't connect to MySQL server on '127.0.0.1:3306' (2)",
    'the connection to the server was refused a name',
    'connect timeout: 10s',
  ])('%s', line => {
    expect(foundIn(line)).toEqual([]);
  });
});
