import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { buildSync } from 'esbuild';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agentToolNames } from '../../src/agents/agentToolNames';

const root = resolve('test-results/mcp');

/** The server as it is shipped: bundled, beside the monitor, below the folder that has the manifest and the explanations. */
function buildServer(): string {
  buildSync({
    entryPoints: { mcp: 'src/mcp/main.ts', monitor: 'src/monitor/main.ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['koffi'],
    outdir: `${root}/dist`,
    logLevel: 'error',
  });
  mkdirSync(root, { recursive: true });
  for (const name of ['package.json', 'media']) {
    if (!existsSync(`${root}/${name}`)) {
      symlinkSync(resolve(name), `${root}/${name}`);
    }
  }
  return `${root}/dist/mcp.js`;
}

/** A connection that its client has closed and its server has not: CLOSE-WAIT on the server's port. */
class Leak {
  private constructor(
    private readonly server: Server,
    private readonly accepted: Socket,
  ) {}

  static async open(): Promise<Leak> {
    const server = createServer({ allowHalfOpen: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const [accepted] = (await once(server, 'connection')) as [Socket];
    client.end();
    await once(accepted.resume(), 'end');
    return new Leak(server, accepted);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.accepted.destroy();
    this.server.close();
  }
}

describe('an MCP client', () => {
  const client = new Client({ name: 'test', version: '1' });
  let transport: StdioClientTransport;
  let leak: Leak;

  async function ask(name: string, input: Record<string, unknown> = {}) {
    const { content, isError } = await client.callTool({ name, arguments: input });
    const { text } = (content as { type: string; text: string }[])[0]!;
    return { isError: isError === true, text };
  }
  async function answer(name: string, input: Record<string, unknown> = {}): Promise<unknown> {
    const { isError, text } = await ask(name, input);
    expect(isError, text).toBe(false);
    return JSON.parse(text);
  }

  beforeAll(async () => {
    leak = await Leak.open();
    transport = new StdioClientTransport({ command: process.execPath, args: [buildServer()] });
    await client.connect(transport);
  });

  afterAll(async () => {
    await client.close();
    leak.close();
  });

  it('is told the tools, all read-only', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(agentToolNames);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(client.getServerVersion()).toEqual({ name: 'socketscope', version });
    expect(childrenOf(transport.pid!), 'nothing is read before somebody asks').toEqual([]);
  });

  it('lists real sockets with their process and who must act', async () => {
    const input = { states: ['CLOSE_WAIT'], localPort: leak.port };
    const plain = {
      total: 1,
      more: 0,
      sockets: [
        {
          state: 'CLOSE-WAIT',
          local: `127.0.0.1:${leak.port}`,
          processes: [expect.stringContaining(`(${process.pid})`)],
          whoMustAct: 'program',
        },
      ],
    };
    await expect.poll(() => answer('socketscope_list_sockets', input)).toMatchObject(plain);
    expect(await answer('socketscope_list_sockets', { ...input, process: 'no such name' })).toMatchObject({ total: 0 });
    expect(await answer('socketscope_list_sockets', { port: leak.port, limit: 1 })).toMatchObject({
      total: 3,
      more: 2,
    });
    expect(await answer('socketscope_list_sockets', { port: leak.port, whoMustAct: 'peer' })).toMatchObject({
      countsByState: { 'FIN-WAIT-2': 1 },
    });
    expect(await answer('socketscope_list_sockets', { port: leak.port, minSecondsInState: 3_600 })).toMatchObject({
      total: 0,
    });
  });

  it('hears who holds a port', async () => {
    const report = await answer('socketscope_who_holds_port', { port: leak.port });
    expect(report).toMatchObject({
      answer: expect.stringContaining(`(${process.pid}) listens on 127.0.0.1:${leak.port}.`) as string,
      holders: [{ state: 'LISTEN' }],
      processes: [{ pid: process.pid, workingDirectory: process.cwd() }],
      canBind: expect.arrayContaining([expect.objectContaining({ address: '127.0.0.1', verdict: 'no' })]) as object,
    });
  });

  it('has the checks run', async () => {
    const report = (await answer('socketscope_run_checks')) as {
      findings: object[];
      passed: string[];
      notMade: object[];
    };
    expect(report).toMatchObject({ watchedForSeconds: expect.any(Number) as number });
    expect(report.passed.length + report.notMade.length).toBeGreaterThan(10);
    expect(report.passed, 'a single young CLOSE-WAIT is no leak').toContain('close-wait-leak');
  });

  it('has a state explained', async () => {
    expect(await answer('socketscope_explain_state', { state: 'time_wait' })).toMatchObject({
      state: 'TIME-WAIT',
      whoMustAct: 'kernel',
      spelledBy: { netstat: 'TIME_WAIT' },
    });
  });

  it('is told what to ask instead of what cannot be', async () => {
    expect(await ask('socketscope_who_holds_port', { port: 0 })).toEqual({
      isError: true,
      text: '"port" must be an integer from 1 to 65535, and is 0.',
    });
    expect(await ask('socketscope_list_sockets', { address: 'localhost' })).toEqual({
      isError: true,
      text: expect.stringContaining("'localhost' is not an address or a CIDR range") as string,
    });
    expect(await ask('socketscope_kill')).toEqual({
      isError: true,
      text: expect.stringContaining('The tools are: socketscope_list_sockets') as string,
    });
  });

  it('gets answers again after the monitor has died', async () => {
    const [monitor] = childrenOf(transport.pid!);
    process.kill(monitor!, 'SIGKILL');
    expect(await answer('socketscope_list_sockets', { limit: 1 })).toMatchObject({ sockets: [{}] });
    expect(childrenOf(transport.pid!)).not.toContain(monitor);
  });

  it.each([
    ['{"closeWaitSeconds": 0, "closeWaits": 5}', ['close-wait-leak'], 'ignored: closeWaits.'],
    ['[', [], 'is no JSON object'],
  ])('has the thresholds of its environment, and says what is wrong with them: %s', async (given, found, complaint) => {
    const environment = { SOCKETSCOPE_CHECK_THRESHOLDS: given };
    const args = [`${root}/dist/mcp.js`];
    const other = new StdioClientTransport({ command: process.execPath, args, env: environment, stderr: 'pipe' });
    let said = '';
    other.stderr!.on('data', text => (said += String(text)));
    const asking = new Client({ name: 'test', version: '1' });
    await asking.connect(other);
    const { content } = await asking.callTool({ name: 'socketscope_run_checks', arguments: {} });
    const { findings } = JSON.parse((content as { text: string }[])[0]!.text) as {
      findings: { code: string; port?: number }[];
    };
    await asking.close();
    expect(findings.filter(({ port }) => port === leak.port).map(({ code }) => code)).toEqual(found);
    expect(said).toContain(complaint);
  });

  it('leaves nothing running when it closes', async () => {
    const server = transport.pid!;
    const [monitor] = childrenOf(server);
    expect(isRunning(server) && isRunning(monitor!)).toBe(true);
    await client.close();
    await expect.poll(() => isRunning(server) || isRunning(monitor!), { timeout: 5_000 }).toBe(false);
  });

  it('takes the monitor with it when it is killed', async () => {
    const other = new StdioClientTransport({ command: process.execPath, args: [`${root}/dist/mcp.js`] });
    const killed = new Client({ name: 'test', version: '1' });
    await killed.connect(other);
    await killed.callTool({ name: 'socketscope_list_sockets', arguments: { limit: 1 } });
    const [monitor] = childrenOf(other.pid!);
    process.kill(other.pid!, 'SIGKILL');
    await expect.poll(() => isRunning(monitor!), { timeout: 5_000 }).toBe(false);
    await killed.close();
  });
});

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

/** A zombie is a process that has ended. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
