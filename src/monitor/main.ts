import { createBirpc } from 'birpc';
import { openPlatform } from '../collect/platform';
import { unsupportedPlatform } from '../collect/unsupported';
import type { MonitorEvents, MonitorFunctions } from '../protocol/monitor';
import { IdleExit } from './idleExit';
import { Monitor } from './monitor';

/** The process ends by itself when nobody has looked or asked for this long. Milliseconds. */
const idleExitMs = 60_000;

/** Entry of the process that reads sockets: forked with an IPC channel by the extension host, or by a test. */
function main(): void {
  const idle = new IdleExit(idleExitMs, exit);
  const platform = openPlatform(process.platform) ?? unsupportedPlatform(process.platform);
  const events: MonitorEvents = {
    frame: frame => void rpc.frame.asEvent(frame),
    failed: problem => void rpc.failed.asEvent(problem),
  };
  const monitor = new Monitor(platform, events, looking => idle.used(looking));
  const rpc = createBirpc<MonitorEvents, MonitorFunctions>(monitor, {
    post: message => process.send?.(message),
    on: listener => process.on('message', listener),
    bind: 'functions',
  });
  process.on('disconnect', exit);
}

/** Nothing needs cleaning up: the kernel closes what was open. */
function exit(): void {
  process.exit(0);
}

main();
