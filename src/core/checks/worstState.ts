import type { Tracked } from '../history/tracker';
import { stateCodeCount, tcpStates, type TcpState, type TcpStateName } from '../tcp/states';
import { severityRank, type FindingSeverity } from './finding';

/** A state whose sockets are more than ordinary. */
export interface StateAlarm {
  state: TcpStateName;
  severity: FindingSeverity;
  count: number;
}

/**
 * The state that most wants attention by its row of the state table, at a glance and without evidence: what the checks say
 * is worked out from much more. Where a state normally passes, only sockets that have stayed in it too long count, and many
 * of those are worse than one; where it lasts by design, the number of all counts.
 */
export function worstState({ table, entries, entryOf }: Tracked): StateAlarm | undefined {
  const counts = new Uint32Array(stateCodeCount);
  const late = new Uint32Array(stateCodeCount);
  const limits = new Float64Array(stateCodeCount).fill(Infinity);
  for (const { code, lasting } of tcpStates) {
    limits[code] = lasting.afterMs;
  }
  for (let row = 0; row < table.length; row++) {
    const code = table.state[row]!;
    counts[code]! += 1;
    if (table.takenAt - entries.stateSinceMs[entryOf[row]!]! >= limits[code]!) {
      late[code]! += 1;
    }
  }
  const alarms = tcpStates.flatMap(state => alarmOf(state, counts[state.code]!, late[state.code]!));
  return alarms.sort((a, b) => severityRank[b.severity] - severityRank[a.severity])[0];
}

function alarmOf({ name, lasting, piling }: TcpState, count: number, late: number): StateAlarm[] {
  const passes = lasting.severity !== 'none';
  const many = passes ? late : count;
  const { severity } = many >= piling.from ? piling : passes && late > 0 ? lasting : { severity: 'none' as const };
  return severity === 'none' ? [] : [{ state: name, severity, count: many }];
}
