import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { actorCodicon } from '../actorIcon';
import { actorNames } from '../diagram/legend';

/** Measures of what stands below the figure in a file, in units of its drawing. */
export const footerSize = { height: 78 };
const keyGap = 18;
const rows = [14, 36];
const line = { rule: 52, words: 71 };

/** Below the figure in a file: what icons and lines mean, whose sockets these are, and when. The page itself says that in HTML. */
export function footer(width: number, facts: string, hasSelected: boolean): TemplateResult {
  return html`<svg class="diagram wide footer" viewBox="0 0 ${width} ${footerSize.height}">
    <g class="keys">
      ${words(l10n.t('Who must act next:'))}
      ${actorNames().map(
        ([actor, name]) =>
          svg`<g class="key ${actor}"><text class="icon" x="0" y="3">${actorCodicon(actor)}</text>${words(name, 20)}</g>`,
      )}
    </g>
    <g class="keys">
      ${sample('client', l10n.t('usual way of a client'))} ${sample('server', l10n.t('usual way of a server'))}
      ${
        hasSelected
          ? [
              sample('observed', l10n.t('way of a selected connection')),
              sample('inferred', l10n.t('inferred')),
              sample('next', l10n.t('possible next step')),
            ]
          : nothing
      }
    </g>
    <path class="rule" d="M0 ${line.rule}H${width}"></path>
    <text class="facts" x="0" y=${line.words}>${facts}</text>
    <text class="maker" x=${width} y=${line.words}>Socketscope</text>
  </svg>`;
}

/** Puts the keys of each row side by side in the middle; how wide words are is known only when they stand on the page. */
export function arrangeFooter(drawing: Element, width: number): void {
  for (const [index, row] of [...drawing.querySelectorAll('.keys')].entries()) {
    const keys = [...row.querySelectorAll<SVGGElement>('.key')];
    const widths = keys.map(key => key.getBBox().width);
    let x = (width - widths.reduce((sum, each) => sum + each + keyGap, -keyGap)) / 2;
    for (const [position, key] of keys.entries()) {
      key.setAttribute('transform', `translate(${Math.round(x)} ${rows[index]!})`);
      x += widths[position]! + keyGap;
    }
  }
}

function words(text: string, x = 0): TemplateResult {
  return x === 0
    ? svg`<g class="key"><text class="words" x="0" y="0">${text}</text></g>`
    : svg`<text class="words" x=${x} y="0">${text}</text>`;
}

function sample(kind: 'client' | 'server' | 'observed' | 'inferred' | 'next', text: string): TemplateResult {
  const drawn = kind === 'observed' || kind === 'inferred' ? `band ${kind}` : 'line';
  return svg`<g class="key edge ${kind}"><path class=${drawn} d="M0 -4H32"></path>${words(text, 38)}</g>`;
}
