import { describe, expect, it } from 'vitest';

import { connectionRefused } from '../../../../src/core/tcp/scenarios/opening';
import { parseScenarioText } from '../../../../src/host/explain/parseScenarioText';

const whole = `# Connection refused

Nobody listens,
and says so.

## The client calls connect()

A SYN.

## The SYN arrives

A reset.

## The reset arrives

\`ECONNREFUSED\`

## Where you meet it

- often

## What to do

Start the server.
`;

describe('parseScenarioText', () => {
  it('takes a file apart, whatever language its headings are in', () => {
    const translated = whole.replace('## What to do', '## Was tun').replaceAll('\n', '\r\n');
    expect(parseScenarioText(translated, connectionRefused, 'de')).toEqual({
      scenario: 'connection-refused',
      language: 'de',
      title: 'Connection refused',
      summary: 'Nobody listens, and says so.',
      steps: [
        { title: 'The client calls connect()', markdown: 'A SYN.' },
        { title: 'The SYN arrives', markdown: 'A reset.' },
        { title: 'The reset arrives', markdown: '`ECONNREFUSED`' },
      ],
      whereYouMeetIt: { title: 'Where you meet it', markdown: '- often' },
      whatToDo: { title: 'Was tun', markdown: 'Start the server.' },
    });
  });

  it.each([
    ['', 'first-level heading'],
    [`Preface\n\n${whole}`, 'first-level heading'],
    [whole.replace('\nand says', '\n\nand says'), 'one paragraph of summary'],
    [whole.replace('## The SYN arrives\n\n', ''), '4 sections instead of 5'],
    [whole.replace('A reset.', ''), 'nothing follows the heading "The SYN arrives"'],
  ])('says what is wrong: %#', (markdown, message) => {
    expect(() => parseScenarioText(markdown, connectionRefused, 'en')).toThrow(message);
  });
});
