import { html, type TemplateResult } from 'lit';
import type { Actor } from '../core/tcp/states';
import { actorStyle } from '../protocol/actorStyle';
import { codicons, type CodiconName } from './icons';

const actors = Object.keys(actorStyle) as Actor[];

/** The codicon of an actor, for SVG text. */
export function actorCodicon(actor: Actor): string {
  return codicons[actorStyle[actor].icon as CodiconName];
}

/** The same in HTML, in the actor's colour; a sentence beside it says the same. */
export function actorIcon(actor: Actor): TemplateResult {
  return html`<span class="icon ${actor}" aria-hidden="true">${actorCodicon(actor)}</span>`;
}

/** Gives the style sheet the colours of protocol/actorStyle.ts: `--actor-program` and so on. */
export function applyActorColors(root: HTMLElement): void {
  for (const actor of actors) {
    root.style.setProperty(`--actor-${actor}`, `var(--vscode-${actorStyle[actor].color.replace('.', '-')})`);
  }
}
