import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Bag, type Event, readModel, recogniser, recognitionOf } from '@bothways/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStores } from '../store/testing.ts';
import { rebuild } from './rebuild.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(() => opened.close());

const MODEL = `
bothways: 1
name: Agreement
currency: EUR
actors: [{ id: care, kind: team, name: Care }, { id: carrier, kind: partner, name: Carrier }]
segments: [{ id: big, name: Big, when: traits.household >= 3 }]
values:
  goods: { unit: EUR, scale: 2 }
  time:waiting: { unit: second, scale: 0 }
  outcome: { unit: point, scale: 3 }
journeys:
  - id: j
    mission: { starts_when: properties.total > 0, ends_when: event == "Paid" && channel == "web" }
    phases:
      - id: p
        steps:
          - id: s
            touchpoints:
              - id: paid
                channel: web
                when: event == "Paid" && properties.total > -50
                measures: { duration_s: properties.seconds / 2 }
                felt: { from: properties.rating, scale: csat-5 }
                exchange_id: properties.order
                exchange:
                  - { give: business, kind: goods, quantity: properties.total, signed: true }
                  - { give: customer, kind: money, quantity: properties.total }
                  - { give: customer, kind: time:waiting, quantity: properties.seconds, grade: D }
                  - { give: care, to: customer, kind: outcome, quantity: properties.seconds / properties.total }
              - id: gift
                channel: store
                also: true
                when: properties.gift == true || channel == "store"
                exchange: [{ give: carrier, to: customer, kind: outcome, quantity: 'properties.gift == true ? 1 : 0', grade: B }]
              - id: paged
                channel: app
                when: type == "page"
                exchange: [{ give: customer, kind: time:waiting, quantity: properties.seconds * 1e14 }]
              - id: later
                channel: app
                also: true
                when: event in ["Paid", "Read"]
                exchange: []
`;

const number = fc.oneof(
  fc.integer({ min: -100, max: 500 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0.005, 1.005, 2.675, 0.29, 1e15, 4.5),
);
const value = fc.oneof(
  { weight: 6, arbitrary: number.map(String) },
  fc.constantFrom('true', 'false', 'null', '"12', '"', '[1]'),
);
const bag: fc.Arbitrary<Bag> = fc.record(
  {
    total: value,
    seconds: value,
    rating: fc.oneof(value, fc.constantFrom('1', '3', '5', '6')),
    gift: fc.constantFrom('true', 'false', '"true'),
    order: fc.constantFrom('"o1', '"o 2', '7'),
  },
  { requiredKeys: [] },
);
const id = fc.option(fc.constantFrom('00'.repeat(16), 'ab'.repeat(16), '0f'.repeat(16)));
const event = fc.record({
  source: fc.constantFrom('till', 'ünï', 'a:b'),
  identityId: id,
  accountId: id,
  caseId: fc.option(fc.constantFrom('c1', '')),
  at: fc.integer({ min: 0, max: 1_900_000_000 }).map((seconds) => seconds * 1000),
  until: fc.option(
    fc.integer({ min: 0, max: 1_900_000_000 }).map((seconds) => seconds * 1000 + 1),
    { freq: 3 },
  ),
  type: fc.constantFrom('track', 'track', 'page', 'identify'),
  name: fc.constantFrom('Paid', 'Read', 'Lost', ''),
  channel: fc.constantFrom('', 'store', 'web'),
  properties: bag,
  n: fc.constantFrom(1, 1, 1, 41),
  grade: fc.constantFrom('A' as const, 'B' as const),
  suffix: fc.string({ unit: 'grapheme', maxLength: 4 }),
});

test('[RB1] recognition in JS and in SQL makes identical rows of any event', async () => {
  const { stores } = opened;
  const { model, problems } = readModel([{ file: 'm.bothways.yaml', text: MODEL }]);
  if (model === null) throw new Error(JSON.stringify(problems));
  const events: Event[] = fc
    .sample(event, { numRuns: 4000, seed: 7 })
    .map(({ suffix, ...rest }, index) => ({
      ...rest,
      seq: index + 1,
      messageId: `m${index}\\'${suffix.replaceAll('\0', '')}`,
      context: {},
    }));
  const columns =
    'source, message_id, seq, identity_id, account_id, case_id, at, until, received_at, type, name, channel, properties, n, grade';
  await stores.facts.run(
    `CREATE TABLE staged (source String, message_id String, seq UInt64, identity_id Nullable(String), account_id Nullable(String), case_id Nullable(String),
      at DateTime64(3, 'UTC'), until Nullable(DateTime64(3, 'UTC')), received_at DateTime64(3, 'UTC'), type String, name String, channel String, properties Map(String, String), n UInt64, grade String) ENGINE = Memory`,
  );
  await stores.facts.insert(
    'staged',
    'JSONEachRow',
    Readable.from(events.map((each) => `${JSON.stringify(row(each))}\n`)),
  );
  await stores.facts.run(
    `INSERT INTO event (${columns}) SELECT ${columns.replace('identity_id, account_id', `${unhexed('identity_id')}, ${unhexed('account_id')}`)} FROM staged`,
  );
  await stores.state.query(
    `INSERT INTO import (source, files, state, seq_from, seq_to) VALUES ('till', '[]', 'done', 0, $1)`,
    [events.length],
  );
  const summary = await rebuild({ stores, model, files: [{ file: 'm', text: MODEL }] });

  const recognise = recogniser(recognitionOf(model), hash);
  const made = events.map(recognise);
  const encounters = made.flatMap((each) => each.encounters);
  const transfers = made.flatMap((each) => each.transfers);
  const refused = made.flatMap((each) => each.refused);
  expect(summary).toMatchObject({
    events: 4000,
    encounters: occurrences(encounters),
    transfers: occurrences(transfers),
  });
  expect(transfers.length).toBeGreaterThan(1000);
  expect(new Set(refused.map(({ reason }) => reason))).toEqual(
    new Set(['absent', 'negative', 'too-large']),
  );

  const hex = (column: string) =>
    `if(isNull(${column}), NULL, lower(hex(assumeNotNull(${column}))))`;
  const sqlEncounters = await stores.facts.rows(
    `SELECT lower(hex(encounter_id)) AS encounterId, seq, ${hex('person_id')} AS personId, ${hex('account_id')} AS accountId,
      toUnixTimestamp64Milli(at) AS at, toUnixTimestamp64Milli(until) AS until, journey, phase, step, touchpoint, channel, duration_s AS durationSeconds, felt,
      felt_scale AS feltScale, felt_raw AS feltRaw, n, grade, case_id AS caseId, CAST(starts, 'Bool') AS starts, CAST(ends, 'Bool') AS ends FROM encounter_g1 ORDER BY seq, encounterId`,
    { settings: { output_format_json_quote_64bit_integers: 0 } },
  );
  expect(sqlEncounters).toEqual(sorted(encounters, (a) => [a.seq, a.encounterId]));
  const sqlTransfers = await stores.facts.rows(
    `SELECT lower(hex(encounter_id)) AS encounterId, leg, seq, ${hex('person_id')} AS personId, exchange_id AS exchangeId,
      toUnixTimestamp64Milli(at) AS at, journey, touchpoint, channel, giver, receiver, kind, quantity, grade, n
     FROM transfer_g1 ORDER BY seq, encounterId, leg`,
    { settings: { output_format_json_quote_64bit_integers: 0 } },
  );
  expect(sqlTransfers).toEqual(sorted(transfers, (a) => [a.seq, a.encounterId, a.leg]));
  const sqlRefused = await stores.facts.rows(
    `SELECT lower(hex(encounter_id)) AS encounterId, leg, seq, touchpoint, kind, reason, n
     FROM leg_refused_g1 ORDER BY seq, encounterId, leg`,
    { settings: { output_format_json_quote_64bit_integers: 0 } },
  );
  expect(sqlRefused).toEqual(sorted(refused, (a) => [a.seq, a.encounterId, a.leg]));
});

function occurrences(entries: readonly { readonly n: number }[]): number {
  return entries.reduce((sum, { n }) => sum + n, 0);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function unhexed(column: string): string {
  return `if(isNull(${column}), NULL, CAST(unhex(assumeNotNull(${column})), 'FixedString(16)'))`;
}

function row(each: Event): Record<string, unknown> {
  return {
    source: each.source,
    message_id: each.messageId,
    seq: each.seq,
    identity_id: each.identityId,
    account_id: each.accountId,
    case_id: each.caseId,
    at: each.at,
    until: each.until,
    received_at: 0,
    type: each.type,
    name: each.name,
    channel: each.channel,
    properties: each.properties,
    n: each.n,
    grade: each.grade,
  };
}

function sorted<Row>(rows: readonly Row[], key: (row: Row) => (string | number)[]): Row[] {
  const order = (a: Row, b: Row): number => {
    const [left, right] = [key(a), key(b)];
    for (const [index, value] of left.entries()) {
      const other = right[index] ?? '';
      if (value !== other) return value < other ? -1 : 1;
    }
    return 0;
  };
  return [...rows].sort(order);
}
