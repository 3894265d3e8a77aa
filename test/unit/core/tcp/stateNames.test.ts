import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { allSpellings, parseStateName, spellingOf } from '../../../../src/core/tcp/stateNames';
import { stateOfMib, stateOfProcHex } from '../../../../src/core/tcp/stateNumbers';
import { tcpStates, type TcpStateName } from '../../../../src/core/tcp/states';
import { anyState } from './states.arbitrary';

/** Written out from the tools' sources and captured output, not from the table under test. */
const spelled: Record<TcpStateName, string> = {
  CLOSED:
    'CLOSED CLOSE UNCONN unconnected close closed Closed IDLE TCP_CLOSE TCPS_CLOSED MIB_TCP_STATE_CLOSED CONN_CLOSE ' +
    'CONN_IDLE TcpState.Closed DELETE_TCB DeleteTCB TANCA ZAVŘEN FECHAR STÄNG',
  BOUND: 'BOUND Bound bound-inactive BOUND_INACTIVE TCP_BOUND_INACTIVE CONN_BOUND',
  LISTEN:
    'LISTEN LISTENING Listen listening listen TCP_LISTEN TCPS_LISTEN MIB_TCP_STATE_LISTEN CONN_LISTEN TcpState.Listen ' +
    'ABHÖREN ABH™REN ABH?REN ABH.REN ABH\uFFFDREN ABH\u0099REN ESCOLTA NASLOUCHÁ OUÇA LYSSNAR ESCUCHANDO ÉCOUTE ПРОСЛУШИВАНИЕ',
  'SYN-SENT':
    'SYN_SENT SYN-SENT syn-sent SynSent SYN_SEND TCP_SYN_SENT TCPS_SYN_SENT MIB_TCP_STATE_SYN_SENT CONN_SYN_SENT ' +
    'SYN_GESENDET SYNSENT SYN_ENVIADO',
  'SYN-RECEIVED':
    'SYN_RECV SYN-RECV syn-recv syn-rcv SYN_RECEIVED SYN-RECEIVED SynReceived SYN_RCVD SYN-RCVD NEW_SYN_RECV ' +
    'TCP_SYN_RECV TCP_NEW_SYN_RECV TCPS_SYN_RECEIVED TCPS_SYN_RCVD MIB_TCP_STATE_SYN_RCVD CONN_SYN_RECV ' +
    'SYN_EMPFANGEN SYNRECV SYN_RECEBIDO',
  ESTABLISHED:
    'ESTABLISHED ESTAB established Established ESTABLISH TCP_ESTABLISHED TCPS_ESTABLISHED MIB_TCP_STATE_ESTAB ' +
    'CONN_ESTABLISHED HERGESTELLT VERBUNDEN ESTABLERT SPOJENO ESTABELECIDA ETABLERAD',
  'FIN-WAIT-1':
    'FIN_WAIT1 FIN-WAIT-1 fin-wait-1 FIN_WAIT_1 FinWait1 FINWAIT1 FINWAIT-1 TCP_FIN_WAIT1 TCPS_FIN_WAIT_1 ' +
    'MIB_TCP_STATE_FIN_WAIT1 CONN_FIN_WAIT1 FIN_WARTEN_1 ESPERA_FIN1',
  'FIN-WAIT-2':
    'FIN_WAIT2 FIN-WAIT-2 fin-wait-2 FIN_WAIT_2 FinWait2 FINWAIT2 FINWAIT-2 TCP_FIN_WAIT2 TCPS_FIN_WAIT_2 ' +
    'MIB_TCP_STATE_FIN_WAIT2 CONN_FIN_WAIT2 FIN_WARTEN_2 ESPERA_FIN2',
  CLOSING:
    'CLOSING closing Closing TCP_CLOSING TCPS_CLOSING MIB_TCP_STATE_CLOSING CONN_CLOSING SCHLIESSEND TANCAMENT ' +
    'ZAVÍRÁ FECHANDO STÄNGER',
  'TIME-WAIT':
    'TIME_WAIT TIME-WAIT time-wait TimeWait TIMED_WAIT timeD_WAIT ITMED_WAIT TCP_TIME_WAIT TCPS_TIME_WAIT ' +
    'MIB_TCP_STATE_TIME_WAIT CONN_TIME_WAIT WARTEND TEMPS',
  'CLOSE-WAIT':
    'CLOSE_WAIT CLOSE-WAIT close-wait CloseWait TCP_CLOSE_WAIT TCPS_CLOSE_WAIT MIB_TCP_STATE_CLOSE_WAIT ' +
    'CONN_CLOSE_WAIT SCHLIESSEN_WARTEN CLOSEWAIT ESPERANDO_FECHAR STÄNG_VÄNTA',
  'LAST-ACK':
    'LAST_ACK LAST-ACK last-ack LastAck TCP_LAST_ACK TCPS_LAST_ACK MIB_TCP_STATE_LAST_ACK CONN_LAST_ACK LETZTES_ACK ' +
    'LASTACK ÚLTIMO_ACK',
};

describe('parseStateName', () => {
  const cases = Object.entries(spelled).flatMap(([state, words]) => words.split(' ').map(word => [word, state]));
  it.each(cases)('%s is %s', (word, state) => {
    expect(parseStateName(word)).toBe(state);
  });

  it('takes names of two words, and text with space around it', () => {
    expect(parseStateName('POSLEDNÍ ACK')).toBe('LAST-ACK');
    expect(parseStateName('IN ASCOLTO')).toBe('LISTEN');
    expect(parseStateName('  TIME_WAIT\r\n')).toBe('TIME-WAIT');
    expect(parseStateName('ABHO\u0308REN')).toBe('LISTEN');
  });

  it.each([
    '',
    ' ',
    '-',
    'TCP_',
    'UNKNOWN',
    'UNBEKANNT',
    'NONE',
    'FIN_WAIT',
    'SYN_SENT2',
    'CONNECTED',
    'WAIT',
    '01',
    'ACK',
  ])('knows no state %j', word => {
    expect(parseStateName(word)).toBeUndefined();
  });

  it('reads what every tool prints back, except UNCONN, which ss prints for two states', () => {
    for (const { name } of tcpStates) {
      for (const tool of ['netstat', 'ss', 'ss-filter', 'windows', 'powershell', 'bsd'] as const) {
        const spelling = spellingOf(name, tool);
        if (spelling !== undefined && !(name === 'BOUND' && tool === 'ss')) {
          expect(parseStateName(spelling), `${tool} ${spelling}`).toBe(name);
        }
      }
    }
    expect(spellingOf('BOUND', 'netstat')).toBeUndefined();
  });

  it('does not mind case or separators', () => {
    fc.assert(
      fc.property(
        anyState,
        fc.infiniteStream(fc.boolean()),
        fc.constantFrom('-', '_', ' ', ''),
        (state, upper, separator) => {
          const bits = upper[Symbol.iterator]();
          const text = Array.from(state)
            .map(letter => (letter === '-' ? separator : bits.next().value ? letter : letter.toLowerCase()))
            .join('');
          expect(parseStateName(text)).toBe(state);
        },
      ),
    );
  });

  it('never throws and finds nothing in arbitrary text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const state = parseStateName(`\u2603${text}`);
        expect(state).toBeUndefined();
      }),
    );
  });
});

describe('allSpellings', () => {
  it("begins with the RFC's name and repeats nothing", () => {
    for (const { name } of tcpStates) {
      const spellings = allSpellings(name);
      expect(spellings[0]).toBe(name);
      expect(new Set(spellings).size).toBe(spellings.length);
    }
  });
});

describe('stateOfMib', () => {
  it("follows Windows' MIB_TCP_STATE and PowerShell's numbers", () => {
    expect(Array.from({ length: 14 }, (_, number) => stateOfMib(number))).toEqual([
      undefined,
      'CLOSED',
      'LISTEN',
      'SYN-SENT',
      'SYN-RECEIVED',
      'ESTABLISHED',
      'FIN-WAIT-1',
      'FIN-WAIT-2',
      'CLOSE-WAIT',
      'CLOSING',
      'LAST-ACK',
      'TIME-WAIT',
      'CLOSED',
      undefined,
    ]);
    expect(stateOfMib(100)).toBe('BOUND');
    expect([-1, 99, 1.5, NaN].map(stateOfMib)).toEqual(Array(4).fill(undefined));
  });
});

describe('stateOfProcHex', () => {
  it('reads the st column of /proc/net/tcp', () => {
    const columns = '01 02 03 04 05 06 07 08 09 0A 0B 0C 0D'.split(' ');
    expect(columns.map(stateOfProcHex)).toEqual([
      'ESTABLISHED',
      'SYN-SENT',
      'SYN-RECEIVED',
      'FIN-WAIT-1',
      'FIN-WAIT-2',
      'TIME-WAIT',
      'CLOSED',
      'CLOSE-WAIT',
      'LAST-ACK',
      'LISTEN',
      'CLOSING',
      'SYN-RECEIVED',
      'BOUND',
    ]);
    expect(stateOfProcHex('0a')).toBe('LISTEN');
    expect(['00', '0E', '', '0x1', 'zz', '001', ' 1'].map(stateOfProcHex)).toEqual(Array(7).fill(undefined));
  });
});
