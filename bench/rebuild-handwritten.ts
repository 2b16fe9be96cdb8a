import type { Facts } from '../packages/server/src/store/facts.ts';
import { type Generation, threadTable } from '../packages/server/src/store/generation.ts';
import { createThreads } from '../packages/server/src/store/thread-table.ts';

/** Hand-written SQL fills the tables of a generation that no rebuild has: they are made by the same statements as ours. */
export const HANDWRITTEN = 0;

/**
 * What a ClickHouse engineer writes by hand for the bench's model: one pass over the events, each touchpoint told by one
 * multiIf, its legs looked up in one constant, each property read once, and the rows parted by the tables' views. It knows what no compiler
 * knows of this model: that no two touchpoints take the same event, that no quantity is below 0 or too large, which
 * property is of what type. (An INSERT ... SELECT a table instead, which reads the events anew each time, took half as long again.)
 */
export async function handwritten(facts: Facts): Promise<void> {
  await facts.run(PASS, { settings: SETTINGS });
}

/**
 * The journeys of the same rebuild by hand: what a ClickHouse engineer writes first, windows over each person in order. It
 * knows that the bench's events have no cases, and no two of them one moment.
 */
export async function handwrittenThreads(facts: Facts, generation: Generation): Promise<void> {
  await createThreads(facts, generation);
  await facts.run(`INSERT INTO ${threadTable(generation)} ${THREADS}`, { settings: SETTINGS });
}

const PERSON = 'PARTITION BY person ORDER BY at';
const UP_TO_HERE = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';

const THREADS = `SELECT first_value(reinterpretAsUInt64(substring(encounter_id, 1, 8))) OVER part_so_far AS instance, journey, person, account_id,
  seq, at, encounter_id, touchpoint, channel, duration_s, felt, row_number() OVER part_so_far AS place, count() OVER part AS places,
  multiIf(max(ends) OVER part = 1, 'completed', dateDiff('millisecond', max(at) OVER part, newest) > 1209600000, 'abandoned', 'open') AS end,
  if(place = 1, '', before_here) AS before, if(place = 1, 0, (toUnixTimestamp64Milli(at) - toUnixTimestamp64Milli(at_before)) / 1000) AS wait_s, ends
FROM (
  SELECT *, sum(gap OR (starts AND marked = 2)) OVER (${PERSON} ${UP_TO_HERE}) AS cut FROM (
    SELECT *, last_value(nullIf(multiIf(ends, 2, gap OR starts, 1, 0), 0)) IGNORE NULLS
      OVER (${PERSON} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS marked
    FROM (
      SELECT *, assumeNotNull(person_id) AS person, (SELECT max(at) FROM encounter_g${HANDWRITTEN}) AS newest,
        lagInFrame(at) OVER last AS at_before, lagInFrame(toString(touchpoint)) OVER last AS before_here,
        dateDiff('millisecond', at_before, at) > 1209600000 AS gap
      FROM encounter_g${HANDWRITTEN} WHERE isNotNull(person_id) AND isNull(until)
      WINDOW last AS (PARTITION BY person_id ORDER BY at ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    )
  )
) WINDOW part AS (PARTITION BY person, cut), part_so_far AS (PARTITION BY person, cut ORDER BY at ${UP_TO_HERE})`;

/** As in our rebuild: they help both alike. */
const SETTINGS = {
  max_execution_time: 0,
  max_insert_threads: 2,
  min_insert_block_size_rows: 262_144,
};

const TOUCHPOINT = `multiIf(
  type = 'track' AND name = 'Product Viewed', 'product-page', type = 'page', 'other-page', type = 'track' AND name = 'Email Opened', 'newsletter',
  type = 'track' AND name = 'Product Added', 'basket', type = 'track' AND name = 'Order Completed' AND channel NOT IN ('store', ''), 'checkout',
  type = 'track' AND name = 'Order Completed', 'till', type = 'track' AND name = 'Order Delivered', 'delivery',
  type = 'track' AND name = 'Order Returned', 'return', type = 'track' AND name = 'Support Called', 'call',
  type = 'track' AND name = 'Review Written' AND toFloat64OrNull(properties['rating']) >= 4, 'review', '')`;

/** Of each touchpoint in this order: leg, giver, receiver, kind, and which of the amounts below. */
const LEGS = `CAST([[],
  [(0, 'business', 'customer', 'help:find', 1), (1, 'customer', 'business', 'attention', 2)],
  [(0, 'customer', 'business', 'attention', 2), (1, 'customer', 'business', 'data:browsing', 1)],
  [(0, 'business', 'customer', 'help:tip', 1), (1, 'customer', 'business', 'attention', 2)],
  [(0, 'customer', 'business', 'time:personal', 2)],
  [(0, 'business', 'customer', 'goods', 3), (1, 'customer', 'business', 'money', 4), (2, 'customer', 'business', 'time:personal', 2), (3, 'customer', 'business', 'data:purchase-history', 1)],
  [(0, 'business', 'customer', 'goods', 3), (1, 'customer', 'business', 'money', 4)],
  [(0, 'business', 'customer', 'outcome:on-time', 5), (1, 'customer', 'business', 'time:waiting', 2)],
  [(0, 'customer', 'business', 'goods', 3), (1, 'business', 'customer', 'money', 3)],
  [(0, 'customer', 'business', 'time:waiting', 2), (1, 'care-team', 'business', 'time:work', 6), (2, 'business', 'customer', 'outcome:resolved', 5)],
  [(0, 'customer', 'business', 'advocacy:review', 1)]], 'Array(Array(Tuple(UInt8, LowCardinality(String), LowCardinality(String), LowCardinality(String), UInt8)))')[
  indexOf(['product-page', 'other-page', 'newsletter', 'basket', 'checkout', 'till', 'delivery', 'return', 'call', 'review'], tp) + 1]`;

const PASS = `INSERT INTO recognised_g${HANDWRITTEN} (hit, seq, encounter_id, person_id, account_id, at, until, journey, phase, step, touchpoint, channel,
  duration_s, felt, felt_scale, felt_raw, exchange_id, n, grade, type, name, case_id, starts, ends, legs)
SELECT if(tp = '', 0, 1), seq,
  CAST(substring(SHA256(concat(toString(lengthUTF8(source)), ':', source, toString(lengthUTF8(message_id)), ':', message_id, tp)), 1, 16), 'FixedString(16)'),
  identity_id, account_id, at, until, 'shopping',
  multiIf(tp IN ('product-page', 'other-page', 'newsletter'), 'find', tp IN ('basket', 'checkout', 'till'), 'buy', 'receive'),
  multiIf(tp IN ('product-page', 'other-page', 'newsletter'), 'look', tp = 'basket', 'choose', tp IN ('checkout', 'till'), 'pay', tp IN ('delivery', 'return'), 'wait', 'ask'),
  tp, if(channel != '', channel, multiIf(tp = 'newsletter', 'email', tp = 'till', 'store', tp IN ('delivery', 'return'), 'parcel', tp = 'call', 'phone', 'web')),
  if(tp IN ('product-page', 'checkout', 'call'), s, NULL), if(raw >= 1 AND raw <= 5, 2 * (raw - 1) / 4 - 1, NULL), if(tp IN ('checkout', 'call'), 'csat-5', ''),
  if(tp IN ('checkout', 'call'), toFloat64OrNull(properties['rating']), NULL) AS raw,
  if(tp IN ('checkout', 'till', 'delivery', 'return') AND properties['order_id'] != '', substring(properties['order_id'], 2), case_id),
  n, grade, type, name, nullIf(case_id, ''), type = 'track' AND name = 'Product Viewed', type = 'track' AND name = 'Order Delivered', arrayMap(l -> (l.1, l.2, l.3, l.4, 0, [one, seconds, total, paid, kept, half][l.5], grade), ${LEGS})
FROM (
  SELECT *, ${TOUCHPOINT} AS tp,
    toFloat64OrNull(properties['total']) AS whole, toFloat64OrNull(properties['seconds']) AS s, toNullable(toFloat64(n)) AS one,
    floor(whole * n * 100 + 0.5) AS total, floor((whole - toFloat64OrNull(properties['discount'])) * n * 100 + 0.5) AS paid,
    floor(s * n + 0.5) AS seconds, floor(s / 2 * n + 0.5) AS half, if(properties['late'] = 'true', 0, one) AS kept
  FROM event
)`;
