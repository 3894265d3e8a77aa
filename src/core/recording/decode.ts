import { AddressPool } from './addressPool';
import { bytesToColumns } from './columnBytes';
import { areChangesSound, areLifelinesSound, areTicksSound } from './soundness';
import { asHeader, asMoments, asProcessSets } from './decodeJson';
import { asReports, asTcpSystem } from './decodeReports';
import type { RecordingHeader } from './encode';
import { GrowingColumns } from './growingColumns';
import { Holders } from './holders';
import { bytesToJson } from './jsonBytes';
import { addressLayout, changeLayout, lifelineLayout, Recording, tickLayout } from './recording';
import { splitSections, type Sections } from './sections';

const nothing = new Uint8Array(0);

/**
 * The inverse of encodeRecording; undefined for a body that is damaged. Every number that is an index or a code is checked,
 * so that whatever is returned can be shown.
 */
export function decodeRecording(body: Uint8Array): { recording: Recording; header: RecordingHeader } | undefined {
  const sections = splitSections(body);
  const header = sections && asHeader(bytesToJson(sections.get('HEAD') ?? nothing));
  if (sections === undefined || header === undefined) {
    return undefined;
  }
  const recording = new Recording();
  recording.interfaceNames = new Map(header.interfaceNames);
  const isSound = readColumns(recording, sections, header) && readLists(recording, sections);
  return isSound && areLifelinesSound(recording) && areChangesSound(recording) ? { recording, header } : undefined;
}

function readColumns(
  recording: Recording,
  sections: Sections,
  rows: { ticks: number; lifelines: number; changes: number; addresses: number },
): boolean {
  const sectionOf = (name: string) => sections.get(name) ?? nothing;
  const ticks = bytesToColumns(tickLayout, sectionOf('TICK'), rows.ticks);
  const lifelines = bytesToColumns(lifelineLayout, sectionOf('LIFE'), rows.lifelines);
  const changes = bytesToColumns(changeLayout, sectionOf('CHNG'), rows.changes);
  const addresses = bytesToColumns(addressLayout, sectionOf('ADDR'), rows.addresses * 4);
  if (!ticks || !lifelines || !changes || !addresses) {
    return false;
  }
  recording.ticks = Array.from(ticks.low, (low, tick) => ticks.high[tick]! * 2 ** 32 + low);
  recording.lifelines = GrowingColumns.of(lifelineLayout, lifelines, rows.lifelines);
  recording.changes = GrowingColumns.of(changeLayout, changes, rows.changes);
  recording.addresses = AddressPool.of(addresses.word);
  return areTicksSound(recording.ticks) && recording.addresses.length === rows.addresses;
}

function readLists(recording: Recording, sections: Sections): boolean {
  const sets = asProcessSets(bytesToJson(sections.get('PROC') ?? nothing));
  const moments = asMoments(bytesToJson(sections.get('MOMT') ?? nothing), recording.ticks.length);
  if (sets === undefined || moments === undefined) {
    return false;
  }
  recording.holders = new Holders(sets);
  recording.moments = moments;
  return readDiagnoses(recording, sections);
}

/** Files of the first versions have neither section. */
function readDiagnoses(recording: Recording, sections: Sections): boolean {
  const [system, reports] = ['SYST', 'FIND'].map(name => sections.get(name));
  if (system !== undefined) {
    recording.system = asTcpSystem(bytesToJson(system));
    if (recording.system === undefined) {
      return false;
    }
  }
  const decoded = reports === undefined ? [] : asReports(bytesToJson(reports), recording.moments.length);
  decoded?.forEach((report, index) => {
    if (report !== undefined) {
      recording.moments[index]!.report = report;
    }
  });
  return decoded !== undefined;
}
