import { parseQuery } from '../../core/sockets/parseQuery';
import type { PanelHostFunctions } from '../../protocol/panel';
import type { Model } from '../model';
import { queryErrorText } from '../words/queryErrorText';

/** So many connections at most are listed; the page says how many there are in all. */
const mostFound = 50;

/** The calls of a page that finds connections and selects them. */
export function searchFunctions(
  model: Pick<Model, 'search' | 'selectedIds' | 'setSelected'>,
): Pick<PanelHostFunctions, 'search' | 'choose' | 'deselect'> {
  return {
    search: async filter => {
      const parsed = parseQuery(filter);
      if (!parsed.ok) {
        const errors = parsed.errors.map(error => ({
          start: error.start,
          end: error.end,
          text: queryErrorText(error),
        }));
        return { ok: false, errors };
      }
      return { ok: true, ...(await model.search(filter, mostFound)) };
    },
    choose: ids => {
      model.setSelected([...new Set([...model.selectedIds, ...ids])]);
      return Promise.resolve();
    },
    deselect: id => {
      model.setSelected(model.selectedIds.filter(selected => selected !== id));
      return Promise.resolve();
    },
  };
}
