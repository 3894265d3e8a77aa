import { buildSync } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test as plainTest } from 'vitest';
import { openEveryState } from './everyState';
import { test } from './namespace';
import { asSsLines, readBesideSs, withoutBacklogLimits } from './ss';

test.for(['EPERM', 'EPROTONOSUPPORT', 'EAFNOSUPPORT'] as const)(
  'a kernel that refuses netlink with %s: /proc is read, and the reason is given',
  async (errno, { agent }) => {
    expect(await agent.call.choose()).toEqual({ source: 'sock_diag', problems: [] });
    const refused = await agent.beside();
    await refused.call.refuseNetlink(errno);
    expect(await refused.call.choose()).toEqual({
      source: 'proc',
      problems: [{ code: 'no-sock-diag', detail: errno }],
    });
    // Without netlink ss reads /proc as well, so the comparison with it is fair to both.
    await openEveryState(agent);
    const { rows, lines } = await readBesideSs(refused, 'sock_diag');
    expect(asSsLines(rows)).toEqual(withoutBacklogLimits(lines));
  },
);

plainTest('without the native binary /proc is read, processes are found, and the reason is given', () => {
  // Outside of the repository there is no node_modules, so there is no koffi.
  const directory = mkdtempSync(join(tmpdir(), 'socketscope-'));
  try {
    const bundle = join(directory, 'probe.js');
    buildSync({
      stdin: {
        contents: `
          import { createServer } from 'node:net';
          import { openPlatform } from './src/collect/platform';
          const server = createServer().listen(0, '127.0.0.1', () => {
            const platform = openPlatform('linux');
            const { collector, problems } = platform.openCollector('auto');
            const { table } = collector.read();
            platform.processes.update(table, 60_000);
            const row = table.localPort.indexOf(server.address().port);
            const isOwner = platform.processes.ownersOf(table.inode[row]).some(({ pid }) => pid === process.pid);
            process.stdout.write(JSON.stringify({ source: collector.source, problems, isOwner }));
            server.close();
          });
        `,
        resolveDir: resolve('.'),
        loader: 'ts',
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: bundle,
      logLevel: 'error',
    });
    expect(JSON.parse(execFileSync(process.execPath, [bundle], { encoding: 'utf8' }))).toEqual({
      source: 'proc',
      problems: [{ code: 'no-native-binary', detail: "Cannot find module 'koffi'" }],
      isOwner: true,
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
});
