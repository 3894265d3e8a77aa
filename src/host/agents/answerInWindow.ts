import * as vscode from 'vscode';
import type { AgentSource } from '../../agents/agentSource';
import type { AgentToolName } from '../../agents/agentToolNames';
import { agentTools, type AgentTool } from '../../agents/agentTools';
import { usualLimit } from '../../agents/input';
import { readTranslated } from '../explain/readTranslated';
import type { Services } from '../services';

type AnswerServices = Pick<Services, 'extensionUri' | 'model' | 'monitor' | 'ignored'>;
type Options = Pick<vscode.LanguageModelToolInvocationOptions<object>, 'input' | 'tokenizationOptions'>;

/** The answer of one tool, from the monitor of this window. @throws Error with words for the model */
export async function answerInWindow(
  name: AgentToolName,
  services: AnswerServices,
  { input, tokenizationOptions }: Options,
  token: vscode.CancellationToken,
): Promise<vscode.LanguageModelToolResult> {
  const tool = agentTools.find(one => one.name === name)!;
  const source = sourceIn(services);
  const ask = async (limited: object) => {
    const answer = await tool.run(source, limited);
    if (token.isCancellationRequested) {
      throw new vscode.CancellationError();
    }
    // Which machine and which network namespace: the user may have chosen another one than the window's own.
    return JSON.stringify({ machine: services.model.readMachine, ...answer });
  };
  let text = await ask(input);
  let limit = firstLimit(tool, input);
  while (tokenizationOptions !== undefined && limit > 1) {
    if ((await tokenizationOptions.countTokens(text, token)) <= tokenizationOptions.tokenBudget) {
      break;
    }
    limit = Math.floor(limit / 2);
    text = await ask({ ...input, limit });
  }
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}

/** How many items the tool may have answered with; 0 when it takes no limit. */
function firstLimit({ inputSchema }: AgentTool, input: { limit?: unknown }): number {
  return 'limit' in inputSchema.properties ? Number(input.limit ?? usualLimit) : 0;
}

/** Models are told in English, whatever the window's language is: so are their tools. */
function sourceIn({ extensionUri, monitor, model, ignored }: AnswerServices): AgentSource {
  return {
    snapshot: query => monitor.snapshot(query),
    check: () => monitor.check(),
    inspectPort: port => monitor.inspectPort(port),
    rows: ids => model.rows(ids),
    explanation: path => readTranslated(extensionUri, ['en'], path.split('/'), markdown => markdown),
    isIgnored: finding => ignored.has(finding),
  };
}
