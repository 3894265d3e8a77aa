import { html, type TemplateResult } from 'lit';

/**
 * The codicons that the page uses, as characters of the codicon font: a character works in SVG text too, and the rest of
 * codicon.css stays out of the bundle. test/webview/icons.test.ts compares them with the package.
 */
export const codicons = {
  code: '\ueac4',
  globe: '\ueb01',
  watch: '\ueb7c',
  pass: '\ueba4',
  warning: '\uea6c',
  'debug-pause': '\uead1',
  'list-tree': '\ueb86',
  add: '\uea60',
  check: '\ueab2',
  search: '\uea6d',
  error: '\uea87',
  info: '\uea74',
  'debug-disconnect': '\uead0',
  'zoom-in': '\ueb81',
  'zoom-out': '\ueb82',
  'screen-full': '\ueb4c',
  close: '\uea76',
  history: '\uea82',
  'chevron-left': '\ueab5',
  'debug-restart': '\uead2',
  'chevron-right': '\ueab6',
  'chevron-down': '\ueab4',
  export: '\uebac',
} as const;

export type CodiconName = keyof typeof codicons;

/** A picture beside words that say the same, so a screen reader skips it. */
export function icon(name: CodiconName, extraClass = ''): TemplateResult {
  return html`<span class="icon ${extraClass}" aria-hidden="true">${codicons[name]}</span>`;
}
