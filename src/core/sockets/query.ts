import type { Actor } from '../tcp/states';
import type { AddressRange } from './address';
import type { Direction } from './browsedRow';

/** Every term must hold. Values of one term are alternatives. */
export interface Query {
  terms: readonly QueryTerm[];
  /** The order of rows, where one is asked for; the last one named counts. */
  order?: RowOrder;
}

/** Longest in its state, fullest queue, most retransmissions or lowest remote port first; or the other way round. */
export interface RowOrder {
  by: 'seen' | 'age' | 'receive' | 'send' | 'retransmits' | 'port';
  descending: boolean;
}

export interface QueryTerm {
  negated: boolean;
  test: QueryTest;
}

export type QueryTest =
  /** State codes. */
  | { key: 'state'; values: readonly number[] }
  | { key: 'port' | 'localport' | 'remoteport' | 'service' | 'pid' | 'uid'; values: readonly NumberRange[] }
  | { key: 'addr' | 'local' | 'remote'; values: readonly AddressRange[] }
  /** Parts of a process name, lower case. */
  | { key: 'process'; values: readonly string[] }
  | { key: 'direction'; values: readonly Direction[] }
  | { key: 'actor'; values: readonly Actor[] }
  /** Milliseconds in the state, or bytes in a queue. */
  | { key: 'age' | 'receive' | 'send'; values: readonly NumberRange[] }
  | { key: 'loopback' };

/** Both ends included. */
export interface NumberRange {
  low: number;
  high: number;
}
