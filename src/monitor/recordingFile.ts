import { mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';
import { decodeRecording } from '../core/recording/decode';
import { encodeRecording, type RecordingHeader } from '../core/recording/encode';
import { envelopeBytes, makeEnvelope, mostBodyBytes, readEnvelope } from '../core/recording/envelope';
import type { Recording } from '../core/recording/recording';
import type { RecordingFailure, SaveOutcome } from '../protocol/recording';

export type FileOutcome =
  { readonly done: true; readonly recording: Recording; readonly header: RecordingHeader } | RecordingFailure;

const compress = promisify(deflate);
const decompress = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate);

/**
 * Writes a recording as it is now. What was in the file before is replaced only when all of the new one is on the disk: it
 * is written into a folder of its own beside it, and renamed.
 */
export async function saveRecordingFile(
  path: string,
  recording: Recording,
  header: RecordingHeader,
): Promise<SaveOutcome> {
  if (recording.moments.length === 0) {
    return { done: false, problem: 'empty' };
  }
  const file = await pack(encodeRecording(recording, header));
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(dirname(path), '.socketscope-'));
    const unfinished = join(folder, basename(path));
    const handle = await open(unfinished, 'w');
    try {
      await handle.writeFile(file);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, path);
    return { done: true, bytes: file.length };
  } catch (error) {
    return refused(error);
  } finally {
    if (folder !== undefined) {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

export async function openRecordingFile(path: string): Promise<FileOutcome> {
  try {
    const { size } = await stat(path);
    const handle = await open(path, 'r');
    try {
      // The beginning tells what it is before all of a large or endless file is read.
      const start = new Uint8Array(envelopeBytes);
      const { bytesRead } = await handle.read(start, 0, envelopeBytes, 0);
      const envelope = readEnvelope(start.subarray(0, bytesRead), size);
      if (!envelope.ok) {
        return { done: false, problem: envelope.problem };
      }
      const file = new Uint8Array(size);
      let filled = 0;
      for (let read = -1; read !== 0 && filled < size; filled += read) {
        ({ bytesRead: read } = await handle.read(file, filled, size - filled, filled));
      }
      return await unpack(file.subarray(0, filled));
    } finally {
      await handle.close();
    }
  } catch (error) {
    return refused(error);
  }
}

/** The bytes of a file around a body. */
export async function pack(body: Uint8Array): Promise<Uint8Array> {
  const compressed = await compress(body);
  return Buffer.concat([makeEnvelope(body.length, compressed.length), compressed]);
}

/** What the bytes of a file hold. */
export async function unpack(file: Uint8Array): Promise<FileOutcome> {
  const envelope = readEnvelope(file, file.length);
  if (!envelope.ok) {
    return { done: false, problem: envelope.problem };
  }
  const body = await decompress(file.subarray(envelopeBytes), {
    maxOutputLength: Math.min(mostBodyBytes, envelope.bodyBytes + 1),
  }).catch(() => undefined);
  const decoded = body?.length === envelope.bodyBytes ? decodeRecording(body) : undefined;
  return decoded === undefined ? { done: false, problem: 'damaged' } : { done: true, ...decoded };
}

function refused(error: unknown): RecordingFailure {
  return { done: false, problem: 'io', detail: error instanceof Error ? error.message : String(error) };
}
