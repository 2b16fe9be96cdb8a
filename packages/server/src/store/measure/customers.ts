import { EVERYONE, textSql } from '@bothways/core';
import type { Facts } from '../facts.ts';
import {
  encounterTable,
  type Generation,
  personSegmentTable,
  transferTable,
} from '../generation.ts';
import { ofSegment } from './segment-lens.ts';

/** What one smallest unit of a kind, going this way, adds to net(customer) for people of a segment: one weight a scenario. */
export interface CustomerWeights {
  readonly segment: string;
  readonly kind: string;
  readonly giver: string;
  readonly receiver: string;
  readonly weights: readonly number[];
}

/** The weights of a whole ledger. `segmented`: people count by their segment, else all of them as `everyone`. */
export interface WeightsOfAll {
  readonly segmented: boolean;
  /** Only people of it; left out: everybody. */
  readonly segment?: string | undefined;
  readonly weights: readonly CustomerWeights[];
}

/** How net(customer) over the whole period is spread over people, in one scenario of the weights. */
export interface Spread {
  readonly gini: number | null;
  readonly shareNegative: number;
  /** Mean net of the worst-off tenth. */
  readonly cvar10: number;
}

export interface CustomerSpread {
  /** People with transfers. */
  readonly people: number;
  /** How many of them the spread was worked out on: all, or a fixed sample by id. */
  readonly sampled: number;
  /** One a scenario, in the order of the weights; empty without people. */
  readonly spreads: readonly Spread[];
  /** Part of the encounters that name no person. */
  readonly withoutPerson: number;
}

/** Above this many people a fixed sample of them, by id, stands for all. */
const PEOPLE_MAX = 200_000;

/**
 * Works out each person's net in the fact store, once for all scenarios, and only brings back the sums.
 *
 * Gini with negatives, normalised: sum (2i - n - 1) x_i / ((n - 1)(T+ + T-)) over people in ascending order.
 * Units: workspace currency, the whole period.
 * Source: methods.md 1.5 (Raffinetti, Siletti, Vernizzi); the same figures as core's acrossCustomers.
 */
export async function customerSpread(
  facts: Facts,
  generation: Generation,
  { segmented, segment, weights }: WeightsOfAll,
): Promise<CustomerSpread> {
  const parameters = { seq: generation.seqDone };
  const own = ofSegment(generation, segment);
  const [counted] = await facts.rows<{ people: string }>(
    `SELECT uniqExact(person_id) AS people FROM ${transferTable(generation)} WHERE seq <= {seq:UInt64} ${own}`,
    { parameters },
  );
  const [named] = await facts.rows<{ part: number }>(
    `SELECT if(sum(n) = 0, 0, sumIf(n, isNull(person_id)) / sum(n)) AS part
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} ${own}`,
    { parameters },
  );
  const people = Number(counted?.people ?? 0);
  const rows =
    people === 0 || weights.length === 0
      ? []
      : await facts.rows<SpreadRow>(
          spreadSql(generation, { segmented, segment, weights }, Math.ceil(people / PEOPLE_MAX)),
          { parameters },
        );
  return {
    people,
    sampled: Number(rows[0]?.people ?? 0),
    spreads: rows.map(spreadOf),
    withoutPerson: named?.part ?? 0,
  };
}

interface SpreadRow {
  readonly people: string;
  readonly negative: string;
  readonly size: number;
  readonly ranked: number;
  readonly worst: number;
}

function spreadOf({ people, negative, size, ranked, worst }: SpreadRow): Spread {
  const n = Number(people);
  return {
    gini: n < 2 ? null : size === 0 ? 0 : ranked / ((n - 1) * size),
    shareNegative: Number(negative) / n,
    cvar10: worst / (n / 10),
  };
}

/**
 * Transfers and segments become small numbers first, worked out once a distinct name (the columns are dictionaries), so that
 * the sums over people group and look up numbers only.
 */
function spreadSql(
  generation: Generation,
  { segmented, segment: only, weights }: WeightsOfAll,
  oneIn: number,
): string {
  const ordinals = {
    segment: distinct(weights.map(({ segment }) => segment)),
    kind: distinct(weights.map(({ kind }) => kind)),
    actor: distinct(weights.flatMap(({ giver, receiver }) => [giver, receiver])),
  };
  const actors = ordinals.actor.length + 1;
  const code = (kind: string, giver: string, receiver: string): string =>
    `toUInt32((${kind} * ${actors} + ${giver}) * ${actors} + ${receiver})`;
  const codes = (ordinals.kind.length + 1) * actors ** 2;
  const places = weights.map(
    ({ segment, kind, giver, receiver }) =>
      (ordinals.segment.indexOf(segment) + 1) * codes +
      ((ordinals.kind.indexOf(kind) + 1) * actors + ordinals.actor.indexOf(giver) + 1) * actors +
      (ordinals.actor.indexOf(receiver) + 1),
  );
  const net = (scenario: number): string =>
    `sum(amount * transform(place, [${places.map((place) => `toUInt32(${place})`).join(', ')}], [${weights
      .map((each) => `toFloat64(${each.weights[scenario] ?? 0})`)
      .join(', ')}], toFloat64(0)))`;
  const scenarios = (weights[0]?.weights ?? []).map((_, scenario) => net(scenario));
  const everyone = ordinals.segment.indexOf(EVERYONE) + 1;
  const segment = segmented
    ? `if(ps.segment = '', ${everyone}, ${ordinal('ps.segment', ordinals.segment)})`
    : String(everyone);
  const join = segmented
    ? `LEFT ANY JOIN ${personSegmentTable(generation)} AS ps ON ps.person_id = t.person_id`
    : '';
  const transfer = code(
    ordinal('kind', ordinals.kind),
    ordinal('giver', ordinals.actor),
    ordinal('receiver', ordinals.actor),
  );
  const nets = `SELECT [${scenarios.join(', ')}] AS nets
    FROM (SELECT t.person_id AS person, amount, toUInt32(${segment} * ${codes} + code) AS place
      FROM (SELECT person_id, ${transfer} AS code, toFloat64(sum(sign * quantity)) AS amount FROM ${transferTable(generation)}
        WHERE seq <= {seq:UInt64} AND isNotNull(person_id) AND cityHash64(person_id) % ${oneIn} = 0 ${ofSegment(generation, only)}
        GROUP BY person_id, code) AS t ${join})
    GROUP BY person`;
  return `SELECT count() AS people, countIf(net < 0) AS negative, sum(abs(net)) AS size,
    sum((2 * toFloat64(place) - total - 1) * net) AS ranked,
    sum(net * least(1, greatest(0, total / 10 - (toFloat64(place) - 1)))) AS worst
  FROM (SELECT scenario, net, row_number() OVER (PARTITION BY scenario ORDER BY net) AS place,
      count() OVER (PARTITION BY scenario) AS total
    FROM (${nets}) ARRAY JOIN nets AS net, arrayEnumerate(nets) AS scenario)
  GROUP BY scenario ORDER BY scenario`;
}

/** A name's place in a list, from 1; 0 where it is not in it. */
function ordinal(column: string, names: readonly string[]): string {
  const places = names.map((_, index) => `toUInt32(${index + 1})`);
  return `transform(${column}, [${names.map(textSql).join(', ')}], [${places.join(', ')}], toUInt32(0))`;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
