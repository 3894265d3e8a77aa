import * as vscode from 'vscode';
import { agentToolNames } from '../../agents/agentToolNames';
import type { Services } from '../services';
import { registerMcpServer } from './registerMcpServer';

type AgentServices = Pick<Services, 'extensionUri' | 'model' | 'monitor' | 'ignored'>;

/** Someone who has asked once often asks again, and ages need a watch that goes on. Milliseconds after the last question. */
const watchMs = 60_000;

/** What language models may ask: as tools of this window, and as an MCP server of its own. Both only read. */
export function registerAgents(services: AgentServices, extension: vscode.Extension<unknown>): vscode.Disposable {
  const watch = new Watch(services);
  const tools = agentToolNames.map(name =>
    vscode.lm.registerTool<object>(name, {
      prepareInvocation: () => ({ invocationMessage: vscode.l10n.t('Socketscope looks at the TCP sockets') }),
      async invoke(options, token) {
        watch.goOn();
        const { answerInWindow } = await import('./answerInWindow');
        return answerInWindow(name, services, options, token);
      },
    }),
  );
  return vscode.Disposable.from(watch, registerMcpServer(extension), ...tools);
}

/** Has the monitor read on for a while after each question. */
class Watch implements vscode.Disposable {
  private looking: vscode.Disposable | undefined;
  private end: NodeJS.Timeout | undefined;

  constructor(private readonly services: Pick<Services, 'model'>) {}

  goOn(): void {
    this.looking ??= this.services.model.looking();
    clearTimeout(this.end);
    this.end = setTimeout(() => this.dispose(), watchMs);
  }

  dispose(): void {
    clearTimeout(this.end);
    this.looking?.dispose();
    this.looking = undefined;
  }
}
