import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { nativeFdScanner, portableFdScanner, type FdScan, type FdScanner } from '../../../src/collect/linux/fdScan';
import { loadLibc } from '../../../src/collect/linux/libc';
import { ScanThread } from '../../../src/collect/linux/scanThread';
import { beginScan } from '../../../src/collect/linux/sharedScan';

/** More than the second thread takes to start and to scan on a busy machine. */
const plentyMs = 20_000;

/** The sockets of this process as they are found in different ways, which have to agree; and what the log was told. */
export async function scanInAllWays(descriptors: number) {
  const log: string[] = [];
  const thread = new ScanThread(join(__dirname, 'scanWorker.js'), line => log.push(line));
  thread.start();
  const directory = openSync('/proc/self/fd', 'r');
  try {
    const bySecond = beginScan(directory, descriptors, true);
    thread.join(bySecond);
    const deadline = performance.now() + plentyMs;
    while (bySecond.done.includes(0) && performance.now() < deadline) {
      await new Promise(resolve => setImmediate(resolve));
    }
    return {
      bySecond: inOrder(bySecond.inodes),
      together: inOrder(scanned(nativeFdScanner(loadLibc(), thread)!)),
      alone: inOrder(scanned(nativeFdScanner(loadLibc())!)),
      portably: inOrder(scanned(portableFdScanner)),
      log,
    };
  } finally {
    thread.stop();
    closeSync(directory);
  }
}

/** A thread whose script is missing: what is found all the same, and what the log was told. */
export async function scanWithoutThread() {
  const log: string[] = [];
  const thread = new ScanThread(join(__dirname, 'missing.js'), line => log.push(line));
  thread.start();
  const meanwhile = inOrder(scanned(nativeFdScanner(loadLibc(), thread)!));
  const deadline = performance.now() + plentyMs;
  while (thread.isOn && performance.now() < deadline) {
    await new Promise(resolve => setImmediate(resolve));
  }
  thread.start();
  return { meanwhile, alone: inOrder(scanned(nativeFdScanner(loadLibc())!)), isOn: thread.isOn, log };
}

function scanned(scanner: FdScanner): Uint32Array {
  const steps = scanner(process.pid);
  let step: IteratorResult<undefined, FdScan>;
  do {
    step = steps.next();
  } while (step.done !== true);
  if (typeof step.value === 'string') {
    throw new Error(`this process is ${step.value}`);
  }
  return step.value;
}

const inOrder = (inodes: Uint32Array) => Array.from(inodes.filter(inode => inode !== 0)).sort((a, b) => a - b);
