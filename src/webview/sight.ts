import { cameraFrom, seeing, type Camera } from './diagram/camera';
import { figureFor } from './diagram/drawings';
import { boxOfStop } from './diagram/navigation';
import type { PanelMemory } from '../protocol/panel';

/** Which drawing of the figure there is room for, and what is seen of it. */
export class Sight {
  private drawing = figureFor(window.innerWidth);
  private shownCamera: Camera;

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

  /** Chooses the drawing that is readable at that width in CSS pixels. */
  fit(width: number): void {
    const drawing = figureFor(width);
    if (drawing !== this.drawing) {
      this.drawing = drawing;
      this.changed();
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
