import { stateOfCode, type TcpStateName } from './states';

/**
 * Windows' MIB_TCP_STATE, .NET's TcpState and PowerShell's numeric State. 12 is a connection whose control block is being
 * deleted, which is as good as CLOSED; 100 is PowerShell's Bound.
 */
export function stateOfMib(number: number): TcpStateName | undefined {
  return byMib[number] ?? (number === 100 ? 'BOUND' : undefined);
}

/**
 * The `st` column of /proc/net/tcp: `0A` is LISTEN. The kernel prints its internal TCP_NEW_SYN_RECV, 0C, as 03; should
 * one ever show it, it means the same.
 */
export function stateOfProcHex(text: string): TcpStateName | undefined {
  if (!/^[0-9A-Fa-f]{1,2}$/.test(text)) {
    return undefined;
  }
  const code = parseInt(text, 16);
  return code === newSynReceived ? 'SYN-RECEIVED' : stateOfCode(code)?.name;
}

const newSynReceived = 12;

const byMib: readonly (TcpStateName | undefined)[] = [
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
];
