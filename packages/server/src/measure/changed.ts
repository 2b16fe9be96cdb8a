import {
  type Changed,
  type Draws,
  discoveries,
  drawsOf,
  EVENT_ENVIRONMENT,
  type Findings,
  findings,
  readRule,
  type Touchpoint,
  touchpointsOf,
} from '@bothways/core';
import type {
  ChangedComparison,
  ChangedFigure,
  ChangedMonth,
  ChangedRow,
} from '@bothways/core/contract';
import { findingOf, named } from '@bothways/core/revalue';
import { boundsKept } from '../store/measure/changed-months.ts';
import { totals } from '../store/measure/totals.ts';
import { around, byOpinionBefore } from './changed-around.ts';
import { daysIn, monthAfter, monthBounds } from './changed-laid.ts';
import {
  COMPARED_AT_LEAST,
  feltChanged,
  type Sides,
  shareChanged,
  sidesAt,
  sidesOver,
} from './changed-rows.ts';
import { type MonthsSeen, monthsSeen, type SeenAt } from './changed-seen.ts';
import { findingKey } from './finding-seen.ts';
import type { Reading } from './reading.ts';

/** Of the differences that are marked, at most this part is expected to be chance. */
const RATE = 0.1;
const HEADLINES_MAX = 3;

export interface ChangedAsked {
  /** As 2026-08; left out: the last full one. */
  readonly month?: string | undefined;
  readonly against: 'month' | 'year';
}

/**
 * What changed in a month against the one before, or against the same of the year before: at today's valuations both, so that
 * it is fact. Only full months are compared.
 */
export async function changedMonth(reading: Reading, asked: ChangedAsked): Promise<ChangedMonth> {
  const { stores, generation, model } = reading;
  const { from, to } = await totals(stores.facts, generation);
  const months = from === null || to === null ? [] : fullMonths(from, to);
  const month = asked.month ?? months[0];
  const period = from === null || to === null ? null : { from, to };
  const about = { currency: model.currency, months, period };
  if (month === undefined)
    return {
      ...{ ...about, comparison: null, why: 'no-months' as const },
      ...{ answers: [], versions: [], imports: [] },
    };
  const activity = await around(stores, month);
  if (!months.includes(month))
    return { ...about, comparison: null, why: 'month-incomplete', ...activity };
  const against = monthAfter(month, asked.against === 'year' ? -12 : -1);
  if (!months.includes(against))
    return { ...about, comparison: null, why: 'nothing-before', ...activity };
  const seen = await monthsSeen(reading, { before: against, now: month });
  const comparison = {
    ...{ month, against, isYearBefore: asked.against === 'year', rate: RATE },
    hasMonthBefore: months.includes(monthAfter(month, -1)),
    hasYearBefore: months.includes(monthAfter(month, -12)),
    ...(await compared(reading, seen)),
  };
  return { ...about, comparison, why: null, ...activity };
}

/** The months that lie within a period whole, the latest first. Days are inclusive. */
export function fullMonths(from: string, to: string): readonly string[] {
  const [begin, end] = [Date.parse(from), Date.parse(to) + 86_400_000];
  const months: string[] = [];
  for (let month = to.slice(0, 7); month >= from.slice(0, 7); month = monthAfter(month, -1)) {
    const bounds = monthBounds(month);
    if (bounds.from >= begin && bounds.until <= end) months.push(month);
  }
  return months;
}

type Compared = Omit<
  ChangedComparison,
  'month' | 'against' | 'isYearBefore' | 'rate' | 'hasMonthBefore' | 'hasYearBefore'
>;

async function compared(reading: Reading, seen: MonthsSeen): Promise<Compared> {
  const { model } = reading;
  const draws = drawsOf();
  const places = touchpointsOf(model, 'current').filter(
    ({ id }) => seen.before.has(id) || seen.now.has(id),
  );
  const why = new Map(places.map(({ id }) => [id, whyNot(seen, id)]));
  const judged = places.filter(({ id }) => why.get(id) === null);
  const drafts = await Promise.all(
    judged.map(
      async (touchpoint): Promise<Draft> => ({
        touchpoint,
        sides: sidesAt(seen, touchpoint.id, model, draws),
        felt: feltChanged(seen, touchpoint.id),
        kept: await keptChanged(reading, seen, touchpoint),
      }),
    ),
  );
  const ids = judged.map(({ id }) => id);
  const total = sidesOver(seen, ids, model, draws);
  const mark = marker([...drafts.flatMap(figuresOf), ...Object.values(total)]);
  const rows = drafts
    .map((draft) => rowOf(draft, reading, mark))
    .toSorted((a, b) => sizeOf(b.joint) - sizeOf(a.joint));
  return {
    judged: mark.judged,
    total: sidesMarked(total, mark),
    rows,
    notCompared: places.flatMap(({ id }) => {
      const reason = why.get(id);
      return reason === null || reason === undefined
        ? []
        : [{ touchpoint: named(model, id), why: reason }];
    }),
    headlines: headlinesOf(rows),
    findings: findingsChanged(reading, seen, draws),
    opinion: await byOpinionBefore(reading, seen, ids, draws),
  };
}

/** Why a touchpoint is not compared; null: it is. */
function whyNot({ before, now, months }: MonthsSeen, id: string): 'too-few' | 'not-covered' | null {
  const [then, today] = [before.get(id), now.get(id)];
  const days = (seen: SeenAt | undefined): number => Math.round(seen?.laid?.days ?? 0);
  const [covered, coveredNow] = [days(then), days(today)];
  const hasTotals = covered > 0 || coveredNow > 0;
  if (hasTotals && (covered < daysIn(months.before) || coveredNow < daysIn(months.now)))
    return 'not-covered';
  const encounters = (then?.encounters ?? 0) + (today?.encounters ?? 0);
  return encounters < COMPARED_AT_LEAST ? 'too-few' : null;
}

interface Draft {
  readonly touchpoint: Touchpoint;
  readonly sides: Sides;
  readonly felt: Changed | null;
  readonly kept: readonly (Omit<ChangedRow['kept'][number], 'share'> & {
    readonly share: Changed;
  })[];
}

function figuresOf({ sides, felt, kept }: Draft): readonly Changed[] {
  const { customer, business, joint, volume } = sides;
  return [
    customer,
    business,
    joint,
    volume,
    ...(felt === null ? [] : [felt]),
    ...kept.map(({ share }) => share),
  ];
}

interface Marker {
  readonly judged: number;
  readonly of: (figure: Changed) => ChangedFigure;
}

/** All differences of a page are judged together: one in twenty would else be marked by chance alone. */
function marker(figures: readonly Changed[]): Marker {
  const tested = figures.filter(({ p }) => p !== null);
  const found = discoveries(
    tested.map(({ p }) => p ?? 1),
    RATE,
  );
  const marked = new Set(tested.filter((_, at) => found[at] === true));
  return {
    judged: tested.length,
    of: (figure) => ({ ...figure, isChange: marked.has(figure) }),
  };
}

function sidesMarked(
  { customer, business, joint, volume }: Sides,
  { of }: Marker,
): ChangedComparison['total'] {
  return { customer: of(customer), business: of(business), joint: of(joint), volume: of(volume) };
}

function rowOf(
  { touchpoint, sides, felt, kept }: Draft,
  { model }: Reading,
  mark: Marker,
): ChangedRow {
  const journey = model.journeys.find(({ id }) => id === touchpoint.journey);
  const owner = model.actors.find(({ id }) => id === touchpoint.owner);
  return {
    touchpoint: { id: touchpoint.id, name: touchpoint.name },
    journey: journey === undefined ? null : { id: journey.id, name: journey.name },
    owner: owner === undefined ? null : { id: owner.id, name: owner.name },
    ...sidesMarked(sides, mark),
    felt: felt === null ? null : mark.of(felt),
    kept: kept.map(({ share, ...rest }) => ({ ...rest, share: mark.of(share) })),
  };
}

async function keptChanged(
  { stores, generation }: Reading,
  { months }: MonthsSeen,
  { id, expects, measures, felt }: Touchpoint,
): Promise<Draft['kept']> {
  const kept: Draft['kept'][number][] = [];
  for (const { metric, atMost, atLeast } of expects) {
    const text = measures[metric]?.text;
    const read = text === undefined ? null : readRule(text, EVENT_ENVIRONMENT, 'number');
    const measure =
      metric === 'duration_s' || (metric === 'felt' && felt !== null)
        ? metric
        : read !== null && 'rule' in read
          ? read.rule
          : null;
    if (measure === null) continue;
    const found = await boundsKept(stores.facts, generation, months, {
      ...{ touchpoint: id, measure, atMost, atLeast },
    });
    const none = { n: 0, kept: 0 };
    const share = shareChanged(found.get(months.before) ?? none, found.get(months.now) ?? none);
    if (share !== null) kept.push({ metric, atMost, atLeast, share });
  }
  return kept;
}

function sizeOf({ difference }: Changed): number {
  return difference.kind === 'estimate' ? Math.abs(difference.median) : 0;
}

/** The changes that matter: of what is more than chance the most money first, then how it felt and what was kept; one a touchpoint. */
function headlinesOf(rows: readonly ChangedRow[]): ChangedComparison['headlines'] {
  const all = rows.flatMap((row) => {
    const { touchpoint, customer, business, volume, felt, kept } = row;
    const money = [
      { what: 'customer' as const, metric: null, changed: customer },
      { what: 'business' as const, metric: null, changed: business },
    ].toSorted((a, b) => sizeOf(b.changed) - sizeOf(a.changed));
    const others = [
      ...(felt === null ? [] : [{ what: 'felt' as const, metric: null, changed: felt }]),
      ...kept.map(({ metric, share }) => ({ what: 'kept' as const, metric, changed: share })),
      { what: 'volume' as const, metric: null, changed: volume },
    ];
    const [first] = [...money, ...others].filter(({ changed }) => changed.isChange);
    return first === undefined ? [] : [{ touchpoint, ...first }];
  });
  const isMoney = ({ what }: (typeof all)[number]): boolean =>
    what === 'customer' || what === 'business';
  return all
    .toSorted(
      (a, b) => Number(isMoney(b)) - Number(isMoney(a)) || sizeOf(b.changed) - sizeOf(a.changed),
    )
    .slice(0, HEADLINES_MAX);
}

/** What the rules find in each month alone: new is what they find now and did not find then. */
function findingsChanged(
  { model }: Reading,
  { before, now, months }: MonthsSeen,
  draws: Draws,
): ChangedComparison['findings'] {
  const foundIn = (seen: ReadonlyMap<string, SeenAt>, month: string): Findings['findings'] =>
    findings({
      ...{ model, draws, days: daysIn(month) },
      touchpoints: [...seen].map(([touchpoint, { cube, encounters, single, spreads }]) => ({
        ...{ touchpoint, cube, encounters: Math.round(encounters), spreads },
        people: single?.people ?? 0,
        peopleGivingData: single?.peopleGivingData ?? 0,
        encountersGivingData: single?.givingData ?? 0,
        encountersGivingDataGettingNothing: single?.gettingNothing ?? 0,
      })),
    }).findings;
  const [then, today] = [foundIn(before, months.before), foundIn(now, months.now)];
  const without = (some: Findings['findings'], others: Findings['findings']) => {
    const known = new Set(others.map(findingKey));
    return some
      .filter((each) => !known.has(findingKey(each)))
      .map((each) => findingOf(each, model));
  };
  return { new: without(today, then), gone: without(then, today) };
}
