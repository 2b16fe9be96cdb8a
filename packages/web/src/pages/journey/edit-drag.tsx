import type { OutlineJourney } from '@bothways/core/edit';
import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  PointerSensor,
  useDraggable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useEditing } from './edit-context.ts';
import { dropTracker } from './edit-drop.ts';
import { EditIcon } from './edit-icons.tsx';
import {
  movedJourney,
  moveEdit,
  type Part,
  type Place,
  placeNext,
  placeNow,
  placeSaid,
} from './edit-moves.ts';

interface Held {
  readonly part: Part;
  readonly name: string;
  readonly place: Place;
}

const Keys = createContext<{
  readonly held: Held | null;
  readonly onKey: (event: KeyboardEvent, part: Part, name: string) => void;
}>({ held: null, onKey: () => {} });

const SILENT = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
};

/** Parts that are moved, by hand or by the keyboard: where they are meanwhile, and what the keys do. */
function useMoves(journey: OutlineJourney) {
  const { t } = useTranslation('edit');
  const { apply, say } = useEditing();
  const [held, setHeld] = useState<Held | null>(null);
  const [settling, setSettling] = useState<Held | null>(null);
  const said = ({ part, place, name }: Held) => {
    const { name: into, ...rest } = placeSaid(journey, part, place);
    return { name, into, ...rest };
  };
  const drop = (moved: Held): void => {
    setHeld(null);
    setSettling(moved);
    say(t('dropped', said(moved)));
    const edit = moveEdit(journey.id, moved.part, moved.place);
    void apply(edit).finally(() => setSettling(null));
  };
  const pick = (part: Part, name: string): void => {
    const place = placeNow(journey, part);
    if (place === null) return;
    setHeld({ part, name, place });
    say(t('picked', { name }));
  };
  const go = (from: Held, key: Parameters<typeof placeNext>[3]): void => {
    const place = placeNext(journey, from.part, from.place, key);
    if (place === null) return;
    const next = { ...from, place };
    setHeld(next);
    say(t('over', said(next)));
  };
  const onKey = (event: KeyboardEvent, part: Part, name: string): void => {
    const { key } = event;
    const isPress = key === ' ' || key === 'Enter';
    if (held === null || !isSamePart(held.part, part)) {
      if (!isPress) return;
      pick(part, name);
    } else if (key === 'Escape') {
      event.stopPropagation();
      setHeld(null);
      say(t('putBack', { name }));
    } else if (isPress || key === 'Tab') drop(held);
    else if (isArrow(key)) go(held, key);
    else return;
    event.preventDefault();
  };
  return { held, now: held ?? settling, drop, onKey };
}

/** What in it has a handle can be dragged, or moved by the keyboard; `children` shows the journey as it is meanwhile. */
export function DragArea({
  journey,
  children,
}: {
  readonly journey: OutlineJourney;
  readonly children: (shown: OutlineJourney) => ReactNode;
}) {
  const { t } = useTranslation('edit');
  const { held, now, drop, onKey } = useMoves(journey);
  const [dragged, setDragged] = useState<string | null>(null);
  const [drops] = useState(dropTracker);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const shown = useMemo(
    () => (now === null ? journey : movedJourney(journey, now.part, now.place)),
    [journey, now],
  );
  const onDragEnd = ({ active }: DragEndEvent): void => {
    setDragged(null);
    const place = drops.end();
    const { part, name } = active.data.current as Held;
    const from = placeNow(journey, part);
    if (place === null || (from?.into === place.into && from.before === place.before)) return;
    drop({ part, name, place });
  };
  // A part that moves into another list, or back, is drawn anew there: the keyboard stays with it.
  const last = useRef<Part | null>(null);
  useLayoutEffect(() => {
    const part = now?.part ?? last.current;
    last.current = now?.part ?? null;
    if (part === null) return;
    const key = CSS.escape(`${part.what}:${part.id}`);
    document.querySelector<HTMLElement>(`[data-handle="${key}"]`)?.focus();
  }, [now]);
  return (
    <DndContext
      sensors={sensors}
      accessibility={SILENT}
      onDragStart={({ active }: DragStartEvent) => {
        const { part, name } = active.data.current as Held;
        setDragged(name);
        drops.start(part);
      }}
      onDragEnd={onDragEnd}
      onDragCancel={() => {
        setDragged(null);
        drops.end();
      }}
    >
      <Keys.Provider value={{ held, onKey }}>{children(shown)}</Keys.Provider>
      <DragOverlay dropAnimation={null}>
        {dragged !== null && <div className="edit-ghost">{dragged}</div>}
      </DragOverlay>
      <p id="edit-move-how" hidden>
        {t('moveHow')}
      </p>
    </DndContext>
  );
}

function isSamePart(a: Part, b: Part): boolean {
  return a.what === b.what && a.id === b.id;
}

function isArrow(key: string): key is Parameters<typeof placeNext>[3] {
  return key === 'ArrowUp' || key === 'ArrowDown' || key === 'ArrowLeft' || key === 'ArrowRight';
}

/** What a part is dragged by, and picked up by with the keyboard. */
export function Handle({ part, name }: { readonly part: Part; readonly name: string }) {
  const { t } = useTranslation('edit');
  const { held, onKey } = useContext(Keys);
  const key = `${part.what}:${part.id}`;
  const { setNodeRef, listeners } = useDraggable({ id: key, data: { part, name } });
  const isHeld = held !== null && isSamePart(held.part, part);
  return (
    <button
      ref={setNodeRef}
      type="button"
      className="edit-handle"
      data-handle={key}
      aria-label={t(`move.${part.what}`, { name })}
      aria-describedby="edit-move-how"
      aria-pressed={isHeld}
      onPointerDown={listeners?.['onPointerDown'] as never}
      onKeyDown={(event) => onKey(event, part, name)}
    >
      <EditIcon name="handle" />
    </button>
  );
}
