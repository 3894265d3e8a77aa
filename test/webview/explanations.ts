import { readFileSync } from 'node:fs';
import type { TcpStateName } from '../../src/core/tcp/states';
import { explanationHeadings, type Explanation } from '../../src/protocol/explanation';

/** The real explanation of a state, read from media/explain/en. */
export function explanationOf(state: TcpStateName): Explanation {
  const source = readFileSync(new URL(`../../media/explain/en/${state.toLowerCase()}.md`, import.meta.url), 'utf8');
  const [head, ...sections] = source.split(/^## /m);
  return {
    state,
    language: 'en',
    summary: head!.replace(/^# .*$/m, '').trim(),
    sections: sections.map((section, index) => {
      const [body, ...parts] = section.split(/^### /m);
      return { heading: explanationHeadings[index]!, ...titled(body!), parts: parts.map(titled) };
    }),
  };
}

function titled(text: string): { title: string; markdown: string } {
  const end = text.indexOf('\n');
  return { title: text.slice(0, end).trim(), markdown: text.slice(end).trim() };
}
