import { panned, panStep, wholeFigure, zoomed, zoomStep } from './diagram/camera';
import type { Sight } from './sight';

/** How much one unit of the wheel zooms; a pinch on a touchpad arrives as a wheel with Ctrl, in small steps. */
const wheelZoom = 0.004;
const largestWheelStep = 60;
/** Lines and pages in pixels. */
const wheelUnits = [1, 16, 400] as const;

const sides: Readonly<Partial<Record<string, readonly [x: number, y: number]>>> = {
  ArrowLeft: [-panStep, 0],
  ArrowRight: [panStep, 0],
  ArrowUp: [0, -panStep],
  ArrowDown: [0, panStep],
};

/** Zoom and pan of the figure: Ctrl or Cmd with the wheel, a pinch, dragging its background. */
export function listenForZoom(root: HTMLElement, sight: Sight): void {
  const figure = () => root.querySelector<SVGSVGElement>('.diagram')!;
  /** In shares of the view box, which is smaller than its element where that is too wide for it. */
  const share = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const { x, y, width, height } = figure().viewBox.baseVal;
    const point = new DOMPoint(clientX, clientY).matrixTransform(figure().getScreenCTM()!.inverse());
    return { x: (point.x - x) / width, y: (point.y - y) / height };
  };
  const fingers = new Map<number, { x: number; y: number }>();

  // Not passive: otherwise VS Code's window would zoom as well.
  root.addEventListener('wheel', zoomByWheel, { passive: false });
  root.addEventListener('pointerdown', event => {
    if (isBackground(event.target) && (event.button === 0 || event.button === 1)) {
      fingers.set(event.pointerId, share(event));
      figure().setPointerCapture(event.pointerId);
      figure().classList.toggle('dragged', true);
    }
  });
  root.addEventListener('pointermove', event => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) {
      return;
    }
    const now = share(event);
    fingers.set(event.pointerId, now);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) {
      sight.look(panned(sight.camera, { x: before.x - now.x, y: before.y - now.y }));
    } else {
      const spread = distance(now, other) / Math.max(0.01, distance(before, other));
      sight.look(zoomed(sight.camera, spread, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }));
    }
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
    root.addEventListener(end, event => {
      if (fingers.delete(event.pointerId)) {
        figure().classList.toggle('dragged', fingers.size > 0);
      }
    });
  }

  function zoomByWheel(event: WheelEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.target instanceof Element && event.target.closest('.diagram')) {
      event.preventDefault();
      const delta = event.deltaY * wheelUnits[event.deltaMode as 0 | 1 | 2];
      const step = Math.min(largestWheelStep, Math.max(-largestWheelStep, delta));
      sight.look(zoomed(sight.camera, Math.exp(-step * wheelZoom), share(event)));
    }
  }
}

/** Handles +, -, 0 and Shift with an arrow key; says whether it did. Alt with an arrow key is VS Code's own. */
export function zoomByKey({ key, shiftKey }: KeyboardEvent, sight: Sight): boolean {
  const { camera } = sight;
  const side = shiftKey ? sides[key] : undefined;
  if (side) {
    sight.look(panned(camera, { x: side[0], y: side[1] }));
  } else if (key === '+' || key === '=') {
    sight.look(zoomed(camera, zoomStep));
  } else if (key === '-') {
    sight.look(zoomed(camera, 1 / zoomStep));
  } else if (key === '0') {
    sight.look(wholeFigure);
  } else {
    return false;
  }
  return true;
}

function isBackground(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('.diagram') !== null &&
    target.closest('[data-key], .flag.found') === null
  );
}

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
