import { getL10nJson } from '@vscode/l10n-dev';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('has every string of the code for translators: else run "npm run l10n"', async () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  const contents = files.map(file => ({ extension: '.ts', contents: readFileSync(join('src', file), 'utf8') }));
  const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as object;
  expect(Object.keys(bundle).sort()).toEqual(Object.keys(await getL10nJson(contents)).sort());
}, 60_000);
