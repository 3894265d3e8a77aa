import * as vscode from 'vscode';
import { commandIds, registerCommand, setContext } from '../ids';
import type { Model } from '../model';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';

type NamespaceServices = Pick<Services, 'model' | 'monitor' | 'log'>;

/** Containers and other network namespaces of this machine: the window looks at one at a time. */
export function registerNamespaces(services: NamespaceServices): vscode.Disposable {
  const { model, monitor } = services;
  return vscode.Disposable.from(
    keepContext(model),
    registerCommand(commandIds.chooseNamespace, () =>
      orReportFailure(services, async () => (await import('./switchNamespace')).switchNamespace(services)),
    ),
    monitor.onDidFail(({ code }) => {
      if (code === 'namespace-ended' && monitor.namespace !== undefined) {
        void import('./switchNamespace').then(({ leaveEnded }) => leaveEnded(services));
      }
    }),
  );
}

/** Tells the `when` clauses of package.json whether another namespace is shown. */
function keepContext(model: Pick<Model, 'namespace' | 'onDidChange'>): vscode.Disposable {
  // VS Code keeps context keys when the extension host is restarted, so the first one is always told.
  let isOther: boolean | undefined;
  const update = () => {
    const isOtherNow = model.namespace !== undefined;
    if (isOtherNow !== isOther) {
      isOther = isOtherNow;
      setContext('socketscope.otherNamespace', isOther);
    }
  };
  update();
  return model.onDidChange(update);
}
