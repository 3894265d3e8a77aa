// node scripts/captureDap.mjs: records sessions of real debug adapters for the unit tests. See `usage`.
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { debugpy } from './captureDap/debugpy.mjs';
import { javaDebug } from './captureDap/java.mjs';
import { delve, gdb, lldbDap } from './captureDap/native.mjs';
import { ProgramFolder } from './captureDap/program.mjs';
import { Stage } from './captureDap/stage.mjs';
import { Tape } from './captureDap/tape.mjs';
import { repository } from './lib/repository.mjs';

const usage = `node scripts/captureDap.mjs ADAPTER --command COMMAND --as VERSION [-- options]

Has a debug adapter debug a small server, and writes what it and its client say to each other into test/fixtures/dap/, without
the paths and pids of this machine. ADAPTER is debugpy, delve, lldbDap, gdb or javaDebug; test/fixtures/dap/README.md says how
each was had.

  --command <command>  starts the adapter
  --as <version>       what the recordings say of it
  --only <scenario>    one of the adapter's
  --folder <folder>    where the programs are, when the command runs in a chroot; the system's temporary folder otherwise
  --help               this text`;

const adapters = { debugpy, delve, lldbDap, gdb, javaDebug };

const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    command: { type: 'string' },
    as: { type: 'string' },
    only: { type: 'string' },
    folder: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const scenarios = adapters[name];

if (options.help || scenarios === undefined || options.command === undefined || options.as === undefined) {
  console.log(usage);
  process.exitCode = options.help ? 0 : 1;
} else {
  const fixtures = join(repository, 'test', 'fixtures', 'dap');
  mkdirSync(fixtures, { recursive: true });
  for (const [scenario, perform] of Object.entries(scenarios)) {
    if (options.only === undefined || options.only === scenario) {
      await capture(scenario, perform, join(fixtures, `${name}-${scenario}.jsonl`));
    }
  }
  process.exit();
}

async function capture(scenario, perform, file) {
  const folder = new ProgramFolder(options.folder);
  const captured = new Date().toISOString().slice(0, 10);
  const tape = new Tape({ adapter: name, version: options.as, scenario, captured });
  tape.replaces(hostname(), 'machine');
  const stage = new Stage({ tape, folder, command: options.command.split(' ') });
  try {
    await perform(stage);
    await tape.write(file);
    console.log(`${name} ${scenario}: written`);
  } catch (error) {
    process.exitCode = 1;
    console.error(`${name} ${scenario}: ${error.stack}`);
  } finally {
    await stage.close();
    folder.remove();
  }
}
