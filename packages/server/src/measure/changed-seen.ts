import {
  type CubeRow,
  directionOf,
  LEDGER_ENVIRONMENT,
  type Model,
  readRule,
  type Spreads,
  sidesOf,
  spreadTogether,
  unitValuesOf,
} from '@bothways/core';
import {
  aggregateRows,
  type MonthAt,
  monthsAt,
  type SideWeights,
  type Squares,
  squaresOf,
  type TwoMonths,
} from '../store/measure/changed-months.ts';
import { cube, segmentsMatter } from '../store/measure/cube.ts';
import { movedSpreads } from '../store/measure/moved-spreads.ts';
import { daysIn, type Laid, laidOn } from './changed-laid.ts';
import type { Reading } from './reading.ts';
import { DAYS_A_YEAR } from './yearly.ts';

/** What was seen in two months, by touchpoint. */
export interface MonthsSeen {
  readonly months: TwoMonths;
  /** What makes each month one of average length. */
  readonly scale: { readonly before: number; readonly now: number };
  readonly before: ReadonlyMap<string, SeenAt>;
  readonly now: ReadonlyMap<string, SeenAt>;
  /** The spread of what moved over all touchpoints, in each month. */
  readonly spreads: { readonly before: Spreads; readonly now: Spreads };
  /** By touchpoint, and over all under ''; of a month of average length. */
  readonly squares: ReadonlyMap<string, Squares>;
}

/** What was seen at a touchpoint in one month. */
export interface SeenAt {
  readonly cube: readonly CubeRow[];
  readonly encounters: number;
  /** Single encounters; null: there are only totals. */
  readonly single: MonthAt | null;
  readonly laid: Laid | null;
  /** How far what moved is spread over people, by kind. */
  readonly spreads: Spreads;
}

/** Reads two months of the ledger. */
export async function monthsSeen(reading: Reading, months: TwoMonths): Promise<MonthsSeen> {
  const { stores, generation, model } = reading;
  const { facts } = stores;
  const side = sidesOf(model);
  const customers = model.actors.map(({ id }) => id).filter((id) => side(id) === 'customer');
  const rows = await monthCube(reading, months);
  const single = await monthsAt(facts, generation, months, customers);
  const aggregates = await aggregateRows(facts, generation);
  const scale = { before: scaleOf(months.before), now: scaleOf(months.now) };
  const squares = await squaresOf(facts, generation, {
    ...{ months, scale, segmented: segmentsMatter(model) },
    weights: sideWeights(rows, model),
  });
  const moved = {
    [months.before]: await movedSpreads(facts, generation, { month: months.before }),
    [months.now]: await movedSpreads(facts, generation, { month: months.now }),
  };
  const of = (month: string): ReadonlyMap<string, SeenAt> => {
    const laid = laidOn(aggregates, month);
    const cubes = Map.groupBy(
      rows.filter(({ keys }) => keys['month'] === month),
      ({ keys }) => keys['touchpoint'] ?? '',
    );
    const at = new Map(
      single.filter((each) => each.month === month).map((each) => [each.touchpoint, each]),
    );
    return new Map(
      [...new Set([...laid.keys(), ...cubes.keys(), ...at.keys()])].map((touchpoint) => {
        const [one, total] = [at.get(touchpoint) ?? null, laid.get(touchpoint) ?? null];
        return [
          touchpoint,
          {
            cube: [...(cubes.get(touchpoint) ?? []), ...(total?.cube ?? [])],
            encounters: (one?.encounters ?? 0) + (total?.encounters ?? 0),
            ...{ single: one, laid: total },
            spreads: withTotals(
              moved[month]?.at.get(touchpoint) ?? {},
              cubes.get(touchpoint) ?? [],
              [total],
            ),
          },
        ];
      }),
    );
  };
  const all = (month: string): Spreads =>
    withTotals(
      moved[month]?.all ?? {},
      rows.filter(({ keys }) => keys['month'] === month),
      [...laidOn(aggregates, month).values()],
    );
  return {
    ...{ months, scale, squares },
    ...{ before: of(months.before), now: of(months.now) },
    spreads: { before: all(months.before), now: all(months.now) },
  };
}

/** The spread of single encounters with that of totals, whose encounters are taken for alike and by somebody each. */
function withTotals(
  spreads: Spreads,
  cube: readonly CubeRow[],
  totals: readonly (Laid | null)[],
): Spreads {
  const laid = totals.flatMap((each) => each ?? []);
  if (laid.length === 0) return spreads;
  const moved = (rows: readonly CubeRow[], kind: string): number =>
    rows.reduce((sum, row) => sum + (row.kind === kind ? Number(row.quantity) : 0), 0);
  const kinds = new Set([...cube, ...laid.flatMap((each) => each.cube)].map(({ kind }) => kind));
  return Object.fromEntries(
    [...kinds].flatMap((kind) => {
      const spread = spreadTogether([
        { moved: moved(cube, kind), spread: spreads[kind] ?? 1 },
        ...laid.map((each) => ({
          moved: moved(each.cube, kind),
          spread: 1 / Math.sqrt(Math.max(1, each.encounters)),
        })),
      ]);
      return spread === null ? [] : [[kind, spread] as const];
    }),
  );
}

/** Days a month has on average: 30.4375. */
const DAYS_A_MONTH = DAYS_A_YEAR / 12;

function scaleOf(month: string): number {
  return DAYS_A_MONTH / daysIn(month);
}

async function monthCube(
  { stores, generation, model }: Reading,
  { before, now }: TwoMonths,
): Promise<readonly CubeRow[]> {
  const read = readRule(`month == "${before}" || month == "${now}"`, LEDGER_ENVIRONMENT, 'bool');
  if ('error' in read) throw new Error(`bug: a month is no rule: ${before}, ${now}`);
  return cube({
    ...{ facts: stores.facts, generation, model, part: 'single', where: read.rule },
    by: ['touchpoint', 'month'],
  });
}

/** What a smallest unit adds to each side's net at the medians, for all that moved. */
function sideWeights(rows: readonly CubeRow[], model: Model): readonly SideWeights[] {
  const find = unitValuesOf(model);
  const sideOf = sidesOf(model);
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  const weights = new Map<string, SideWeights>();
  for (const { segment, kind, giver, receiver } of rows) {
    const key = JSON.stringify([segment, kind, giver, receiver]);
    if (weights.has(key)) continue;
    const direction = directionOf(sideOf(giver));
    const unit = 10 ** (scales.get(kind) ?? 0);
    const net = (side: 'customer' | 'business'): number => {
      const worth = sideOf(receiver) === side ? find(kind, segment, direction, 'worth') : null;
      const cost = sideOf(giver) === side ? find(kind, segment, direction, 'cost') : null;
      return ((worth?.median ?? 0) - (cost?.median ?? 0)) / unit;
    };
    const both = { customer: net('customer'), business: net('business') };
    weights.set(key, { segment, kind, giver, receiver, ...both });
  }
  return [...weights.values()];
}
