import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStores } from '../store/open-stores.ts';
import type { Stores } from '../store/stores.ts';
import { document, exampleData, leftOn, REPOSITORY, temporaryFolder } from './cli-testing.ts';

interface Row {
  readonly kind: string;
  readonly quantity: string;
  readonly n: number;
  readonly grade: string;
  readonly [key: string]: unknown;
}

const folder = temporaryFolder();
const EXAMPLES = join(REPOSITORY, 'examples');
const CJ = join(EXAMPLES, 'complete-journey');
const REAL = exampleData('loyalty-completejourney');
const kept: Stores[] = [];
afterAll(async () => {
  for (const stores of kept) await stores.close();
  expect(await leftOn(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

/** A workspace of an example, its stores kept while its commands come and go. */
async function workspace(name: string): Promise<string> {
  const data = join(folder, name);
  mkdirSync(data);
  kept.push(await openStores(data));
  return data;
}

function take(data: string, file: string, mapping: string): Promise<Record<string, unknown>> {
  return document(['import', file, '--map', mapping, '--data', data]);
}

async function ledger(data: string, ...line: readonly string[]): Promise<readonly Row[]> {
  const { rows } = await document<{ rows: readonly Row[] }>(['ledger', ...line, '--data', data]);
  return rows;
}

/** The four files of the Complete Journey, as its README has them, and what was read of each. */
async function completeJourney(data: string, from: string, ending: string) {
  const files = {
    transactions: 'transactions',
    campaigns: 'campaigns',
    redemptions: 'coupon_redemptions',
    demographics: 'demographics',
  };
  const read: Record<string, Record<string, unknown>> = {};
  for (const [mapping, file] of Object.entries(files)) {
    const path = join(
      from,
      file === 'transactions' && ending !== '.csv' ? 'transactions_sample' : file,
    );
    read[mapping] = await take(data, `${path}${ending}`, join(CJ, `${mapping}.mapping.yaml`));
  }
  const rebuilt = await document(['rebuild', '--model', CJ, '--data', data]);
  return { read, rebuilt };
}

const whole = (read: number, groups: number | null = null) => ({
  ...{ read, accepted: read, duplicates: 0, rejected: 0, events: groups ?? read },
  ...{ groups, mixedTimes: 0, reasons: [] },
});
async function quantities(data: string): Promise<Readonly<Record<string, string>>> {
  const rows = await ledger(data, '--by', 'kind');
  return Object.fromEntries(rows.map(({ kind, quantity }) => [kind, quantity]));
}
async function accounts(data: string, touchpoint: string): Promise<number> {
  const rows = await ledger(data, '--by', 'account', '--where', `touchpoint == "${touchpoint}"`);
  return new Set(rows.map((row) => row['account'])).size;
}

describe.skipIf(REAL === null)(
  `the Complete Journey, real data${REAL === null ? ': not on this machine, see ../shared/data or BOTHWAYS_EXAMPLE_DATA' : ''}`,
  () => {
    let data: string;
    let made: Awaited<ReturnType<typeof completeJourney>>;
    beforeAll(async () => {
      data = await workspace('real');
      made = await completeJourney(data, REAL ?? '', '.csv.gz');
    });

    test('[EX1] lines, baskets, mailings and coupons are all read', () => {
      expect(made.read).toEqual({
        ...{ transactions: whole(75_000, 47_243), campaigns: whole(6589) },
        ...{ redemptions: whole(2102), demographics: whole(801) },
      });
      expect(made.rebuilt).toMatchObject({
        events: 56_735,
        encounters: 55_934,
        unmapped: [],
        unmappedNames: 0,
        unseen: [],
        refused: [],
      });
    });

    test('[EX1] money and discounts come out to the cent', async () => {
      expect(await quantities(data)).toMatchObject({
        money: '233935.24',
        'goods:retail-discount': '40180.91',
        'goods:coupon-discount': '1356.71',
        'goods:coupon-match': '242.10',
      });
    });

    test('[EX1] baskets, households, mailings and coupons are counted', async () => {
      const rows = await ledger(
        data,
        '--by',
        'touchpoint',
        '--where',
        'family == "data" || kind == "attention"',
      );
      const n = Object.fromEntries(rows.map((row) => [row['touchpoint'], row.n]));
      expect(n).toEqual({ basket: 47_243, campaign: 6589, redemption: 2102 });
      expect(await accounts(data, 'basket')).toBe(2377);
      expect(await accounts(data, 'campaign')).toBe(1559);
      expect(await accounts(data, 'redemption')).toBe(410);
    });

    test('[EX1] households stand in segments by their demographics', async () => {
      const rows = await ledger(
        data,
        '--by',
        'segment',
        '--where',
        'kind == "data:purchase-history"',
      );
      const n = new Map(rows.map((row) => [row['segment'], row.n]));
      expect([...n.keys()].sort()).toEqual(['everyone', 'families', 'older', 'tight-budget']);
      expect([...n.values()].reduce((sum, each) => sum + each, 0)).toBe(47_243);
    });
  },
);

test('[EX2] the made-up sample comes out as its README says', async () => {
  const data = await workspace('sample');
  const { read } = await completeJourney(data, join(CJ, 'sample'), '.csv');
  expect(read).toEqual({
    ...{ transactions: whole(200, 63), campaigns: whole(60) },
    ...{ redemptions: whole(26), demographics: whole(24) },
  });
  expect(await quantities(data)).toMatchObject({
    money: '815.69',
    'goods:retail-discount': '88.85',
    'goods:coupon-discount': '27.75',
    'goods:coupon-match': '2.50',
  });
  expect(await accounts(data, 'basket')).toBe(29);
});

describe('Larkfield', () => {
  const LARKFIELD = join(EXAMPLES, 'larkfield');
  let data: string;
  const rebuilt = () =>
    document<{ unseen: readonly string[]; events: number }>([
      'rebuild',
      '--model',
      LARKFIELD,
      '--data',
      data,
    ]);

  test('[EX3] the sample comes in, and the switchboard is what nothing reaches', async () => {
    data = await workspace('larkfield');
    const sample = await take(
      data,
      join(LARKFIELD, 'sample.csv'),
      join(LARKFIELD, 'sample.mapping.yaml'),
    );
    expect(sample).toMatchObject({ read: 200, rejected: 0 });
    expect((await rebuilt()).unseen).toContain('store-phone');
  });

  test('[EX3] its totals count at grade B, of nobody, and the touchpoint is seen', async () => {
    const before = await ledger(data, '--by', 'person');
    const taken = await take(
      data,
      join(LARKFIELD, 'phone-2026.csv'),
      join(LARKFIELD, 'phone-2026.mapping.yaml'),
    );
    expect(taken).toEqual(whole(9));
    expect((await rebuilt()).unseen).not.toContain('store-phone');
    const where = 'touchpoint == "store-phone"';
    const phone = await ledger(data, '--by', 'touchpoint,person', '--where', where);
    for (const row of phone) {
      // At best B: a line that the model only assumes is worse.
      expect(row).toMatchObject({ touchpoint: 'store-phone', person: '', n: 32_939 });
      expect(row.grade).toMatch(row.kind.startsWith('time:') ? /^B$/ : /^[B-D]$/);
    }
    // Calls times their mean length, each line rounded once.
    const lines = [
      [1612, 3.1],
      [2087, 3.2],
      [3944, 3.6],
      [5630, 3.9],
      [6015, 4.1],
      [4480, 3.8],
      [3102, 3.4],
      [2719, 3.3],
      [3350, 3.5],
    ] as const;
    const seconds = lines.reduce((sum, [calls, mean]) => sum + Math.round(mean * 60 * calls), 0);
    expect(Object.fromEntries(phone.map(({ kind, quantity }) => [kind, quantity]))).toEqual({
      ...{ 'time:personal': String(seconds), 'time:work': String(seconds), 'help:answer': '32939' },
    });
    const people = (rows: readonly Row[]) => rows.filter((row) => row['person'] !== '');
    expect(people(await ledger(data, '--by', 'person'))).toEqual(people(before));
  });
});
