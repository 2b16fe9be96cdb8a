import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Valuations, WorthShown } from '../contract/valuations.ts';
import {
  aboutOf,
  factorsBetween,
  isSameOpinion,
  movedTo,
  opinionKey,
  saidOf,
  valuationsSaid,
} from './opinions.ts';

function worth(median: number, low = median, high = median): WorthShown {
  return {
    ...{ median, low, high, basis: 'stated', source: 'study' },
    ...{ agreedBy: 'finance', agreedOn: '2026-09-14' },
  };
}

const everyone = { segment: null, give: null } as const;
const base: Valuations['valuations'] = [
  { kind: 'goods', ...everyone, worth: worth(2, 1, 4), cost: null },
  { kind: 'time', ...everyone, worth: null, cost: worth(0.01, 0.005, 0.02) },
  { kind: 'goods', segment: 'devoted', give: 'business', worth: worth(3), cost: null },
];
const goods = { kind: 'goods', ...everyone, part: 'worth' } as const;

test('[RV6] what is said stands in its place, fills what was not said, or comes last', () => {
  const said = valuationsSaid(
    base,
    new Map([
      [opinionKey(goods), null],
      [opinionKey({ kind: 'goods', ...everyone, part: 'cost' }), worth(0.6)],
      [opinionKey({ kind: 'help', segment: null, give: 'customer', part: 'cost' }), worth(5)],
    ]),
  );
  expect(said).toHaveLength(4);
  expect(said[0]).toEqual({ kind: 'goods', ...everyone, worth: null, cost: worth(0.6) });
  expect(said.slice(1, 3)).toEqual(base.slice(1, 3));
  expect(said[3]).toEqual({
    ...{ kind: 'help', segment: null, give: 'customer', worth: null, cost: worth(5) },
  });
  expect(saidOf(said, goods)).toBeNull();
  expect(valuationsSaid(base, new Map())).toEqual(base);
});

test('[RV6] a key names what it speaks of', () => {
  const some = fc.record({
    kind: fc.string(),
    segment: fc.option(fc.string()),
    give: fc.constantFrom(null, 'customer' as const, 'business' as const),
    part: fc.constantFrom('worth' as const, 'cost' as const),
  });
  fc.assert(
    fc.property(some, (about) => {
      expect(aboutOf(opinionKey(about))).toEqual(about);
    }),
  );
});

test('[RV6] moved it is an assumption as unsure as before, and back it is the agreed one', () => {
  const agreed = worth(2, 1, 4);
  const moved = movedTo(agreed, 3);
  expect(moved).toMatchObject({ median: 3, low: 1.5, high: 6, basis: 'assumed', agreedBy: null });
  expect(isSameOpinion(moved, agreed)).toBe(false);
  expect(isSameOpinion({ ...worth(2 + 1e-15, 1, 4) }, agreed)).toBe(true);
});

test('[RV6] medians alone are factors; anything else is planned anew', () => {
  const after = (said: WorthShown | null) =>
    valuationsSaid(base, new Map([[opinionKey(goods), said]]));
  expect(factorsBetween(base, base)).toEqual(new Map());
  expect(factorsBetween(base, after(movedTo(worth(2, 1, 4), 3)))).toEqual(
    new Map([['0.worth', 1.5]]),
  );
  expect(factorsBetween(base, after(worth(2, 1.5, 3)))).toBeNull();
  expect(factorsBetween(base, after(null))).toBeNull();
});
