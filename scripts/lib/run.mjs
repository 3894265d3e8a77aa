import { spawn } from 'node:child_process';

/**
 * Runs a program to its end and returns what it printed, both streams in order of arrival. It throws, with that output,
 * when the program fails; `show: true` passes the output on to the terminal instead.
 */
export async function run(command, args, { show = false, ...options } = {}) {
  const child = spawn(command, args, { stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  child.stdout?.on('data', chunk => (output += chunk));
  child.stderr?.on('data', chunk => (output += chunk));
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  if (status !== 0) {
    throw new Error(`"${command} ${args.join(' ')}" ended with ${status}.\n${output}`.trimEnd());
  }
  return output;
}

/** Runs npm; under `npm run` the very npm that runs us, so that no shell and no PATH are needed. */
export function npm(args, options) {
  const npmScript = process.env.npm_execpath;
  return npmScript?.endsWith('.js')
    ? run(process.execPath, [npmScript, ...args], options)
    : run('npm', args, { shell: process.platform === 'win32', ...options });
}
