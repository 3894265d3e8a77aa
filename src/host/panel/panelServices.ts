import type { Model } from '../model';
import type { Services } from '../services';

/** What the panel needs of the services. */
export interface PanelServices extends Pick<Services, 'extensionUri' | 'log'> {
  readonly ignored: Pick<Services['ignored'], 'heard' | 'onDidChange'>;
  readonly lab: Pick<Services['lab'], 'runScenario' | 'stepScenario' | 'stop'>;
  readonly model: Pick<
    Model,
    | 'frame'
    | 'machine'
    | 'paused'
    | 'trouble'
    | 'selectedIds'
    | 'onDidChange'
    | 'onDidChangeSelection'
    | 'trace'
    | 'details'
    | 'search'
    | 'setSelected'
    | 'looking'
    | 'moment'
    | 'recording'
    | 'showMoment'
    | 'timeline'
  >;
  readonly explanations: Pick<Services['explanations'], 'load' | 'loadScenarios'>;
  readonly tree: Pick<Services['tree'], 'state' | 'onDidChangeState' | 'filterByState' | 'reveal'>;
}
