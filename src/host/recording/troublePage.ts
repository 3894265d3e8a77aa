import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { escapeHtml } from '../panel/panelHtml';
import type { RecordingFile } from './recordingFile';

const style = `
  body { max-width: 44em; margin: 0 auto; padding: 48px 24px; line-height: 1.5; }
  h1 { font-size: 1.3em; font-weight: 600; }
  code { overflow-wrap: anywhere; }
`;

/** What the editor shows in the place of a recording that cannot be opened: no script, no command, only words. */
export function troublePage({ uri, trouble }: Pick<RecordingFile, 'uri' | 'trouble'>): string {
  const title = vscode.l10n.t('This recording cannot be shown');
  const nonce = randomBytes(16).toString('base64url');
  return `<!doctype html>
<html lang="${escapeHtml(vscode.env.language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <style nonce="${nonce}">${style}</style>
    <title>${escapeHtml(title)}</title>
  </head>
  <body role="alert">
    <h1>${escapeHtml(title)}</h1>
    <p>${escapeHtml(trouble ?? '')}</p>
    <p><code>${escapeHtml(uri.scheme === 'file' ? uri.fsPath : uri.toString(true))}</code></p>
  </body>
</html>`;
}
