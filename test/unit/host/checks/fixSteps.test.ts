import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixSteps } from '../../../../src/host/checks/fixSteps';

const root = 'media/explain';
const pages = ['en', 'zh-cn'].flatMap(language =>
  readdirSync(join(root, language, 'checks')).map(file => join(root, language, 'checks', file)),
);
const textOf = (file: string) => readFileSync(file, 'utf8');
const partsOf = (steps: string) => [...steps.matchAll(/^#### (.+)$/gm)].map(([, title]) => title);

const page = `# Leak

One line.

## How it was found

By looking.

## Why it matters

It does.

## What to do

Close
it.

### Shell

\`\`\`sh
ss -t
\`\`\`

### Node.js

\`\`\`js
socket.end();
// and wait
\`\`\`

### Go

Defer
it.

## What does not help

Hoping.
`;

describe('what a report says is to be done', () => {
  it('is for the language of the program, and for whoever runs the machine', () => {
    expect(fixSteps(page, 'node')).toBe(
      '### What to do\n\nClose it.\n\n#### Shell\n\n```sh\nss -t\n```\n\n#### Node.js\n\n```js\nsocket.end();\n// and wait\n```',
    );
  });

  it('is for every language where the program’s name tells none', () => {
    expect(partsOf(fixSteps(page))).toEqual(['Shell', 'Node.js', 'Go']);
    expect(partsOf(fixSteps(page, 'my-server'))).toEqual(['Shell', 'Node.js', 'Go']);
    expect(fixSteps(page)).toMatch(/#### Go\n\nDefer it\.$/);
  });

  it('is for no other language than that of the program', () => {
    expect(partsOf(fixSteps(page, 'python3.12'))).toEqual(['Shell']);
  });

  it.each(pages)('is in %s, with code that is whole', file => {
    const steps = fixSteps(textOf(file));
    expect(steps).toMatch(/^### \S.*\n\n\S/);
    expect((steps.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect(steps).not.toMatch(/^## /m);
  });
});
