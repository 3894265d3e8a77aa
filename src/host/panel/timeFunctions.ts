import type { PanelHostFunctions } from '../../protocol/panel';
import type { Model } from '../model';

/** The calls of a page about time. They concern the whole window: its tree follows to the moment too. */
export function timeFunctions(
  model: Pick<Model, 'moment' | 'showMoment' | 'timeline'>,
): Pick<PanelHostFunctions, 'timeline' | 'showMoment'> {
  return {
    timeline: after => model.timeline(after ?? undefined),
    showMoment: async at => {
      const recording = model.moment?.recording;
      if (at !== null) {
        await model.showMoment({ at, ...(recording !== undefined && { recording }) });
      } else if (recording === undefined) {
        // A recording that was opened has no present to go to: closing it leaves it.
        await model.showMoment(undefined);
      }
    },
  };
}
