/** Side of a pattern's tile in CSS pixels. */
export const tileSize = 6;

/** What is drawn over an area in the page's colour, as the SVG path of one tile; the canvas and the legend share it. */
export const patterns = {
  plain: '',
  rising: 'M-1 7L7 -1M-1 1L1 -1M5 7L7 5',
  dots: 'M2 3h2M-1 0h2M5 0h2M-1 6h2M5 6h2',
  falling: 'M-1 -1L7 7M5 -1L7 1M-1 5L1 7',
  level: 'M0 1.5h6M0 4.5h6',
  upright: 'M1.5 0v6M4.5 0v6',
} as const;

export type PatternName = keyof typeof patterns;
export const patternNames = Object.keys(patterns) as PatternName[];
