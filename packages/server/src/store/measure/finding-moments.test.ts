import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Generation, threadTable } from '../generation.ts';
import { openTestStores } from '../testing.ts';
import { createThreads } from '../thread-table.ts';
import { momentPeople, momentsAt } from './finding-moments.ts';
import type { JourneyHere } from './journey-here.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
  opened = await openTestStores();
}, 60_000);
afterAll(() => opened.close());

interface Row {
  readonly instance: bigint;
  readonly person: number;
  readonly touchpoint: string;
  readonly place: number;
  readonly places: number;
  readonly felt: number | null;
  readonly end: string;
  readonly before: string;
}

/** Journeys of one to six encounters, their ids all over 64 bits. */
function madeUp(): readonly Row[] {
  let state = 7;
  const upTo = (most: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % most;
  };
  return Array.from({ length: 300 }, (_, at) => {
    const places = 1 + upTo(6);
    const end = ['completed', 'abandoned', 'open'][upTo(3)] ?? 'open';
    const went = Array.from({ length: places }, () => ({
      touchpoint: `t${upTo(4)}`,
      felt: upTo(3) === 0 ? null : (upTo(2000) - 1000) / 1000,
    }));
    const instance = (2n ** 64n / 300n) * BigInt(at) + BigInt(upTo(1_000_000));
    return went.map((each, index) => ({
      ...{ instance, person: upTo(1) + (at % 40), place: index + 1, places, end, ...each },
      before: went[index - 1]?.touchpoint ?? '',
    }));
  }).flat();
}

/** The same counted by hand. */
function byHand(rows: readonly Row[], touchpoint: string) {
  const journeys = [
    ...Map.groupBy(
      rows.filter(({ end }) => end !== 'open'),
      ({ instance }) => instance,
    ).values(),
  ];
  const came = journeys.filter((each) => each.some((row) => row.touchpoint === touchpoint));
  const lasts = journeys
    .flatMap((each) => each.slice(-1))
    .filter((row) => row.touchpoint === touchpoint);
  const peaks = journeys.flatMap((each) => {
    const rated = each.filter(({ felt }) => felt !== null);
    if (rated.length < 2 || rated.every((row) => row.touchpoint !== touchpoint)) return [];
    return rated
      .toSorted((a, b) => Math.abs(b.felt ?? 0) - Math.abs(a.felt ?? 0) || b.place - a.place)
      .slice(0, 1);
  });
  const badOf = (some: readonly Row[]) => some.filter((row) => row.felt !== null && row.felt < 0);
  const feltOf = (all: readonly Row[], bad: readonly Row[]) => ({
    ...{ journeys: all.length, bad: bad.length },
    sum: expect.closeTo(
      bad.reduce((sum, { felt }) => sum + (felt ?? 0), 0),
      9,
    ) as number,
  });
  return {
    left: new Set(lasts.filter(({ end }) => end === 'abandoned').map(({ person }) => person)).size,
    row: {
      ...{ touchpoint, visits: came.length },
      left: lasts.filter(({ end }) => end === 'abandoned').length,
      ends: feltOf(
        lasts.filter(({ felt }) => felt !== null),
        badOf(lasts),
      ),
      peaks: feltOf(peaks, badOf(peaks.filter((row) => row.touchpoint === touchpoint))),
    },
  };
}

test('[FM1] moments of journeys are those counted by hand, whole and in parts', async () => {
  const { facts } = opened.stores;
  const generation: Generation = {
    ...{
      id: 1,
      modelVersion: 1,
      seqDone: 1000,
      seqWorked: 1000,
      recognition: '',
      summary: null,
      corrected: false,
    },
  };
  const rows = madeUp();
  await createThreads(facts, generation);
  const values = rows.map(
    ({ instance, person, touchpoint, place, places, felt, end, before }) =>
      `(${instance}, 'j', toFixedString('${person}', 16), '${touchpoint}', ${felt ?? 'NULL'}, ${place}, ${places}, '${end}', '${before}')`,
  );
  await facts.run(
    `INSERT INTO ${threadTable(generation)} (instance, journey, person_id, touchpoint, felt, place, places, end, before) VALUES ${values.join(', ')}`,
  );
  const here: JourneyHere = { facts, generation, journey: 'j' };
  const wanted = ['t0', 't1', 't2', 't3'].map((touchpoint) => byHand(rows, touchpoint));
  for (const parts of [undefined, 2, 5]) {
    const found = await momentsAt(here, parts);
    expect(found.toSorted((a, b) => a.touchpoint.localeCompare(b.touchpoint))).toEqual(
      wanted.map(({ row }) => row),
    );
  }
  expect(await momentPeople(here, 't0', 'left')).toBe(wanted[0]?.left);
});
