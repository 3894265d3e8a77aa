import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSuite, runSuite } from './hostSuite.mjs';
import { downloads, repository } from './repository.mjs';
import { temporaryFolder } from './temporaryFolder.mjs';

const folder = join(repository, 'test', 'pseudo');
const suite = { folder, bundle: join(downloads, 'pseudo-tests') };
/** Its translations are replaced, its long texts are not: Chinese is told from English at a glance. */
const language = 'zh-cn';

/** Runs test/pseudo with the extension as it is in dist, in a language in which ⟦ and ⟧ surround all that was translated. */
export async function runPseudoSuite(version, options) {
  await buildSuite(suite);
  return runSuite(suite, version, { ...options, extension: pseudoExtension(), language });
}

function pseudoExtension() {
  const extension = temporaryFolder('pseudo');
  // Copies: VS Code knows whose translations a file wants by where it really is.
  for (const name of ['dist', 'media', 'package.json']) {
    cpSync(join(repository, name), join(extension, name), { recursive: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(extension, 'node_modules'));
  mkdirSync(join(extension, 'l10n'));
  for (const [from, to] of [
    ['package.nls.json', `package.nls.${language}.json`],
    ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`],
  ]) {
    const english = readFileSync(join(repository, from), 'utf8');
    writeFileSync(join(extension, from), english);
    writeFileSync(join(extension, to), JSON.stringify(pseudo(JSON.parse(english))));
  }
  return extension;
}

function pseudo(texts) {
  return Object.fromEntries(
    Object.entries(texts).map(([key, entry]) => [key, inBrackets(typeof entry === 'string' ? entry : entry.message)]),
  );
}

/** What is put into a text stays outside: it has to come from a translator itself. Links go on leading where they lead. */
function inBrackets(text) {
  return text
    .split(/(\{\d+\}|\]\(command:[^)]*\))/)
    .map((part, index) => (index % 2 === 1 || part.trim() === '' ? part : `⟦${part}⟧`))
    .join('');
}
