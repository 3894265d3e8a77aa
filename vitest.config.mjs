import { defineConfig } from 'vitest/config';

// quiet: minutes long, for itself (npm run test:quiet).
// unit: pure, parallel. kernel: real sockets in a namespace; files run one after another because they share the machine.
// scenarios: real sockets too, but they wait for the kernel's timers: npm test runs other tests meanwhile.
const scenarios = 'test/kernel/lab.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        // The words of the host run without VS Code; nothing else of it does.
        resolve: { alias: { vscode: new URL('test/unit/host/vscode.ts', import.meta.url).pathname } },
        // Pure tests leave nothing behind that the next file could find, so that they need not load everything anew.
        test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false, maxWorkers: 2 },
      },
      {
        test: {
          name: 'kernel',
          include: ['test/kernel/**/*.test.ts'],
          exclude: [scenarios],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: { name: 'scenarios', include: [scenarios], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        test: { name: 'quiet', include: ['test/kernel/**/*.quiet.ts'], testTimeout: 900_000 },
      },
      {
        resolve: { alias: { vscode: new URL('test/unit/host/vscode.ts', import.meta.url).pathname } },
        test: {
          name: 'webview',
          include: ['test/webview/**/*.test.ts'],
          maxWorkers: 2, // A browser waits for its window more than it works.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias: { vscode: new URL('test/unit/host/vscode.ts', import.meta.url).pathname } },
        test: {
          name: 'panelCost',
          include: ['test/webview/*.bench.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
