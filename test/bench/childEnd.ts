import { createBirpc } from 'birpc';

/** Answers the benchmark's calls from inside a child process, which ends when the benchmark does. */
export function serve(functions: object): void {
  createBirpc<object, object>(functions, {
    post: message => process.send?.(message),
    on: listener => process.on('message', listener),
    bind: 'functions',
  });
  process.on('disconnect', () => process.exit(0));
}
