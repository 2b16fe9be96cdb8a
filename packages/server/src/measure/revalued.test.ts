// What a browser says under moved opinions is held to what the server says of a model that has them.
import { drawsOf, type Model } from '@bothways/core';
import type { Overview, Valuations, Year } from '@bothways/core/contract';
import {
  figuresOf,
  keptBetween,
  movedTo,
  type Opinions,
  opinionKey,
  overviewAt,
  overviewDrawn,
  plannedWith,
  plannedYear,
  saidOf,
  standingOf,
  valuationsSaid,
} from '@bothways/core/revalue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillLarkfield } from '../api/app-testing.ts';
import { openTestStores } from '../store/testing.ts';
import { type Reading, readingNow } from './reading.ts';
import { reportData } from './report.ts';
import { valuationsShown } from './valuations-shown.ts';
import { yearShown } from './year.ts';

const INSTANT = '2026-09-01T00:00:00.000Z';
let opened: Awaited<ReturnType<typeof openTestStores>>;
let reading: Reading;
let base: Overview;
let valuations: Valuations;
let year: Year;

beforeAll(async () => {
  opened = await openTestStores();
  await fillLarkfield(opened.stores, 800);
  const now = await readingNow(opened.stores);
  if (now === null) throw new Error('there is no ledger');
  reading = now;
  base = wired(await reportData(reading, INSTANT));
  valuations = wired(valuationsShown(reading));
  year = wired(await yearShown(reading));
}, 60_000);
afterAll(() => opened.close());

function wired<Told>(told: Told): Told {
  return JSON.parse(JSON.stringify(told));
}

/** A few opinions of all sorts: moved, typed, newly said, and said no more. */
function someMoves(): Opinions {
  const said = { basis: 'assumed', source: null, agreedBy: null, agreedOn: null } as const;
  const waiting = { kind: 'time:waiting', segment: null, give: null, part: 'cost' } as const;
  const goods = { kind: 'goods', segment: null, give: null, part: 'worth' } as const;
  const is = saidOf(valuations.valuations, waiting);
  if (is === null) throw new Error('Larkfield says what waiting costs');
  const unsaid = valuations.kinds.find(
    ({ id, family }) => family === 'data' && !valuations.valuations.some(({ kind }) => kind === id),
  );
  return new Map([
    [opinionKey(waiting), movedTo(is, is.median * 1.6)],
    [opinionKey(goods), { median: 0.9, low: 0.8, high: 1.1, ...said }],
    [
      opinionKey({ kind: unsaid?.id ?? '', segment: null, give: null, part: 'worth' }),
      { median: 0.5, low: 0.2, high: 1.25, ...said },
    ],
  ]);
}

/** A report without what only people can say, what is meant for the future, and what is no figure. */
function comparable({ across: _, futures: __, made, ...rest }: Overview): unknown {
  return { ...rest, made: made.valuations };
}

async function serverSays(said: Valuations['valuations']): Promise<Overview> {
  const place = { file: '', line: 1, column: 1 };
  const placed: Model['valuations'] = said.map(({ worth, cost, ...whom }) => ({
    ...whom,
    worth: worth === null ? null : { ...worth, place },
    cost: cost === null ? null : { ...cost, place },
    place,
  }));
  const model = { ...reading.model, valuations: placed };
  return wired(await reportData({ ...reading, model }, INSTANT));
}

test('[ME10] unmoved it is the overview itself, drawn or not', () => {
  const planned = plannedYear(valuations, year);
  const standing = standingOf(planned, valuations.valuations);
  expect(overviewAt(base, figuresOf(standing), standing)).toBe(base);
  const drawn = overviewDrawn(base, planned.read, drawsOf());
  expect(comparable(drawn)).toEqual(comparable(base));
});

test('[ME10] moved and drawn it is what the server says of a model with these opinions', async () => {
  const said = valuationsSaid(valuations.valuations, someMoves());
  const planned = plannedWith(plannedYear(valuations, year), said);
  const drawn = overviewDrawn(base, planned.read, drawsOf());
  const server = await serverSays(said);
  expect(drawn.findings).not.toEqual(base.findings);
  expect(comparable(drawn)).toEqual(comparable(server));
  // Where nothing was moved it need not be drawn again.
  const agreed = plannedYear(valuations, year);
  const [was, is] = [agreed, planned].map((each) => figuresOf(standingOf(each, each.valuations)));
  if (was === undefined || is === undefined) throw new Error('both have figures');
  const isKept = keptBetween(was, is);
  const kept = placesOf(base).filter(({ id }) => isKept(id, 'measured'));
  expect(kept.length).toBeGreaterThan(0);
  const quickly = overviewDrawn(base, planned.read, drawsOf(), isKept);
  expect(comparable(quickly)).toEqual(comparable(server));
});

test('[ME10] while it is moved, medians are near what will be drawn, and so are the ranges', () => {
  const planned = plannedYear(valuations, year);
  const said = valuationsSaid(valuations.valuations, someMoves());
  const standing = standingOf(planned, said);
  const now = overviewAt(base, figuresOf(standingOf(planned, planned.valuations)), standing);
  const drawn = overviewDrawn(base, plannedWith(planned, said).read, drawsOf());
  const pairs = [
    ...(['customer', 'business', 'joint'] as const).map((side) => [
      now.net.measured?.[side],
      drawn.net.measured?.[side],
    ]),
    ...placesOf(now).flatMap((place, at) => {
      const other = placesOf(drawn)[at];
      return (['customer', 'business'] as const).map((side) => [
        place.measured?.[side],
        other?.measured?.[side],
      ]);
    }),
  ];
  let compared = 0;
  for (const [is, will] of pairs) {
    if (is?.kind !== 'estimate' || will?.kind !== 'estimate') continue;
    compared += 1;
    const [reach, reached] = [is.high - is.low, will.high - will.low];
    expect(Math.abs(is.median - will.median)).toBeLessThanOrEqual(0.15 * reached + 0.01);
    if (reached > 1) expect(reach / reached).toBeGreaterThan(0.7);
    if (reached > 1) expect(reach / reached).toBeLessThan(1.4);
  }
  expect(compared).toBeGreaterThan(30);
});

function placesOf({ journeys }: Overview) {
  return journeys
    .flatMap(({ phases }) => phases.flatMap(({ steps }) => steps))
    .flatMap(({ touchpoints }) => touchpoints);
}
