import { html, nothing, svg, type TemplateResult } from 'lit';
import type { View } from '../view';
import { viewBoxOf } from './camera';
import { takenNow } from './traffic';

/**
 * The pulses, which pulse.ts moves, in front of the figure. In a drawing of their own: where the arrows are, each would cut
 * the figure into what is painted below and above it, and have all of it laid out whenever it has moved.
 */
export function pulseLayer({ figure, camera, traffic }: Pick<View, 'figure' | 'camera' | 'traffic'>): TemplateResult {
  const pulses = figure.edges.map(({ transition: { id, cause } }) => {
    const count = traffic.onArrows.get(id);
    const taken = count && takenNow(count);
    return taken === undefined ? nothing : svg`<circle class="pulse ${cause} ${taken}" data-on=${id} r="5.5"></circle>`;
  });
  return html`<svg
    class="pulses ${figure.metrics.name}"
    viewBox=${viewBoxOf(camera, figure.metrics)}
    aria-hidden="true"
  >
    ${pulses}
  </svg>`;
}
