import type { Band } from './bands';
import { patterns, tileSize } from './patterns';

/** The theme's colours for the canvas, which knows no CSS variables. */
export interface Ink {
  readonly text: string;
  readonly faint: string;
  readonly page: string;
}

export function inkOf(host: HTMLElement): Ink {
  return {
    text: resolve('var(--quiet)', host),
    faint: resolve('var(--faint)', host),
    page: resolve('var(--page)', host),
  };
}

/** What fills the area of each band. */
export function fillsOf(bands: readonly Band[], host: HTMLElement): (string | CanvasPattern)[] {
  const isHighContrast = document.body.classList.contains('vscode-high-contrast');
  const page = resolve('var(--page)', host);
  return bands.map(({ actor, strength, pattern }) => {
    const share = isHighContrast ? 100 : strength * 100;
    const color = resolve(`color-mix(in srgb, var(--actor-${actor}) ${share}%, var(--page))`, host);
    return patterns[pattern] === '' ? color : tileOf(color, page, patterns[pattern]);
  });
}

function tileOf(color: string, page: string, path: string): string | CanvasPattern {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.round(tileSize * devicePixelRatio);
  const context = canvas.getContext('2d')!;
  context.fillStyle = color;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(canvas.width / tileSize, canvas.height / tileSize);
  context.strokeStyle = page;
  context.lineWidth = 1.2;
  context.stroke(new Path2D(path));
  return context.createPattern(canvas, 'repeat') ?? color;
}

/** The computed colour of a CSS expression. */
function resolve(expression: string, host: HTMLElement): string {
  const before = host.style.color;
  host.style.color = expression;
  const { color } = getComputedStyle(host);
  host.style.color = before;
  return color;
}
