import type { NetworkShown } from '@bothways/core/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arcOf } from './arc.ts';
import { widthOf } from './drawn.ts';
import { CARD, placesOf, ringOf, type Spot } from './layout.ts';
import { networkSearch, pairKey } from './search.ts';

const KINDS = ['customer', 'business', 'team', 'partner', 'community'] as const;

function actorsOf(kinds: readonly (typeof KINDS)[number][]): NetworkShown['actors'] {
  return kinds.map((kind, at) => ({
    ...{ id: `a${at}`, name: `Actor ${at}`, kind, side: 'other', party: `a${at}` },
  }));
}

function isApart(a: Spot, b: Spot): boolean {
  return Math.abs(a.x - b.x) >= CARD.width || Math.abs(a.y - b.y) >= CARD.height;
}

test('[NP8] no card covers another', () => {
  fc.assert(
    fc.property(
      fc.tuple(
        fc.integer({ min: 0, max: 7 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 2 }),
      ),
      ([teams, partners, communities]) => {
        const kinds = [
          ...(['customer', 'business'] as const),
          ...Array.from({ length: teams }, () => 'team' as const),
          ...Array.from({ length: partners }, () => 'partner' as const),
          ...Array.from({ length: communities }, () => 'community' as const),
        ];
        const spots = [...placesOf(actorsOf(kinds)).values()];
        expect(spots).toHaveLength(kinds.length);
        for (const [at, spot] of spots.entries())
          for (const other of spots.slice(at + 1)) expect(isApart(spot, other)).toBe(true);
      },
    ),
  );
});

test('[NP8] a ring has room for each', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), (count) => {
      const ids = Array.from({ length: count }, (_, at) => `a${at}`);
      const spots = [...ringOf(ids, (a, b) => (a.length + b.length) % 3).values()];
      expect(spots).toHaveLength(count);
      for (const [at, spot] of spots.entries())
        for (const other of spots.slice(at + 1)) expect(isApart(spot, other)).toBe(true);
    }),
  );
});

test('[NP8] a way is as wide as what flows, and drawn even where nothing does', () => {
  expect(widthOf(0, 0)).toBeGreaterThan(0);
  expect(widthOf(100, 100)).toBeGreaterThan(widthOf(10, 100));
  const { line, head } = arcOf({ x: 0, y: 0 }, { x: 0, y: 0 }, { bend: 0, width: 3 });
  expect(`${line} ${head}`).not.toMatch(/NaN|Infinity/);
});

test('[NP3] what an address says, and nothing else', () => {
  expect(networkSearch({ journey: 'j', evidence: 'dreamt', as: 'table', actor: 4 })).toEqual({
    journey: 'j',
    as: 'table',
  });
  expect(pairKey('b', 'a')).toBe(pairKey('a', 'b'));
});
