import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CollectorError } from '../../../src/collect/collector';
import { ProcNetCollector } from '../../../src/collect/linux/procNet';
import { stateOfCode } from '../../../src/core/tcp/states';

const namespace = 4_026_531_840;
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'socketscope-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('both files are one table, larger than what is parsed at a time', () => {
  write(
    'tcp',
    Array.from({ length: 5_000 }, (_, index) => line(index + 1)),
  );
  write('tcp6', [line(1, '0'.repeat(24))]);
  const { table, problems } = new ProcNetCollector(namespace, () => directory).read();
  expect([table.length, problems]).toEqual([5_001, []]);
  expect(Array.from(table.localPort.subarray(0, 3))).toEqual([1, 2, 3]);
  expect([table.hasCookies, table.hasBacklogLimit]).toEqual([false, false]);
});

test('a row that the file repeats is there once', () => {
  write('tcp', [line(1), line(2), line(1), line(3)]);
  const { table } = new ProcNetCollector(namespace, () => directory).read();
  expect(Array.from(table.localPort.subarray(0, table.length))).toEqual([1, 2, 3]);
});

test('a kernel without IPv6 has one file', () => {
  write('tcp', [line(1)]);
  expect(new ProcNetCollector(namespace, () => directory).read().table.length).toBe(1);
});

test('neither file: no reading', () => {
  expect(() => new ProcNetCollector(namespace, () => directory).read()).toThrow(
    new CollectorError('no-source', `${directory}/tcp: ENOENT`),
  );
});

test('a file that cannot be read: no reading, rather than half of one', () => {
  write('tcp', [line(1)]);
  mkdirSync(join(directory, 'tcp6'));
  expect(() => new ProcNetCollector(namespace, () => directory).read()).toThrow(/^no-source: .*tcp6: (EISDIR|EPERM)$/);
});

test('garbage without a line end does not stop the reading', () => {
  writeFileSync(join(directory, 'tcp'), Buffer.concat([Buffer.alloc(300_000, 0x41), Buffer.from(`\n${line(7)}\n`)]));
  const { table } = new ProcNetCollector(namespace, () => directory).read();
  expect(Array.from(table.localPort.subarray(0, table.length))).toEqual([7]);
});

test('whatever bytes the files hold, a reading is a table of rows that can be', () => {
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), kind: fc.constantFrom('set', 'cut', 'repeat') });
  const whole = Buffer.from(
    `  sl  local_address\n${Array.from({ length: 8 }, (_, port) => line(port + 1)).join('\n')}\n`,
  );
  let rows = 0;
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), changes => {
      let bytes = Buffer.from(whole);
      for (const { at, byte, kind } of changes) {
        const place = at % Math.max(1, bytes.length);
        bytes[place] = byte;
        bytes = kind === 'cut' ? bytes.subarray(0, place) : kind === 'repeat' ? Buffer.concat([bytes, bytes]) : bytes;
      }
      writeFileSync(join(directory, 'tcp'), bytes);
      const { table } = new ProcNetCollector(namespace, () => directory).read();
      rows += table.length;
      // Every row another one, and in a state.
      expect(table.length).toBeLessThanOrEqual(8 + changes.length * 64);
      for (let row = 0; row < table.length; row++) {
        expect(stateOfCode(table.state[row]!)).toBeDefined();
      }
    }),
    { numRuns: 5_000 },
  );
  expect(rows).toBeGreaterThan(5_000);
}, 30_000);

test('the same sockets in another namespace are others', () => {
  write('tcp', [line(1)]);
  const [here, there] = [namespace, namespace + 1].map(
    inode => new ProcNetCollector(inode, () => directory).read().table,
  );
  expect([here!.identityLow[0], here!.identityHigh[0]]).not.toEqual([there!.identityLow[0], there!.identityHigh[0]]);
});

function write(name: string, lines: readonly string[]): void {
  writeFileSync(join(directory, name), `  sl  local_address rem_address   st\n${lines.join('\n')}\n`);
}

function line(port: number, prefix = ''): string {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  return ` ${port}: ${prefix}0100007F:${hexPort} ${prefix}0100007F:0050 01 00000000:00000000 00:00000000 00000000 0 0 ${port} 1 0`;
}
