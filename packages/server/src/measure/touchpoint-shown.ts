import {
  type CubeRow,
  drawsOf,
  type Estimate,
  GRADES,
  type Grade,
  gradeWorst,
  nets,
} from '@bothways/core';
import type { TouchpointMonth, TouchpointWhole, ValueRule } from '@bothways/core/contract';
import { cube } from '../store/measure/cube.ts';
import { movedSpreadsAt } from '../store/measure/moved-spreads.ts';
import { aggregatePeriods, daysCovered } from '../store/measure/periods.ts';
import {
  encountersByMonth,
  type Here,
  legsRefused,
  singlePeriod,
  type TouchpointSeen,
  touchpointSeen,
} from '../store/measure/touchpoint-seen.ts';
import type { Reading } from './reading.ts';
import { believedAgainstMeasured } from './touchpoint-compared.ts';
import { believedExchange, measuredExchange } from './touchpoint-exchange.ts';
import { expectationsHeld } from './touchpoint-expected.ts';
import { touchpointSpreads } from './touchpoint-spreads.ts';
import {
  measureUnit,
  type TouchpointPlace,
  touchpointPlace,
  touchpointWords,
} from './touchpoint-words.ts';
import { DAYS_A_YEAR, inAYear, merged } from './yearly.ts';

/** One touchpoint, whole, of the ledger that is read; null: the model has none of that id. */
export async function touchpointShown(
  reading: Reading,
  id: string,
): Promise<TouchpointWhole | null> {
  const { stores, generation, model } = reading;
  const place = touchpointPlace(model, id);
  if (place === null) return null;
  const here: Here = { facts: stores.facts, generation, touchpoint: id };
  const { touchpoint } = place;
  const [seen, single, refused] = [
    await touchpointSeen(here),
    await singlePeriod(stores.facts, generation),
    await legsRefused(here),
  ];
  const moved = await movedHere(reading, here, seen, single?.days ?? 0);
  const draws = drawsOf();
  const { spreads, legs } = await touchpointSpreads({
    ...{ here, model, touchpoint, seen },
    cube: moved.seen,
    refusedSingles: singlesBy(refused),
    grade: gradeOf(moved.seen),
    netGrade: netGradeOf(nets(moved.seen, model, { draws, encounters: seen.encounters }).customer),
  });
  const unsaid = unsaidOf(reading, place, refused);
  const words = touchpointWords(model);
  return {
    ...placeShown(reading, place),
    standing: standingOf(place, seen, single !== null || moved.hasAny),
    period: seen.from === null || seen.to === null ? null : { from: seen.from, to: seen.to },
    encounters: seen.encounters,
    inAggregates: seen.inAggregates,
    people: seen.people === 0 ? null : seen.people,
    measured:
      seen.encounters === 0
        ? null
        : measuredExchange(model, {
            ...{ touchpoint, draws, unsaid, yearly: moved.yearly, seenRows: moved.seen },
            seen: seen.encounters,
            spreads: await movedSpreadsAt(stores.facts, generation, id),
            encountersYearly: moved.encountersYearly,
          }),
    believed: believedExchange(model, touchpoint, draws),
    spreads,
    expectations: await expectationsHeld(here, touchpoint, seen),
    when: touchpoint.when === null ? null : ruleOf(touchpoint.when),
    also: touchpoint.also,
    values: valueRules(place, words, refused),
    compared: believedAgainstMeasured({
      ...{ model, touchpoint, legs, seen: seen.encounters },
      encountersYearly: moved.encountersYearly,
    }),
    months: await monthsOf(reading, here, moved.byMonth, single),
  };
}

interface Moved {
  readonly byMonth: readonly CubeRow[];
  readonly seen: readonly CubeRow[];
  readonly yearly: readonly CubeRow[];
  readonly encountersYearly: number;
  /** Something was seen at some touchpoint. */
  readonly hasAny: boolean;
}

/** What moved here: as seen, by month, and a year of it, scaled as everywhere (see yearly.ts). */
async function movedHere(
  { model }: Reading,
  { facts, generation, touchpoint }: Here,
  { encounters, inAggregates }: TouchpointSeen,
  days: number,
): Promise<Moved> {
  const periods = await aggregatePeriods(facts, generation);
  const own = daysCovered(periods.get(touchpoint) ?? []);
  const ask = { facts, generation, model, by: ['month'] as const, touchpoint };
  const hasOwn = own > 0;
  const single = await cube(hasOwn ? { ...ask, part: 'single' } : ask);
  const aggregate = hasOwn ? await cube({ ...ask, part: 'aggregate' }) : [];
  const [one, total] = [whole(single, touchpoint), whole(aggregate, touchpoint)];
  const counted = hasOwn ? inAggregates : 0;
  return {
    byMonth: [...single, ...aggregate],
    seen: merged([...one, ...total]),
    yearly: merged([
      ...(days === 0 ? [] : inAYear(one, days)),
      ...(hasOwn ? inAYear(total, own) : []),
    ]),
    encountersYearly:
      (days === 0 ? 0 : ((encounters - counted) * DAYS_A_YEAR) / days) +
      (hasOwn ? (counted * DAYS_A_YEAR) / own : 0),
    hasAny: days > 0 || periods.size > 0,
  };
}

function whole(rows: readonly CubeRow[], touchpoint: string): readonly CubeRow[] {
  return merged(rows.map((row) => ({ ...row, keys: { touchpoint } })));
}

function gradeOf(rows: readonly CubeRow[]): Grade {
  return gradeWorst(GRADES.filter((grade) => rows.some(({ grades }) => (grades[grade] ?? 0) > 0)));
}

function netGradeOf(net: Estimate): Grade {
  return net.kind === 'estimate' ? net.grade : 'D';
}

type Refused = Awaited<ReturnType<typeof legsRefused>>;

function singlesBy(refused: Refused): ReadonlyMap<number, number> {
  return new Map(
    [...Map.groupBy(refused, ({ leg }) => leg)].map(([leg, rows]) => [
      leg,
      rows.reduce((sum, { singles }) => sum + singles, 0),
    ]),
  );
}

/** Kinds whose quantity events did not say, by name. */
function unsaidOf({ model }: Reading, { touchpoint }: TouchpointPlace, refused: Refused): string[] {
  const words = touchpointWords(model);
  const absent = new Set(refused.flatMap(({ leg, reason }) => (reason === 'absent' ? [leg] : [])));
  const names = touchpoint.exchange.flatMap(({ leg, kind }) =>
    absent.has(leg) ? [words.kind(kind).name] : [],
  );
  return [...new Set(names)];
}

function standingOf(
  { touchpoint, state }: TouchpointPlace,
  { encounters }: TouchpointSeen,
  hasAny: boolean,
): TouchpointWhole['standing'] {
  if (encounters > 0) return 'measured';
  if (state === 'future') return 'future';
  if (touchpoint.when === null) return 'no-rule';
  return hasAny ? 'unseen' : 'no-events';
}

function placeShown(
  { model }: Reading,
  { touchpoint, journey, phase, step, state, momentOfTruth }: TouchpointPlace,
) {
  const { id, name, channel, owner, intention, quote, influence } = touchpoint;
  return {
    ...{ id, name, journey, phase, step, momentOfTruth, channel, intention, quote, influence },
    journeyState: state,
    owner: owner === null ? null : touchpointWords(model).actor(owner).name,
    ownerId: owner,
    currency: model.currency,
  };
}

function ruleOf({ text, place }: { text: string; place: { file: string; line: number } }) {
  return { text, file: place.file, line: place.line };
}

function valueRules(
  { touchpoint }: TouchpointPlace,
  words: ReturnType<typeof touchpointWords>,
  refused: Refused,
): readonly ValueRule[] {
  const plain = { kind: null, leg: null, way: null, signed: false, refused: [] } as const;
  return [
    ...touchpoint.exchange.map(({ leg, give, to, kind, quantity, signed }) => ({
      ...ruleOf(quantity),
      of: 'quantity' as const,
      ...{ name: words.kind(kind).name, kind, leg, signed, way: words.way(give, to) },
      unit: words.kind(kind).unit,
      refused: refused
        .filter((each) => each.leg === leg)
        .map(({ reason, count }) => ({ reason, count })),
    })),
    ...Object.entries(touchpoint.measures).map(([name, text]) => ({
      ...plain,
      ...ruleOf(text),
      of: 'measure' as const,
      ...{ name, unit: measureUnit(name) },
    })),
    ...(touchpoint.felt === null
      ? []
      : [
          {
            ...plain,
            ...ruleOf(touchpoint.felt.from),
            of: 'felt' as const,
            ...{ name: touchpoint.felt.scale, unit: 'felt' },
          },
        ]),
  ];
}

async function monthsOf(
  { model }: Reading,
  here: Here,
  byMonth: readonly CubeRow[],
  single: { readonly from: string; readonly to: string } | null,
): Promise<readonly TouchpointMonth[]> {
  const rows = Map.groupBy(byMonth, ({ keys }) => keys['month'] ?? '');
  const draws = drawsOf({ iterations: 1000 });
  return (await encountersByMonth(here)).map(({ month, encounters }) => {
    const { customer, business } = nets(rows.get(month) ?? [], model, { draws, encounters });
    const isFirst = single !== null && month === single.from.slice(0, 7);
    const isLast = single !== null && month === single.to.slice(0, 7);
    return {
      ...{ month, encounters, customer, business },
      isPartial:
        (isFirst && !single.from.endsWith('-01')) || (isLast && single.to !== lastDay(month)),
    };
  });
}

/** ISO 8601. */
function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
