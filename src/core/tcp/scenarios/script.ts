import type {
  EventDetail,
  Flag,
  ScenarioCall,
  ScenarioEvent,
  ScenarioSegment,
  ScenarioStep,
  ScenarioTimer,
  Side,
} from './scenario';

/** What is said of a segment beside its flags and numbers. */
type SegmentDetail = Omit<ScenarioSegment, 'name' | 'flags' | 'seq' | 'ack'>;

export function step(id: string, ...events: readonly ScenarioEvent[]): ScenarioStep {
  return { id, events };
}

/** So long after the step before. */
export function later(afterMs: number, id: string, ...events: readonly ScenarioEvent[]): ScenarioStep {
  return { id, afterMs, events };
}

export function calls(side: Side, call: ScenarioCall, detail: EventDetail = {}): ScenarioEvent {
  return { kind: 'call', side, call, ...detail };
}

export function gets(side: Side, segment: string, detail: EventDetail = {}): ScenarioEvent {
  return { kind: 'arrival', side, segment, ...detail };
}

export function ignores(side: Side, segment: string): ScenarioEvent {
  return { kind: 'arrival', side, segment, ignored: true };
}

export function expires(side: Side, timer: ScenarioTimer, detail: EventDetail): ScenarioEvent {
  return { kind: 'timer', side, timer, ...detail };
}

export function idles(side: Side): ScenarioEvent {
  return { kind: 'idle', side };
}

export function syn(name: string, seq: number, detail: SegmentDetail = {}): ScenarioSegment {
  return { name, flags: ['SYN'], seq, ...detail };
}

export function rst(name: string, seq: number, detail: SegmentDetail = {}): ScenarioSegment {
  return { name, flags: ['RST'], seq, ...detail };
}

export const synAck = withAck(['SYN', 'ACK']);
export const ack = withAck(['ACK']);
export const data = withAck(['PSH', 'ACK']);
export const fin = withAck(['FIN', 'ACK']);
export const rstAck = withAck(['RST', 'ACK']);

/** @returns a maker of segments with these flags: name, number of its first byte, next number that is expected */
function withAck(flags: readonly Flag[]) {
  return (name: string, seq: number, next: number, detail: SegmentDetail = {}): ScenarioSegment => ({
    name,
    flags,
    seq,
    ack: next,
    ...detail,
  });
}
