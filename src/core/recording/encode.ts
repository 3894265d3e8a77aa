import { columnsToBytes } from './columnBytes';
import { jsonToBytes } from './jsonBytes';
import {
  addressLayout,
  changeLayout,
  lifelineLayout,
  tickLayout,
  transitionColumns,
  type RecordedMoment,
  type Recording,
} from './recording';
import { joinSections } from './sections';

/** Who and what a file is about, beside what was recorded. */
export interface RecordingHeader {
  /** Name of the machine. */
  machine: string;
  /** process.platform of the monitor. */
  platform: string;
  /** The program that wrote it, with its version. */
  writtenBy: string;
}

/** A moment's `transitions` come in fours in a file; the fifth column is a list of its own, which the first files lack. */
export const fileTransitionWidth = 4;
const two32 = 2 ** 32;

/** The body of a file, see FORMAT.md. */
export function encodeRecording(recording: Recording, header: RecordingHeader): Uint8Array {
  const { lifelines, changes, addresses, holders, ticks, moments, interfaceNames, system } = recording;
  const times = {
    low: Uint32Array.from(ticks, at => at % two32),
    high: Uint32Array.from(ticks, at => Math.floor(at / two32)),
  };
  return joinSections(
    new Map([
      [
        'HEAD',
        jsonToBytes({
          ...header,
          ticks: ticks.length,
          lifelines: lifelines.length,
          changes: changes.length,
          addresses: addresses.length,
          interfaceNames: [...interfaceNames],
        }),
      ],
      ['TICK', columnsToBytes(tickLayout, times, ticks.length)],
      ['LIFE', columnsToBytes(lifelineLayout, lifelines.columns, lifelines.length)],
      ['CHNG', columnsToBytes(changeLayout, changes.columns, changes.length)],
      ['ADDR', columnsToBytes(addressLayout, { word: addresses.words }, addresses.length * 4)],
      ['PROC', jsonToBytes(holders.sets)],
      ['MOMT', jsonToBytes(moments.map(momentJson))],
      ['FIND', jsonToBytes(moments.map(({ report }) => report ?? null))],
      ...(system === undefined ? [] : [['SYST', jsonToBytes(system)] as const]),
    ]),
  );
}

/** Its report is in a section of its own. */
function momentJson(moment: RecordedMoment): object {
  const width = transitionColumns.length;
  const inFile = moment.transitions.filter((_, index) => index % width < fileTransitionWidth);
  const inferredLastMinute = moment.transitions.filter((_, index) => index % width === fileTransitionWidth);
  return {
    ...moment,
    report: undefined,
    counts: Array.from(moment.counts),
    transitions: Array.from(inFile),
    inferredLastMinute: Array.from(inferredLastMinute),
  };
}
