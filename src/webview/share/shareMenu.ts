import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { ShareKind } from '../../protocol/panel';
import { icon } from '../icons';
import type { View } from '../view';

/**
 * The button that hands the diagram on, with its menu: a popover, so that it is closed by Escape or a click elsewhere, which
 * gives the focus back to the button. Keys as in the menu button pattern of the ARIA Authoring Practices Guide.
 */
export function shareMenu({ actions }: View): TemplateResult {
  const share = (kind: ShareKind) => (event: Event) => {
    const menu = menuOf(event);
    menu.hidePopover();
    actions.share(kind, isChecked(menu));
  };
  return html`<div class="share">
    <button class="share-button" popovertarget="share-menu" aria-haspopup="menu" @keydown=${openByArrow}>
      ${icon('export')} ${l10n.t('Share')}
    </button>
    <div
      id="share-menu"
      class="menu"
      popover
      role="menu"
      aria-label=${l10n.t('Share')}
      @keydown=${moveByKeys}
      @toggle=${focusWhenOpen}
    >
      ${item(l10n.t('Export as SVG...'), share('svg'))} ${item(l10n.t('Export as PNG...'), share('png'))}
      ${item(l10n.t('Copy as Mermaid'), share('mermaid'))} ${item(l10n.t('Copy Report'), share('report'))}
      <hr />
      <button class="item" role="menuitemcheckbox" aria-checked="false" tabindex="-1" @click=${toggle}>
        ${icon('check', 'checked')} <span>${l10n.t('Without addresses')}</span>
      </button>
    </div>
  </div>`;
}

function item(label: string, act: (event: Event) => void): TemplateResult {
  return html`<button class="item" role="menuitem" tabindex="-1" @click=${act}>
    ${icon('check', 'unchecked')} <span>${label}</span>
  </button>`;
}

/** The menu itself keeps whether addresses are left out: no other part of the page is concerned. */
function toggle({ currentTarget }: Event): void {
  const box = currentTarget as HTMLElement;
  box.ariaChecked = box.ariaChecked === 'true' ? 'false' : 'true';
}

function isChecked(menu: HTMLElement): boolean {
  return menu.querySelector<HTMLElement>('[role="menuitemcheckbox"]')?.ariaChecked === 'true';
}

function openByArrow(event: KeyboardEvent): void {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    ((event.currentTarget as HTMLButtonElement).popoverTargetElement as HTMLElement).showPopover();
  }
}

function focusWhenOpen(event: ToggleEvent): void {
  if (event.newState === 'open') {
    itemsOf(event.currentTarget as HTMLElement)[0]?.focus();
  }
}

function moveByKeys(event: KeyboardEvent): void {
  // The page has keys of its own: Escape there clears what is selected in the figure.
  event.stopPropagation();
  const menu = menuOf(event);
  if (event.key === 'Tab') {
    menu.hidePopover();
    return;
  }
  const items = itemsOf(menu);
  const next = nextItem(items, items.indexOf(document.activeElement as HTMLElement), event.key);
  if (next !== undefined) {
    event.preventDefault();
    next.focus();
  }
}

/** Arrows go round; a letter goes to the next item that begins with it. */
function nextItem(items: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return items[(at + 1) % items.length];
    case 'ArrowUp':
      return items.at(at <= 0 ? -1 : at - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default: {
      const begins = (item: HTMLElement) => labelOf(item).startsWith(key.toLowerCase());
      return key.length === 1 && key !== ' '
        ? [...items.slice(at + 1), ...items.slice(0, at + 1)].find(begins)
        : undefined;
    }
  }
}

function labelOf(item: HTMLElement): string {
  return item.lastElementChild!.textContent.toLowerCase();
}

function menuOf({ currentTarget }: Event): HTMLElement {
  return (currentTarget as HTMLElement).closest<HTMLElement>('.menu')!;
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('.item')];
}
