import { describe, expect, it } from 'vitest';

import { parseExplanation } from '../../../src/protocol/parseExplanation';

const whole = `# CLOSE-WAIT

The peer has closed,
and we have not.

## What happened

A FIN arrived.

## What is awaited

close()

## How long

For ever.

## When it is a problem

- always

## What to do

Close it.

### Python

\`\`\`python
## not a heading
### nor this
sock.close()
\`\`\`

### Go

conn.Close()

## A myth to forget

Sysctls.
`;

describe('parseExplanation', () => {
  it('takes a file apart', () => {
    expect(parseExplanation(whole, 'en')).toEqual({
      state: 'CLOSE-WAIT',
      language: 'en',
      summary: 'The peer has closed, and we have not.',
      sections: [
        { heading: 'what-happened', title: 'What happened', markdown: 'A FIN arrived.', parts: [] },
        { heading: 'what-is-awaited', title: 'What is awaited', markdown: 'close()', parts: [] },
        { heading: 'how-long', title: 'How long', markdown: 'For ever.', parts: [] },
        { heading: 'when-a-problem', title: 'When it is a problem', markdown: '- always', parts: [] },
        {
          heading: 'what-to-do',
          title: 'What to do',
          markdown: 'Close it.',
          parts: [
            { title: 'Python', markdown: '```python\n## not a heading\n### nor this\nsock.close()\n```' },
            { title: 'Go', markdown: 'conn.Close()' },
          ],
        },
        { heading: 'myth', title: 'A myth to forget', markdown: 'Sysctls.', parts: [] },
      ],
    });
  });

  it('knows sections by their order, so that headings can be translated, and takes Windows line ends', () => {
    const translated = whole.replace('## How long', '## 多久').replaceAll('\n', '\r\n');
    expect(parseExplanation(translated, 'zh-cn').sections[2]).toMatchObject({
      heading: 'how-long',
      title: '多久',
      markdown: 'For ever.',
    });
  });

  it.each([
    ['', 'first-level heading'],
    ['# NO-SUCH-STATE\n\nx', 'first-level heading'],
    [`Preface\n\n${whole}`, 'first-level heading'],
    [`${whole}\n## One more\n\ntext`, '7 sections instead of 6'],
    [whole.replace('## How long\n', ''), '5 sections instead of 6'],
    [whole.replace('\nand we', '\n\nand we'), 'one paragraph of summary'],
    [whole.replace('For ever.', ''), 'Nothing follows the heading "How long"'],
    [whole.replace('conn.Close()', ''), 'Nothing follows the heading "Go"'],
  ])('says what is wrong: %#', (markdown, message) => {
    expect(() => parseExplanation(markdown, 'en')).toThrow(message);
  });
});
