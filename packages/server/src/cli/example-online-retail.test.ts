import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleData } from './cli-testing.ts';
import {
  type ExampleBench,
  type ExampleRow,
  openExample,
  skipped,
  whole,
} from './example-testing.ts';

const RETAIL = exampleData('orders-onlineretail');
let bench: ExampleBench;
let rows: readonly ExampleRow[];
beforeAll(async () => {
  if (RETAIL === null) return;
  bench = await openExample('online-retail');
  const lines = join(RETAIL, 'onlineretail.csv.gz');
  expect(await bench.take(lines, 'invoices')).toEqual(whole(541_909, 25_900, 43));
  expect(await bench.rebuild()).toMatchObject({
    ...{ events: 25_900, encounters: 23_798, unseen: [], refused: [] },
    unmapped: [{ name: 'Invoice', count: 2102 }],
  });
  rows = await bench.ledger('touchpoint,kind');
}, 300_000);
afterAll(async () => {
  if (RETAIL !== null) expect(await bench.close()).toEqual([]);
});

/** In thousandths of a pound, so that nothing is rounded. */
const thousandths = (quantity: string): bigint => BigInt(quantity.replace('.', ''));
const moved = (touchpoint: string, kind: string, giver: string, receiver: string) =>
  rows.find(
    (row) =>
      row.touchpoint === touchpoint &&
      row.kind === kind &&
      row.giver === giver &&
      row.receiver === receiver,
  );

describe.skipIf(RETAIL === null)(`Online Retail${skipped(RETAIL)}`, () => {
  test('[EX4] money comes in and goes out, and what stays is exact to the tenth of a penny', () => {
    const money = rows.filter(({ kind }) => kind === 'money');
    const total = money.reduce(
      (sum, { receiver, quantity }) =>
        receiver === 'business' ? sum + thousandths(quantity) : sum - thousandths(quantity),
      0n,
    );
    expect(total).toBe(9_747_747_934n);
    expect(bench.readme).toContain('9,747,747.934');
  });

  test('[EX4] a cancelled invoice is a return: goods go back, and so does the money', async () => {
    expect(moved('return', 'goods', 'customer', 'business')).toMatchObject({
      quantity: '478724.180',
    });
    expect(moved('return', 'money', 'business', 'customer')).toMatchObject({
      quantity: '646256.830',
    });
    const seen = await bench.sql<{ returns: string; given: string }>(
      `SELECT toString(countIf(startsWith(properties['invoice'], '"C'))) AS returns,
         toString(sumIf(toDecimal64(properties['amount'], 3), startsWith(properties['invoice'], '"C'))) AS given
       FROM event`,
    );
    expect(seen).toEqual([{ returns: '3836', given: '-896812.49' }]);
  });

  test('[EX4] bad debt is named, both ways', async () => {
    expect(moved('bad-debt', 'money', 'business', 'customer')).toMatchObject({
      ...{ quantity: '22124.120', n: 2 },
    });
    expect(moved('bad-debt', 'money', 'customer', 'business')).toMatchObject({
      ...{ quantity: '11062.060', n: 1 },
    });
    const { findings, abstained } = await bench.findings();
    expect(findings).toEqual([]);
    expect(abstained).toMatchObject([
      {
        touchpoint: 'bad-debt',
        reason: 'only 3 encounters; 30 are needed before anything is claimed',
      },
    ]);
  });
});

describe.skipIf(RETAIL === null)(`Nobody's lines${skipped(RETAIL)}`, () => {
  test('[EX4] lines without a customer are a share of nobody: in the totals, outside people', async () => {
    const [seen] = await bench.sql<Record<string, string>>(
      `SELECT toString(uniqExact(identity_id)) AS customers,
         toString(sum(toUInt64(properties['lines']))) AS lines,
         toString(sum(toUInt64(properties['lines_of_nobody']))) AS nobodys,
         toString(sumIf(toUInt64(properties['lines']), isNull(identity_id))) AS unnamed
       FROM event`,
    );
    expect(seen).toEqual({
      ...{ customers: '4372', lines: '541909', nobodys: '135080', unnamed: '135080' },
    });
    const people = await bench.ledger('touchpoint,person', 'kind == "money"');
    const nobodys = people.filter(({ person }) => person === '');
    expect(
      nobodys.map(({ touchpoint, giver, receiver, quantity }) =>
        [touchpoint, giver, receiver, quantity].join(' '),
      ),
    ).toEqual([
      'bad-debt business customer 22124.120',
      'bad-debt customer business 11062.060',
      'order customer business 1730453.490',
      'order takers business 13761.090',
      'return business customer 42848.170',
      'return business takers 242622.230',
    ]);
  });
});
