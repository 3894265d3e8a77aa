import { expect, test } from 'vitest';
import { pairVerdict, type PairEnd } from '../../../../src/core/sockets/pairVerdict';
import { stateOf, type TcpStateName } from '../../../../src/core/tcp/states';

function end(state: TcpStateName, rest: Partial<PairEnd> = {}): PairEnd {
  const { actor } = stateOf(state);
  return { state, actor, receiveQueue: 0, stateSinceMs: 1_000, stateSinceIsExact: true, ...rest };
}

const orphan = { actor: 'kernel', noProcess: 'kernel-owned' } as const;
const unaccepted = { actor: 'program', noProcess: 'not-accepted' } as const;
const probing = { timer: { kind: 'zero-window', expiresMs: 400, retransmits: 2 } } as const;
const owes = (which: 0 | 1, call: string) => ({
  waitsFor: 'program',
  end: which,
  call,
  since: { ms: 1_000, isExact: true },
});

test.each([
  ['the peer of FIN-WAIT-2 owes close()', end('FIN-WAIT-2'), end('CLOSE-WAIT'), owes(1, 'close')],
  ['whichever end is named first', end('CLOSE-WAIT'), end('FIN-WAIT-2'), owes(0, 'close')],
  ['also when a timer will end the other end', end('FIN-WAIT-2', orphan), end('CLOSE-WAIT'), owes(1, 'close')],
  ['accept() comes before anything else', end('ESTABLISHED'), end('ESTABLISHED', unaccepted), owes(1, 'accept')],
  ['also before close()', end('FIN-WAIT-2'), end('CLOSE-WAIT', unaccepted), owes(1, 'accept')],
  [
    'who does not read closes the window',
    end('ESTABLISHED', probing),
    end('ESTABLISHED', { receiveQueue: 65_536 }),
    { waitsFor: 'program', end: 1, call: 'read' },
  ],
  [
    'a full buffer holds a FIN back',
    end('FIN-WAIT-1', probing),
    end('ESTABLISHED', { receiveQueue: 65_536 }),
    { waitsFor: 'program', end: 1, call: 'read' },
  ],
  [
    'unread bytes alone are no fault',
    end('ESTABLISHED'),
    end('ESTABLISHED', { receiveQueue: 10 }),
    { waitsFor: 'nobody' },
  ],
  ['two kernels that wait for each other', end('FIN-WAIT-1'), end('ESTABLISHED'), { waitsFor: 'segment' }],
  ['the last ACK', end('TIME-WAIT'), end('LAST-ACK'), { waitsFor: 'segment' }],
  ['a timer alone', end('FIN-WAIT-2', orphan), end('ESTABLISHED'), { waitsFor: 'timer', end: 0 }],
  ['an open connection', end('ESTABLISHED'), end('ESTABLISHED'), { waitsFor: 'nobody' }],
] as const)('%s', (_, one, other, verdict) => {
  expect(pairVerdict(one, other)).toEqual(verdict);
});
