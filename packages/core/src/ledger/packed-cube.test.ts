import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CubeRow } from './entries.ts';
import { ledgerRows } from './ledger-rows.ts';
import { madeUpModel, madeUpValuation, madeUpWorth } from './made-up.ts';
import { cubeRowsOf, type PackedAbout, type PackedCube, packedCube } from './packed-cube.ts';

const KEYS = ['touchpoint', 'channel', 'grade', 'period'] as const;
const about: PackedAbout = { generation: 7, period: 'month', byChannel: true, coarser: [] };
const model = madeUpModel({ valuations: [madeUpValuation('goods', { worth: madeUpWorth(1.2) })] });

const row: fc.Arbitrary<CubeRow> = fc
  .record({
    touchpoint: fc.constantFrom('pay', 'call', 'späte "Post"'),
    channel: fc.constantFrom('', 'web', 'store'),
    grade: fc.constantFrom('A', 'B', 'D'),
    period: fc.constantFrom('2026-01', '2026-02', '2025-12'),
    giver: fc.constantFrom('customer', 'business', 'care'),
    receiver: fc.constantFrom('business', 'customer'),
    kind: fc.constantFrom('goods', 'time:waiting', 'unheard-of'),
    segment: fc.constantFrom('everyone', 'families'),
    quantity: fc.oneof(
      fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }),
      fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
      fc.bigInt({ min: -9n, max: 99_999n }),
    ),
    n: fc.integer({ min: -2, max: 1000 }),
  })
  .map(({ touchpoint, channel, grade, period, ...rest }) => ({
    keys: { touchpoint, channel, grade, period },
    ...rest,
    grades: rest.n === 0 ? {} : { [grade]: rest.n },
  }));
const cellOf = ({ quantity: _, n: __, grades: ___, ...cell }: CubeRow): string =>
  JSON.stringify(cell);
const rows = fc.uniqueArray(row, { selector: cellOf, maxLength: 60 });

function throughJson(cube: PackedCube): PackedCube {
  return JSON.parse(JSON.stringify(cube)) as PackedCube;
}

function inOrder(some: readonly CubeRow[]): readonly string[] {
  return some
    .map(({ quantity, ...rest }) => `${cellOf({ quantity, ...rest })} ${quantity} ${rest.n}`)
    .sort();
}

test('[PC1] what was packed comes out again, to the smallest unit, also after JSON', () => {
  fc.assert(
    fc.property(rows, (some) => {
      const back = cubeRowsOf(throughJson(packedCube(some, model, about)), KEYS);
      expect(inOrder(back)).toEqual(inOrder(some));
      for (const { n, keys, grades } of back)
        expect(grades).toEqual(n === 0 ? {} : { [keys['grade'] ?? '']: n });
    }),
  );
});

test('[PC1] rows of one cell, and of more than can be counted, are a bug', () => {
  const [one] = fc.sample(row, { numRuns: 1, seed: 2 });
  if (one === undefined) throw new Error('no row was drawn');
  expect(() => packedCube([one, one], model, about)).toThrow('one row a cell');
  expect(() => packedCube([{ ...one, n: 2 ** 53 }], model, about)).toThrow('safe integer');
});

test('[PC2] the same rows in any order are the same cube; names are there once, in order', () => {
  const shuffled = rows.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
  );
  fc.assert(
    fc.property(shuffled, ([some, others]) => {
      const cube = packedCube(some, model, about);
      expect(JSON.stringify(packedCube(others, model, about))).toBe(JSON.stringify(cube));
      for (const names of Object.values(cube.names))
        expect(names).toEqual([...new Set(names)].sort());
    }),
  );
});

test('[PC2] columns are whole numbers; a quantity past 2^53 is a text', () => {
  const make = (period: string, quantity: bigint): CubeRow => ({
    keys: { touchpoint: 'pay', channel: 'web', grade: 'A', period },
    ...{ giver: 'business', receiver: 'customer', kind: 'goods', segment: 'everyone', quantity },
    ...{ n: 2, grades: { A: 2 } },
  });
  const cube = packedCube([make('2026-02', 2n ** 53n), make('2026-01', 1250n)], model, about);
  expect(cube).toMatchObject({
    ...{ bothways: 'cube', version: 1, model: 'Made up', currency: 'EUR', ...about },
    names: { touchpoint: ['pay'], kind: ['goods'], period: ['2026-01', '2026-02'] },
    units: [{ unit: 'EUR', scale: 2 }],
    series: { touchpoint: [0], cells: [2] },
    cells: { period: [0, 1], quantity: [1250, '9007199254740992'], n: [2, 2] },
  });
});

test('[PC3] the ledger of a packed cube is the ledger of its rows', () => {
  const plain = (some: readonly CubeRow[]) =>
    some.map((each) => ({ ...each, keys: { touchpoint: each.keys['touchpoint'] ?? '' } }));
  const exact = (some: readonly CubeRow[]) =>
    ledgerRows(some, model)
      .map(({ keys, kind, giver, receiver, quantity, n, grades }) =>
        JSON.stringify([keys, kind, giver, receiver, quantity, n, Object.entries(grades).sort()]),
      )
      .sort();
  fc.assert(
    fc.property(rows, (some) => {
      const unpacked = cubeRowsOf(packedCube(some, model, about), ['touchpoint']);
      expect(exact(unpacked)).toEqual(exact(plain(some)));
    }),
    { numRuns: 30 },
  );
});
