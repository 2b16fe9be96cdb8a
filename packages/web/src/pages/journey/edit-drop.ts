import type { Part, Place } from './edit-moves.ts';

// Where a dragged part would land. The place is marked in the page itself, so that nothing is drawn anew while one drags.

export interface DropTracker {
  start(part: Part): void;
  /** Where it lands; null: nowhere. */
  end(): Place | null;
}

export function dropTracker(): DropTracker {
  let place: Place | null = null;
  let marked: { readonly element: Element; readonly mark: string } | null = null;
  let part: Part | null = null;
  const unmark = (): void => {
    marked?.element.classList.remove(marked.mark);
    marked = null;
  };
  const follow = ({ clientX, clientY }: PointerEvent): void => {
    if (part === null) return;
    const list = document
      .elementFromPoint(clientX, clientY)
      ?.closest<HTMLElement>(`[data-list="${part.what}"]`);
    if (list === null || list === undefined) return;
    const { what, id } = part;
    const items = [...list.querySelectorAll<HTMLElement>(`[data-item="${what}"]`)].filter(
      ({ dataset }) => dataset['id'] !== id,
    );
    const isDown = what === 'touchpoint' || matchMedia('(max-width: 767px)').matches;
    const next = items.find((item) => {
      const { top, left, width, height } = item.getBoundingClientRect();
      return isDown ? clientY < top + height / 2 : clientX < left + width / 2;
    });
    place = { into: list.dataset['id'] ?? '', before: next?.dataset['id'] ?? null };
    const element = next ?? items.at(-1) ?? list;
    const mark = next !== undefined ? 'drop-before' : items.length > 0 ? 'drop-behind' : 'drop-in';
    if (marked?.element === element && marked.mark === mark) return;
    unmark();
    element.classList.add(mark);
    marked = { element, mark };
  };
  return {
    start: (moved) => {
      part = moved;
      place = null;
      addEventListener('pointermove', follow);
    },
    end: () => {
      removeEventListener('pointermove', follow);
      unmark();
      part = null;
      return place;
    },
  };
}
