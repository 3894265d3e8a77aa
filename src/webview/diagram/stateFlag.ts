import * as l10n from '@vscode/l10n';
import { svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { codicons } from '../icons';
import type { View } from '../view';
import type { Words } from '../words';
import type { Box } from './geometry';
import type { StateMark } from './marks';
import { inOneLine } from '../joinedTexts';

const icons = { info: codicons.info, warning: codicons.warning, error: codicons.error } as const;

/** Hangs from a state that stands out and says why: an icon, a number and a few words, so that colour is not alone. */
export function stateFlag(mark: StateMark, box: Box, { figure, words }: View): TemplateResult {
  const { height } = figure.metrics.token;
  const width = box.width - 14;
  const baseline = height * 0.72;
  const roomy = figure.metrics.label !== undefined;
  return svg`<g class=${classMap({ flag: true, [mark.severity]: true, found: mark.reason === 'found' })} transform="translate(7 ${box.height})" aria-hidden="true">
    <path class="cloth" d="M0 0V${height - 4}q0 4 4 4H${width - 4}q4 0 4 -4V0"></path>
    <text class="icon" x=${height * 0.3} y=${height * 0.82}>${icons[mark.severity]}</text>
    <text class="why" x=${height * 1.25} y=${baseline}>${flagText(mark, words, roomy)}</text>
  </g>`;
}

/** From here on a number with all its digits leaves no room for the words, in some fonts and languages. */
const tooLong = 100_000;

/** '37 for over 1m', '15,834 piled up'; shorter where there is less room. */
function flagText({ reason, count, afterMs = 0 }: StateMark, words: Words, roomy: boolean): string {
  const number = roomy && count < tooLong ? words.number(count) : words.short(count);
  switch (reason) {
    case 'found':
      return count === 1 ? l10n.t('1 finding') : l10n.t('{0} findings', number);
    case 'lasts':
      return roomy
        ? l10n.t('{0} for over {1}', number, words.age(afterMs))
        : l10n.t('{0} > {1}', number, words.age(afterMs));
    case 'piles-up':
      return l10n.t('{0} piled up', number);
    case 'crowds':
      return l10n.t('{0} at once', number);
  }
}

/** The same for a screen reader, as sentences. */
export function flagSentence({ severity, reason, count, afterMs = 0, titles = [] }: StateMark, words: Words): string {
  const sentence = {
    found: () => inOneLine(titles),
    lasts: () =>
      count === 1
        ? l10n.t('1 has been here for more than {0}.', words.age(afterMs))
        : l10n.t('{0} have been here for more than {1}.', words.number(count), words.age(afterMs)),
    'piles-up': () => l10n.t('{0} have piled up here.', words.number(count)),
    crowds: () => l10n.t('{0} are here at once, which sockets should only pass.', words.number(count)),
  }[reason]();
  const sort = { info: l10n.t('Worth a look:'), warning: l10n.t('Warning:'), error: l10n.t('Error:') }[severity];
  return inOneLine([sort, sentence]);
}
