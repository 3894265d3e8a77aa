import { endianness } from 'node:os';
import { describe, expect, test } from 'vitest';
import {
  afInet6,
  dumpOfBothFamilies,
  dumpOfFamily,
  everyState,
  lookupOf,
} from '../../../src/collect/linux/sockDiagRequest';
import { socketFlag, SocketTable } from '../../../src/core/sockets/socketTable';

// Bytes as strace shows them of ss on a little-endian machine.
describe.runIf(endianness() === 'LE')('requests', () => {
  test('a dump of both families is an inet_diag_req of 60 bytes', () => {
    expect(hex(dumpOfBothFamilies(0x0102_0304, everyState))).toBe(
      // length 76, TCPDIAG_GETSOCK, NLM_F_REQUEST | NLM_F_DUMP, sequence, port 0
      '4c000000 1200 0103 04030201 00000000 '.replaceAll(' ', '') +
        // family, lengths, ext; sockid
        '00000000' +
        '00'.repeat(48) +
        // states 1 to 11 and 13; dbs
        'fe2f0000' +
        '00000000',
    );
  });

  test('a dump of one family is an inet_diag_req_v2 of 56 bytes', () => {
    expect(hex(dumpOfFamily(afInet6, 1, 1 << 10))).toBe(
      '48000000 1400 0103 01000000 00000000 '.replaceAll(' ', '') + '0a060000' + '00040000' + '00'.repeat(48),
    );
  });

  test('a lookup names the socket by tuple and cookie, and asks for tcp_info, congestion control and shutdown', () => {
    const table = new SocketTable(0, true, true);
    const row = table.addRow();
    table.localPort[row] = 0x1f90;
    table.remotePort[row] = 443;
    table.localAddress.set([0, 0, 0xffff, 0x7f00_0001]);
    table.remoteAddress.set([0, 0, 0xffff, 0x0a01_0203]);
    table.interfaceIndex[row] = 5;
    table.identityLow[row] = 0xdead_beef;
    table.identityHigh[row] = 1;
    const header = '480000001400010001000000' + '00000000';
    const options = (family: string) => `${family}068a00fe2f0000`;
    const id = (local: string, remote: string) => `1f9001bb${local}${remote}05000000efbeadde01000000`;
    expect(hex(lookupOf(table, row, 1))).toBe(
      header + options('02') + id('7f000001'.padEnd(32, '0'), '0a010203'.padEnd(32, '0')),
    );
    table.flags[row] = socketFlag.inet6;
    const mapped = '00000000000000000000ffff';
    expect(hex(lookupOf(table, row, 1))).toBe(header + options('0a') + id(`${mapped}7f000001`, `${mapped}0a010203`));
  });
});

function hex(request: ArrayBuffer): string {
  return Buffer.from(request).toString('hex');
}
