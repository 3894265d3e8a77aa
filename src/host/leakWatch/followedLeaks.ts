import * as vscode from 'vscode';
import type { Model } from '../model';
import { registerLeakActions } from './leakActions';
import { LeakProblems } from './leakProblems';
import { keepUpLeaks } from './leakUpkeep';

export interface FollowedLeaks {
  readonly problems: LeakProblems;
  dispose(): void;
}

/** Leaks in Problems, with what can be done about them there, that go when they have gone. */
export function followLeaks(extensionUri: vscode.Uri, model: Model): FollowedLeaks {
  const problems = new LeakProblems(extensionUri);
  const subscriptions = vscode.Disposable.from(registerLeakActions(problems), keepUpLeaks(problems, model), problems);
  return { problems, dispose: () => void subscriptions.dispose() };
}
