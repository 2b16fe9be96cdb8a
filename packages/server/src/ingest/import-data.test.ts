import { existsSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DECIMAL_SETTINGS, numberTextSql, sumSql } from './decimal-sql.ts';
import { type ImportBench, openImportBench } from './import-testing.ts';
import { decimalParser, summand } from './parse-number.ts';

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
});

test('[I28] a sum in SQL is the text that JavaScript writes for the number nearest to it', async () => {
  const parse = decimalParser({ decimal: '.', group: '' });
  const digits = fc.stringMatching(/^-?\d{1,23}(\.\d{1,29})?$/);
  const short = fc
    .tuple(fc.integer(), fc.integer({ min: -12, max: 12 }))
    .map(([n, power]) => `${n}e${power}`);
  const sampled = fc.sample(
    fc.oneof(digits, short, fc.double({ min: -1e20, max: 1e20, noNaN: true }).map(String)),
    { seed: 3, numRuns: 12_000 },
  );
  const given = [
    ...sampled,
    '0',
    '-0.0',
    '1e21',
    '999999999999999999999',
    '1e-6',
    '1e-7',
    '4.440892e-16',
  ];
  const texts = [
    ...new Set(
      given.flatMap((text) => summand(parse(text) ?? '') ?? []).filter((text) => text !== ''),
    ),
  ];
  await bench.stores.facts.run('CREATE TABLE sums (text String) ENGINE = MergeTree ORDER BY text');
  await bench.stores.facts.insert('sums', 'TabSeparated', Readable.from([`${texts.join('\n')}\n`]));
  const rows = await bench.stores.facts.rows<{ text: string; number: string }>(
    `SELECT text, ${numberTextSql('total')} AS number FROM (SELECT text, ${sumSql('text')} AS total FROM sums GROUP BY text)`,
    { settings: DECIMAL_SETTINGS },
  );
  expect(rows.length).toBeGreaterThan(8_000);
  const wrong = rows.filter(
    ({ text, number }) => number !== String(Number(text) === 0 ? 0 : Number(text)),
  );
  expect(wrong).toEqual([]);
});

const DATA = '../shared/data/loyalty-completejourney/transactions_sample.csv.gz';
const TILL = `group: { by: basket_id }
time: { column: transaction_timestamp }
event: Basket Paid
person: household_id
account: household_id
case: basket_id
properties:
  total: { column: sales_value, as: number, sum: true }
  retail: { column: retail_disc, as: number, sum: true }
  coupon: { column: coupon_disc, as: number, sum: true }
  lines: { count: true }
  age: household.age
joins: [{ file: demographics.csv.gz, on: household_id, as: household }]
`;

test.skipIf(!existsSync(DATA))(
  `[I29] Complete Journey comes in to the cent, whatever the order of its lines (skipped without ${DATA})`,
  async () => {
    const { facts } = bench.stores;
    const first = await bench.take(
      `source: till\n${TILL.replace(/demographics[^,]*/, 'homes.csv')}`,
      copyOf(DATA, (lines) => lines),
    );
    expect(first).toMatchObject({ read: 75_000, accepted: 75_000, rejected: 0, events: 47_243 });
    const [sums] = await facts.rows(
      `SELECT uniqExact(account_id) AS households, ${['total', 'retail', 'coupon', 'lines'].map((key) => `toString(sum(toDecimal64(properties['${key}'], 4))) AS ${key}`).join(', ')},
         countIf(mapContains(properties, 'age')) > 0 AS joined
       FROM event WHERE source = 'till'`,
    );
    expect(sums).toEqual({
      households: '2377',
      total: '233935.24',
      retail: '40180.91',
      coupon: '1356.71',
      lines: '75000',
      joined: 1,
    });
    const turned = copyOf(DATA, (lines) => lines.reverse());
    const mapping = TILL.replace(/demographics[^,]*/, 'homes.csv');
    expect(await bench.take(`source: till\n${mapping}`, turned)).toMatchObject({
      accepted: 0,
      duplicates: 75_000,
      events: 0,
    });
    expect(await bench.take(`source: turned\n${mapping}`, turned)).toMatchObject({
      accepted: 75_000,
      events: 47_243,
    });
    const hashes = await facts.rows<{ hash: string }>(
      `SELECT DISTINCT hash FROM (SELECT source, sum(cityHash64(message_id, identity_id, account_id, at, mapSort(properties))) AS hash
       FROM event GROUP BY source)`,
    );
    expect(hashes).toHaveLength(1);
  },
  60_000,
);

/** The lines of the data in another order, beside its side table. */
function copyOf(data: string, order: (lines: string[]) => string[]): string {
  const [header = '', ...lines] = gunzipSync(readFileSync(data)).toString().trimEnd().split('\n');
  const file = bench.write('lines.csv.gz', [header, ...order(lines)].join('\n'));
  const homes = gunzipSync(readFileSync(data.replace('transactions_sample', 'demographics')));
  bench.writeBeside(file, 'homes.csv', homes);
  return file;
}
