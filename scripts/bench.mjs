// npm run bench: what reading sockets costs us and our peers, side by side. See `usage`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { CleanUps } from './lib/cleanUps.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inNetNamespace } from './lib/netNamespace.mjs';
import { downloads, repository } from './lib/repository.mjs';
import { run } from './lib/run.mjs';
import { newestVersion } from './lib/servedCode/versions.mjs';

const usage = `npm run bench [-- options]

Makes up to 100,000 real sockets in a network namespace of its own and measures Socketscope beside ss, netstat, lsof and
systeminformation. A whole run takes some six minutes and writes test/bench/RESULTS.md; any other prints its report.

  --only <section>  one of reading, pass, processes, memory, recording, checks, host, activation, panel, weight;
                    may be given several times
  --quick           fewer runs: to see whether a change does anything
  --help            this text`;

/** Set in the process that runs inside the namespace. */
const insideVariable = 'SOCKETSCOPE_BENCH_INSIDE';

const dist = join(repository, 'dist');

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) {
  console.log(usage);
} else {
  await ensureDependencies();
  const { loadBench } = await import('./lib/benchBundle.mjs');
  const bench = await loadBench();
  try {
    const sections = chosenSections(bench.sectionNames);
    await (process.env[insideVariable] ? measure(bench, sections) : enterNamespace(bench, sections));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

function chosenSections(known) {
  const chosen = options.only ?? known;
  const unknown = chosen.filter(name => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`There is no section "${unknown.join('", "')}"; there are ${known.join(', ')}.`);
  }
  return new Set(chosen);
}

/** Fetches what cannot be reached from inside a namespace, and runs this script again in one. */
async function enterNamespace(bench, sections) {
  if (sections.has('panel')) {
    const { ensureBrowser } = await import('./lib/browser.mjs');
    await ensureBrowser();
  }
  if (sections.has('host') || sections.has('activation')) {
    const { ensureServedCode } = await import('./lib/servedCode/install.mjs');
    const { ensureBrowser } = await import('./lib/browser.mjs');
    await Promise.all([ensureServedCode(newestVersion), ensureBrowser()]);
  }
  const { command, reason } = inNetNamespace([process.execPath, ...process.argv.slice(1)]);
  if (!command) {
    console.log(`No sockets can be made here: ${reason}. What can be measured without them is the weight.`);
    await measure(bench, new Set(['weight']));
    return;
  }
  const env = { ...process.env, [insideVariable]: '1' };
  const inside = spawn(command[0], command.slice(1), { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => inside.kill(signal)); // It cleans up; we only wait for that.
  }
  const [status] = await once(inside, 'exit');
  process.exitCode = status ?? 1;
}

async function measure({ bench, report, sectionNames }, sections) {
  const cleanUps = new CleanUps();
  cleanUps.runOnSignals();
  try {
    const weight = await build(sections.has('weight'));
    const results = await bench({
      sections,
      quick: options.quick,
      repository,
      monitorScript: join(dist, 'monitor.js'),
      progress: text => console.log(`bench: ${text}`),
      addCleanUp: action => cleanUps.add(action),
      measureHost,
      measureActivation,
      measurePanel,
      weight,
    });
    const isWhole = !options.quick && sections.size === sectionNames.length;
    const file = isWhole ? join(repository, 'test/bench/RESULTS.md') : join(repository, 'test-results/bench.md');
    const text = report(results);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    console.log(`\n${text}\nWritten to ${relative(process.cwd(), file)}.`);
  } finally {
    await cleanUps.run();
  }
}

/** Builds dist as it is shipped; returns how heavy that is when asked for. */
async function build(weigh) {
  if (!weigh) {
    await run(process.execPath, ['esbuild.mjs', '--production'], { cwd: repository });
    return undefined;
  }
  const { makePackage } = await import('./lib/makePackage.mjs');
  const { thisTarget } = await import('./lib/koffi.mjs');
  const made = await makePackage(thisTarget()).then(
    file => ({ packageBytes: statSync(file).size }),
    error => ({ packageProblem: error.message.split('\n', 1)[0] }),
  );
  return {
    bundleBytes: statSync(join(dist, 'extension.js')).size,
    monitorBytes: statSync(join(dist, 'monitor.js')).size,
    ...made,
  };
}

/** The extension host's event loop, measured by test/bench/host. */
async function measureHost() {
  const measure = await suiteInCode('host');
  return { code: newestVersion, ...(await measure()) };
}

/** The activation in several starts of VS Code, ours and an empty extension's in turns, measured by test/bench/activation. */
async function measureActivation() {
  const measure = await suiteInCode('activation');
  const measureExtension = (id, extension) => {
    process.env.SOCKETSCOPE_BENCH_EXTENSION = id;
    return measure({ extension });
  };
  const [ours, empty] = [[], []];
  while (ours.length < (options.quick ? 3 : 7)) {
    ours.push(await measureExtension('socketscope.socketscope', repository));
    empty.push(await measureExtension('socketscope-bench.empty', join(repository, 'test/bench/activation/empty')));
  }
  return { code: newestVersion, ours, empty };
}

/** The diagram's page in Chromium, measured by test/webview/panelCost.bench.ts. */
async function measurePanel() {
  const { ensureBrowser } = await import('./lib/browser.mjs');
  const { runVitest } = await import('./lib/runVitest.mjs');
  const file = join(downloads, 'bench-panel.json');
  await rm(file, { force: true });
  const { failed } = await runVitest('panelCost', {
    CHROME_PATH: await ensureBrowser(),
    SOCKETSCOPE_BENCH_RESULTS: file,
    SOCKETSCOPE_BENCH_SECONDS: options.quick ? '10' : '30',
  });
  if (failed.length > 0) {
    throw new Error(failed.join('; '));
  }
  return JSON.parse(await readFile(file, 'utf8'));
}

/** Builds the suite of a folder of test/bench; returns what runs it in a fresh VS Code and returns what it measured. */
async function suiteInCode(name) {
  const { buildSuite, runSuite } = await import('./lib/hostSuite.mjs');
  const suite = { folder: join(repository, 'test', 'bench', name), bundle: join(downloads, `bench-${name}`) };
  const file = join(downloads, `bench-${name}.json`);
  process.env.SOCKETSCOPE_BENCH_RESULTS = file;
  process.env.SOCKETSCOPE_BENCH_SECONDS = options.quick ? '10' : '30';
  await buildSuite(suite);
  return async runOptions => {
    await rm(file, { force: true });
    const { failed } = await runSuite(suite, newestVersion, runOptions);
    if (failed.length > 0) {
      throw new Error(failed.join('; '));
    }
    return JSON.parse(await readFile(file, 'utf8'));
  };
}
