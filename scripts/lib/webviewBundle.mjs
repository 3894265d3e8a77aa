/** The diagram's page: one script, one style sheet and the icon font. Built by esbuild.mjs, and by test/webview for itself. */
export const webviewBundle = {
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'chrome132', // What VS Code 1.100 runs on.
  entryPoints: [
    { in: 'src/webview/main.ts', out: 'panel' },
    { in: 'src/webview/styles/panel.css', out: 'panel' },
  ],
  outdir: 'dist/webview',
  loader: { '.ttf': 'file', '.svg': 'text' },
  assetNames: '[name]',
};
