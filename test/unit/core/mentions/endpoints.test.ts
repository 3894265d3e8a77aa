import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEndpoints } from '../../../../src/core/mentions/endpoints';

function foundIn(line: string): string[] {
  return findEndpoints(line).map(({ start, end, host, port }) => `${line.slice(start, end)} is ${host} ${port}`);
}

describe('a host and a port', () => {
  it.each<[string, string[]]>([
    ['curl http://localhost:3000/api', ['localhost:3000 is localhost 3000']],
    ['const url = "redis://:secret@cache:6379/0";', ['cache:6379 is cache 6379']],
    ['postgres://me:pass@db.example.com:5432/app', ['db.example.com:5432 is db.example.com 5432']],
    ['http://[::1]:8080/', ['[::1]:8080 is ::1 8080']],
    ['https://*:5001;http://+:5000', ['*:5001 is * 5001', '+:5000 is + 5000']],
    ['bind 127.0.0.1:8000.', ['127.0.0.1:8000 is 127.0.0.1 8000']],
    ['[::]:443 and [fe80::1%eth0]:22', ['[::]:443 is :: 443', '[fe80::1%eth0]:22 is fe80::1%eth0 22']],
    ['"localhost:9229"', ['localhost:9229 is localhost 9229']],
    [
      'kafka.internal:9092,mq-1.prod.svc:5672',
      ['kafka.internal:9092 is kafka.internal 9092', 'mq-1.prod.svc:5672 is mq-1.prod.svc 5672'],
    ],
    ['"kafka.acme:9092,mq.acme:5672"', ['kafka.acme:9092 is kafka.acme 9092', 'mq.acme:5672 is mq.acme 5672']],
    ['broker: kafka.acme:9092', ['kafka.acme:9092 is kafka.acme 9092']],
    ['BROKER=kafka.acme:9092', ['kafka.acme:9092 is kafka.acme 9092']],
    [
      'ask db.example.com:5432 or cache.prod.svc.cluster.local:6379',
      [
        'db.example.com:5432 is db.example.com 5432',
        'cache.prod.svc.cluster.local:6379 is cache.prod.svc.cluster.local 6379',
      ],
    ],
  ])('%s', (line, expected) => {
    expect(foundIn(line)).toEqual(expected);
  });
});

describe('no host and port', () => {
  it.each([
    'at app.ts:12:34',
    'src/main.go:12',
    'died at lib/script.pl:12',
    'main.go:12: undefined',
    'file:///a/b.js:3:4',
    'ratio 16:9',
    'at 12:30:45',
    '2026-11-22T17:12:00',
    'image: nginx:1.25',
    'localhost:0',
    'localhost:65536',
    'localhost:080',
    '127.0.0.1:3000:12',
    '300.1.1.1:80',
    'v1.2.3.4:80',
    'fe80::1:2',
    '::1',
    'a:80',
    '{a:1,b:2}',
    'x[1:2]:3',
    'localhost:3000abc',
    'github.com:user/repo.git',
    'C:80',
    'sha256:1234',
    'first = data[user.name:12]',
    'return a ? b.length:80',
    'chunk = self.buffer[self.position:4096]',
    'sizes = {image.width:640, image.height:480}',
    'case Color.red:1',
  ])('%s', line => {
    expect(foundIn(line)).toEqual([]);
  });
});

it('any dotted name is a host beside an error, but for files', () => {
  expect(findEndpoints('lookup of kafka.acme:9092', true)).toMatchObject([{ host: 'kafka.acme', port: 9092 }]);
  expect(findEndpoints('refused at server.go:12', true)).toEqual([]);
});

it('is found with its own host and port wherever it stands, and the search costs the line', () => {
  const host = fc.oneof(
    fc.ipV4(),
    fc.ipV6().map(address => `[${address}]`),
    fc.constant('localhost'),
  );
  fc.assert(
    fc.property(
      host,
      fc.integer({ min: 1, max: 65_535 }),
      fc.constantFrom('', ' ', 'on "', '(', '='),
      (name, port, before) => {
        expect(findEndpoints(`${before}${name}:${port}`)).toMatchObject([{ port, start: before.length }]);
      },
    ),
  );
  for (const unit of ['http://a', 'a.', '1.', '[::', 'localhost', 'a:b@', ':1', 'a-', 'http://a:b@c']) {
    const began = performance.now();
    findEndpoints(unit.repeat(20_000 / unit.length));
    expect(performance.now() - began, unit).toBeLessThan(500);
  }
});
