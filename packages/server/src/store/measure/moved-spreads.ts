import { type Spreads, textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, transferTable } from '../generation.ts';
import { ofSegment } from './segment-lens.ts';

/** How far what moved is spread over people: at each touchpoint, in each journey and over all. */
export interface MovedSpreads {
  readonly at: ReadonlyMap<string, Spreads>;
  readonly journeys: ReadonlyMap<string, Spreads>;
  readonly all: Spreads;
}

export interface SpreadsAsked {
  readonly segment?: string | undefined;
  /** Only what single encounters moved in it, such as 2026-08. */
  readonly month?: string;
  readonly sampledFrom?: number;
}

/**
 * Above this many people, or encounters of nobody named, a fixed sample of them stands for all: of amounts as unlike as
 * incomes the spread is then within some hundredths of its own size.
 */
const SAMPLED_FROM = 50_000;
/** Touchpoints asked at once: what is kept of each is of so many people. */
const PLACES_TOGETHER = 10;

/**
 * The relative spread of each kind over the people who moved it, who come by themselves: the square root of the sum over
 * people of the square of what each moved, by the sum. Who names nobody counts as one encounter by itself, a total of n
 * encounters as n alike.
 *
 * Shape: kinds of which in sum nothing moved are left out. Of a sample both sums stand for all.
 * Source: the variance of a compound Poisson sum is the sum of squares; `spreadOfPeople` in core is its reference.
 */
export async function movedSpreads(
  facts: Facts,
  generation: Generation,
  { segment, month, sampledFrom = SAMPLED_FROM }: SpreadsAsked = {},
): Promise<MovedSpreads> {
  // Totals know of no month: they are laid on months by days.
  const within =
    month === undefined ? '' : `AND n = 1 AND formatDateTime(at, '%Y-%m') = ${textSql(month)}`;
  const own = `${ofSegment(generation, segment)} ${within}`;
  const asking: Asking = { facts, generation, own, sampledFrom };
  const met = await metAt(asking);
  const whole = rateOf(met.find(({ touchpoint }) => touchpoint === '') ?? NOBODY, sampledFrom);
  const all = spreadsIn(await movedRows(asking, "''", whole)).get('') ?? {};
  const journeys = new Set(met.flatMap(({ journey }) => (journey === '' ? [] : [journey])));
  return {
    at: await spreadsAt(asking, met),
    journeys:
      journeys.size > 1
        ? spreadsIn(await movedRows(asking, 'journey', whole))
        : new Map([...journeys].map((journey) => [journey, all])),
    all,
  };
}

/** The same of one touchpoint alone. */
export async function movedSpreadsAt(
  facts: Facts,
  generation: Generation,
  touchpoint: string,
): Promise<Spreads> {
  const own = `AND touchpoint = ${textSql(touchpoint)}`;
  const asking: Asking = { facts, generation, own, sampledFrom: SAMPLED_FROM };
  return (await spreadsAt(asking, await metAt(asking))).get(touchpoint) ?? {};
}

interface Asking {
  readonly facts: Facts;
  readonly generation: Generation;
  /** What else holds of the rows, as SQL. */
  readonly own: string;
  readonly sampledFrom: number;
}

/** How many people, and encounters of nobody named, were met at a touchpoint; over all under ''. */
interface Met {
  readonly touchpoint: string;
  readonly journey: string;
  readonly people: number;
  readonly unnamed: number;
}

const NOBODY: Met = { touchpoint: '', journey: '', people: 0, unnamed: 0 };

async function metAt({ facts, generation, own }: Asking): Promise<readonly Met[]> {
  const rows = await facts.rows<Record<'place' | 'met_in' | 'people' | 'unnamed', string>>(
    `SELECT toString(touchpoint) AS place, if(place = '', '', toString(any(of))) AS met_in,
       toString(uniqMerge(met)) AS people, toString(sum(alone)) AS unnamed
     FROM (SELECT touchpoint, any(journey) AS of, uniqState(cityHash64(person_id)) AS met, countIf(isNull(person_id)) AS alone
       FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} ${own} GROUP BY touchpoint)
     GROUP BY GROUPING SETS ((touchpoint), ()) ORDER BY place`,
    { parameters: { seq: generation.seqDone } },
  );
  return rows.map(({ place, met_in: journey, people, unnamed }) => ({
    ...{ touchpoint: place, journey },
    ...{ people: Number(people), unnamed: Number(unnamed) },
  }));
}

/** Those of few are asked together, those of many by themselves, so that the memory of each question is bounded. */
async function spreadsAt(
  asking: Asking,
  met: readonly Met[],
): Promise<ReadonlyMap<string, Spreads>> {
  const found = new Map<string, Spreads>();
  for (const { some, rate } of asked(met, asking.sampledFrom)) {
    const here = `AND touchpoint IN (${some.map(textSql).join(', ')})`;
    const rows = await movedRows({ ...asking, own: `${asking.own} ${here}` }, 'touchpoint', rate);
    for (const [touchpoint, spreads] of spreadsIn(rows)) found.set(touchpoint, spreads);
  }
  return found;
}

interface Asked {
  readonly some: readonly string[];
  readonly rate: Rate;
}

/** Of so many people, and encounters of nobody named, one is looked at; 0: there are none. */
interface Rate {
  readonly people: number;
  readonly unnamed: number;
}

function rateOf({ people, unnamed }: Pick<Met, 'people' | 'unnamed'>, most: number): Rate {
  return { people: Math.ceil(people / most), unnamed: Math.ceil(unnamed / most) };
}

function asked(met: readonly Met[], most: number): readonly Asked[] {
  const places = met.filter(({ touchpoint }) => touchpoint !== '');
  const alike = Map.groupBy(places, (each) => {
    const { people, unnamed } = rateOf(each, most);
    return `${people} ${unnamed}`;
  });
  return [...alike.values()].flatMap((some) =>
    Array.from({ length: Math.ceil(some.length / PLACES_TOGETHER) }, (_, at) => {
      const together = some.slice(at * PLACES_TOGETHER, (at + 1) * PLACES_TOGETHER);
      const rate = rateOf(some[0] ?? NOBODY, most);
      return { some: together.map(({ touchpoint }) => touchpoint), rate };
    }),
  );
}

interface MovedRow {
  readonly place: string;
  readonly kind: string;
  readonly squares: number;
  readonly moved: number;
}

/**
 * Sums and sums of squares of what each person moved of a kind, by `place`, a column or a text. People are told apart, with
 * their place and kind, by one number of 64 bits: rows are grouped by it twice as fast as by names.
 */
function movedRows(
  { facts, generation, own }: Asking,
  place: string,
  { people, unnamed }: Rate,
): Promise<readonly MovedRow[]> {
  const [one, nobody] = [Math.max(1, people), Math.max(1, unnamed)];
  const isNobody = unnamed === 0 ? 'false' : 'isNull(person_id)';
  const person = 'cityHash64(assumeNotNull(person_id))';
  const who = unnamed === 0 ? person : `if(${isNobody}, intHash64(seq), ${person})`;
  const of = unnamed === 0 ? String(one) : `if(${isNobody}, ${nobody}, ${one})`;
  return facts.rows<MovedRow>(
    `SELECT place, kind_ AS kind, sum(each * q * q / alike) AS squares, sum(each * q) AS moved FROM (
       SELECT toString(any(${place})) AS place, toString(any(kind)) AS kind_, sum(sign * toFloat64(quantity)) AS q,
         any(${of}) AS each, ${unnamed === 0 ? '1' : `any(if(${isNobody}, n, 1))`} AS alike
       FROM ${transferTable(generation)}
       WHERE seq <= {seq:UInt64} ${one + nobody === 2 ? '' : `AND ${who} % ${of} = 0`} ${own}
       GROUP BY ${who} + 3 * cityHash64(kind) + 9 * cityHash64(${place}))
     GROUP BY place, kind_ ORDER BY place, kind_`,
    { parameters: { seq: generation.seqDone } },
  );
}

function spreadsIn(rows: readonly MovedRow[]): ReadonlyMap<string, Spreads> {
  const places = Map.groupBy(rows, ({ place }) => place);
  return new Map(
    [...places].map(([place, some]) => [
      place,
      Object.fromEntries(
        some.flatMap(({ kind, squares, moved }) =>
          moved > 0 ? [[kind, rounded(Math.min(1, Math.sqrt(squares) / moved))] as const] : [],
        ),
      ),
    ]),
  );
}

/** Sums in any order differ in their last digits, and a spread is a doubt: six digits of it are the same each time. */
function rounded(spread: number): number {
  return Number(spread.toPrecision(6));
}
