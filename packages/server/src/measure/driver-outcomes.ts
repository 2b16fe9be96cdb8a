import {
  type Actor,
  type CubeRow,
  directionOf,
  type Model,
  type Side,
  sidesOf,
  unitValuesOf,
} from '@bothways/core';
import type { DriverOutcome } from '@bothways/core/contract';
import { cube, segmentsMatter } from '../store/measure/cube.ts';
import type { CustomerWeights } from '../store/measure/customers.ts';
import type { OutcomeColumn } from '../store/measure/driver-columns.ts';
import type { ScoredInAll } from '../store/measure/driver-table.ts';
import { DAY_MS } from '../store/measure/periods.ts';
import { singlePeriod } from '../store/measure/touchpoint-seen.ts';
import { comingBack, SCORED_AT_LEAST, saysWhole, touchpointsOfToday } from './driver-choices.ts';
import type { Reading } from './reading.ts';

/** What people did in so many days after their scores. */
export interface DriverWindow {
  /** ISO 8601, both days included; the first is the first after the scores. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  /** Milliseconds, UTC. */
  readonly cut: number;
}

/** Something to hold scores against, with how it is worked out. */
export interface OutcomeChoice {
  readonly shown: DriverOutcome;
  readonly column: OutcomeColumn;
  readonly window: DriverWindow | null;
  /** A rating of the whole, not of a part. */
  readonly isWhole: boolean;
}

/** A quarter of what was seen, at most ninety days, is kept for what came after; of less than four weeks nothing is. */
const DAYS_AFTER_MAX = 90;
const DAYS_AFTER_MIN = 7;
const RATINGS_MAX = 30;

/**
 * What can be held against scores, the best first: ratings of the whole; what people did, and what moved, after their
 * scores; ratings of single touchpoints last. What nobody has valued makes no net.
 */
export async function outcomeChoices(
  reading: Reading,
  scored: ScoredInAll,
): Promise<readonly OutcomeChoice[]> {
  const ratings = ratingChoices(reading.model, scored);
  const window = await windowOf(reading);
  const after = window === null ? [] : await choicesAfter(reading, scored, window);
  return [
    ...ratings.filter(({ isWhole }) => isWhole),
    ...after,
    ...ratings.filter(({ isWhole }) => !isWhole),
  ];
}

function ratingChoices(model: Model, scored: ScoredInAll): readonly OutcomeChoice[] {
  const felt = new Map(scored.at.map((each) => [each.touchpoint, each.felt]));
  return touchpointsOfToday(model)
    .filter(({ id }) => (felt.get(id) ?? 0) >= SCORED_AT_LEAST)
    .map((touchpoint): OutcomeChoice => {
      const { id, name } = touchpoint;
      return {
        shown: { id, kind: 'rating', name, n: felt.get(id) ?? 0 },
        column: { kind: 'rating', touchpoint: id },
        window: null,
        isWhole: saysWhole(touchpoint),
      };
    })
    .toSorted((a, b) => b.shown.n - a.shown.n)
    .slice(0, RATINGS_MAX);
}

async function windowOf({ stores, generation }: Reading): Promise<DriverWindow | null> {
  const period = await singlePeriod(stores.facts, generation);
  if (period === null) return null;
  const days = Math.min(DAYS_AFTER_MAX, Math.floor(period.days / 4));
  if (days < DAYS_AFTER_MIN) return null;
  const cut = Date.parse(`${period.to}T00:00:00Z`) + DAY_MS - days * DAY_MS;
  return { from: new Date(cut).toISOString().slice(0, 10), to: period.to, days, cut };
}

async function choicesAfter(
  reading: Reading,
  scored: ScoredInAll,
  window: DriverWindow,
): Promise<readonly OutcomeChoice[]> {
  if (scored.people < SCORED_AT_LEAST) return [];
  const { model } = reading;
  const own = { window, isWhole: false };
  const shown = (kind: Exclude<DriverOutcome['kind'], 'rating' | 'column'>): DriverOutcome => ({
    ...{ id: kind, kind, name: '', n: scored.people },
  });
  const side = sidesOf(model);
  const customers = ['customer', ...idsOn(model.actors, side, 'customer')];
  const isSold = touchpointsOfToday(model).some(({ exchange }) =>
    exchange.some(({ give, kind }) => kind === 'money' && side(give) === 'customer'),
  );
  const back: OutcomeChoice = {
    ...{ ...own, shown: shown('came-back') },
    column: { kind: 'came-back', touchpoints: comingBack(model) },
  };
  const bought: OutcomeChoice = {
    ...{ ...own, shown: shown('bought-again') },
    column: { kind: 'bought-again', money: 'money', givers: [...new Set(customers)] },
  };
  const nets = await netChoices(reading);
  return [
    ...(isSold ? [bought] : []),
    back,
    ...nets.map(({ kind, column }) => ({ ...own, shown: shown(kind), column })),
  ];
}

function idsOn(
  actors: readonly Actor[],
  side: (id: string) => Side,
  wanted: Side,
): readonly string[] {
  return actors.filter(({ id }) => side(id) === wanted).map(({ id }) => id);
}

async function netChoices(reading: Reading): Promise<
  readonly {
    readonly kind: 'joint' | 'net-customer' | 'net-business';
    readonly column: OutcomeColumn;
  }[]
> {
  const { stores, generation, model } = reading;
  const rows = await cube({ facts: stores.facts, generation, model, by: [] });
  const segmented = segmentsMatter(model);
  const net = (sides: readonly Side[]): OutcomeColumn => ({
    kind: 'net',
    segmented,
    weights: netWeights(rows, model, sides),
  });
  const both = ['customer', 'business'] as const;
  const isValued = both.map((side) => netWeights(rows, model, [side]).length > 0);
  return [
    ...(isValued.every(Boolean) ? [{ kind: 'joint' as const, column: net(both) }] : []),
    ...(isValued[0] === true ? [{ kind: 'net-customer' as const, column: net(['customer']) }] : []),
    ...(isValued[1] === true ? [{ kind: 'net-business' as const, column: net(['business']) }] : []),
  ];
}

/**
 * What one smallest unit, going this way, adds to the nets of these sides, at the medians: a valuation moves all people
 * alike, so that its doubt says nothing about who has more.
 */
export function netWeights(
  rows: readonly CubeRow[],
  model: Model,
  sides: readonly Side[],
): readonly CustomerWeights[] {
  const find = unitValuesOf(model);
  const sideOf = sidesOf(model);
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  const value = (row: CubeRow, part: 'worth' | 'cost', side: Side): number =>
    sides.includes(side)
      ? (find(row.kind, row.segment, directionOf(sideOf(row.giver)), part)?.median ?? 0)
      : 0;
  return rows.flatMap((row) => {
    const { segment, kind, giver, receiver } = row;
    const worth = value(row, 'worth', sideOf(receiver)) - value(row, 'cost', sideOf(giver));
    if (worth === 0) return [];
    return [{ segment, kind, giver, receiver, weights: [worth / 10 ** (scales.get(kind) ?? 0)] }];
  });
}
