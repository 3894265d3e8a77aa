import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { icon, type CodiconName } from '../icons';
import type { View } from '../view';
import { wholeFigure, zoomed, zoomStep, type Camera } from './camera';

/** Buttons in a corner of the figure; keys, wheel and pinch do the same, see zoomInput.ts. */
export function zoomControls({ camera, actions }: Pick<View, 'camera' | 'actions'>): TemplateResult {
  const button = (name: CodiconName, label: string, next: Camera) =>
    html`<button
      class="tool"
      title=${label}
      aria-label=${label}
      aria-disabled=${next.scale === camera.scale ? 'true' : 'false'}
      @click=${() => actions.look(next)}
    >
      ${icon(name)}
    </button>`;
  return html`<div class="zoom" role="group" aria-label=${l10n.t('Zoom')}>
    ${button('zoom-in', l10n.t('Zoom in (+)'), zoomed(camera, zoomStep))}
    ${button('zoom-out', l10n.t('Zoom out (-)'), zoomed(camera, 1 / zoomStep))}
    ${button('screen-full', l10n.t('Show the whole figure (0)'), wholeFigure)}
  </div>`;
}
