import { hostname } from 'node:os';
import * as vscode from 'vscode';

/** Kinds of remote whose name VS Code's own indicator writes in another way than its id. */
const remoteKinds: Readonly<Record<string, string>> = {
  'ssh-remote': 'SSH',
  wsl: 'WSL',
  'dev-container': 'Dev Container',
  'attached-container': 'Container',
  'k8s-container': 'Kubernetes',
  codespaces: 'Codespaces',
  tunnel: 'Tunnel',
};

/** Names the machine whose sockets are shown: where the extension host runs, which in a remote window is not the user's. */
export function machineName(): string {
  const remote = vscode.env.remoteName;
  const kind = remote === undefined ? undefined : remoteKinds[remote];
  return kind === undefined ? hostname() : `${hostname()} (${kind})`;
}
