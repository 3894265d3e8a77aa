import { iconPaths, iconSize } from './iconShapes';
import { plainColor } from './plainColor';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** What says where something is. Everything else of an element, such as classes and roles, serves the page alone. */
const geometry = [
  'id',
  'd',
  'points',
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'width',
  'height',
  'offset',
  'viewBox',
  'preserveAspectRatio',
  'transform',
  'pathLength',
  'gradientUnits',
  'gradientTransform',
  'clipPathUnits',
] as const;
/** Structure that is not painted itself. */
const containers = ['svg', 'g', 'defs', 'clipPath', 'linearGradient', 'radialGradient'];
const shapes = ['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'];
const quantities = new Set(['x', 'y', 'width', 'height', 'rx', 'ry']);

/**
 * Copies a drawing that is on the page, with all that style sheets say of it written into it: plain colours, no variables,
 * no classes, icons as paths in the place of their font. What is not to be seen is left out.
 */
export function standalone(source: Element): Element | undefined {
  const style = getComputedStyle(source);
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') {
    return undefined;
  }
  if (containers.includes(source.localName)) {
    return containerCopy(source, style);
  }
  if (source.localName === 'stop') {
    return stopCopy(source, style);
  }
  if (source.localName === 'text') {
    return textCopy(source as SVGTextElement, style);
  }
  return shapes.includes(source.localName) ? shapeCopy(source, style) : undefined;
}

/** An element that says nothing but what it is given. */
export function element(name: string, attributes: Readonly<Record<string, string | number>> = {}): Element {
  const made = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);
  }
  return made;
}

function containerCopy(source: Element, style: CSSStyleDeclaration): Element | undefined {
  const copy = withGeometry(source, style);
  for (const child of source.children) {
    const part = standalone(child);
    if (part) {
      copy.append(part);
    }
  }
  return copy.childElementCount === 0 && source.localName === 'g' ? undefined : copy;
}

function shapeCopy(source: Element, style: CSSStyleDeclaration): Element | undefined {
  const copy = withGeometry(source, style);
  const filled = paint(copy, 'fill', style.fill, style.fillOpacity);
  const stroked = Number.parseFloat(style.strokeWidth) > 0 && paint(copy, 'stroke', style.stroke, style.strokeOpacity);
  if (stroked) {
    setUnless(copy, 'stroke-width', numberOf(style.strokeWidth), '1');
    setUnless(copy, 'stroke-linecap', style.strokeLinecap, 'butt');
    setUnless(copy, 'stroke-linejoin', style.strokeLinejoin, 'miter');
    setUnless(copy, 'stroke-dasharray', style.strokeDasharray.replaceAll('px', ''), 'none');
    setUnless(copy, 'stroke-dashoffset', numberOf(style.strokeDashoffset), '0');
  }
  const cuts = source.closest('clipPath') !== null;
  return filled || stroked || cuts ? copy : undefined;
}

function stopCopy(source: Element, style: CSSStyleDeclaration): Element {
  const copy = withGeometry(source, style);
  const color = plainColor(style.stopColor);
  copy.setAttribute('stop-color', color?.hex ?? style.stopColor);
  setUnless(copy, 'stop-opacity', String(Number(style.stopOpacity) * (color?.opacity ?? 1)), '1');
  return copy;
}

/** Words and icons of one text: as it is when it holds nothing else, else each part at the place where it stands. */
function textCopy(source: SVGTextElement, style: CSSStyleDeclaration): Element | undefined {
  if (source.childElementCount === 0) {
    return isIcon(style)
      ? iconCopy(source, source)
      : wordsCopy(source, { x: source.getAttribute('x') ?? '0', y: source.getAttribute('y') ?? '0' }, style.textAnchor);
  }
  const parts = [...source.children].flatMap(part => {
    if (!(part instanceof SVGTextContentElement) || part.getNumberOfChars() === 0) {
      return [];
    }
    const { x, y } = part.getStartPositionOfChar(0);
    return (isIcon(getComputedStyle(part)) ? iconCopy(part, source) : wordsCopy(part, { x, y }, 'start')) ?? [];
  });
  const group = element('g');
  copyTransform(source, group);
  group.append(...parts);
  return parts.length === 0 ? undefined : group;
}

function wordsCopy(
  source: SVGTextContentElement,
  { x, y }: { x: string | number; y: string | number },
  anchor: string,
): Element | undefined {
  const words = source.textContent.replace(/\s+/g, ' ').trim();
  const style = getComputedStyle(source);
  const copy = element('text', { x, y, 'font-size': numberOf(style.fontSize) });
  if (words === '' || !paint(copy, 'fill', style.fill, style.fillOpacity)) {
    return undefined;
  }
  copyTransform(source, copy);
  setUnless(copy, 'font-weight', style.fontWeight, '400');
  setUnless(copy, 'font-style', style.fontStyle, 'normal');
  setUnless(copy, 'text-anchor', anchor, 'start');
  setUnless(copy, 'opacity', style.opacity, '1');
  copy.textContent = words;
  return copy;
}

function iconCopy(source: SVGTextContentElement, text: SVGTextElement): Element | undefined {
  const paths = iconPaths(source.textContent.trim());
  if (paths.length === 0 || source.getNumberOfChars() === 0) {
    return undefined;
  }
  const style = getComputedStyle(source);
  const size = Number.parseFloat(style.fontSize);
  const { x, y } = source.getStartPositionOfChar(0);
  const place = `translate(${rounded(x)} ${rounded(y - size)}) scale(${rounded(size / iconSize)})`;
  const own = source === text ? text.getAttribute('transform') : null;
  const group = element('g', { transform: own === null ? place : `${own} ${place}` });
  setUnless(group, 'opacity', style.opacity, '1');
  for (const path of paths) {
    const copy = element('path', { d: path.getAttribute('d')! });
    for (const rule of ['fill-rule', 'clip-rule']) {
      setUnless(copy, rule, path.getAttribute(rule) ?? '', '');
    }
    paint(copy, 'fill', style.fill, style.fillOpacity);
    group.append(copy);
  }
  return group;
}

function isIcon({ fontFamily }: CSSStyleDeclaration): boolean {
  return fontFamily === 'codicon';
}

function withGeometry(source: Element, style: CSSStyleDeclaration): Element {
  const copy = element(source.localName);
  for (const name of geometry) {
    const value = source.getAttribute(name);
    if (value !== null) {
      copy.setAttribute(name, quantities.has(name) && /^-?[\d.]+$/.test(value) ? rounded(Number(value)) : value);
    }
  }
  setUnless(copy, 'opacity', style.opacity, '1');
  setUnless(copy, 'clip-path', localReference(style.clipPath) ?? '', '');
  return copy;
}

function copyTransform(source: Element, copy: Element): void {
  setUnless(copy, 'transform', source.getAttribute('transform') ?? '', '');
}

/** Sets a colour with its opacity; false when nothing would be seen of it. */
function paint(copy: Element, kind: 'fill' | 'stroke', computed: string, computedOpacity: string): boolean {
  const color = plainColor(computed);
  const reference = localReference(computed);
  const opacity = Number(computedOpacity) * (color?.opacity ?? 1);
  const seen = (color !== undefined || reference !== undefined) && opacity > 0;
  copy.setAttribute(kind, seen ? (color?.hex ?? reference!) : 'none');
  if (seen) {
    setUnless(copy, `${kind}-opacity`, rounded(opacity), '1');
  } else if (kind === 'stroke') {
    copy.removeAttribute(kind);
  }
  return seen;
}

/** A gradient or clip path of the same drawing: 'url("#name")'. Nothing else may be referred to. */
function localReference(computed: string): string | undefined {
  const [, name] = /^url\("?[^"#]*#([^")]+)"?\)$/.exec(computed) ?? [];
  return name === undefined ? undefined : `url(#${name})`;
}

function setUnless(copy: Element, name: string, value: string, usual: string): void {
  if (value !== usual) {
    copy.setAttribute(name, value);
  }
}

function numberOf(pixels: string): string {
  return rounded(Number.parseFloat(pixels));
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
