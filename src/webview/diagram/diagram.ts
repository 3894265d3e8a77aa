import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { View } from '../view';
import { bead } from './bead';
import { viewBoxOf } from './camera';
import type { Emphasis } from './emphasis';
import type { Figure } from './figure';
import type { Box } from './geometry';
import { pairLines } from './pairLine';
import { pulseLayer } from './pulseLayer';
import { stateNode } from './stateNode';
import { tokenLayer, type TokenLayout } from './token';
import { transitionEdge } from './transitionEdge';
import { zoomControls } from './zoomControls';

/** The figure: boxes of the two ways to close at the back, arrows, states, and the selected connections in front. */
export function diagram(view: View, emphasis: Emphasis, tokens: TokenLayout): TemplateResult {
  const { figure } = view;
  const { metrics } = figure;
  const classes = {
    diagram: true,
    [metrics.name]: true,
    unread: view.picture.frame === undefined,
    zoomed: view.camera.scale > 1,
  };
  return html`<div class="lens">
    <svg
      class=${classMap(classes)}
      viewBox=${viewBoxOf(view.camera, metrics)}
      role="group"
      aria-label=${l10n.t('TCP states and the transitions between them')}
      aria-describedby="diagram-help"
    >
      ${closeBox(figure.activeClose, figure, l10n.t('active close'))}
      ${closeBox(figure.passiveClose, figure, l10n.t('passive close'))}
      <path class="tie" d=${tieOf(figure)}></path>
      ${figure.edges.map(edge => transitionEdge(edge, view, emphasis))}
      <g class="beads" aria-hidden="true">${figure.edges.map(edge => bead(edge, view))}</g>
      ${pairLines(tokens, view)} ${figure.nodes.map(node => stateNode(node, view))} ${tokenLayer(tokens, view)}</svg
    >${pulseLayer(view)}${zoomControls(view)}
  </div>`;
}

function closeBox({ x, y, width, height }: Box, { metrics }: Figure, caption: string): TemplateResult {
  // Clear of the line that leaves the last state downwards, and of the tokens below the states.
  const several = width > metrics.node.width * 2;
  const captionX = several ? x + width / 2 : x + width / 2 - 8;
  return svg`
    <rect class="close-box" x=${x} y=${y} width=${width} height=${height} rx="12"></rect>
    ${metrics.label ? svg`<text class="caption" x=${captionX} y=${y + height - 10} text-anchor=${several ? 'middle' : 'end'} aria-hidden="true">${caption}</text>` : nothing}
  `;
}

/** BOUND is no state of RFC 9293; a thread ties it to CLOSED, which it is a part of there. */
function tieOf({ nodes, metrics }: Figure): string {
  const bound = nodes.find(({ small }) => small)!.box;
  const y = bound.y + bound.height / 2;
  const x = metrics.middle - metrics.node.width / 2 + metrics.lane;
  return `M${bound.x + bound.width} ${y}H${x - 8}Q${x} ${y} ${x} ${y - 8}V${metrics.closed + metrics.node.height / 2}`;
}
