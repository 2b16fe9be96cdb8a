import type { PersonRelationship } from '@bothways/core/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeOf, relationshipScene, sizeOf, tiltOf, weighedOf } from './relationship-scene.ts';

type Ways = PersonRelationship['figures']['ways'];
type Estimate = Ways[number]['worth'];
type Actor = PersonRelationship['actors'][number];

function worth(median: number | null): Estimate {
  if (median === null) return { kind: 'abstained', reason: 'nobody has said' };
  const range = { median, low: median, high: median, level: 0.9 };
  return { kind: 'estimate', ...range, n: 1, method: 'made up', grade: 'A' };
}

function actorsOf(teams: number, partners: number, communities: number): readonly Actor[] {
  const made = (kind: Actor['kind'], count: number): readonly Actor[] =>
    Array.from({ length: count }, (_, at) => ({
      ...{ id: `${kind}${at}`, name: kind, kind, party: kind },
      side: kind === 'team' ? 'business' : 'other',
    }));
  return [
    { id: 'customer', name: 'C', kind: 'customer', side: 'customer', party: 'customer' },
    { id: 'business', name: 'B', kind: 'business', side: 'business', party: 'business' },
    ...made('team', teams),
    ...made('partner', partners),
    ...made('community', communities),
  ];
}

/** Everybody gives the person something, and gets something. */
function relationshipOf(actors: readonly Actor[], medians: readonly (number | null)[]) {
  const others = actors.slice(1);
  const ways: Ways = others.flatMap(({ id }, at) =>
    [0, 1].map((back) => ({
      ...{ giver: back === 0 ? 'customer' : id, receiver: back === 0 ? id : 'customer' },
      ...{ kinds: [], n: 1, grade: 'A' as const, cost: worth(null) },
      worth: worth(medians[(2 * at + back) % medians.length] ?? null),
    })),
  );
  const figures = { actors: [], ways, flows: [], pairs: [], places: [] };
  return { actors, kinds: [], figures } satisfies PersonRelationship;
}

const counts = fc.tuple(
  fc.integer({ min: 0, max: 5 }),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 2 }),
);
const medians = fc.array(
  fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1e6, noNaN: true })),
  { minLength: 1, maxLength: 20 },
);

test('[PL5] no circle covers another and all lie within the picture, at any width', () => {
  fc.assert(
    fc.property(counts, medians, fc.integer({ min: 320, max: 2200 }), (some, values, width) => {
      // A phone has room for one beside the way on each side.
      const actors =
        width < 640
          ? actorsOf(Math.min(2, some[0]), Math.min(1, some[1]), Math.min(1, some[2]))
          : actorsOf(...some);
      const { nodes, ribbons, height } = relationshipScene(relationshipOf(actors, values), width);
      expect(nodes).toHaveLength(actors.length);
      expect(ribbons).toHaveLength(2 * (actors.length - 1));
      for (const [at, one] of nodes.entries()) {
        expect(one.x - one.radius).toBeGreaterThanOrEqual(0);
        expect(one.x + one.radius).toBeLessThanOrEqual(width);
        expect(one.y - one.radius).toBeGreaterThanOrEqual(0);
        // Below the name stands what is left.
        expect(one.label.y + 17 + 4).toBeLessThanOrEqual(height);
        expect(one.label.y - 12).toBeGreaterThanOrEqual(0);
        for (const other of nodes.slice(at + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(
            one.radius + other.radius,
          );
      }
      for (const { path } of ribbons) expect(path).not.toMatch(/NaN|Infinity/);
    }),
  );
});

test('[PL5] between two the ribbon to the person lies above', () => {
  const scene = relationshipScene(relationshipOf(actorsOf(0, 0, 0), [100, 40]), 1000);
  const [to, from] = ['delivered', 'captured'].map((tone) =>
    scene.ribbons.find((each) => each.tone === tone),
  );
  expect(to?.label.y).toBeLessThan(from?.label.y ?? 0);
  expect((from?.label.y ?? 0) - (to?.label.y ?? 0)).toBeGreaterThan(
    ((to?.width ?? 0) + (from?.width ?? 0)) / 2,
  );
});

test('[PL4] as wide as it is worth, by cost where nobody gets a worth of it; leaning to what weighs more', () => {
  const scene = relationshipScene(relationshipOf(actorsOf(0, 0, 0), [400, 100]), 1000);
  const widths = scene.ribbons.map(({ width }) => width);
  expect(Math.max(...widths)).toBeGreaterThan(Math.min(...widths));
  expect(sizeOf({ worth: worth(null), cost: worth(7) })).toBe(7);
  expect(sizeOf({ worth: worth(0), cost: worth(7) })).toBe(7);
  expect(sizeOf({ worth: worth(null), cost: worth(null) })).toBe(null);
  expect(weighedOf({ worth: worth(0), cost: worth(7) })?.as).toBe('cost');
  expect(weighedOf({ worth: worth(3), cost: worth(7) })?.as).toBe('worth');
  const between = (low: number, median: number, high: number) => {
    const weighed = weighedOf({ worth: worth(median), cost: worth(null) });
    return weighed && rangeOf({ ...weighed, estimate: { ...weighed.estimate, low, high } });
  };
  expect([between(-9, -4, -2), between(2, 4, 9), between(4, 4, 4)]).toEqual([[2, 9], [2, 9], null]);
  expect([between(-5, 4, 20), between(-20, -4, 5)]).toEqual([
    [-5, 20],
    [-5, 20],
  ]);
  expect(tiltOf({ received: worth(30), given: worth(10) })).toBe(0.5);
  expect(tiltOf({ received: worth(0), given: worth(0) })).toBe(0);
  expect(tiltOf({ received: worth(null), given: worth(10) })).toBe(null);
});
