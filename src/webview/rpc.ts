import { createBirpc } from 'birpc';
import type { PanelFunctions, PanelHostFunctions, PanelMemory } from '../protocol/panel';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): PanelMemory | undefined;
  setState(memory: PanelMemory): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A function of the host, called over the bridge: it always answers later. */
type Remote<Functions> = {
  [Name in keyof Functions]: Functions[Name] extends (...parameters: infer Parameters) => infer Result
    ? (...parameters: Parameters) => Promise<Awaited<Result>>
    : never;
};

export interface Connection {
  readonly host: Remote<PanelHostFunctions>;
  recall(): PanelMemory;
  remember(memory: PanelMemory): void;
}

/** The one bridge of this page to the extension host; VS Code allows a page to acquire it once. */
export function connect(functions: PanelFunctions): Connection {
  const vsCode = acquireVsCodeApi();
  const host = createBirpc<PanelHostFunctions, PanelFunctions>(functions, {
    post: message => vsCode.postMessage(message),
    on: receive => window.addEventListener('message', event => receive(event.data)),
    // A step of a real scenario waits for timers of the kernel; the host sees to it that every call is answered.
    timeout: -1,
  });
  return {
    host,
    recall: () => vsCode.getState() ?? {},
    remember: memory => vsCode.setState(memory),
  };
}
