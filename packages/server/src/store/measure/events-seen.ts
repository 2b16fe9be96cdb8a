import type { Facts } from '../facts.ts';

/** Events of one type and name that came in. */
export interface EventNameSeen {
  readonly type: string;
  readonly name: string;
  /** Occurrences, aggregates with their n. */
  readonly count: number;
  readonly people: number;
  /** That of most of them; empty: none says it. */
  readonly channel: string;
  /** Where it stands among what its people do: 0 first, 1 last; null: nobody is known. */
  readonly order: number | null;
  readonly properties: readonly PropertyCounted[];
}

/** A property over a sample of the events of one name. */
export interface PropertyCounted {
  /** The key of a bag. */
  readonly key: string;
  /** Of the events those that have it, 0..1. */
  readonly share: number;
  /** Of its values those that are numbers, 0..1. */
  readonly numbers: number;
  readonly low: number | null;
  readonly median: number | null;
  readonly high: number | null;
}

export interface EventsSeen {
  readonly events: number;
  /** ISO 8601, UTC; null: there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly names: readonly EventNameSeen[];
  /** How many names there are in all. */
  readonly nameCount: number;
}

/** Events whose properties are looked at, and people whose order is. */
const SAMPLE = 300_000;
const PROPERTIES_MOST = 60;
/** What happens; who somebody is (identify, group) happens nowhere. */
const HAPPENS = `seq <= {seq:UInt64} AND type IN ('track', 'page', 'screen')`;

/** What came in by name, the most frequent names, with what their properties say. `seq`: of the last event that counts. */
export async function eventsSeen(facts: Facts, seq: number, most: number): Promise<EventsSeen> {
  const step = Math.max(1, Math.ceil(seq / SAMPLE));
  const options = { parameters: { seq, step, most, keys: PROPERTIES_MOST } };
  const [whole] = await facts.rows<WholeRow>(
    `SELECT sum(n) AS events, uniqExact(type, name) AS names, toUnixTimestamp64Milli(min(at)) AS from,
       toUnixTimestamp64Milli(max(at)) AS to FROM event WHERE ${HAPPENS}`,
    options,
  );
  const names = await facts.rows<NameRow>(
    `SELECT type, name, sum(n) AS count, uniq(identity_id) AS people, countIf(seq % {step:UInt64} = 0) AS sampled,
       topKIf(1)(channel, channel <> '')[1] AS channel
     FROM event WHERE ${HAPPENS} GROUP BY type, name ORDER BY count DESC, type, name LIMIT {most:UInt64}`,
    options,
  );
  const properties = await facts.rows<PropertyRow>(
    `SELECT type, name, key, count() AS has, countIf(isNotNull(number)) AS numbers,
       quantileExact(number) AS median, min(number) AS low, max(number) AS high
     FROM (
       SELECT type, name, key, toFloat64OrNull(value) AS number
       FROM event ARRAY JOIN mapKeys(properties) AS key, mapValues(properties) AS value
       WHERE ${HAPPENS} AND seq % {step:UInt64} = 0 AND value <> 'null'
     ) GROUP BY type, name, key ORDER BY has DESC, key LIMIT {keys:UInt64} BY type, name`,
    options,
  );
  const order = await facts.rows<OrderRow>(
    `SELECT type, name, avg(if(many = 1, 0, (place - 1) / (many - 1))) AS order FROM (
       SELECT type, name, row_number() OVER (PARTITION BY identity_id ORDER BY at, seq) AS place,
         count() OVER (PARTITION BY identity_id) AS many
       FROM event WHERE ${HAPPENS} AND isNotNull(identity_id) AND cityHash64(identity_id) % {step:UInt64} = 0
     ) GROUP BY type, name`,
    options,
  );
  const keyOf = (row: Named): string => JSON.stringify([row.type, row.name]);
  const orders = new Map(order.map((row) => [keyOf(row), row.order]));
  const known = Map.groupBy(properties, keyOf);
  const isEmpty = whole === undefined || Number(whole.events) === 0;
  return {
    events: Number(whole?.events ?? 0),
    from: isEmpty ? null : new Date(Number(whole.from)).toISOString(),
    to: isEmpty ? null : new Date(Number(whole.to)).toISOString(),
    nameCount: Number(whole?.names ?? 0),
    names: names.map((row) => ({
      ...{ type: row.type, name: row.name, channel: row.channel },
      ...{ count: Number(row.count), people: Number(row.people) },
      order: orders.get(keyOf(row)) ?? null,
      properties: (known.get(keyOf(row)) ?? []).map((each) => counted(each, Number(row.sampled))),
    })),
  };
}

interface Named {
  readonly type: string;
  readonly name: string;
}
interface WholeRow {
  readonly events: string;
  readonly names: string;
  readonly from: string;
  readonly to: string;
}
interface NameRow extends Named {
  readonly count: string;
  readonly people: string;
  readonly sampled: string;
  readonly channel: string;
}
interface PropertyRow extends Named {
  readonly key: string;
  readonly has: string;
  readonly numbers: string;
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
}
interface OrderRow extends Named {
  readonly order: number;
}

function counted(row: PropertyRow, sampled: number): PropertyCounted {
  const { key, low, median, high } = row;
  const has = Number(row.has);
  return {
    ...{ key, low, median, high },
    share: sampled === 0 ? 0 : Math.min(1, has / sampled),
    numbers: has === 0 ? 0 : Number(row.numbers) / has,
  };
}
