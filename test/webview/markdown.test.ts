import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../src/webview/panes/markdown';

describe('the Markdown of an explanation', () => {
  it.each([
    ['a paragraph over two lines', 'one\ntwo', [{ kind: 'text', lines: ['one', 'two'] }]],
    [
      'two paragraphs',
      'one\n\ntwo',
      [
        { kind: 'text', lines: ['one'] },
        { kind: 'text', lines: ['two'] },
      ],
    ],
    [
      'a list after a paragraph, an item over two lines',
      'one:\n- two\n  three\n- four',
      [
        { kind: 'text', lines: ['one:'] },
        { kind: 'list', lines: ['two three', 'four'] },
      ],
    ],
    [
      'code, in which nothing means anything',
      '```js\n- a\n\n  **b**\n```\nend',
      [
        { kind: 'code', lines: ['- a', '', '  **b**'] },
        { kind: 'text', lines: ['end'] },
      ],
    ],
    ['code without an end', '```\na', [{ kind: 'code', lines: ['a'] }]],
    ['nothing', '', []],
  ])('splits %s', (_name, source, blocks) => {
    expect(splitBlocks(source)).toEqual(blocks);
  });
});
