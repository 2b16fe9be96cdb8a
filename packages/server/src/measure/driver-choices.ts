import { FELT_SCALES, type Model, sidesOf, type Touchpoint, touchpointsOf } from '@bothways/core';
import { INFLUENCES_TOLD, type InfluenceTold } from '@bothways/core/contract';
import type { KeptBy, ScoreColumn } from '../store/measure/driver-columns.ts';
import type { ScoredAt, ScoredInAll } from '../store/measure/driver-table.ts';

/** Something that may be a driver, and the score that it would have. */
export interface DriverChoice {
  readonly id: string;
  readonly name: string;
  readonly influence: InfluenceTold | null;
  /** The touchpoints behind its score. */
  readonly of: readonly { readonly id: string; readonly name: string }[];
  readonly column: ScoreColumn;
}

/** About so many rows must have a score before it is looked at. */
export const SCORED_AT_LEAST = 100;

/** Words in a touchpoint's name by which it is a rating of the whole, and no part of it. */
const WHOLE =
  /\b(overall|as a whole|altogether|satisfaction|recommend\w*|relationship survey|nps|csat|insgesamt|gesamt\w*|zufriedenheit|weiterempf\w*)\b/i;

/** Whether a rating is of the whole: asked on a scale that is asked of nothing else, or called so. */
export function saysWhole({ name, id, felt }: Touchpoint): boolean {
  return (
    felt !== null && (felt.scale === 'nps-10' || WHOLE.test(`${name} ${id.replaceAll('-', ' ')}`))
  );
}

/** Touchpoints of today that a score or an outcome may come from. */
export function touchpointsOfToday(model: Model): readonly Touchpoint[] {
  const current = new Set(
    model.journeys.filter(({ state }) => state === 'current').map(({ id }) => id),
  );
  return touchpointsOf(model).filter(({ journey }) => current.has(journey));
}

/**
 * What may be a driver. By influence: how its touchpoints felt, and beside it how often they kept what was expected; by
 * touchpoint: how it felt, or where nobody said, how often it kept. Ratings of the whole are no part of it, and neither is
 * what is held against (`except`).
 */
export function driverChoices(
  model: Model,
  scored: ScoredInAll,
  by: 'influence' | 'touchpoint',
  except: string | null,
): readonly DriverChoice[] {
  const at = new Map(scored.at.map((each) => [each.touchpoint, each]));
  const touchpoints = touchpointsOfToday(model).filter(
    (each) => each.id !== except && !saysWhole(each) && at.has(each.id),
  );
  const felt = touchpoints.filter(({ id }) => (at.get(id)?.felt ?? 0) > 0);
  const kept = touchpoints.flatMap((each) => {
    const found = keptBy(model, each);
    return found.length > 0 && isKnown(found, at.get(each.id))
      ? [{ touchpoint: each, by: found }]
      : [];
  });
  return by === 'influence' ? ofInfluences(felt, kept) : ofTouchpoints(felt, kept, at);
}

interface Kept {
  readonly touchpoint: Touchpoint;
  readonly by: readonly KeptBy[];
}

function ofInfluences(felt: readonly Touchpoint[], kept: readonly Kept[]): readonly DriverChoice[] {
  return INFLUENCES_TOLD.flatMap((influence): readonly DriverChoice[] => {
    const [mine, others] = [
      felt.filter((each) => each.influence === influence),
      kept.filter(({ touchpoint }) => touchpoint.influence === influence),
    ];
    const own = { id: influence, name: influence, influence };
    return [
      ...(mine.length === 0 ? [] : [{ ...own, of: mine.map(named), column: feltColumn(mine) }]),
      ...(others.length === 0
        ? []
        : [
            {
              ...own,
              of: others.map(({ touchpoint }) => named(touchpoint)),
              column: { kind: 'kept' as const, by: others.flatMap((each) => each.by) },
            },
          ]),
    ];
  });
}

function ofTouchpoints(
  felt: readonly Touchpoint[],
  kept: readonly Kept[],
  at: ReadonlyMap<string, ScoredAt>,
): readonly DriverChoice[] {
  const own = (touchpoint: Touchpoint) => ({
    ...named(touchpoint),
    influence: touchpoint.influence,
    of: [named(touchpoint)],
  });
  const enough = new Set(
    felt.filter(({ id }) => (at.get(id)?.felt ?? 0) >= SCORED_AT_LEAST).map(({ id }) => id),
  );
  const byKept = kept.filter(({ touchpoint }) => !enough.has(touchpoint.id));
  const isKept = new Set(byKept.map(({ touchpoint }) => touchpoint.id));
  return [
    ...felt
      .filter(({ id }) => !isKept.has(id))
      .map((each) => ({ ...own(each), column: feltColumn([each]) })),
    ...byKept.map(({ touchpoint, by }) => ({
      ...own(touchpoint),
      column: { kind: 'kept' as const, by },
    })),
  ];
}

function feltColumn(touchpoints: readonly Touchpoint[]): ScoreColumn {
  return { kind: 'felt', touchpoints: touchpoints.map(({ id }) => id) };
}

function named({ id, name }: Touchpoint): { readonly id: string; readonly name: string } {
  return { id, name };
}

/** What is expected of a touchpoint, where each encounter keeps it: its duration, or a line of the exchange of the same rule. */
function keptBy(model: Model, touchpoint: Touchpoint): readonly KeptBy[] {
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  return touchpoint.expects.flatMap(({ metric, atMost, atLeast }): readonly KeptBy[] => {
    const text = touchpoint.measures[metric]?.text;
    if (text === undefined) return [];
    const own = { touchpoint: touchpoint.id, atMost, atLeast };
    if (metric === 'duration_s') return [{ ...own, from: { kind: 'duration' } }];
    const line = touchpoint.exchange.find(
      ({ quantity, signed }) => quantity.text === text && !signed,
    );
    if (line === undefined) return [];
    return [{ ...own, from: { kind: 'leg', leg: line.leg, scale: scales.get(line.kind) ?? 0 } }];
  });
}

function isKnown(by: readonly KeptBy[], at: ScoredAt | undefined): boolean {
  if (at === undefined) return false;
  return by.some(({ from }) => (from.kind === 'duration' ? at.timed > 0 : at.met > 0));
}

/** Touchpoints at which people, not the business, make the first move; all of them where the model does not say. */
export function comingBack(model: Model): readonly string[] {
  const side = sidesOf(model);
  const all = touchpointsOfToday(model);
  const own = all.filter(({ initiator }) => initiator !== null && side(initiator) === 'customer');
  return (own.length === 0 ? all : own).map(({ id }) => id);
}

/** The lowest and highest rating of a touchpoint as it was given. */
export function ratingScale({ felt }: Touchpoint): { readonly low: number; readonly high: number } {
  const [low, high] = FELT_SCALES[felt?.scale ?? ''] ?? [-1, 1];
  return { low, high };
}
