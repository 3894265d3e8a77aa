import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder, whatever the working directory is. */
export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Everything that the scripts download or make for tests; git ignores it, and deleting it is always safe. */
export const downloads = join(repository, '.vscode-test');
