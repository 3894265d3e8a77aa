import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentSource } from '../agents/agentSource';
import { agentTools } from '../agents/agentTools';
import { thresholdsVariable } from '../protocol/mcpEnvironment';
import { OwnMonitor } from './ownMonitor';
import { thresholdsFrom } from './thresholds';

/** The extension's folder: this file is bundled into its dist. */
const root = join(__dirname, '..');

/** Entry of the MCP server: one client talks to it over its standard input and output, and it ends with that client. */
async function main(): Promise<void> {
  // Standard output is the protocol's alone.
  const print = (line: string) => void process.stderr.write(`${line}\n`);
  const thresholds = thresholdsFrom(process.env[thresholdsVariable], print);
  const monitor = new OwnMonitor(join(__dirname, 'monitor.js'), print, thresholds);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- "for advanced use": McpServer takes no JSON schemas.
  const server = new Server({ name: 'socketscope', version }, { capabilities: { tools: {} } });
  const source = sourceFrom(monitor);

  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: agentTools.map(({ name, description, inputSchema }) => ({
      name,
      description,
      inputSchema: { ...inputSchema, properties: { ...inputSchema.properties } },
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = agentTools.find(({ name }) => name === params.name);
    try {
      if (tool === undefined) {
        const names = agentTools.map(({ name }) => name).join(', ');
        throw new Error(`There is no tool "${params.name}". The tools are: ${names}.`);
      }
      return textResult(JSON.stringify(await tool.run(source, params.arguments)));
    } catch (error) {
      return { ...textResult(error instanceof Error ? error.message : String(error)), isError: true };
    }
  });

  const end = () => {
    monitor.dispose();
    process.exit(0);
  };
  process.stdin.once('end', end);
  process.stdin.once('close', end);
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  await server.connect(new StdioServerTransport());
}

function textResult(text: string) {
  return { content: [{ type: 'text' as const, text }] };
}

function sourceFrom(monitor: OwnMonitor): AgentSource {
  return {
    snapshot: query => monitor.read('snapshot', query),
    check: () => monitor.read('check'),
    inspectPort: port => monitor.read('inspectPort', port),
    rows: ids => monitor.read('rows', ids),
    explanation: path => readFile(join(root, 'media', 'explain', 'en', ...path.split('/')), 'utf8'),
  };
}

void main();
