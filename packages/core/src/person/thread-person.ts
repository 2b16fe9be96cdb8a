import { type Instance, type InstanceEnd, type Threadable, thread } from '../journey/thread.ts';
import { type Journey, type Model, touchpointsOf } from '../model/model.ts';
import { DAY_MS, type KeptEncounter, type PersonState } from './state.ts';

/** Days without an encounter after which a journey has ended, unless its mission says otherwise. */
export const GAP_DAYS = 30;

/**
 * The touchpoints by which a journey is completed whose mission says no end: those of its last step that takes events.
 * Empty where the mission says one.
 */
export function lastTouchpoints(journey: Journey): readonly string[] {
  if (journey.mission?.endsWhen) return [];
  const steps = journey.phases
    .flatMap(({ steps: each }) => each)
    .map(({ touchpoints }) => touchpoints.filter(({ when }) => when !== null))
    .filter((touchpoints) => touchpoints.length > 0);
  return (steps.at(-1) ?? []).map(({ id }) => id);
}

/** One actual journey of a person, of the encounters that are kept. */
export interface PersonInstance {
  readonly end: InstanceEnd;
  readonly caseId: string | null;
  /** In order, at least one. */
  readonly encounters: readonly KeptEncounter[];
  /** It may have begun before the oldest encounter that is kept. */
  readonly isCut: boolean;
}

/** A journey with what of it a person did. */
export interface PersonJourney {
  readonly journey: Journey;
  /** Encounters in all. */
  readonly n: number;
  readonly isCut: boolean;
  /** The newest first. */
  readonly instances: readonly PersonInstance[];
}

/**
 * The journeys of a person as their encounters make them, in the order of the model: the same as the threads of the whole
 * ledger, as long as no encounters were dropped.
 *
 * Shape: `newest` is the newest moment that is known of anybody, in milliseconds since 1970.
 * Source: semantics.md 10; `thread`.
 */
export function threadPerson(
  { journeys }: Pick<PersonState, 'journeys'>,
  model: Model,
  newest: number,
): readonly PersonJourney[] {
  const current = model.journeys.filter(({ state }) => state === 'current');
  const places = new Map(
    touchpointsOf(model, 'current')
      .filter(({ when }) => when !== null)
      .map(({ id }, place) => [id, place + 1]),
  );
  return current.flatMap((journey) => {
    const held = journeys.get(journey.id);
    if (held === undefined) return [];
    const isCut = held.n > held.kept.length;
    const instances = instancesOf(held.kept, journey, places, newest);
    const oldest = held.kept.at(-1);
    return [
      {
        ...{ journey, n: held.n, isCut },
        instances: instances
          .map(
            ({ events, end, caseId }): PersonInstance => ({
              ...{ end, caseId },
              encounters: events.map(({ kept }) => kept),
              isCut: isCut && (caseId !== null || events.some(({ kept }) => kept === oldest)),
            }),
          )
          .sort((a, b) => latest(b) - latest(a)),
      },
    ];
  });
}

function latest({ encounters }: PersonInstance): number {
  return encounters.at(-1)?.at ?? 0;
}

interface Line extends Threadable {
  readonly kept: KeptEncounter;
  readonly isDone: boolean;
}

function instancesOf(
  kept: readonly KeptEncounter[],
  journey: Journey,
  places: ReadonlyMap<string, number>,
  newest: number,
): readonly Instance<Line>[] {
  const lasts = new Set(lastTouchpoints(journey));
  const lines = kept.map((each): Line => {
    const { at, caseId, starts, ends, touchpoint } = each;
    // Among encounters of one moment what starts comes first and what ends last, then the order of the plan.
    const rank = starts ? (ends ? 1 : 0) : ends ? 3 : 2;
    const place = String(places.get(touchpoint) ?? 0).padStart(5, '0');
    return {
      ...{ person: '', caseId, at, starts, ends, kept: each },
      id: `${rank}${place}${each.id}`,
      isDone: ends || lasts.has(touchpoint),
    };
  });
  const gapMs = Math.round((journey.mission?.gapDays ?? GAP_DAYS) * DAY_MS);
  const hasStart = Boolean(journey.mission?.startsWhen);
  return thread(lines, { gapMs, until: newest, hasStart }).map((instance) =>
    instance.events.some(({ isDone }) => isDone) ? { ...instance, end: 'completed' } : instance,
  );
}
