import * as vscode from 'vscode';
import type { SocketscopeApi } from '../../src/host/api/socketscope';

/** The API, as another extension gets it. */
export async function socketscope(): Promise<SocketscopeApi> {
  return vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope')!.activate();
}
