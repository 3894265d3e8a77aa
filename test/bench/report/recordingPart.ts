import { figuresOf } from '../figures';
import type { RecordedMinutes, RecordingResults } from '../results';
import { count, digits, megabytes, percent, spread, table } from './markdown';

/** What keeping the past costs, in memory, in time and in a file. */
export function recordingPart({ real, simulated }: RecordingResults): string {
  const read = figuresOf(real.readMs.slice(1))!;
  const record = figuresOf(real.recordMs.slice(1))!;
  const columns = simulated.map(columnOf);
  return `## The recording

Of ${count(real.sockets)} real sockets: reading and tracking take ${spread(read)} ms, recording ${spread(record)} ms more, which is ${percent(record.median / read.median)}.
Simulated, with one reading a second and both ends of each connection in it:

${table(
  ['', ...columns.map(({ title }) => title)],
  columns[0]!.rows.map(([name], index) => [name, ...columns.map(({ rows }) => rows[index]![1])]),
)}`;
}

function columnOf(minutes: RecordedMinutes): { title: string; rows: [string, string][] } {
  const { sockets, connectionsPerSecond, seconds, moments, backSeconds, mostBytes, fileBytes, residentBytes } = minutes;
  const recording = figuresOf(minutes.recordMs.slice(1))!;
  return {
    title: `${count(sockets)} sockets, ${connectionsPerSecond} new connections a second, ${count(seconds / 60)} minutes`,
    rows: [
      ['Most memory', megabytes(mostBytes)],
      ['Resident memory of the process that simulates, tracks and records', megabytes(residentBytes)],
      ['Moments that can be shown', `${count(moments)}, ${digits(backSeconds / 60)} minutes back`],
      ['Recording a reading, ms', spread(recording)],
      ['... on average, with merging what is older, ms', digits(meanOf(minutes.recordMs))],
      ['All sockets of a moment again, ms', spread(figuresOf(minutes.reconstructMs)!)],
      ['File', megabytes(fileBytes)],
    ],
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
