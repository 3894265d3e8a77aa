import type { Box, Point } from './geometry';

/**
 * What is seen of the figure. Its centre is in shares of the figure's width and height, so that it means the same in
 * every drawing.
 */
export interface Camera {
  /** 1 is the whole figure. */
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export const wholeFigure: Camera = { scale: 1, x: 0.5, y: 0.5 };

const largestScale = 8;
/** One press of a key or a button. */
export const zoomStep = 1.25;
/** One press of an arrow key, in shares of what is seen. */
export const panStep = 0.15;

/** Nearer or farther; the point, in shares of what is seen, stays where it is. */
export function zoomed(camera: Camera, factor: number, at: Point = { x: 0.5, y: 0.5 }): Camera {
  const scale = Math.min(largestScale, Math.max(1, camera.scale * factor));
  const shift = 1 / camera.scale - 1 / scale;
  return within({ scale, x: camera.x + (at.x - 0.5) * shift, y: camera.y + (at.y - 0.5) * shift });
}

/** To the side, by shares of what is seen. */
export function panned(camera: Camera, by: Point): Camera {
  return within({ ...camera, x: camera.x + by.x / camera.scale, y: camera.y + by.y / camera.scale });
}

/** Moved as little as it takes to see a box of the figure, whose edges are in shares of the figure. */
export function seeing(camera: Camera, box: Box): Camera {
  const along = (center: number, from: number, length: number) => {
    const half = 0.5 / camera.scale;
    const [low, high] = [from + length - half, from + half];
    // What is larger than the view is shown from its middle.
    return low > high ? from + length / 2 : Math.min(high, Math.max(low, center));
  };
  return within({
    ...camera,
    x: along(camera.x, box.x, box.width),
    y: along(camera.y, box.y, box.height),
  });
}

/** The `viewBox` of a figure of that size. */
export function viewBoxOf({ scale, x, y }: Camera, size: { width: number; height: number }): string {
  const [width, height] = [size.width / scale, size.height / scale];
  return [x * size.width - width / 2, y * size.height - height / 2, width, height].map(round).join(' ');
}

/** What VS Code kept may be anything. */
export function cameraFrom(memory: Partial<Camera> | undefined): Camera {
  const { scale, x, y } = memory ?? {};
  return isNumber(scale) && isNumber(x) && isNumber(y) ? zoomed({ scale, x, y }, 1) : wholeFigure;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The view never leaves the figure. */
function within({ scale, x, y }: Camera): Camera {
  const half = 0.5 / scale;
  const clamp = (center: number) => Math.min(1 - half, Math.max(half, center));
  return { scale, x: clamp(x), y: clamp(y) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
