import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = 'media/walkthrough';

describe.each(readdirSync(folder))('the picture %s of the walkthrough', name => {
  const svg = readFileSync(`${folder}/${name}`, 'utf8');

  it('takes its colours from the theme, in a way that the page of VS Code allows', () => {
    const colors = [...svg.matchAll(/ (?:fill|stroke|color)="([^"]+)"/g)].map(([, color]) => color!);
    expect(colors.filter(color => !/^(none|var\(--vscode-.+\))$/.test(color))).toEqual([]);
    expect(svg).not.toMatch(/ style=|<style|<script| on\w+=/);
  });

  it('has no text that would have to be translated', () => {
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text!);
    const names =
      /\b(?:node|python3|npm run dev|close|accept|Socketscope|server\.js|Error: listen)\b|\d+[ms]\b|[A-Z\d-]{2,}/g;
    expect(texts.filter(text => /[a-z]/i.test(text.replace(names, '')))).toEqual([]);
  });
});
