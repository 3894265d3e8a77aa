/**
 * The versions of VS Code that the tests run in: the oldest that package.json's engines allow, and a current one. Each
 * comes inside an npm package of code-server, of which only VS Code itself is used.
 *
 * `replaced`: native packages that would have to be compiled, and what stands in for them.
 * `extra`: packages taken in a newer version that carries its native code prebuilt.
 * `unused`: packages that only the agent host needs, a process of its own that nothing here starts; a third of all bytes.
 */
export const versions = {
  1.139: {
    package: 'code-server@4.139.1',
    node: 24,
    replaced: { '@vscode/spdlog': 'spdlog.cjs', '@vscode/native-watchdog': 'nativeWatchdog.cjs' },
    extra: [],
    unused: ['@github/copilot-sdk', '@microsoft/mxc-sdk', '@devcontainers/cli', '@vscode/sandbox-runtime'],
  },
  '1.100': {
    package: 'code-server@4.100.3',
    node: 20,
    replaced: { '@vscode/spdlog': 'spdlog.cjs', 'native-watchdog': 'nativeWatchdog.cjs' },
    extra: ['node-pty@1.2.0-beta.15'],
    unused: [],
  },
};

export const newestVersion = '1.139';
