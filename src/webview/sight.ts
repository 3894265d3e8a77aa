import { cameraFrom, seeing, type Camera } from './diagram/camera';
import { figureFor } from './diagram/drawings';
import { boxOfStop } from './diagram/navigation';
import type { PanelMemory } from '../protocol/panel';

/** Which drawing of the figure there is room for, and what is seen of it. */
export class Sight {
  private drawing = figureFor(window.innerWidth);
  private shownCamera: Camera;
  /** CSS pixels; undefined before it is known. */
  private room: { width: number; height: number } | undefined;

  constructor(
    memory: PanelMemory,
    /** Something else is to be drawn, and to be remembered when the user has come to rest. */
    private readonly changed: () => void,
  ) {
    this.shownCamera = cameraFrom(memory.camera);
  }

  get figure() {
    return this.drawing;
  }

  get camera(): Camera {
    return this.shownCamera;
  }

  /** Chooses the drawing that is readable in a room of that size, in CSS pixels. */
  fit(width: number, height: number): void {
    this.room = { width, height };
    const drawing = figureFor(width);
    if (drawing !== this.drawing) {
      this.drawing = drawing;
      this.changed();
    }
  }

  /**
   * Gives the figure the size of its room in numbers. As a share of it, each of the heights that the boxes around it try
   * out when a text beside them changes would have every letter of the figure laid out anew.
   */
  hold(drawings: Iterable<SVGElement>): void {
    // The smallest drawing is as high as its width has it, and tries nothing out.
    const room = this.drawing.metrics.name === 'compact' ? undefined : this.room;
    const [width, height] = room === undefined ? ['', ''] : [`${room.width}px`, `${room.height}px`];
    for (const { style } of drawings) {
      if (style.width !== width || style.height !== height) {
        Object.assign(style, { width, height });
      }
    }
  }

  look(camera: Camera): void {
    this.shownCamera = camera;
    this.changed();
  }

  /** Brings an element of the figure into what is seen of it. */
  see(key: string): void {
    if (this.camera.scale > 1) {
      this.look(seeing(this.camera, boxOfStop(this.figure, key)));
    }
  }

  memory(): Pick<PanelMemory, 'camera'> {
    return this.camera.scale > 1 ? { camera: this.camera } : {};
  }
}
