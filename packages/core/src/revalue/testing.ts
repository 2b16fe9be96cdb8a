// Made-up opinions and a year's rows for tests of revaluing.
import fc from 'fast-check';
import type { CubeRow } from '../ledger/entries.ts';
import { madeUpModel, madeUpValuation, madeUpWorth } from '../ledger/made-up.ts';
import type { Model, Valuation, Worth } from '../model/model.ts';
import type { PartId } from './plan.ts';

const KINDS = ['money', 'goods', 'time:waiting', 'data:birth-date', 'help'] as const;
const SEGMENTS = ['everyone', 'devoted'] as const;
const ACTORS = ['customer', 'business', 'care', 'courier'] as const;

export const someRow: fc.Arbitrary<CubeRow> = fc
  .record({
    touchpoint: fc.constantFrom('pay', 'call', 'return'),
    pair: fc
      .tuple(fc.constantFrom(...ACTORS), fc.constantFrom(...ACTORS))
      .filter(([giver, receiver]) => giver !== receiver),
    kind: fc.constantFrom(...KINDS),
    segment: fc.constantFrom(...SEGMENTS),
    quantity: fc.bigInt({ min: -50n, max: 10n ** 9n }),
    n: fc.integer({ min: 1, max: 5000 }),
    grade: fc.constantFrom('A' as const, 'C' as const),
  })
  .map(({ touchpoint, pair: [giver, receiver], n, grade, ...row }) => ({
    ...{ ...row, giver, receiver, n },
    keys: { touchpoint },
    grades: { [grade]: n },
  }));

const someWorth: fc.Arbitrary<Worth> = fc
  .record({
    median: fc.double({ min: 0.01, max: 500, noNaN: true }),
    reach: fc.constantFrom(1, 1, 1.2, 2.5),
    basis: fc.constantFrom('measured' as const, 'stated' as const, 'assumed' as const),
  })
  .map(({ median, reach, basis }) => madeUpWorth(median, median / reach, median * reach, basis));

const someValuation: fc.Arbitrary<Valuation> = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    segment: fc.option(fc.constantFrom('devoted'), { nil: null }),
    give: fc.option(fc.constantFrom('customer' as const, 'business' as const), { nil: null }),
    worth: fc.option(someWorth, { nil: null }),
    cost: fc.option(someWorth, { nil: null }),
  })
  .map(({ kind, ...parts }) => madeUpValuation(kind, parts));

export interface Opinions {
  readonly model: Model;
  readonly rows: readonly CubeRow[];
  /** For some of the parts that the model's valuations state. */
  readonly factors: ReadonlyMap<PartId, number>;
}

/** A model with valuations, rows that they may or may not value, and some of them moved. */
export const someOpinions: fc.Arbitrary<Opinions> = fc
  .record({
    valuations: fc.array(someValuation, { maxLength: 8 }),
    rows: fc.array(someRow, { maxLength: 25 }),
    moves: fc.array(
      fc.tuple(fc.nat(7), fc.boolean(), fc.double({ min: 0.25, max: 4, noNaN: true })),
    ),
  })
  .map(({ valuations, rows, moves }) => ({
    model: madeUpModel({ valuations }),
    rows,
    factors: new Map(
      moves.flatMap(([at, isWorth, factor]): [PartId, number][] => {
        const part = isWorth ? 'worth' : 'cost';
        const stated = valuations[at]?.[part] ?? null;
        return stated === null ? [] : [[`${at}.${part}`, factor]];
      }),
    ),
  }));
