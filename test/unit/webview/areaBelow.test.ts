import { expect, test } from 'vitest';

import { areaBelow } from '../../../src/webview/timeline/area';

/** What is called of Path2D, as SVG writes it. */
class Calls {
  text = '';
  moveTo(x: number, y: number): void {
    this.text += `M${x} ${y}`;
  }
  lineTo(x: number, y: number): void {
    this.text += `L${x} ${y}`;
  }
  closePath(): void {
    this.text += 'Z';
  }
  addPath(path: Calls): void {
    this.text += path.text;
  }
}

test.each([
  ['nothing', [], [], '', ''],
  ['slopes', [1, 3, 2], [], 'M0 9L10 7L20 8', 'M0 9L10 7L20 8L20 8L20 10L0 10Z'],
  ['a level edge', [1, 1, 1, 1, 4, 4], [], 'M0 9L30 9L40 6L50 6', 'M0 9L30 9L40 6L50 6L50 6L50 10L0 10Z'],
  [
    'a gap',
    [1, 2, 3, 3],
    [false, true],
    'M0 9L10 8M20 7L30 7',
    'M0 9L10 8L10 8L10 10L0 10ZM20 7L30 7L30 7L30 10L20 10Z',
  ],
  ['a reading alone', [1, 2], [true], 'M0 9M10 8', 'M0 9L2 9L2 10L0 10ZM10 8L12 8L12 10L10 10Z'],
] as const)('%s', (_, tops, gaps, stroke, fill) => {
  const canvas = { x: tops.map((__, index) => index * 10), yOf: (height: number) => 10 - height, baseline: 10 };
  const area = areaBelow(tops, gaps, canvas, () => new Calls());
  expect([area.stroke.text, area.fill.text]).toEqual([stroke, fill]);
});
