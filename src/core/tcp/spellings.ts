import type { TcpStateName } from './states';

/**
 * Who prints the name: net-tools' netstat (also lsof and psutil on Linux), ss and its filters, Windows' netstat,
 * PowerShell's Get-NetTCPConnection (also .NET's TcpState), and the BSDs with macOS (netstat and lsof there).
 */
export type SpellingTool = 'netstat' | 'ss' | 'ss-filter' | 'windows' | 'powershell' | 'bsd';

export interface Spellings {
  /** As the tool prints it today; absent where it cannot show the state. */
  readonly printed: Readonly<Partial<Record<SpellingTool, string>>>;
  /** What kernels, libraries, RFCs and manuals call it besides, misprints that spread included. */
  readonly also: readonly string[];
  /** Windows' netstat in German; net-tools in Catalan, Czech, German, Portuguese and Swedish. */
  readonly localised: readonly string[];
}

/** A Windows code page 850 O with dots, as it arrives in other encodings. */
const listeningInGerman = ['ABHÖREN', 'ABH\u0099REN', 'ABH™REN', 'ABH?REN', 'ABH.REN', 'ABH\uFFFDREN', 'ABHÃ–REN'];
/** Seen in test fixtures of other projects only: Windows prints English in these languages. */
const listeningUnproven = ['ESCUCHANDO', 'ÉCOUTE', 'ПРОСЛУШИВАНИЕ', 'IN ASCOLTO'];

/**
 * Every spelling that is known, by state. Where two states share one, as ss prints UNCONN for both, the first row has it.
 * Separators and case do not matter to the parser, so no row repeats a name for them.
 */
export const spellings: Readonly<Record<TcpStateName, Spellings>> = {
  CLOSED: {
    printed: {
      netstat: 'CLOSE',
      ss: 'UNCONN',
      'ss-filter': 'closed',
      windows: 'CLOSED',
      powershell: 'Closed',
      bsd: 'CLOSED',
    },
    // Solaris calls an unbound socket IDLE; Windows calls a connection that is being deleted DELETE_TCB.
    also: ['unconnected', 'IDLE', 'DELETE_TCB', 'DeleteTCB'],
    localised: ['TANCA', 'ZAVŘEN', 'FECHAR', 'STÄNG'],
  },
  BOUND: {
    printed: { ss: 'UNCONN', 'ss-filter': 'bound-inactive', windows: 'BOUND', powershell: 'Bound' },
    also: [],
    localised: [],
  },
  LISTEN: {
    printed: {
      netstat: 'LISTEN',
      ss: 'LISTEN',
      'ss-filter': 'listening',
      windows: 'LISTENING',
      powershell: 'Listen',
      bsd: 'LISTEN',
    },
    also: [],
    localised: [...listeningInGerman, 'ESCOLTA', 'NASLOUCHÁ', 'OUÇA', 'LYSSNAR', ...listeningUnproven],
  },
  'SYN-SENT': {
    printed: {
      netstat: 'SYN_SENT',
      ss: 'SYN-SENT',
      'ss-filter': 'syn-sent',
      windows: 'SYN_SENT',
      powershell: 'SynSent',
      bsd: 'SYN_SENT',
    },
    also: ['SYN_SEND'],
    localised: ['SYN_GESENDET', 'SYNSENT', 'SYN_ENVIADO'],
  },
  'SYN-RECEIVED': {
    printed: {
      netstat: 'SYN_RECV',
      ss: 'SYN-RECV',
      'ss-filter': 'syn-recv',
      windows: 'SYN_RECEIVED',
      powershell: 'SynReceived',
      bsd: 'SYN_RCVD',
    },
    also: ['syn-rcv', 'NEW_SYN_RECV'],
    localised: ['SYN_EMPFANGEN', 'SYNRECV', 'SYN_RECEBIDO'],
  },
  ESTABLISHED: {
    printed: {
      netstat: 'ESTABLISHED',
      ss: 'ESTAB',
      'ss-filter': 'established',
      windows: 'ESTABLISHED',
      powershell: 'Established',
      bsd: 'ESTABLISHED',
    },
    also: ['ESTABLISH'],
    localised: ['HERGESTELLT', 'ESTABLERT', 'SPOJENO', 'VERBUNDEN', 'ESTABELECIDA', 'ETABLERAD'],
  },
  'FIN-WAIT-1': {
    printed: {
      netstat: 'FIN_WAIT1',
      ss: 'FIN-WAIT-1',
      'ss-filter': 'fin-wait-1',
      windows: 'FIN_WAIT_1',
      powershell: 'FinWait1',
      bsd: 'FIN_WAIT_1',
    },
    also: ['FINWAIT-1'],
    localised: ['FIN_WARTEN_1', 'FINWAIT1', 'ESPERA_FIN1'],
  },
  'FIN-WAIT-2': {
    printed: {
      netstat: 'FIN_WAIT2',
      ss: 'FIN-WAIT-2',
      'ss-filter': 'fin-wait-2',
      windows: 'FIN_WAIT_2',
      powershell: 'FinWait2',
      bsd: 'FIN_WAIT_2',
    },
    also: ['FINWAIT-2'],
    localised: ['FIN_WARTEN_2', 'FINWAIT2', 'ESPERA_FIN2'],
  },
  CLOSING: {
    printed: {
      netstat: 'CLOSING',
      ss: 'CLOSING',
      'ss-filter': 'closing',
      windows: 'CLOSING',
      powershell: 'Closing',
      bsd: 'CLOSING',
    },
    also: [],
    localised: ['SCHLIESSEND', 'TANCAMENT', 'ZAVÍRÁ', 'FECHANDO', 'STÄNGER'],
  },
  'TIME-WAIT': {
    printed: {
      netstat: 'TIME_WAIT',
      ss: 'TIME-WAIT',
      'ss-filter': 'time-wait',
      windows: 'TIME_WAIT',
      powershell: 'TimeWait',
      bsd: 'TIME_WAIT',
    },
    // Microsoft's manual and Tanenbaum write TIMED_WAIT; ITMED_WAIT is a misprint that a thousand pages copied.
    also: ['TIMED_WAIT', 'ITMED_WAIT'],
    localised: ['WARTEND', 'TEMPS'],
  },
  'CLOSE-WAIT': {
    printed: {
      netstat: 'CLOSE_WAIT',
      ss: 'CLOSE-WAIT',
      'ss-filter': 'close-wait',
      windows: 'CLOSE_WAIT',
      powershell: 'CloseWait',
      bsd: 'CLOSE_WAIT',
    },
    also: [],
    localised: ['SCHLIESSEN_WARTEN', 'CLOSEWAIT', 'ESPERANDO_FECHAR', 'STÄNG_VÄNTA'],
  },
  'LAST-ACK': {
    printed: {
      netstat: 'LAST_ACK',
      ss: 'LAST-ACK',
      'ss-filter': 'last-ack',
      windows: 'LAST_ACK',
      powershell: 'LastAck',
      bsd: 'LAST_ACK',
    },
    also: [],
    localised: ['LETZTES_ACK', 'LASTACK', 'POSLEDNÍ ACK', 'ÚLTIMO_ACK'],
  },
};
