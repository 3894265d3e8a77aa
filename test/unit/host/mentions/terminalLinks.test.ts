import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorWordings } from '../../../../src/core/mentions/networkErrors';
import { linksIn } from '../../../../src/host/mentions/terminalLinks';

/** Every link as 'text: tooltip'. */
function linksOf(line: string): string[] {
  return linksIn(line).map(
    ({ startIndex, length, tooltip }) => `${line.slice(startIndex, startIndex + length)}: ${tooltip}`,
  );
}

describe('links in a terminal', () => {
  it.each<[string, string[]]>([
    [
      'Error: listen EADDRINUSE: address already in use :::3000',
      ['EADDRINUSE: address already in use :::3000: Find out who holds port 3000'],
    ],
    ['OSError: [Errno 98] Address already in use', ['[Errno 98] Address already in use: Find out who holds a port']],
    ['connect ECONNREFUSED 127.0.0.1:5432', ['ECONNREFUSED 127.0.0.1:5432: Find out who holds port 5432']],
    [
      'connect ECONNREFUSED 10.0.0.9:5432',
      ['ECONNREFUSED 10.0.0.9:5432: Explain: nobody listens there (ECONNREFUSED)'],
    ],
    ['read ECONNRESET', ['ECONNRESET: Explain: the other end reset the connection (ECONNRESET)']],
    ['tcp        0      0 0.0.0.0:22    0.0.0.0:*   LISTEN', ['LISTEN: Explain LISTEN']],
    ['CLOSE-WAIT 1 0 127.0.0.1:3000 127.0.0.1:52344', ['CLOSE-WAIT: Explain CLOSE-WAIT']],
    ['node 4711 me 21u IPv4 721328 0t0 TCP 127.0.0.1:3000 (LISTEN)', ['LISTEN: Explain LISTEN']],
    ['Server listening on http://localhost:3000', []],
    ['LISTEN to me', []],
  ])('%s', (line, expected) => {
    expect(linksOf(line)).toEqual(expected);
  });

  it('answers alike when lines are asked about at once', async () => {
    const line = 'read ECONNRESET, then CLOSE_WAIT';
    const once = linksOf(line);
    expect(await Promise.all(Array.from({ length: 20 }, () => Promise.resolve(line).then(linksOf)))).toEqual(
      Array.from({ length: 20 }, () => once),
    );
  });
});

it('there is an explanation for each error, and none too many', () => {
  const files = errorWordings.map(({ error }) => `${error}.md`);
  expect(readdirSync('media/explain/en/errors').sort()).toEqual(files.sort());
});
