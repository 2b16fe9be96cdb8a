import type { Facts } from '../facts.ts';
import { encounterTable, type Generation } from '../generation.ts';
import { aggregatePeriods, DAY_MS, daysCovered } from './periods.ts';
import { ofSegment } from './segment-lens.ts';

/**
 * The measured period and how much happened in it. The period is that of single events, over all touchpoints: where one
 * lies still while others do not, that is known of it. Where there are only aggregates, it is what they count.
 */
export interface Totals {
  /** First and last day, ISO 8601; null: nothing was measured. */
  readonly from: string | null;
  readonly to: string | null;
  /** Of single events from the first day to the last, both counted; of aggregates the days that they count, each once. */
  readonly days: number;
  readonly people: number;
  /** Aggregates with their n. */
  readonly encounters: number;
}

/**
 * People are told apart by 64 bits of their id, three times as fast as by its 128: two of ten million fall together in one
 * of 370,000 such ledgers.
 */
const PEOPLE = 'uniqExactIf(cityHash64(person_id), isNotNull(person_id))';

/** `segment`: people and encounters are those of it alone; the period is that of everybody, as silence in it is known. */
export async function totals(
  facts: Facts,
  generation: Generation,
  segment?: string,
): Promise<Totals> {
  const [row] = await facts.rows<{
    from: string;
    to: string;
    days: string;
    people: string;
    encounters: string;
    single: string;
    some: string;
  }>(
    `SELECT toString(toDate(minIf(at, isNull(until)))) AS from, toString(toDate(maxIf(at, isNull(until)))) AS to,
       toString(dateDiff('day', minIf(at, isNull(until)), maxIf(at, isNull(until))) + 1) AS days,
       toString(${PEOPLE}) AS people, toString(sum(sign * toInt64(n))) AS encounters,
       toString(countIf(isNull(until))) AS single, toString(count()) AS some
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64}`,
    { parameters: { seq: generation.seqDone } },
  );
  if (row === undefined || row.some === '0')
    return { from: null, to: null, days: 0, people: 0, encounters: 0 };
  const period =
    row.single === '0'
      ? await countedPeriod(facts, generation)
      : { from: row.from, to: row.to, days: Number(row.days) };
  if (segment === undefined)
    return { ...period, people: Number(row.people), encounters: Number(row.encounters) };
  const [own] = await facts.rows<{ people: string; encounters: string }>(
    `SELECT toString(${PEOPLE}) AS people, toString(sum(sign * toInt64(n))) AS encounters
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64} ${ofSegment(generation, segment)}`,
    { parameters: { seq: generation.seqDone } },
  );
  return { ...period, people: Number(own?.people ?? 0), encounters: Number(own?.encounters ?? 0) };
}

/** First and last day are those of the calendar that the periods follow: theirs is the midnight next to that of UTC. */
async function countedPeriod(
  facts: Facts,
  generation: Generation,
): Promise<Pick<Totals, 'from' | 'to' | 'days'>> {
  const periods = [...(await aggregatePeriods(facts, generation)).values()].flat();
  const from = periods.reduce((least, each) => Math.min(least, each.from), Number.MAX_VALUE);
  const until = periods.reduce((most, each) => Math.max(most, each.until), 0);
  const day = (moment: number): string =>
    new Date(Math.round(moment / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
  return { from: day(from), to: day(until - DAY_MS), days: daysCovered(periods) };
}

/** Source records refused on import, by reason, the most frequent first. */
export async function rejectsByReason(
  facts: Facts,
): Promise<readonly { readonly reason: string; readonly count: number }[]> {
  const rows = await facts.rows<{ reason: string; count: string }>(
    'SELECT toString(reason) AS reason, toString(count()) AS count FROM reject GROUP BY reason ORDER BY count() DESC, reason LIMIT 100',
  );
  return rows.map(({ reason, count }) => ({ reason, count: Number(count) }));
}
