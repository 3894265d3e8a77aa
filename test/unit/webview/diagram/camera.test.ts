import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cameraFrom,
  panned,
  seeing,
  viewBoxOf,
  wholeFigure,
  zoomed,
  type Camera,
} from '../../../../src/webview/diagram/camera';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const step = fc.oneof(
  fc.record({ factor: fc.double({ min: 0.1, max: 10, noNaN: true }), at: fc.record({ x: share, y: share }) }),
  fc.record({ by: fc.record({ x: fc.double({ min: -3, max: 3, noNaN: true }), y: share }) }),
);

describe('the camera', () => {
  it('shows the whole figure to begin with', () => {
    expect(viewBoxOf(wholeFigure, { width: 400, height: 600 })).toBe('0 0 400 600');
  });

  it('keeps the point under the pointer where it is', () => {
    const near = zoomed(wholeFigure, 2, { x: 0.25, y: 0.5 });
    expect(viewBoxOf(near, { width: 400, height: 600 })).toBe('50 150 200 300');
    expect(zoomed(near, 0.5, { x: 0.25, y: 0.5 })).toEqual(wholeFigure);
  });

  it('never leaves the figure, nor shows less than an eighth or more than all of it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        const end = steps.reduce<Camera>(
          (camera, next) => ('by' in next ? panned(camera, next.by) : zoomed(camera, next.factor, next.at)),
          wholeFigure,
        );
        expect(end.scale).toBeGreaterThanOrEqual(1);
        expect(end.scale).toBeLessThanOrEqual(8);
        for (const center of [end.x, end.y]) {
          expect(center).toBeGreaterThanOrEqual(0.5 / end.scale - 1e-9);
          expect(center).toBeLessThanOrEqual(1 - 0.5 / end.scale + 1e-9);
        }
      }),
    );
  });

  it('moves no more than it must to see something', () => {
    const corner: Camera = { scale: 4, x: 0.125, y: 0.125 };
    expect(seeing(corner, { x: 0.1, y: 0.1, width: 0.1, height: 0.1 })).toEqual(corner);
    expect(seeing(corner, { x: 0.3, y: 0.1, width: 0.1, height: 0.1 })).toEqual({ scale: 4, x: 0.275, y: 0.125 });
    expect(seeing(corner, { x: 0.4, y: 0.1, width: 0.4, height: 0.1 }).x).toBeCloseTo(0.6);
  });

  it.each([undefined, {}, { scale: NaN, x: 0, y: 0 }, { scale: 2, x: 'a' as unknown as number, y: 0 }])(
    'begins anew where what was kept makes no sense: %j',
    memory => {
      expect(cameraFrom(memory)).toEqual(wholeFigure);
    },
  );

  it('brings what was kept back into the figure', () => {
    expect(cameraFrom({ scale: 2, x: 9, y: 0.5 })).toEqual({ scale: 2, x: 0.75, y: 0.5 });
  });
});
