import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { findStateNames } from '../../../../src/core/tcp/findStateNames';
import { looksLikeToolOutput } from '../../../../src/core/tcp/toolOutput';

const linesOf = (file: string) =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/stateNames', file), 'utf8')
    .trimEnd()
    .split('\n');

/** The found names as `text=STATE`. */
const foundIn = (line: string) =>
  findStateNames(line).map(({ start, end, state }) => `${line.slice(start, end)}=${state}`);

function countIn(file: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const found of linesOf(file).flatMap(foundIn)) {
    counts[found] = (counts[found] ?? 0) + 1;
  }
  return counts;
}

describe('findStateNames in captured output', () => {
  it('finds one state in every row of ss', () => {
    expect(countIn('ss.txt')).toEqual({
      'CLOSING=CLOSING': 1,
      'ESTAB=ESTABLISHED': 11,
      'FIN-WAIT-1=FIN-WAIT-1': 3,
      'FIN-WAIT-2=FIN-WAIT-2': 1,
      'LAST-ACK=LAST-ACK': 1,
      'LISTEN=LISTEN': 9,
      'SYN-RECV=SYN-RECEIVED': 2,
      'SYN-SENT=SYN-SENT': 2,
    });
    expect(countIn('ss-ipv6.txt')).toEqual({ 'ESTAB=ESTABLISHED': 7, 'LISTEN=LISTEN': 7 });
  });

  it('finds one state in every row of netstat', () => {
    expect(countIn('netstat.txt')).toEqual({
      'CLOSING=CLOSING': 1,
      'ESTABLISHED=ESTABLISHED': 15,
      'FIN_WAIT1=FIN-WAIT-1': 3,
      'FIN_WAIT2=FIN-WAIT-2': 1,
      'LAST_ACK=LAST-ACK': 1,
      'LISTEN=LISTEN': 13,
      'SYN_RECV=SYN-RECEIVED': 2,
      'SYN_SENT=SYN-SENT': 2,
    });
  });

  it('finds one state in every row of lsof, as a table and as fields', () => {
    const expected = {
      'CLOSE_WAIT=CLOSE-WAIT': 2,
      'CLOSING=CLOSING': 1,
      'ESTABLISHED=ESTABLISHED': 7,
      'FIN_WAIT1=FIN-WAIT-1': 1,
      'FIN_WAIT2=FIN-WAIT-2': 4,
      'LAST_ACK=LAST-ACK': 1,
      'LISTEN=LISTEN': 3,
      'SYN_SENT=SYN-SENT': 1,
    };
    expect(countIn('lsof.txt')).toEqual(expected);
    expect(countIn('lsof-fields.txt')).toEqual(expected);
  });

  it('finds the hexadecimal state in every row of /proc/net/tcp', () => {
    expect(countIn('proc.txt')).toEqual({
      '01=ESTABLISHED': 8,
      '02=SYN-SENT': 1,
      '03=SYN-RECEIVED': 1,
      '04=FIN-WAIT-1': 2,
      '05=FIN-WAIT-2': 5,
      '06=TIME-WAIT': 1,
      '08=CLOSE-WAIT': 2,
      '09=LAST-ACK': 2,
      '0A=LISTEN': 3,
      '0B=CLOSING': 1,
    });
  });
});

describe('findStateNames in single lines', () => {
  it.each<[string, string[]]>([
    // Windows
    ['  TCP    127.0.0.1:4321   0.0.0.0:0   LISTENING   46172', ['LISTENING=LISTEN']],
    ['  TCP    [::1]:49670      [::]:0      LISTENING', ['LISTENING=LISTEN']],
    ['  TCP    WORK-PC:49670    example:https   ESTABLISHED', ['ESTABLISHED=ESTABLISHED']],
    ['  TCP    10.0.0.5:50123   0.0.0.0:0   BOUND   4711', ['BOUND=BOUND']],
    ['  TCP    0.0.0.0:135      0.0.0.0:0   ABHÖREN   1012', ['ABHÖREN=LISTEN']],
    ['  TCP    0.0.0.0:135      0.0.0.0:0   ABH™REN   1012', ['ABH™REN=LISTEN']],
    ['  TCP    0.0.0.0:135      0.0.0.0:0   ABH?REN   1012', ['ABH?REN=LISTEN']],
    ['  TCP    10.0.0.5:50123   10.0.0.9:443   HERGESTELLT   4711', ['HERGESTELLT=ESTABLISHED']],
    ['  TCP    10.0.0.5:50123   10.0.0.9:443   SCHLIESSEN_WARTEN   4711', ['SCHLIESSEN_WARTEN=CLOSE-WAIT']],
    ['  TCP    10.0.0.5:50123   10.0.0.9:443   WARTEND   0', ['WARTEND=TIME-WAIT']],
    // Localised net-tools
    ['tcp        0      0 10.0.0.5:22   10.0.0.9:50123   VERBUNDEN', ['VERBUNDEN=ESTABLISHED']],
    ['tcp        0      0 0.0.0.0:22    0.0.0.0:*        NASLOUCHÁ', ['NASLOUCHÁ=LISTEN']],
    ['tcp        0      1 10.0.0.5:22   10.0.0.9:50123   POSLEDNÍ ACK', ['POSLEDNÍ ACK=LAST-ACK']],
    ['tcp        0      0 10.0.0.5:22   10.0.0.9:50123   STÄNG_VÄNTA', ['STÄNG_VÄNTA=CLOSE-WAIT']],
    // macOS, FreeBSD
    ['tcp4       0      0  127.0.0.1.631          *.*                    LISTEN     ', ['LISTEN=LISTEN']],
    ['tcp46      0      0  *.3000                 *.*                    LISTEN      131072 131072', ['LISTEN=LISTEN']],
    ['tcp6 0 0 ::1.58090 ::1.2222 TIME_WAIT 403715 146808 43387 0 02131', ['TIME_WAIT=TIME-WAIT']],
    ['root     sshd       1234 3  tcp4   *:22     *:*     LISTEN', ['LISTEN=LISTEN']],
    // ss with names, a pasted shell prompt, and with -u
    [
      'tcp   LISTEN 0      511                *:http             *:*    users:(("nginx",pid=1,fd=6))',
      ['LISTEN=LISTEN'],
    ],
    ['$ ss -tan state listening', ['listening=LISTEN']],
    ['ss -tan state time-wait exclude closed', ['time-wait=TIME-WAIT', 'closed=CLOSED']],
    ['udp   UNCONN 0      0        127.0.0.53%lo:53        0.0.0.0:*', []],
    ['UNCONN 0      0            0.0.0.0:68        0.0.0.0:*    users:(("dhclient",pid=501,fd=6))', []],
    ['UNCONN 0      0               [::]:5353         [::]:*', []],
    ['tcp   UNCONN 0      0          10.0.0.5:50123      0.0.0.0:*', ['UNCONN=CLOSED']],
    ['ss -uan | grep UNCONN', []],
    ['ss -tuan | grep UNCONN', ['UNCONN=CLOSED']],
    ['ss prints UNCONN', ['UNCONN=CLOSED']],
    ['u_str ESTAB  0      0      /run/dbus/system_bus_socket 21331  * 22345', []],
    ['unix  2      [ ACC ]     STREAM     LISTENING     21331    /run/user/1000/bus', []],
    // PowerShell
    ['127.0.0.1      3000      0.0.0.0       0          Listen', ['Listen=LISTEN']],
    ['::             135       ::            0          Listen                  1012', ['Listen=LISTEN']],
    ['10.0.0.5       50123     10.0.0.9      443        Established Internet    4711', ['Established=ESTABLISHED']],
    ['State          : Bound', ['Bound=BOUND']],
    ['{"LocalAddress":"::","LocalPort":135,"State":"Listen","OwningProcess":1012}', ['Listen=LISTEN']],
    ['   37 Established   {MSFT_NetTCPConnection (InstanceID = "...)}', ['Established=ESTABLISHED']],
    ['Get-NetTCPConnection -State Listen', ['Listen=LISTEN']],
    // Commands, counts, metrics
    ['netstat -an | grep LISTEN', ['LISTEN=LISTEN']],
    ['lsof -nP -iTCP:3000 -sTCP:LISTEN', ['LISTEN=LISTEN']],
    ['ESTABLISHED 1597', ['ESTABLISHED=ESTABLISHED']],
    ['     37 LISTEN', ['LISTEN=LISTEN']],
    ['ITMED_WAIT 14', ['ITMED_WAIT=TIME-WAIT']],
    ['node_tcp_connection_states{state="established"} 37', ['established=ESTABLISHED']],
    // Anything with two endpoints
    ['12:00:01 conn 10.0.0.5:50123 -> 10.0.0.9:443 CLOSING', ['CLOSING=CLOSING']],
    // Names that are nothing else, in prose and code
    ['// sockets pile up in CLOSE_WAIT, then in TIME-WAIT.', ['CLOSE_WAIT=CLOSE-WAIT', 'TIME-WAIT=TIME-WAIT']],
    ['the peer stays in FIN_WAIT2 (fin-wait-2)', ['FIN_WAIT2=FIN-WAIT-2', 'fin-wait-2=FIN-WAIT-2']],
    ['if (row.State == TcpState.Listen) {', ['TcpState.Listen=LISTEN']],
    ['	case TCP_CLOSE_WAIT: case TCP_LISTEN:', ['TCP_CLOSE_WAIT=CLOSE-WAIT', 'TCP_LISTEN=LISTEN']],
    ['if c.status == psutil.CONN_LISTEN:', ['psutil.CONN_LISTEN=LISTEN']],
    ['MIB_TCP_STATE_SYN_RCVD = 4,', ['MIB_TCP_STATE_SYN_RCVD=SYN-RECEIVED']],
    ['TIME_WAIT-Sockets', ['TIME_WAIT=TIME-WAIT']],
    ['`SynReceived` and `LastAck`', ['SynReceived=SYN-RECEIVED', 'LastAck=LAST-ACK']],
  ])('%s', (line, expected) => {
    expect(foundIn(line)).toEqual(expected);
  });

  it('says which of the words are English', () => {
    expect(findStateNames('LISTEN 0 511 *:80 *:*')).toEqual([
      { start: 0, end: 6, state: 'LISTEN', isEnglishWord: true },
    ]);
    expect(findStateNames('ESTAB 0 0 10.0.0.5:22 10.0.0.9:5012')[0]?.isEnglishWord).toBe(false);
  });
});

describe('findStateNames in prose and code', () => {
  it.each([
    "server.on('listening', () => console.log('LISTENING on 3000'));",
    '// the door is CLOSED',
    'LISTEN to me',
    'LISTEN 3000 is what the door said, CLOSED was what it meant',
    'The company was ESTABLISHED in 1997.',
    'Established 1997 in Berlin',
    'server.listen(3000, "127.0.0.1");',
    'const state = socket.closed ? "closed" : "established";',
    'enum ReadyState { CONNECTING, OPEN, CLOSING, CLOSED }',
    'if (ws.readyState === WebSocket.CLOSING) return;',
    'circuit breaker state=CLOSED, last failure none',
    '"state": "closed", "locked": false',
    'Issue #12 CLOSED as duplicate',
    'BOUND to fail; IDLE hands; a CLOSE shave',
    'this.last_ack = seq;',
    'closeWait(); const timeWait = 5; let synSent;',
    'nf_conntrack_tcp_timeout_time_wait = 120',
    'tcp_close(sk); tcp_listen(port); tcp_established = true;',
    'EXPOSE 3000 # LISTEN here',
    'export const CLOSED = 0;',
    'tcp is CLOSED to the public',
    'TCP: the listener is listening',
    'at Server.listen (net.js:12:5) CLOSED',
    'Closed: 2024-01-01 10:00:00',
    'warten, bis die Verbindung hergestellt ist',
    'VERBUNDEN mit dem Server',
    '- [x] CLOSED 12:30',
    'open 127.0.0.1:3000, then CLOSE the tab',
    'UNCONNECTED dots',
    'the STATE   : Closed',
    'FIN_WAIT and SYN_SENT2 are conntrack words',
    'postgres: LISTEN channel; NOTIFY channel;',
    'LISTEN virtual;',
    '',
  ])('nothing in: %s', line => {
    expect(foundIn(line)).toEqual([]);
  });

  it('does not take a row of /proc/net/udp for TCP', () => {
    const row =
      '  466: 3500007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000   101        0 19022 2 0000000000000000 0';
    expect(foundIn(row)).toEqual([]);
  });

  it('is quick and keeps to its line whatever the line is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), line => {
        let before = 0;
        for (const { start, end } of findStateNames(line)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(line.length);
          before = end;
        }
      }),
    );
    for (const unit of [' ', '1 ', '127.0.0.1:1', 'A', 'tcp ', '::', 'CLOSE_', 'ss state ']) {
      const started = performance.now();
      findStateNames(unit.repeat(2_000 / unit.length));
      expect(performance.now() - started, unit).toBeLessThan(100);
    }
    // fast-check's first string of this unit alone costs a second of a core.
  }, 30_000);

  it('answers alike when it is asked again', () => {
    const line = linesOf('netstat.txt')[0]!;
    expect(findStateNames(line)).toEqual(findStateNames(line));
    expect(looksLikeToolOutput(line)).toBe(true);
  });
});
