import type { PanelHostFunctions } from '../../protocol/panel';

/** The calls of a page about time. */
export function timeFunctions(): Pick<PanelHostFunctions, 'timeline' | 'showMoment'> {
  return {
    timeline: () => Promise.resolve({ at: [], counts: {} }),
    showMoment: () => Promise.resolve(),
  };
}
