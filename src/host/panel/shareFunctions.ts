import * as vscode from 'vscode';
import type { PanelHostFunctions } from '../../protocol/panel';
import { shareCommands } from '../ids';

/** What the page's own Share menu calls. */
export function shareFunctions(): Pick<PanelHostFunctions, 'share'> {
  return {
    share: (kind, withoutAddresses) => {
      // The page does not wait: the user is asked where to save first.
      void vscode.commands.executeCommand(shareCommands[kind], { withoutAddresses });
      return Promise.resolve();
    },
  };
}
