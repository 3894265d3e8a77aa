import * as vscode from 'vscode';
import { mcpProviderId } from '../ids';

/** What VS Code has since 1.101, and the types of 1.100 do not know. */
interface McpApi {
  readonly lm: {
    registerMcpServerDefinitionProvider?(
      id: string,
      provider: { provideMcpServerDefinitions(): readonly object[] },
    ): vscode.Disposable;
  };
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => object;
}

/** Offers the MCP server to VS Code, which starts it when the user wants it; nothing where VS Code cannot. */
export function registerMcpServer(extensionUri: vscode.Uri): vscode.Disposable {
  const { lm, McpStdioServerDefinition: Definition } = vscode as unknown as McpApi;
  if (lm.registerMcpServerDefinitionProvider === undefined || Definition === undefined) {
    return new vscode.Disposable(() => undefined);
  }
  const script = vscode.Uri.joinPath(extensionUri, 'dist', 'mcp.js').fsPath;
  return lm.registerMcpServerDefinitionProvider(mcpProviderId, {
    provideMcpServerDefinitions: () => [
      // The desktop's extension host is Electron, and runs as Node when told so.
      new Definition('Socketscope', process.execPath, [script], { ELECTRON_RUN_AS_NODE: '1' }, version(extensionUri)),
    ],
  });
}

/** VS Code asks the server for its tools anew when this has changed. */
function version(extensionUri: vscode.Uri): string {
  const extension = vscode.extensions.all.find(one => one.extensionUri.toString() === extensionUri.toString());
  return String((extension?.packageJSON as { version?: unknown } | undefined)?.version);
}
