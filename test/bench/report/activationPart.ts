import { figuresOf } from '../figures';
import type { ActivationResults, ActivationTimes } from '../results';
import { spread, table } from './markdown';

const rows: readonly (readonly [title: string, (times: ActivationTimes) => number])[] = [
  ['Loading the code', ({ requireMs }) => requireMs],
  ['Calling `activate`', ({ callMs }) => callMs],
  ['Both', ({ requireMs, callMs }) => requireMs + callMs],
  ['The same as VS Code shows it to users', ({ shownMs }) => shownMs],
  ['From the call of `activate` until VS Code goes on', ({ phaseMs }) => phaseMs],
];

/** The start of the extension, beside one that does nothing. */
export function activationPart({ code, ours, empty }: ActivationResults): string {
  return `## Activation

What VS Code ${code} itself measured, in ${ours.length} starts with Socketscope and ${empty.length} in turns with an extension that does nothing. In the
last two lines other extensions, which VS Code starts at the same time, work meanwhile: that is why they are not zero for the one that
does nothing, and not what Socketscope costs. VS Code, its server and a browser start on the same processors meanwhile.

${table(
  ['ms, median (min-max)', 'Socketscope', 'does nothing'],
  rows.map(([title, of]) => [title, spread(figuresOf(ours.map(of))!), spread(figuresOf(empty.map(of))!)]),
)}`;
}
