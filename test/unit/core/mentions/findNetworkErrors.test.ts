import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNetworkErrors, isOfThisMachine } from '../../../../src/core/mentions/findNetworkErrors';

const folder = 'test/fixtures/networkErrors';

function foundIn(line: string): string[] {
  return findNetworkErrors(line).map(({ error, host, port }) =>
    [error, [host, port].filter(part => part !== undefined).join(':')].join(' ').trim(),
  );
}

// Each line of output is followed by what it says. Node's, Python's, Java's, Go's, nginx's and curl's were recorded; .NET's and
// those of other tools, musl's and macOS' are as their sources word them.
describe.each(readdirSync(folder))('errors as in %s', name => {
  const lines = readFileSync(`${folder}/${name}`, 'utf8').trimEnd().split('\n');
  const pairs = lines.flatMap((line, index) => (index % 2 === 0 ? [[line, lines[index + 1]!.slice(3)] as const] : []));

  it.each(pairs)('%s', (line, expected) => {
    expect(foundIn(line)).toEqual([expected]);
  });
});

describe('no error is seen in', () => {
  it.each([
    'Server listening on http://localhost:3000',
    '  at Server.listen (node:net:1897:5)',
    'the test timed out after 5000 ms',
    'Reset the address book? Port wine is in use.',
    'git reset --hard; address: 127.0.0.1:80',
    'TimeoutError: Navigation timed out after 30000 ms',
    'refused to apply the patch',
    'src/port.ts:12:34 - error TS2304',
    'listening on port 3000',
    'Email address already in use',
    'The IP address already in use by another VM',
    'RetryError: connection reset counter',
    'Address not available in your country',
    'the operation timed out',
  ])('%s', line => {
    expect(foundIn(line)).toEqual([]);
  });
});

it('a mention covers the endpoint beside it, so that both are one link', () => {
  const line = 'Error: listen EADDRINUSE: address already in use :::3000';
  const [{ start, end } = { start: 0, end: 0 }] = findNetworkErrors(line);
  expect(line.slice(start, end)).toBe('EADDRINUSE: address already in use :::3000');
});

it('knows which endpoints are of this machine', () => {
  const local = ['localhost', '127.0.0.1', '127.8.1.2', '::1', '::', '0.0.0.0', '*', 'app.localhost'];
  const remote = ['10.0.0.9', 'db.example.com', '::ffff:10.0.0.1', '2001:db8::1', 'localhost.example.com'];
  expect(local.filter(host => !isOfThisMachine({ host }))).toEqual([]);
  expect(remote.filter(host => isOfThisMachine({ host }))).toEqual([]);
  expect(isOfThisMachine({})).toBe(true);
});

describe('whatever the line is', () => {
  const pieces = fc.constantFrom(
    'EADDRINUSE',
    'ECONNREFUSED',
    ': address already in use',
    ' ',
    ':::3000',
    '127.0.0.1:80',
    "('::1', 8000)",
    'port ',
    '99999',
    'tcp :',
    'Connection refused',
    'upstream: "http://a:1/"',
    'ETIMEDOUT',
    'broken pipe',
    'localhost:',
    '->',
    '[',
    ']',
    '(98: ',
  );
  const lines = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(pieces, { maxLength: 40 }).map(all => all.join('')),
  );

  it('mentions lie in it in order and do not overlap', () => {
    fc.assert(
      fc.property(lines, line => {
        let before = 0;
        for (const { start, end, port } of findNetworkErrors(line)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(line.length);
          expect(port === undefined || (port >= 1 && port <= 65_535)).toBe(true);
          before = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('costs no more than its length', () => {
    for (const unit of [
      'EADDRINUSE ',
      'port ',
      '127.0.0.1:',
      ':',
      "('a', ",
      'http://',
      'tcp :1',
      'a.',
      'to a port ',
      '1.1.1.1:1 ',
      'Failed to connect to ',
    ]) {
      const line = `ECONNREFUSED ${unit.repeat(200_000 / unit.length)}`;
      const began = process.cpuUsage().user; // Microseconds, of this process alone: the machine may be busy.
      findNetworkErrors(line);
      expect((process.cpuUsage().user - began) / 1_000, unit).toBeLessThan(500);
    }
  });
});
