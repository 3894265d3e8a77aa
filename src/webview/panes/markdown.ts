import { html, type TemplateResult } from 'lit';

/**
 * Shows the small Markdown dialect of protocol/explanation.ts: paragraphs, `- ` lists, fenced code, and inside a line
 * `code`, **bold** and *emphasis*. Everything becomes text nodes; there is no way for HTML to come in.
 */
export function markdown(source: string): TemplateResult[] {
  return splitBlocks(source).map(block => {
    switch (block.kind) {
      case 'code':
        return html`<pre tabindex="0"><code>${block.lines.join('\n')}</code></pre>`;
      case 'list':
        return html`<ul>
          ${block.lines.map(line => html`<li>${inline(line)}</li>`)}
        </ul>`;
      case 'text':
        return html`<p>${inline(block.lines.join(' '))}</p>`;
    }
  });
}

interface Block {
  readonly kind: 'text' | 'list' | 'code';
  readonly lines: readonly string[];
}

/** Lines to blocks; a list item and a paragraph may run over several lines. */
export function splitBlocks(source: string): Block[] {
  const blocks: { kind: Block['kind']; lines: string[] }[] = [];
  let open: (typeof blocks)[number] | undefined;
  for (const line of source.split(/\r?\n/)) {
    const fence = line.trimStart().startsWith('```');
    if (open?.kind === 'code') {
      if (fence) {
        open = undefined;
      } else {
        open.lines.push(line);
      }
    } else if (fence) {
      open = { kind: 'code', lines: [] };
      blocks.push(open);
    } else if (line.trim() === '') {
      open = undefined;
    } else if (line.startsWith('- ')) {
      if (open?.kind !== 'list') {
        open = { kind: 'list', lines: [] };
        blocks.push(open);
      }
      open.lines.push(line.slice(2).trim());
    } else if (open?.kind === 'list') {
      open.lines.push(`${open.lines.pop()!} ${line.trim()}`);
    } else {
      if (open === undefined) {
        open = { kind: 'text', lines: [] };
        blocks.push(open);
      }
      open.lines.push(line.trim());
    }
  }
  return blocks;
}

/** Code is matched first, so that `**` inside it stays as it is. */
const spans = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*/g;

function inline(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of text.matchAll(spans)) {
    const [whole, code, bold, emphasis] = match;
    parts.push(text.slice(end, match.index));
    parts.push(
      code !== undefined
        ? html`<code>${code}</code>`
        : bold !== undefined
          ? html`<strong>${inline(bold)}</strong>`
          : html`<em>${inline(emphasis!)}</em>`,
    );
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
