import type * as vscode from 'vscode';
import type { NamespaceIdentity } from '../../core/system/namespaceInfo';
import type { Frame } from '../../protocol/monitor';
import type { Moment } from '../../protocol/recording';

/** What the status bar shows: the model, without knowing it. */
export interface StatusSource {
  readonly frame: Frame | undefined;
  /** Somebody looks, so that the frame is not an old one. */
  readonly isLooking: boolean;
  /** What is shown in the place of now. */
  readonly moment: Moment | undefined;
  readonly machine: string;
  /** The network namespace that is shown, if it is another than the window's own. */
  readonly namespace?: NamespaceIdentity | undefined;
  readonly onDidChange: vscode.Event<void>;
}

/** What the item shows at one time. */
export interface StatusFace {
  readonly text: string;
  readonly tooltip: string | vscode.MarkdownString;
  /** To who cannot see it. */
  readonly spoken: string;
  readonly command: vscode.Command;
}
