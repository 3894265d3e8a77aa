import * as vscode from 'vscode';
import { thresholdsVariable } from '../../protocol/mcpEnvironment';
import { mcpProviderId } from '../ids';
import { settings } from '../settings';

/** What VS Code has since 1.101, and the types of 1.100 do not know. */
interface McpApi {
  readonly lm: {
    registerMcpServerDefinitionProvider?(
      id: string,
      provider: {
        readonly onDidChangeMcpServerDefinitions: vscode.Event<void>;
        provideMcpServerDefinitions(): readonly object[];
      },
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
export function registerMcpServer({ extensionUri, packageJSON }: vscode.Extension<unknown>): vscode.Disposable {
  const nothing = new vscode.Disposable(() => undefined);
  try {
    const { lm, McpStdioServerDefinition: Definition } = vscode as unknown as McpApi;
    if (Definition === undefined) {
      return nothing;
    }
    const script = vscode.Uri.joinPath(extensionUri, 'dist', 'mcp.js').fsPath;
    // The desktop's extension host is Electron, and runs as Node when told so.
    const environment = () => ({
      ELECTRON_RUN_AS_NODE: '1',
      [thresholdsVariable]: JSON.stringify(settings.checkThresholds.value),
    });
    // VS Code asks the server for its tools anew when the version has changed.
    const version = String((packageJSON as { version?: unknown }).version);
    return (
      lm.registerMcpServerDefinitionProvider?.(mcpProviderId, {
        onDidChangeMcpServerDefinitions: settings.checkThresholds.onDidChange,
        provideMcpServerDefinitions: () => [
          new Definition('Socketscope', process.execPath, [script], environment(), version),
        ],
      }) ?? nothing
    );
  } catch {
    return nothing; // VS Code 1.100 has it as a proposal, and throws when others use it.
  }
}
