import type { Stores } from '../packages/server/src/store/stores.ts';

const ROWS_AT_ONCE = 1_000_000;

/** Out of 1000 events, how many are of which name, where, and how many seconds they take at most. */
const MIX = [
  { type: 'track', name: 'Product Viewed', channel: 'web', share: 320, seconds: 240 },
  { type: 'page', name: 'Home', channel: 'web', share: 180, seconds: 60 },
  { type: 'track', name: 'Email Opened', channel: 'email', share: 110, seconds: 45 },
  { type: 'track', name: 'Product Added', channel: 'web', share: 90, seconds: 30 },
  { type: 'track', name: 'Order Completed', channel: 'web', share: 60, seconds: 400 },
  { type: 'track', name: 'Order Completed', channel: 'store', share: 90, seconds: 200 },
  { type: 'track', name: 'Order Delivered', channel: '', share: 60, seconds: 300 },
  { type: 'track', name: 'Order Returned', channel: '', share: 10, seconds: 300 },
  { type: 'track', name: 'Support Called', channel: 'phone', share: 20, seconds: 1200 },
  { type: 'track', name: 'Review Written', channel: 'web', share: 10, seconds: 300 },
  { type: 'identify', name: '', channel: '', share: 20, seconds: 1 },
  { type: 'track', name: 'Video Played', channel: 'web', share: 30, seconds: 90 },
] as const;

/**
 * Makes events directly in the event table, as an import would have left them: two years, 30 events a person, each with
 * seven properties and two entries of context. The same number makes the same events.
 */
export async function makeEvents({ state, facts }: Stores, rows: number): Promise<void> {
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, rows - from);
    await facts.run(
      `INSERT INTO event (source, message_id, seq, identity_id, account_id, case_id, at, original_at, sent_at, received_at, type, name,
         channel, properties, context, n, grade) ${eventsSql(from, count, rows)}`,
      { settings: { max_insert_threads: 1 } },
    );
  }
  await state.query(
    `INSERT INTO import (source, files, state, seq_from, seq_to) VALUES ('bench', '[]', 'done', 0, $1)`,
    [rows],
  );
}

function eventsSql(from: number, count: number, all: number): string {
  const people = Math.max(1, Math.floor(all / 30));
  return `SELECT 'bench', concat('m-', lower(hex(sipHash128(number)))), number + 1,
  CAST(substring(SHA256(concat('person', toString(person))), 1, 16), 'FixedString(16)'), NULL, NULL,
  toDateTime64('2024-10-01 00:00:00', 3, 'UTC') + toIntervalMillisecond(intDiv(number * 63072000000, ${all})), NULL, NULL,
  toDateTime64('2026-10-01 00:00:00', 3, 'UTC'), ${picked(({ type }) => `'${type}'`)}, ${picked(({ name }) => `'${name}'`)}, ${picked(({ channel }) => `'${channel}'`)},
  map('order_id', concat('"o', toString(intDiv(number, 3))), 'total', toString(toDecimal64(cents, 2) / 100), 'discount', toString(toDecimal64(cents % 500, 2) / 100),
    'seconds', toString(1 + h % ${picked(({ seconds }) => String(seconds))}), 'rating', toString(1 + intDiv(h, 7) % 5), 'late', if(intDiv(h, 11) % 9 = 0, 'true', 'false'),
    'household', toString(1 + person % 5)),
  map('page.path', concat('"/plants/', toString(h % 5000)), 'device', '"phone'), 1, 'A'
FROM (
  SELECT number, cityHash64(number) AS h, h % 1000 AS pick, intDiv(h, 1000) % ${people} AS person, 500 + intDiv(h, 13) % 9500 AS cents,
    toUInt8(multiIf(${MIX.map((_, index) => `pick < ${cumulated(index)}, ${index + 1}`).join(', ')}, 0)) AS kind
  FROM numbers(${from}, ${count})
)`;
}

function picked(of: (each: (typeof MIX)[number]) => string): string {
  return `[${MIX.map(of).join(', ')}][kind]`;
}

function cumulated(last: number): number {
  return MIX.slice(0, last + 1).reduce((sum, { share }) => sum + share, 0);
}
