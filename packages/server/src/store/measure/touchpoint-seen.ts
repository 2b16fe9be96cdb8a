import type { Facts } from '../facts.ts';
import { encounterTable, type Generation, legRefusedTable } from '../generation.ts';

/** What was seen at one touchpoint, in numbers. */
export interface TouchpointSeen {
  /** Aggregates with their n. */
  readonly encounters: number;
  readonly inAggregates: number;
  /** Encounters that came one by one: what spreads are made of. */
  readonly singles: number;
  readonly people: number;
  /** First and last day, ISO 8601; null: nothing was seen. */
  readonly from: string | null;
  readonly to: string | null;
}

/** An encounter that came by itself: no total of several, and none of a period. */
export const SINGLE = 'isNull(until) AND n = 1';
/** The rows of one touchpoint that readers see; both tables begin their order with it. */
export const HERE = 'touchpoint = {touchpoint:String} AND seq <= {seq:UInt64}';

/** Which touchpoint of which build of the ledger. */
export interface Here {
  readonly facts: Facts;
  readonly generation: Generation;
  readonly touchpoint: string;
}

export function hereParameters({ generation, touchpoint }: Here): {
  readonly seq: number;
  readonly touchpoint: string;
} {
  return { seq: generation.seqDone, touchpoint };
}

/**
 * One pass over the touchpoint's encounters. People are told apart by 64 bits of their id, which keeps the memory of ten
 * million of them within a query's; two of them fall together in one of a hundred thousand such ledgers.
 */
export async function touchpointSeen(here: Here): Promise<TouchpointSeen> {
  const [row] = await here.facts.rows<Record<string, string>>(
    `SELECT sum(sign * toInt64(n)) AS encounters, sumIf(sign * toInt64(n), NOT (${SINGLE})) AS aggregated,
       countIf(${SINGLE}) AS singles, uniqExactIf(cityHash64(person_id), isNotNull(person_id)) AS people,
       toString(toDate(min(at))) AS begin, toString(toDate(max(coalesce(until - INTERVAL 1 MILLISECOND, at)))) AS finish
     FROM ${encounterTable(here.generation)} WHERE ${HERE}`,
    { parameters: hereParameters(here) },
  );
  const encounters = Number(row?.['encounters'] ?? 0);
  return {
    encounters,
    inAggregates: Number(row?.['aggregated'] ?? 0),
    singles: Number(row?.['singles'] ?? 0),
    people: Number(row?.['people'] ?? 0),
    from: encounters === 0 ? null : (row?.['begin'] ?? null),
    to: encounters === 0 ? null : (row?.['finish'] ?? null),
  };
}

/** The first and last day of single events over all touchpoints, and how many days that are; null: there are none. */
export async function singlePeriod(
  facts: Facts,
  generation: Generation,
): Promise<{ readonly from: string; readonly to: string; readonly days: number } | null> {
  const [row] = await facts.rows<{ from: string; to: string; days: string; single: string }>(
    `SELECT toString(toDate(min(at))) AS from, toString(toDate(max(at))) AS to,
       toString(dateDiff('day', min(at), max(at)) + 1) AS days, toString(count()) AS single
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} AND isNull(until)`,
    { parameters: { seq: generation.seqDone } },
  );
  if (row === undefined || row.single === '0') return null;
  return { from: row.from, to: row.to, days: Number(row.days) };
}

/** Encounters by month (UTC), the earliest first; aggregates in the month their period begins in. */
export async function encountersByMonth(
  here: Here,
): Promise<readonly { readonly month: string; readonly encounters: number }[]> {
  const rows = await here.facts.rows<{ month: string; encounters: string }>(
    `SELECT formatDateTime(at, '%Y-%m') AS month, sum(sign * toInt64(n)) AS encounters
     FROM ${encounterTable(here.generation)} WHERE ${HERE} GROUP BY month ORDER BY month LIMIT 1200`,
    { parameters: hereParameters(here) },
  );
  return rows.map(({ month, encounters }) => ({ month, encounters: Number(encounters) }));
}

/** Encounters in which a line of the exchange gave no quantity, by its place and the reason. `singles`: those one by one. */
export async function legsRefused(here: Here): Promise<
  readonly {
    readonly leg: number;
    readonly reason: string;
    readonly count: number;
    readonly singles: number;
  }[]
> {
  const rows = await here.facts.rows<
    Record<'reason' | 'count' | 'singles', string> & { leg: number }
  >(
    `SELECT leg, toString(reason) AS reason, sum(n) AS count, countIf(n = 1) AS singles
     FROM ${legRefusedTable(here.generation)} WHERE ${HERE} GROUP BY leg, reason ORDER BY leg, reason LIMIT 1000`,
    { parameters: hereParameters(here) },
  );
  return rows.map(({ leg, reason, count, singles }) => ({
    ...{ leg, reason },
    count: Number(count),
    singles: Number(singles),
  }));
}
