import type { Lesson } from './lesson';

/** What a key does in an open scenario: the number of steps taken afterwards. */
function stepAfterKey(key: string, step: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case ' ':
    case 'Enter':
      return step + 1;
    case 'ArrowLeft':
      return step - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** One step per key press, wherever the focus is, as long as nothing there needs the key itself. */
export function listenForSteps(root: HTMLElement, lesson: Lesson, go: (step: number) => void): void {
  root.addEventListener(
    'keydown',
    event => {
      const { place } = lesson;
      if (!lesson.isShown || place === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
        return;
      }
      const isPress = event.key === ' ' || event.key === 'Enter';
      const onControl = event.target instanceof Element && event.target.closest('button, summary, a, pre') !== null;
      const target = stepAfterKey(event.key, place.step, place.scenario.steps.length);
      if (target !== undefined && !(isPress && onControl)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        go(target);
      }
    },
    { capture: true },
  );
}
