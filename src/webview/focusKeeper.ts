import { transitions } from '../core/tcp/transitions';
import { keyOf, type Selection } from './view';

/**
 * Finds the focus a place when a drawing takes away what had it, as the button that closes a pane does: the reader goes
 * on where the thing belonged, not at the beginning of the page.
 */
export class FocusKeeper {
  private selection: Selection | undefined;

  constructor(private readonly root: HTMLElement) {}

  /** Draws, and puts the focus right afterwards. */
  around(selection: Selection | undefined, draw: () => void): void {
    const focused = document.activeElement;
    const selectionChanged = JSON.stringify(this.selection) !== JSON.stringify(selection);
    const inExplanation = Boolean(focused?.closest('.explanation'));
    const places = placesAfter(focused, this.selection);
    this.selection = selection;
    draw();
    // A pane's buttons may live on with another meaning.
    if (focused !== null && (!focused.isConnected || (inExplanation && selectionChanged))) {
      this.focusFirst(places);
    }
  }

  private focusFirst(places: readonly string[]): void {
    for (const place of places) {
      const element = this.root.querySelector<HTMLElement | SVGElement>(place);
      if (element) {
        element.focus();
        return;
      }
    }
  }
}

/** Where the reader goes on, best first, when what has the focus now is gone. @param selection what was explained */
function placesAfter(focused: Element | null, selection: Selection | undefined): readonly string[] {
  const known = Object.entries(replacements).find(([selector]) => focused?.matches(selector));
  if (known !== undefined) {
    return known[1];
  }
  if (focused?.closest('.explanation')) {
    return ['.explanation h2', ...placesInFigure(selection), '.stage'];
  }
  return [
    ...placesInList(focused?.closest<HTMLElement>('.connection')),
    ...placesOfScenario(focused?.closest<HTMLElement>('.lesson')),
  ];
}

/** What takes the place of a control that goes by itself. */
const replacements: Readonly<Record<string, readonly string[]>> = {
  '.live': ['.scrubber'],
  '.mode': ['.mode[aria-pressed="true"]'],
  '.option': ['.option[tabindex="0"]', '#search'],
};

/** The state or arrow that was explained; for an arrow that is not drawn, the state that it leaves. */
function placesInFigure(selection: Selection | undefined): string[] {
  if (selection === undefined) {
    return [];
  }
  const from = selection.kind === 'transition' && transitions.find(({ id }) => id === selection.id)?.from;
  return [keyOf(selection), ...(from ? [keyOf({ kind: 'state', state: from })] : [])].map(
    key => `.diagram [data-key="${CSS.escape(key)}"]`,
  );
}

/** Its card in the list of all. */
function placesOfScenario(lesson: HTMLElement | null | undefined): string[] {
  const scenario = lesson?.dataset.scenario;
  return scenario === undefined ? [] : [`.story[data-scenario="${CSS.escape(scenario)}"]`];
}

/** The next connection, else the one before, else the heading of their list. */
function placesInList(item: HTMLElement | null | undefined): string[] {
  const neighbours = [item?.nextElementSibling, item?.previousElementSibling].flatMap(neighbour =>
    neighbour instanceof HTMLElement ? (neighbour.dataset.key ?? []) : [],
  );
  return [
    ...neighbours.map(key => `.connection[data-key="${CSS.escape(key)}"] .take-out`),
    ...(item ? ['#connections-title'] : []),
  ];
}
