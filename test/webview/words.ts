import { diagramWords } from '../../src/host/words/diagramWords';

/** The words as the host sends them; vitest.config.mjs puts a stand-in in the place of 'vscode'. */
export const testWords = diagramWords();
