import * as vscode from 'vscode';

import type { TcpStateName } from '../../core/tcp/states';
import type { Explanation } from '../../protocol/explanation';
import type { StateCounts } from '../../protocol/monitor';
import type { Settings } from '../settings';

export interface HoverServices {
  readonly explanations: { load(state: TcpStateName): Promise<Explanation> };
  /** How many sockets of this machine are in each state now; undefined when they have not been or cannot be read. */
  readonly counts: () => Promise<StateCounts | undefined>;
  readonly settings: Pick<Settings, 'hoverEnabled'>;
}

/** Explains state names under the pointer, in files, output, logs and whatever else is text. */
export function registerHovers(services: HoverServices): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: '*' },
    {
      provideHover: async (document, position, token) =>
        (await import('./provideHover')).provideHover(services, document, position, token),
    },
  );
}
