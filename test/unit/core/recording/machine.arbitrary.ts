import fc from 'fast-check';
import { tcpStates } from '../../../../src/core/tcp/states';
import { unknownUid } from '../../../../src/core/sockets/socketTable';
import type { TestSocket } from '../sockets/tableOf';

const ends = [
  ['0.0.0.0:3000', '0.0.0.0:0'],
  ['127.0.0.1:3000', '127.0.0.1:50000'],
  ['127.0.0.1:50000', '127.0.0.1:3000'],
  ['10.0.0.1:40000', '93.184.216.34:443'],
  ['::1:8080', '::1:60000'],
] as const;

/** Which of eight connections are there, and how each looks. */
const socket = (withCookies: boolean) =>
  fc
    .record({
      number: fc.integer({ min: 1, max: 8 }),
      state: fc.constantFrom(...tcpStates.filter(({ name }) => name !== 'CLOSED').map(({ name }) => name)),
      inode: fc.constantFrom(0, 7),
      isUidKnown: fc.boolean(),
      timer: fc.integer({ min: 0, max: 4 }),
      expiresMs: fc.integer({ min: 0, max: 60_000 }),
      receiveQueue: fc.constantFrom(0, 1, 17, 4_000, 1_000_000),
      sendQueue: fc.constantFrom(0, 128, 70_000),
    })
    .map(({ number, inode, isUidKnown, ...rest }): TestSocket => {
      const [local, remote] = ends[number % ends.length]!;
      return {
        ...rest,
        local,
        remote,
        inode: inode === 0 ? 0 : 1_000 + number,
        // A connection's user stays the same, but TIME-WAIT does not tell it.
        uid: isUidKnown ? ((number % ends.length) % 2) * 1_000 : unknownUid,
        ...(withCookies && { cookie: number }),
      };
    });

/** A machine's readings: ten minutes to two hours of them, by the steps. */
export const readings = fc.boolean().chain(withCookies =>
  fc.array(
    fc.record({
      afterMs: fc.constantFrom(300, 1_000, 1_000, 1_000, 5_000, 45_000, 130_000),
      sockets: fc.uniqueArray(socket(withCookies), {
        minLength: 1,
        maxLength: 8,
        selector: ({ cookie, local, remote, state, inode }) =>
          cookie ?? `${local} ${remote} ${state === 'LISTEN' || state === 'BOUND' ? inode : ''}`,
      }),
    }),
    { minLength: 1, maxLength: 60 },
  ),
);
