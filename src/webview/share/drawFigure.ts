import * as l10n from '@vscode/l10n';
import { html, render } from 'lit';
import type { DrawRequest, PanelPicture } from '../../protocol/panel';
import { wholeFigure } from '../diagram/camera';
import { diagram } from '../diagram/diagram';
import { emphasisOf } from '../diagram/emphasis';
import { figureOf } from '../diagram/figure';
import { marksOf } from '../diagram/marks';
import { wide } from '../diagram/metrics';
import { placeTokens } from '../diagram/token';
import { trafficOf } from '../diagram/traffic';
import { shownConnections } from '../shownConnections';
import type { View } from '../view';
import { arrangeFooter, footer, footerSize } from './footer';
import { plainColor } from './plainColor';
import { pngOf } from './png';
import { element, standalone } from './standalone';

const margin = 24;
/** Between the figure and what stands below it. */
const gap = 14;
/** Pixels of a PNG for one unit of the drawing. */
const pngScale = 2;

/**
 * Draws the whole figure for a file: always the widest drawing, at rest, whatever of it the page shows and whatever is
 * pointed at, in the colours of the theme.
 */
export async function drawFigure({ format, picture, footer: facts }: DrawRequest, view: View): Promise<string> {
  // Without its font an icon has no width, by which it is placed.
  await document.fonts.load('16px codicon');
  const text = new XMLSerializer().serializeToString(fileOf(atRest(view, picture), facts));
  return format === 'svg' ? text : pngOf(text, pngScale);
}

/** The whole figure of that picture, and nothing of what the user points at or looks at closely. */
function atRest(view: View, picture: PanelPicture): View {
  return {
    ...view,
    picture,
    shown: shownConnections(picture.selected, new Set()),
    figure: figureOf(wide),
    marks: marksOf(picture),
    traffic: trafficOf(picture.frame),
    camera: wholeFigure,
    elapsedMs: 0,
    selection: undefined,
    pointed: undefined,
  };
}

function fileOf(view: View, facts: string): Element {
  const { selected } = view.picture;
  const { figure, shown, marks } = view;
  // Style sheets apply only to what is on the page. It is taken off again before the page is painted.
  const stage = document.createElement('div');
  stage.className = 'sheet';
  document.body.append(stage);
  try {
    render(
      html`${diagram(view, emphasisOf(selected, undefined, undefined), placeTokens(shown.all, figure, marks))}
      ${footer(wide.width, facts, selected.length > 0)}`,
      stage,
    );
    const below = stage.lastElementChild!;
    arrangeFooter(below, wide.width);
    return framed(stage.querySelector('svg.diagram')!, below, stage);
  } finally {
    stage.remove();
  }
}

function framed(drawing: Element, below: Element, stage: Element): Element {
  const width = wide.width + margin * 2;
  const height = wide.height + gap + footerSize.height + margin * 2;
  const { backgroundColor, fontFamily } = getComputedStyle(stage);
  const file = element('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'font-family': fontStack(fontFamily),
  });
  const title = element('title');
  title.textContent = l10n.t('TCP states and the transitions between them');
  const page = element('rect', { width, height, fill: plainColor(backgroundColor)!.hex });
  file.append(title, page, part(drawing, margin), part(below, margin + wide.height + gap));
  return file;
}

function part(drawing: Element, top: number): Element {
  const group = element('g', { transform: `translate(${margin} ${top})` });
  for (const child of drawing.children) {
    const copy = standalone(child);
    if (copy) {
      group.append(copy);
    }
  }
  return group;
}

/** The font that the page was laid out in, and what other systems have that is about as wide. */
function fontStack(family: string): string {
  const others = ['system-ui', 'Segoe UI', 'Roboto', 'Helvetica Neue', 'Arial', 'sans-serif'];
  const own = family.split(',').map(name => name.trim().replace(/^["']|["']$/g, ''));
  return [...new Set([...own.filter(name => name !== 'sans-serif'), ...others])]
    .map(name => (/^[\w-]+$/.test(name) ? name : `'${name}'`))
    .join(', ');
}
