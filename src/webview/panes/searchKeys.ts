import type { View } from '../view';

/** Keys in the search box: down to the results, Enter selects the only one, Escape empties it. */
export function onSearchKey(event: KeyboardEvent, { search, actions }: View): void {
  const [only, ...others] = search.answer?.ok ? search.answer.rows : [];
  if (event.key === 'Enter' && only !== undefined && others.length === 0) {
    event.preventDefault();
    actions.choose([only.id]);
  } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
    event.preventDefault();
    focusResult(event, search.active);
  } else if (event.key === 'Escape' && search.query !== '') {
    event.preventDefault();
    event.stopPropagation();
    actions.find('');
  }
}

/** Keys in the list of results; above the first one is the box. */
export function onResultKey(event: KeyboardEvent, id: string, isSelected: boolean, { search, actions }: View): void {
  if (event.altKey || event.ctrlKey || event.metaKey) {
    return;
  }
  const last = search.answer?.ok ? search.answer.rows.length - 1 : 0;
  const act = {
    ArrowDown: () => focusResult(event, Math.min(last, search.active + 1)),
    ArrowUp: () => focusResult(event, search.active - 1),
    Home: () => focusResult(event, 0),
    End: () => focusResult(event, last),
    ' ': () => (isSelected ? actions.deselect(id) : actions.choose([id])),
    Enter: () => (isSelected ? undefined : actions.choose([id])),
    Escape: () => focusResult(event, -1),
  }[event.key];
  if (act !== undefined) {
    event.preventDefault();
    event.stopPropagation();
    act();
  }
}

function focusResult({ currentTarget }: Event, index: number): void {
  const pane = (currentTarget as Element).closest('.search')!;
  const result = index < 0 ? undefined : pane.querySelectorAll<HTMLElement>('.option')[index];
  (result ?? pane.querySelector<HTMLElement>('#search'))?.focus();
}
