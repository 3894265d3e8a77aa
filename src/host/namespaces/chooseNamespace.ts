import * as vscode from 'vscode';
import type { NamespaceInfo } from '../../core/system/namespaceInfo';
import { withoutIcons } from '../markdown';
import { countText } from '../tree/quantityText';
import { namespaceName, processText } from '../words/namespaceWords';
import { inOneLine } from '../words/joinedTexts';

interface NamespaceItem extends vscode.QuickPickItem {
  namespace: NamespaceInfo;
}

/** @param shown the id of the one that is shown, if it is not the window's own */
export async function chooseNamespace(
  namespaces: readonly NamespaceInfo[],
  shown: number | undefined,
): Promise<NamespaceInfo | undefined> {
  const items = namespaces.map(namespace => itemOf(namespace, shown));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Network Namespaces'),
    placeHolder: vscode.l10n.t('Choose whose sockets to show. Each namespace has its own sockets and ports.'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.namespace;
}

function itemOf(namespace: NamespaceInfo, shown: number | undefined): NamespaceItem {
  const { isOwn, id, container, process, processCount } = namespace;
  const isShown = isOwn ? shown === undefined : id === shown;
  const name = isOwn ? vscode.l10n.t('The namespace of this window') : withoutIcons(namespaceName(namespace));
  const processName = withoutIcons(processText(process));
  const facts = [
    ...(isOwn || name === processName ? [] : [processName]),
    processCount === 1 ? vscode.l10n.t('1 process') : vscode.l10n.t('{0} processes', countText(processCount)),
    ...(isShown ? [vscode.l10n.t('shown now')] : []),
  ];
  return {
    namespace,
    label: `$(${isOwn ? 'vm' : container === undefined ? 'server-process' : 'package'}) ${name}`,
    description: facts.join(' · '),
    detail: inOneLine([socketsSentence(namespace), isOwn ? undefined : accessSentence(namespace)]),
  };
}

function socketsSentence({ socketCount }: NamespaceInfo): string {
  return socketCount === undefined
    ? vscode.l10n.t('The number of its TCP sockets cannot be read.')
    : socketCount === 1
      ? vscode.l10n.t('1 TCP socket.')
      : vscode.l10n.t('{0} TCP sockets.', countText(socketCount));
}

function accessSentence({ canEnter }: NamespaceInfo): string {
  return canEnter
    ? vscode.l10n.t('Read through netlink.')
    : vscode.l10n.t(
        "Read from /proc. Root would add backlog limits, bound sockets, the namespace's settings and others' processes.",
      );
}
