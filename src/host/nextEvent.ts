import type * as vscode from 'vscode';

/** What an event tells next. */
export function nextEvent<Value>(event: vscode.Event<Value>): Promise<Value> {
  return new Promise(resolve => {
    const subscription = event(value => {
      subscription.dispose();
      resolve(value);
    });
  });
}
