import type { Actor } from '../core/tcp/states';

/**
 * How the one who must act next looks, the same in the tree, the diagram, the status bar and the hovers.
 * Colour never stands alone: the icon says it too, and a sentence says it in words.
 */
export interface ActorStyle {
  /** A codicon's name, without `$(...)`. */
  readonly icon: string;
  /** A colour id of VS Code; in a webview the CSS variable `--vscode-` with `-` for `.`. */
  readonly color: string;
}

/** This program's code, the other end across the network, a timer of the kernel, or nothing to be done. */
export const actorStyle: Readonly<Record<Actor, ActorStyle>> = {
  program: { icon: 'code', color: 'charts.yellow' },
  peer: { icon: 'globe', color: 'charts.purple' },
  kernel: { icon: 'watch', color: 'charts.blue' },
  nobody: { icon: 'pass', color: 'charts.green' },
};
