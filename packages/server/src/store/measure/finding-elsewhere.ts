import { EVERYONE, textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import { type Generation, personSegmentTable, transferTable } from '../generation.ts';
import type { CustomerWeights } from './customers.ts';
import { ofSegment } from './segment-lens.ts';

/** Sums over people: what they leave the business with, and for how long they are known. */
export interface KnownSums {
  readonly people: number;
  /** Workspace currency, and days from what is first known of them to the end of the period. */
  readonly sum: number;
  readonly days: number;
  readonly squares: number;
  readonly products: number;
  readonly daysSquares: number;
}

/** The same of those who were at a touchpoint, but for what they left there, and of those who were not. */
export interface ElsewhereSums {
  readonly touchpoint: string;
  /** What those who were here leave here, together. */
  readonly net: number;
  readonly here: KnownSums;
  readonly others: KnownSums;
}

/** Above this many people every so-manieth stands for them, by id. */
const PEOPLE_MAX = 20_000;

/**
 * What each person leaves the business with at some touchpoints and at all others, at the first scenario of the weights.
 *
 * Shape: a row for each touchpoint named where anybody was. Workspace currency, over the days seen.
 */
export async function elsewhereSums(
  facts: Facts,
  generation: Generation,
  asked: {
    readonly touchpoints: readonly string[];
    readonly segmented: boolean;
    readonly segment: string | undefined;
    readonly weights: readonly CustomerWeights[];
    readonly people: number;
  },
): Promise<readonly ElsewhereSums[]> {
  const { touchpoints, segmented, segment, weights, people } = asked;
  if (touchpoints.length === 0 || weights.length === 0) return [];
  const everyNth = Math.max(1, Math.ceil(people / PEOPLE_MAX));
  const rows = await facts.rows<Row>(sqlOf(generation, segmented, segment, weights), {
    parameters: { seq: generation.seqDone, touchpoints, everyNth },
  });
  const all = rows.find(({ place }) => place === '');
  if (all === undefined) return [];
  return rows.flatMap((row) => {
    if (row.place === '') return [];
    const [people, days, daysSquares] = [Number(row.people), row.days, row.days_squares];
    const here = { people, days, daysSquares, sum: row.elsewhere, squares: row.squares };
    return [
      {
        ...{ touchpoint: row.place, net: row.net, here: { ...here, products: row.products } },
        others: {
          people: Number(all.people) - people,
          ...{ sum: all.total - row.total, days: all.days - days },
          squares: all.total_squares - row.total_squares,
          products: all.total_products - row.total_products,
          daysSquares: all.days_squares - daysSquares,
        },
      },
    ];
  });
}

interface Row {
  /** Empty: all people. */
  readonly place: string;
  readonly people: string;
  readonly net: number;
  readonly elsewhere: number;
  readonly squares: number;
  readonly products: number;
  readonly total: number;
  readonly total_squares: number;
  readonly total_products: number;
  readonly days: number;
  readonly days_squares: number;
}

function sqlOf(
  generation: Generation,
  segmented: boolean,
  only: string | undefined,
  weights: readonly CustomerWeights[],
): string {
  // Rows are grouped by numbers, which are worked out once a name: the columns are dictionaries.
  const names = {
    kind: [...new Set(weights.map(({ kind }) => kind))],
    actor: [...new Set(weights.flatMap(({ giver, receiver }) => [giver, receiver]))],
    segment: [...new Set([EVERYONE, ...weights.map(({ segment: of }) => of)])],
  };
  const actors = names.actor.length + 1;
  const codes = (names.kind.length + 1) * actors ** 2;
  const place = (all: readonly string[], one: string): number => all.indexOf(one) + 1;
  const numbered = (column: string, all: readonly string[]): string =>
    `transform(${column}, [${all.map(textSql).join(', ')}], [${all.map((_, at) => `toUInt32(${at + 1})`).join(', ')}], toUInt32(0))`;
  const known = weights.map(
    ({ segment: of, kind, giver, receiver }) =>
      `toUInt32(${place(names.segment, of) * codes + (place(names.kind, kind) * actors + place(names.actor, giver)) * actors + place(names.actor, receiver)})`,
  );
  const code = `toUInt32((${numbered('kind', names.kind)} * ${actors} + ${numbered('giver', names.actor)}) * ${actors} + ${numbered('receiver', names.actor)})`;
  const adds = weights.map(({ weights: [weight = 0] }) => `toFloat64(${weight})`);
  const segment = segmented
    ? `if(ps.segment = '', 1, ${numbered('ps.segment', names.segment)})`
    : '1';
  const join = segmented
    ? `LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = t.person_id`
    : '';
  return `SELECT place, toString(count()) AS people, sum(here) AS net, sum(whole - here) AS elsewhere, sum((whole - here) * (whole - here)) AS squares,
      sum((whole - here) * known) AS products, sum(whole) AS total, sum(whole * whole) AS total_squares, sum(whole * known) AS total_products,
      sum(known) AS days, sum(known * known) AS days_squares
    FROM (
      SELECT whole, known, part.1 AS place, part.2 AS here FROM (
        SELECT sum(net) AS whole, toFloat64(dateDiff('day', min(since), (SELECT max(at) FROM ${transferTable(generation)} WHERE seq <= {seq:UInt64})) + 1) AS known, arrayPushBack(groupArrayIf((place, net), place != ''), ('', 0.)) AS parts FROM (
          SELECT t.person_id AS person, place, min(first) AS since, sum(amount * transform(toUInt32(${segment} * ${codes} + code), [${known.join(', ')}], [${adds.join(', ')}], toFloat64(0))) AS net
          FROM (SELECT person_id, if(touchpoint IN {touchpoints:Array(String)}, toString(touchpoint), '') AS place,
              ${code} AS code, toFloat64(sum(sign * quantity)) AS amount, min(at) AS first
            FROM ${transferTable(generation)}
            WHERE seq <= {seq:UInt64} AND isNotNull(person_id) AND cityHash64(person_id) % {everyNth:UInt64} = 0 ${ofSegment(generation, only)}
            GROUP BY person_id, place, code) AS t ${join}
          GROUP BY person, place)
        GROUP BY person)
      ARRAY JOIN parts AS part)
    GROUP BY place ORDER BY place`;
}
