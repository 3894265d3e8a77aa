/** A colour that every reader of SVG knows: `#rrggbb`, and its opacity apart. */
export interface PlainColor {
  readonly hex: string;
  /** 0 to 1. */
  readonly opacity: number;
}

/**
 * Reads a colour as `getComputedStyle` gives it: 'rgb(1, 2, 3)', 'rgba(1, 2, 3, 0.5)', and for what color-mix() made
 * 'color(srgb 0.1 0.2 0.3 / 0.5)' (CSS Color 4, 15). Undefined for 'none' and for references.
 */
export function plainColor(computed: string): PlainColor | undefined {
  const [, kind, body] = /^(rgba?|color)\((.*)\)$/.exec(computed) ?? [];
  if (kind === undefined || body === undefined) {
    return undefined;
  }
  const scale = kind === 'color' ? 255 : 1;
  const [red, green, blue, opacity = 1] = [...body.replace(/^srgb /, '').matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number);
  const hex = [red, green, blue]
    .map(part => Math.min(255, Math.max(0, Math.round((part ?? 0) * scale))))
    .map(part => part.toString(16).padStart(2, '0'))
    .join('');
  return { hex: `#${hex}`, opacity };
}
