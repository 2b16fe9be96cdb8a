import type { Facts } from '../facts.ts';
import { encounterTable, type Generation } from '../generation.ts';

/** The measured period and how much happened in it. */
export interface Totals {
  /** First and last day of encounters, ISO 8601; null: none. */
  readonly from: string | null;
  readonly to: string | null;
  /** From the first day to the last, both counted. */
  readonly days: number;
  readonly people: number;
  readonly encounters: number;
}

export async function totals(facts: Facts, generation: Generation): Promise<Totals> {
  const [row] = await facts.rows<{
    from: string;
    to: string;
    days: string;
    people: string;
    encounters: string;
    some: string;
  }>(
    `SELECT toString(toDate(min(at))) AS from, toString(toDate(max(at))) AS to,
       toString(dateDiff('day', min(at), max(at)) + 1) AS days, toString(uniqExact(person_id)) AS people,
       toString(sum(sign * toInt64(n))) AS encounters, toString(count()) AS some
     FROM ${encounterTable(generation)} WHERE seq <= {seq:UInt64}`,
    { parameters: { seq: generation.seqDone } },
  );
  if (row === undefined || row.some === '0')
    return { from: null, to: null, days: 0, people: 0, encounters: 0 };
  return {
    from: row.from,
    to: row.to,
    days: Number(row.days),
    people: Number(row.people),
    encounters: Number(row.encounters),
  };
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
