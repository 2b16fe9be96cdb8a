import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { madeUpModel } from '../ledger/made-up.ts';
import { type PackedCube, packedCube } from '../ledger/packed-cube.ts';
import {
  apiError,
  type Cube,
  cubeReply,
  dataReply,
  encountersReply,
  eventsSeenReply,
  experienceReply,
  jobBegun,
  jobReply,
  journeysReply,
  lookReply,
  type Overview,
  overviewReply,
  rejectsQuery,
  rejectsReply,
  ruleTestReply,
  startReply,
  touchpointReply,
  uploadReply,
  valuationsReply,
  yearReply,
} from './index.ts';
import { estimate } from './words.ts';

const REPLIES = {
  ...{ overviewReply, cubeReply, valuationsReply, yearReply },
  ...{ dataReply, rejectsReply, apiError, jobReply, jobBegun },
  ...{ startReply, uploadReply, lookReply, eventsSeenReply },
  ...{ touchpointReply, encountersReply, ruleTestReply, journeysReply, experienceReply },
};

test('[CO1] the types are those of core, both ways', () => {
  expectTypeOf<Overview['net']['measured']>().not.toBeAny();
  expectTypeOf<NonNullable<Overview['headline']>['customer']>().toEqualTypeOf<Estimate>();
  expectTypeOf<PackedCube>().toExtend<Cube>();
  expectTypeOf<Cube>().toExtend<PackedCube>();
});

const row = fc.record({
  keys: fc.record({
    touchpoint: fc.constantFrom('counter', 'web', 'ünïcode "x"'),
    channel: fc.constantFrom('', 'store'),
    period: fc.constantFrom('2026-05', '2026-06'),
    grade: fc.constantFrom('A', 'B'),
  }),
  giver: fc.constantFrom('customer', 'business'),
  receiver: fc.constant('partner'),
  kind: fc.constantFrom('money', 'goods'),
  segment: fc.constant('everyone'),
  quantity: fc.bigInt({ min: 0n, max: 2n ** 70n }),
  n: fc.nat(),
  grades: fc.constant({}),
});

test('[CO1] a packed cube is what the contract says', () => {
  const model = madeUpModel();
  fc.assert(
    fc.property(
      fc.uniqueArray(row, {
        selector: ({ quantity, n, grades, ...key }) => JSON.stringify(key),
      }),
      (rows) => {
        const about = { generation: 1, period: 'month', byChannel: true, coarser: [] } as const;
        const packed = packedCube(rows satisfies readonly CubeRow[], model, about);
        const sent: unknown = JSON.parse(JSON.stringify(packed));
        expect(cubeReply.parse(sent)).toEqual(packed);
      },
    ),
  );
});

const ESTIMATE = {
  ...{ kind: 'estimate', median: 1, low: 0, high: 2, level: 0.9, n: 3 },
  ...{ method: 'sum', grade: 'A' },
};

test.each([
  [{ ...ESTIMATE, name: 'Jane' }],
  [{ ...ESTIMATE, median: Number.NaN }],
  [{ ...ESTIMATE, low: null }],
  [{ ...ESTIMATE, grade: 'E' }],
  [{ kind: 'abstained' }],
  [{ kind: 'zero' }],
])('[CO2] %j is no estimate', (given) => {
  expect(estimate.safeParse(ESTIMATE).success).toBe(true);
  expect(estimate.safeParse(given).success).toBe(false);
});

test('[CO2] a page of rejects is asked for in whole rows, within bounds', () => {
  expect(rejectsQuery.parse({})).toEqual({ limit: 100 });
  for (const limit of ['0', '1001', '1.5', 'x', ''])
    expect(rejectsQuery.safeParse({ limit }).success, limit).toBe(false);
  expect(rejectsQuery.safeParse({ offset: '1' }).success).toBe(false);
});

test.each(Object.entries(REPLIES))('[CO3] %s has a described JSON Schema', (_, schema) => {
  const { $defs = {}, $ref = '' } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  const whole = $defs[$ref.replace('#/$defs/', '')];
  expect(whole).toMatchObject({ type: 'object', additionalProperties: false });
  expect(whole?.description).toMatch(/\.$/);
  for (const name of Object.keys($defs)) expect(name).toMatch(/^[A-Z]/);
});
