import { createServer } from 'node:net';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FdLinks, parseSocketLink } from '../../../src/collect/linux/fdLinks';
import { nativeFdScanner, portableFdScanner, type FdScanner } from '../../../src/collect/linux/fdScan';
import { loadLibc } from '../../../src/collect/linux/libc';
import { claimStep, doStep, type SharedScan } from '../../../src/collect/linux/sharedScan';

test.each([
  ['socket:[485803]', 485_803],
  ['socket:[4294967295]', 4_294_967_295],
  ['socket:[]', 0],
  ['socket:[12', 0],
  ['pipe:[485803]', 0],
  ['anon_inode:[eventpoll]', 0],
  ['/tmp/socket:[1]', 0],
  ['', 0],
])('the link %j', (text, inode) => {
  const link = Buffer.from(`${text}]]`);
  expect(parseSocketLink(link, text.length)).toBe(inode);
});

/** A second thread in one: it begins with its share, and dies or goes on according to what it is told to leave undone. */
function threadThat(leavesUndone: boolean) {
  const links = new FdLinks(loadLibc());
  const taken: number[] = [];
  return {
    taken,
    isOn: true,
    join(scan: SharedScan) {
      for (const step of [claimStep(scan)!, claimStep(scan)!]) {
        taken.push(step);
        if (!leavesUndone) {
          doStep(scan, step, links);
        }
      }
    },
  };
}

const scanners: [string, () => FdScanner][] = [
  ['native', () => nativeFdScanner(loadLibc())!],
  ['native two-threaded', () => nativeFdScanner(loadLibc(), threadThat(false))!],
  ['native, whose second thread dies,', () => nativeFdScanner(loadLibc(), threadThat(true))!],
  ['portable', () => portableFdScanner],
];

test.runIf(process.platform === 'linux').each(scanners)(
  'the %s scanner finds the sockets of this process',
  async (_, scanner) => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const expected = socketsOfThisProcess();
    const found = scan(scanner(), process.pid);
    server.close();
    expect(expected.length).toBeGreaterThan(0);
    expect(Array.from(found as Uint32Array).sort()).toEqual(expected);
  },
);

test.runIf(process.platform === 'linux').each(scanners)(
  'the %s scanner finds sockets below, between and above many descriptors, of which some were closed again',
  async (_, scanner) => {
    const servers = [createServer().listen(0, '127.0.0.1')];
    await once(servers[0]!, 'listening');
    const files = Array.from({ length: 1_500 }, () => openSync('/dev/null', 'r'));
    const closed = files.splice(100, 700);
    servers.push(createServer().listen(0, '127.0.0.1'));
    await once(servers[1]!, 'listening');
    closed.forEach(fd => closeSync(fd));
    servers.push(createServer().listen(0, '127.0.0.1'));
    await once(servers[2]!, 'listening');
    const expected = socketsOfThisProcess();
    const found = scan(scanner(), process.pid);
    servers.forEach(server => server.close());
    files.forEach(fd => closeSync(fd));
    expect(expected.length).toBeGreaterThanOrEqual(3);
    expect(Array.from(found as Uint32Array).sort()).toEqual(expected);
  },
);

test.runIf(process.platform === 'linux')('a second thread is asked only where there is much to scan', () => {
  const thread = threadThat(false);
  scan(nativeFdScanner(loadLibc(), thread)!, process.pid);
  expect(thread.taken).toEqual([]);
  const files = Array.from({ length: 1_200 }, () => openSync('/dev/null', 'r'));
  scan(nativeFdScanner(loadLibc(), thread)!, process.pid);
  files.forEach(fd => closeSync(fd));
  expect(thread.taken).toEqual([0, 1]);
});

function socketsOfThisProcess(): number[] {
  return readdirSync('/proc/self/fd')
    .map(name => {
      try {
        return readlinkSync(`/proc/self/fd/${name}`);
      } catch {
        return '';
      }
    })
    .flatMap(link => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? [])
    .map(Number)
    .sort();
}

test.runIf(process.platform === 'linux').each(scanners)(
  'the %s scanner knows that a process has gone',
  (_, scanner) => {
    expect(scan(scanner(), 2 ** 30)).toBe('gone');
  },
);

function scan(scanner: FdScanner, pid: number) {
  const steps = scanner(pid);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}
