import fc from 'fast-check';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CheckReport } from '../../../src/core/checks/check';
import { decodeRecording } from '../../../src/core/recording/decode';
import { encodeRecording } from '../../../src/core/recording/encode';
import { bytesToJson, jsonToBytes } from '../../../src/core/recording/jsonBytes';
import { reasons } from '../../../src/core/recording/holders';
import { laterStepsOf } from '../../../src/core/recording/path';
import { reconstruct } from '../../../src/core/recording/reconstruct';
import type { Recording } from '../../../src/core/recording/recording';
import type { RecordedReport } from '../../../src/core/recording/reports';
import { joinSections, splitSections } from '../../../src/core/recording/sections';
import { timelineOf } from '../../../src/core/recording/timeline';
import { openRecordingFile, pack, saveRecordingFile, unpack } from '../../../src/monitor/recordingFile';
import { readings } from '../core/recording/machine.arbitrary';
import { exactOf, RecordedMachine } from '../core/recording/recordedMachine';
import { tableOf } from '../core/sockets/tableOf';
import { finding } from '../host/checks/finding';

const header = { machine: 'büro-3 \u{1f980}', platform: 'linux', writtenBy: 'Socketscope 0.1.0' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'socketscope-recording-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** All that views can show of a recording. */
function shown(recording: Recording): unknown {
  return {
    timeline: timelineOf(recording, -Infinity),
    moments: recording.moments.map(moment => {
      const { tracked, lifelines, holders } = reconstruct(recording, moment);
      return {
        transitions: Array.from(moment.transitions),
        report: moment.report,
        sockets: exactOf(tracked),
        queues: Array.from(tracked.table.receiveQueue.subarray(0, tracked.table.length)),
        steps: laterStepsOf(recording, moment.tick, lifelines),
        holders: Array.from(holders, number => recording.holders.sets[number - reasons.length]),
      };
    }),
  };
}

function recordingOf(all: Iterable<{ afterMs: number; sockets: Parameters<typeof tableOf>[0] }>): Recording {
  const machine = new RecordedMachine();
  let now = Date.UTC(2026, 10, 22);
  for (const { afterMs, sockets } of all) {
    now += afterMs;
    machine.read(tableOf(sockets, now));
  }
  return machine.recording;
}

const small = recordingOf([
  { afterMs: 0, sockets: [{ state: 'LISTEN', local: '0.0.0.0:3000', cookie: 1 }] },
  {
    afterMs: 1_000,
    sockets: [
      { state: 'LISTEN', local: '0.0.0.0:3000', cookie: 1, receiveQueue: 3, sendQueue: 511 },
      { state: 'ESTABLISHED', local: '127.0.0.1:3000', remote: '127.0.0.1:50000', cookie: 2 },
      { state: 'ESTABLISHED', local: '127.0.0.1:50000', remote: '127.0.0.1:3000', cookie: 3 },
    ],
  },
  {
    afterMs: 1_000,
    sockets: [
      { state: 'LISTEN', local: '0.0.0.0:3000', cookie: 1 },
      { state: 'CLOSE-WAIT', local: '127.0.0.1:3000', remote: '127.0.0.1:50000', cookie: 2 },
      { state: 'FIN-WAIT-2', local: '127.0.0.1:50000', remote: '127.0.0.1:3000', cookie: 3 },
    ],
  },
]);

test('a file gives back all that was recorded', async () => {
  await fc.assert(
    fc.asyncProperty(readings, async all => {
      const recording = recordingOf(all);
      const outcome = await unpack(await pack(encodeRecording(recording, header)));
      expect(outcome).toMatchObject({ done: true, header });
      expect(outcome.done && shown(outcome.recording)).toEqual(shown(recording));
    }),
    { numRuns: 50 },
  );
});

test('saving replaces a file as a whole and leaves nothing beside it', async () => {
  const path = join(folder, 'incident.socketscope');
  await writeFile(path, 'what was there before');
  const saved = await saveRecordingFile(path, small, header);
  const file = await readFile(path);
  expect(saved).toEqual({ done: true, bytes: file.length });
  expect(await readdir(folder)).toEqual(['incident.socketscope']);
  expect(await openRecordingFile(path)).toMatchObject({ done: true, header });
});

test('what the operating system refuses is told, and nothing is left', async () => {
  expect(await saveRecordingFile(join(folder, 'nowhere', 'a.socketscope'), small, header)).toMatchObject({
    done: false,
    problem: 'io',
    detail: expect.stringContaining('ENOENT') as string,
  });
  const directory = join(folder, 'directory');
  await mkdir(join(directory, 'full'), { recursive: true });
  expect(await saveRecordingFile(directory, small, header)).toMatchObject({ done: false, problem: 'io' });
  expect((await readdir(folder)).filter(name => name.startsWith('.'))).toEqual([]);
  expect(await openRecordingFile(join(folder, 'none'))).toMatchObject({ done: false, problem: 'io' });
  expect(await openRecordingFile(directory)).toMatchObject({ done: false, problem: 'io' });
  expect(await openRecordingFile('/dev/zero')).toMatchObject({ done: false, problem: 'foreign' });
});

test('nothing recorded, nothing saved', async () => {
  expect(await saveRecordingFile(join(folder, 'a'), new RecordedMachine().recording, header)).toEqual({
    done: false,
    problem: 'empty',
  });
});

test('a file that is empty, of another kind, newer or changed is named as that', async () => {
  const file = await pack(encodeRecording(small, header));
  const changed = (offset: number, value: number) => file.map((byte, index) => (index === offset ? value : byte));
  const problemOf = async (bytes: Uint8Array) => {
    const outcome = await unpack(bytes);
    return outcome.done ? 'none' : outcome.problem;
  };
  expect(await problemOf(new Uint8Array(0))).toBe('foreign');
  expect(await problemOf(new TextEncoder().encode('PK\u0003\u0004 is a zip file, longer than a head'))).toBe('foreign');
  expect(await problemOf(changed(0, 0x73))).toBe('foreign');
  expect(await problemOf(changed(12, 2))).toBe('too-new');
  expect(await problemOf(changed(12, 0))).toBe('damaged');
  expect(await problemOf(changed(19, 0xff))).toBe('damaged');
  expect(await problemOf(Uint8Array.of(...file, 0))).toBe('damaged');
});

test('a file that ends too early is damaged, wherever it ends', async () => {
  const file = await pack(encodeRecording(small, header));
  for (let length = 1; length < file.length; length++) {
    expect(await unpack(file.subarray(0, length))).toEqual({ done: false, problem: 'damaged' });
  }
});

test('a body that ends at the end of a section, or lacks one that the first files have, is damaged', async () => {
  const all = new Map(splitSections(encodeRecording(small, header)));
  const body = joinSections(new Map([...all].filter(([name]) => name !== 'FIND')));
  expect(await unpack(await pack(body))).toMatchObject({ done: true });
  const sections = [...splitSections(body)!];
  for (let count = 0; count < sections.length; count++) {
    expect(await unpack(await pack(joinSections(new Map(sections.slice(0, count)))))).toMatchObject({ done: false });
    const without = sections.filter((_, index) => index !== count);
    expect(await unpack(await pack(joinSections(new Map(without))))).toMatchObject({ done: false });
  }
});

test('of a file that does not tell how many transitions of the last minute were inferred, those of the last reading are', () => {
  const sections = new Map(splitSections(encodeRecording(small, header)));
  const moments = bytesToJson(sections.get('MOMT')!) as Record<string, unknown>[];
  const old = moments.map(moment => ({ ...moment, inferredLastMinute: undefined }));
  const decoded = decodeRecording(joinSections(sections.set('MOMT', jsonToBytes(old))))!;
  const last = (recording: Recording) => Array.from(recording.moments.at(-1)!.transitions);
  const [observed, inferred] = [1, 2].map(column => last(small).filter((_, index) => index % 5 === column));
  expect(observed).toContain(1);
  expect(inferred).toContain(0);
  const told = last(decoded.recording);
  expect(told.filter((_, index) => index % 5 === 4)).toEqual(inferred);
  expect(told.filter((_, index) => index % 5 !== 4)).toEqual(last(small).filter((_, index) => index % 5 !== 4));
});

const found: CheckReport = {
  takenAt: 0,
  watchedMs: 20_000,
  findings: Array.from({ length: 30 }, (_, port) =>
    finding({
      port,
      numbers: { count: 12, etaMs: Infinity },
      evidence: Array.from({ length: 40 }, (__, id) => `c${id}`),
    }),
  ),
  passed: ['churn', 'exposed'],
  notMade: [{ code: 'conntrack', lacks: 'conntrack' }],
  costMs: 3,
};

function diagnosed(): Recording {
  const machine = new RecordedMachine();
  const system = { name: 'linux', sysctls: { tcp_fin_timeout: 17 } } as const;
  machine.read(tableOf([], 1_000));
  machine.read(tableOf([], 2_000), { system, report: found });
  machine.read(tableOf([], 3_000), { system, report: found });
  return machine.recording;
}

test('a file tells what the checks found and what durations depended on, and a report is kept short', () => {
  const { recording } = decodeRecording(encodeRecording(diagnosed(), header))!;
  expect(recording.system).toEqual({ name: 'linux', sysctls: { tcp_fin_timeout: 17 } });
  const [none, one, two] = recording.moments.map(({ report }) => report);
  expect(none).toBeUndefined();
  expect(one).toEqual(two);
  expect(one).toMatchObject({ watchedMs: 20_000, passed: ['churn', 'exposed'], notMade: found.notMade });
  expect(one!.findings).toHaveLength(20);
  expect(one!.findings[0]).toEqual(
    finding({ port: 0, numbers: { count: 12 }, evidence: found.findings[0]!.evidence.slice(0, 10) }),
  );
});

test('lists of checks that stay the same are kept once', () => {
  const [, one, two] = diagnosed().moments.map(({ report }) => report!);
  expect(two!.passed).toBe(one!.passed);
  expect(two!.notMade).toBe(one!.notMade);
});

test('a check that this version does not have is passed over, and what is no report makes a file a damaged one', () => {
  const sections = new Map(splitSections(encodeRecording(diagnosed(), header)));
  const reports = bytesToJson(sections.get('FIND')!) as (RecordedReport | null)[];
  const withReports = (changed: unknown) =>
    decodeRecording(joinSections(new Map(sections).set('FIND', jsonToBytes(changed))))?.recording;
  const newer = { ...reports[1]!, findings: [{ ...finding(), code: 'quic-leak' }, finding()], passed: ['quic-leak'] };
  expect(withReports([null, newer, null])!.moments[1]!.report).toMatchObject({ findings: [finding()], passed: [] });
  for (const wrong of [
    [],
    {},
    [null, null],
    [null, {}, null],
    [null, { ...newer, findings: [{ ...finding(), severity: 'toString' }] }, null],
  ]) {
    expect(withReports(wrong)).toBeUndefined();
  }
});

test('a section that this version does not know is passed over', async () => {
  const sections = new Map(splitSections(encodeRecording(small, header)));
  const body = joinSections(sections.set('NEWS', Uint8Array.of(1, 2, 3)));
  const outcome = await unpack(await pack(body));
  expect(outcome.done && shown(outcome.recording)).toEqual(shown(small));
});

const mutations = fc.array(
  fc.record({
    /** Of all bytes. */
    place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    byte: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 0, max: 255 })),
    kind: fc.constantFrom('set', 'insert', 'remove'),
  }),
  { minLength: 1, maxLength: 4 },
);

function mutate(bytes: Uint8Array, changes: typeof mutations extends fc.Arbitrary<infer Value> ? Value : never) {
  const mutated = Array.from(bytes);
  for (const { place, byte, kind } of changes) {
    mutated.splice(Math.floor(place * mutated.length), kind === 'insert' ? 0 : 1, ...(kind === 'remove' ? [] : [byte]));
  }
  return Uint8Array.from(mutated);
}

test('a damaged file is refused or can be shown: 10,000 files with changed bytes', async () => {
  const file = await pack(encodeRecording(small, header));
  await fc.assert(
    fc.asyncProperty(mutations, async changes => {
      const outcome = await unpack(mutate(file, changes));
      expect(outcome.done ? shown(outcome.recording) : ['foreign', 'damaged', 'too-new']).toEqual(
        outcome.done ? shown(small) : expect.arrayContaining([outcome.problem]),
      );
    }),
    { numRuns: 10_000 },
  );
}, 60_000);

test('so is one whose checksums were made to match: 10,000 files with changed sections', () => {
  const sections = [...splitSections(encodeRecording(small, header))!];
  let accepted = 0;
  fc.assert(
    fc.property(mutations, fc.nat({ max: sections.length - 1 }), (changes, which) => {
      const changed = sections.map(
        ([name, content], index) => [name, index === which ? mutate(content, changes) : content] as const,
      );
      const decoded = decodeRecording(joinSections(new Map(changed)));
      if (decoded !== undefined) {
        accepted += 1;
        shown(decoded.recording);
      }
    }),
    { numRuns: 10_000 },
  );
  expect(accepted).toBeGreaterThan(100);
}, 60_000);
