import { encounterTable, transferTable } from '../generation.ts';
import type { Bound } from './touchpoint-expected.ts';
import { HERE, type Here, hereParameters, SINGLE } from './touchpoint-seen.ts';

/** People at one touchpoint, each once, who got a kind there or did not. */
export interface VariedRow {
  readonly people: number;
  /** Mean and spread of how that encounter felt, -1..+1. */
  readonly mean: number;
  readonly sd: number;
  /** Those who came back, to whatever touchpoint, between a day and so many days later. */
  readonly came: number;
  /** Those whose encounter kept a bound on its length; null: there is none. */
  readonly kept: number | null;
}

/** Above this many people every so-manieth stands for them, by id. */
const PEOPLE_MAX = 20_000;

/**
 * People who were given a kind at a touchpoint beside those who were not: of each the latest encounter that says how it felt
 * and has the days after it in which they might have come back.
 */
export async function variedAt(
  here: Here,
  asked: {
    readonly kind: string;
    /** Actors on the customer's side. */
    readonly customers: readonly string[];
    readonly backDays: number;
    readonly people: number;
    /** What is expected of its length; null: nothing. */
    readonly duration: Bound | null;
  },
): Promise<{ readonly given: VariedRow | null; readonly withheld: VariedRow | null }> {
  const { kind, customers, backDays, people, duration } = asked;
  const everyNth = Math.max(1, Math.ceil(people / PEOPLE_MAX));
  const sampled = 'isNotNull(person_id) AND cityHash64(person_id) % {everyNth:UInt64} = 0';
  const table = encounterTable(here.generation);
  const kept = [
    'isNotNull(duration_s)',
    ...(duration?.atMost == null ? [] : [`duration_s <= ${Number(duration.atMost)}`]),
    ...(duration?.atLeast == null ? [] : [`duration_s >= ${Number(duration.atLeast)}`]),
  ].join(' AND ');
  const rows = await here.facts.rows<{
    given: number;
    people: string;
    mean: number;
    sd: number;
    came: string;
    kept: string;
  }>(
    `SELECT given, count() AS people, avg(felt) AS mean, stddevPop(felt) AS sd, countIf(isNotNull(next_at) AND next_at <= moment + toIntervalDay({days:UInt32})) AS came,
       countIf(is_kept) AS kept
     FROM (SELECT person, latest.1 AS felt, latest.2 AS moment, latest.3 AS given, latest.4 AS is_kept, moment + toIntervalDay(1) AS later
       FROM (SELECT cityHash64(person_id) AS person, argMax((assumeNotNull(felt), at, given, ${kept}), at) AS latest
         FROM (SELECT person_id, felt, at, duration_s, seq IN (SELECT seq FROM ${transferTable(here.generation)}
             WHERE ${HERE} AND kind = {kind:String} AND receiver IN {customers:Array(String)}) AS given
           FROM ${table} WHERE ${HERE} AND ${SINGLE} AND isNotNull(felt) AND ${sampled}
             AND at <= (SELECT max(at) FROM ${table} WHERE seq <= {seq:UInt64}) - toIntervalDay({days:UInt32}))
         GROUP BY person)) AS e
     ASOF LEFT JOIN (SELECT cityHash64(person_id) AS person, toNullable(at) AS next_at, at AS sorted_at FROM ${table} WHERE seq <= {seq:UInt64} AND isNull(until) AND ${sampled}) AS n
       ON n.person = e.person AND n.sorted_at > e.later
     GROUP BY given`,
    {
      parameters: { ...hereParameters(here), kind, customers, days: backDays, everyNth },
    },
  );
  const arm = (is: number): VariedRow | null => {
    const row = rows.find(({ given }) => Number(given) === is);
    if (row === undefined) return null;
    return {
      ...{ people: Number(row.people), mean: row.mean, sd: row.sd, came: Number(row.came) },
      kept: duration === null ? null : Number(row.kept),
    };
  };
  return { given: arm(1), withheld: arm(0) };
}
