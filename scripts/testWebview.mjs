// npm run test:webview: the webview in Chromium, which is installed if there is none.
import { ensureBrowser } from './lib/browser.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runVitest } from './lib/runVitest.mjs';

await ensureDependencies();
const { failed } = await runVitest('webview', { CHROME_PATH: await ensureBrowser() });
process.exitCode = failed.length > 0 ? 1 : 0;
