import * as vscode from 'vscode';
import { findMentions } from '../../core/mentions/findMentions';
import { actionOf, actionText, type MentionAction } from './mentionWords';

/** A link in a terminal carries what it leads to. */
export class MentionLink extends vscode.TerminalLink {
  constructor(
    start: number,
    length: number,
    readonly action: MentionAction,
  ) {
    super(start, length, actionText(action));
  }
}

/** The links of one line of a terminal: errors of the network, and states in what netstat, ss and lsof print. */
export function linksIn(line: string): MentionLink[] {
  return findMentions(line).map(
    mention => new MentionLink(mention.start, mention.end - mention.start, actionOf(mention)),
  );
}
