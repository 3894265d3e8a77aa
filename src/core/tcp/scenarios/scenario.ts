import type { TcpStateName } from '../states';

/** Every scenario, in the order in which they are best learned. */
export const scenarioIds = [
  'three-way-handshake',
  'connection-refused',
  'syn-timeout',
  'backlog-full',
  'simultaneous-open',
  'four-way-close',
  'three-segment-close',
  'half-close',
  'simultaneous-close',
  'reset',
  'lost-last-ack',
  'time-wait-reuse',
  'time-wait-assassination',
  'keep-alive-death',
  'close-wait-leak',
] as const;
export type ScenarioId = (typeof scenarioIds)[number];

/** Which part of TCP a scenario is about. */
export type ScenarioFamily = 'opening' | 'closing' | 'time-wait' | 'trouble';

export type Side = 'client' | 'server';

/** A control bit of RFC 9293 3.1, as far as they matter here. */
export type Flag = 'SYN' | 'ACK' | 'FIN' | 'RST' | 'PSH';

/** A segment that goes out. Sequence numbers are small for reading; real initial ones are random (RFC 9293 3.4.1). */
export interface ScenarioSegment {
  /** By which an arrival names it; unique in the scenario. */
  readonly name: string;
  readonly flags: readonly Flag[];
  /** Number of the first byte, or of the SYN or FIN where there is none. */
  readonly seq: number;
  /** The next number that its sender expects; present exactly when ACK is among the flags. */
  readonly ack?: number;
  /** Bytes of data; absent means none. */
  readonly bytes?: number;
  /** It never arrives. */
  readonly lost?: true;
  /** The same numbers went out before. */
  readonly again?: true;
  /** So many of it go out in this step, when more than one. */
  readonly times?: number;
}

/** What a program asks of its kernel. `close-unread` is close() while received data was not read, which aborts. */
export type ScenarioCall = 'listen' | 'accept' | 'connect' | 'send' | 'shutdown' | 'close' | 'close-unread' | 'exit';

/** What runs out in a kernel; `retransmission` and `keep-alive-probe` send something and wait on. */
export type ScenarioTimer = 'retransmission' | 'connect' | 'keep-alive-probe' | 'keep-alive' | 'orphan' | 'time-wait';

/** How a call ends that the program made now or earlier: a number of bytes, an end of file, success or an errno. */
export interface CallResult {
  readonly call: 'connect' | 'accept' | 'recv' | 'send';
  readonly result: 'ok' | 'end-of-file' | 'data' | 'ECONNREFUSED' | 'ECONNRESET' | 'EPIPE' | 'ETIMEDOUT';
}

/** What an event does to its side, and what comes of it. */
export interface EventDetail {
  /** Ids of core/tcp/transitions that the side takes now, in their order. */
  readonly takes?: readonly string[];
  /** Id of core/tcp/selfLoops: what the side does without leaving its state. */
  readonly stays?: string;
  /** The first transition is taken by a new connection of the listener on this port, which was there all along. */
  readonly ofListener?: true;
  readonly sends?: readonly ScenarioSegment[];
  /** A transition sends an ACK that waits for the next segment of this side, which carries it. */
  readonly delaysAck?: true;
  readonly returns?: CallResult;
}

/** What happens at one side at one moment. */
export type ScenarioEvent = EventDetail & { readonly side: Side } & (
    | { readonly kind: 'call'; readonly call: ScenarioCall }
    | { readonly kind: 'timer'; readonly timer: ScenarioTimer }
    /** A segment that the other side sent in an earlier step; `ignored` when the kernel throws it away unanswered. */
    | { readonly kind: 'arrival'; readonly segment: string; readonly ignored?: true }
    /** The program does something else, or nothing. */
    | { readonly kind: 'idle' }
  );

/** One key press: what happens at one side, at both in the same moment, or on the way between them. */
export interface ScenarioStep {
  /** Unique in the scenario; its text is found by the step's place, see media/explain. */
  readonly id: string;
  readonly events: readonly ScenarioEvent[];
  /** The way between the hosts is cut from now on: nothing arrives any more, and nobody is told. */
  readonly cutsPath?: true;
  /** Milliseconds since the step before, where it is longer than a round trip. */
  readonly afterMs?: number;
}

export interface ScenarioHost {
  readonly start: TcpStateName;
  readonly end: TcpStateName;
  /** The number that its next byte has (SND.NXT), and the one that it expects from the other (RCV.NXT); absent in CLOSED and LISTEN. */
  readonly next?: number;
  readonly expects?: number;
}

/** A short story of two hosts, which a test checks against core/tcp/transitions step by step. */
export interface Scenario {
  readonly id: ScenarioId;
  readonly family: ScenarioFamily;
  readonly hosts: Readonly<Record<Side, ScenarioHost>>;
  readonly steps: readonly ScenarioStep[];
}
