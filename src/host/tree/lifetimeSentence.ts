import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { Lifetime } from '../../core/tcp/lifetimes';
import { stateOf } from '../../core/tcp/states';
import { lifetimeOf, type TcpSystem } from '../../core/tcp/tcpSystem';
import { spokenDuration } from './quantityText';

/** How long the socket's state lasts when nothing else happens, and which setting of the machine says so. */
export function lifetimeSentence(
  { state, noProcess }: Pick<BrowsedRow, 'state' | 'noProcess'>,
  system: TcpSystem | undefined,
): string | undefined {
  // That nothing ends a socket without a connection is what it is there for.
  const lifetime =
    system === undefined || stateOf(state).category === 'unconnected'
      ? undefined
      : lifetimeOf(state, noProcess === 'kernel-owned', system);
  return lifetime && sentenceOf(lifetime);
}

function sentenceOf({ ms, setting, note }: Lifetime): string | undefined {
  if (ms === undefined) {
    return undefined;
  }
  if (ms === Infinity) {
    return vscode.l10n.t('No timer of the kernel ends this state.');
  }
  const duration =
    typeof ms === 'object'
      ? vscode.l10n.t('{0} to {1}', spokenDuration(ms.from), spokenDuration(ms.to))
      : note === 'longer-with-round-trip'
        ? vscode.l10n.t('at least {0}', spokenDuration(ms))
        : spokenDuration(ms);
  return setting === undefined
    ? vscode.l10n.t('If nothing else happens, this state lasts {0} altogether.', duration)
    : vscode.l10n.t('If nothing else happens, this state lasts {0} altogether ({1}).', duration, setting.name);
}
