import type { Edit, OutlineJourney } from '@bothways/core/edit';

/** A part of the map that can be moved. */
export interface Part {
  readonly what: 'phase' | 'step' | 'touchpoint';
  readonly id: string;
}

/** Where a part stands or goes: in which step (of a touchpoint) or phase (of a step), and in front of which neighbour. */
export interface Place {
  /** The step or phase; of a phase: the journey. */
  readonly into: string;
  /** Null: behind the last. */
  readonly before: string | null;
}

interface Slot {
  readonly into: string;
  readonly ids: readonly string[];
}

/** The lists that parts of a sort can stand in, from left to right, without the part that moves. */
function slots(journey: OutlineJourney, { what, id }: Part): readonly Slot[] {
  const lists: readonly Slot[] =
    what === 'phase'
      ? [{ into: journey.id, ids: journey.phases.map((each) => each.id) }]
      : what === 'step'
        ? journey.phases.map((phase) => ({
            into: phase.id,
            ids: phase.steps.map((each) => each.id),
          }))
        : journey.phases.flatMap(({ steps }) =>
            steps.map((step) => ({ into: step.id, ids: step.touchpoints.map((each) => each.id) })),
          );
  return lists.map(({ into, ids }) => ({ into, ids: ids.filter((each) => each !== id) }));
}

export function placeNow(journey: OutlineJourney, part: Part): Place | null {
  const all = slots(journey, { ...part, id: '' });
  for (const { into, ids } of all) {
    const at = ids.indexOf(part.id);
    if (at !== -1) return { into, before: ids[at + 1] ?? null };
  }
  return null;
}

/**
 * One step further with an arrow key: up and down among the touchpoints of a step and on into the next, left and right from
 * step to step; a step or phase goes left and right. Null: there is nowhere to go.
 */
export function placeNext(
  journey: OutlineJourney,
  part: Part,
  place: Place,
  key: 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight',
): Place | null {
  const all = slots(journey, part);
  const list = all.findIndex(({ into }) => into === place.into);
  const ids = all[list]?.ids ?? [];
  const at = place.before === null ? ids.length : ids.indexOf(place.before);
  const by = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1;
  const isAcross = key === 'ArrowLeft' || key === 'ArrowRight';
  const to = (slot: Slot | undefined, index: number): Place | null =>
    slot === undefined ? null : { into: slot.into, before: slot.ids[index] ?? null };
  const neighbour = all[list + by];
  if (part.what === 'touchpoint' && isAcross) return to(neighbour, at);
  if (part.what !== 'touchpoint' && !isAcross) return null;
  const next = at + by;
  if (next >= 0 && next <= ids.length) return to(all[list], next);
  return to(neighbour, by === -1 ? (neighbour?.ids.length ?? 0) : 0);
}

/** The journey as it will be with the part there. */
export function movedJourney(
  journey: OutlineJourney,
  { what, id }: Part,
  place: Place,
): OutlineJourney {
  const into = <Item extends { readonly id: string }>(
    list: readonly Item[],
    isHere: boolean,
    moved: Item | undefined,
  ): readonly Item[] => {
    const left = list.filter((each) => each.id !== id);
    if (!isHere || moved === undefined) return left.length === list.length ? list : left;
    const at = left.findIndex((each) => each.id === place.before);
    return at === -1 ? [...left, moved] : [...left.slice(0, at), moved, ...left.slice(at)];
  };
  const { phases } = journey;
  if (what === 'phase')
    return {
      ...journey,
      phases: into(
        phases,
        true,
        phases.find((each) => each.id === id),
      ),
    };
  const steps = phases.flatMap((phase) => phase.steps);
  if (what === 'step') {
    const moved = steps.find((each) => each.id === id);
    return {
      ...journey,
      phases: phases.map((phase) => ({
        ...phase,
        steps: into(phase.steps, phase.id === place.into, moved),
      })),
    };
  }
  const moved = steps.flatMap((step) => step.touchpoints).find((each) => each.id === id);
  return {
    ...journey,
    phases: phases.map((phase) => ({
      ...phase,
      steps: phase.steps.map((step) => ({
        ...step,
        touchpoints: into(step.touchpoints, step.id === place.into, moved),
      })),
    })),
  };
}

export function moveEdit(journey: string, { what, id }: Part, { into, before }: Place): Edit {
  switch (what) {
    case 'phase':
      return { do: 'move', what, journey, id, before };
    case 'step':
      return { do: 'move', what, journey, id, phase: into, before };
    case 'touchpoint':
      return { do: 'move', what, journey, id, step: into, before };
  }
}

/** The name of a place in words: in which list, and the how manieth of how many. */
export function placeSaid(
  journey: OutlineJourney,
  part: Part,
  place: Place,
): { readonly name: string; readonly nth: number; readonly count: number } {
  const slot = slots(journey, part).find(({ into }) => into === place.into);
  const ids = slot?.ids ?? [];
  const at = place.before === null ? ids.length : ids.indexOf(place.before);
  const phase = journey.phases.find(({ id }) => id === place.into);
  const step = journey.phases.flatMap(({ steps }) => steps).find(({ id }) => id === place.into);
  const name =
    part.what === 'phase'
      ? journey.name
      : ((part.what === 'step' ? phase : step)?.name ?? place.into);
  return { name, nth: at + 1, count: ids.length + 1 };
}
