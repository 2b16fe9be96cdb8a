import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uniformStream } from '../statistics/random.ts';
import { clusterWays, waysAtOnce } from './clusters.ts';
import { editDistanceFrom } from './edit-distance.ts';
import { aroundMedoids } from './medoids.ts';
import { type Way, wayDistances } from './way-distance.ts';

const anyWay = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 });
const way = (text: string, count = 1): Way => ({
  activities: Array.from(text, (letter) => letter.charCodeAt(0)),
  count,
});

function edits(one: readonly number[], other: readonly number[]): number {
  const row = [...Array(other.length + 1).keys()];
  for (const [first, letter] of one.entries()) {
    let corner = row[0] ?? 0;
    row[0] = first + 1;
    for (const [second, next] of other.entries()) {
      const above = row[second + 1] ?? 0;
      row[second + 1] = Math.min(
        corner + (letter === next ? 0 : 1),
        above + 1,
        (row[second] ?? 0) + 1,
      );
      corner = above;
    }
  }
  return row[other.length] ?? 0;
}

test('[JC17] edits, of short and long sequences', () => {
  fc.assert(
    fc.property(anyWay, anyWay, fc.integer({ min: 1, max: 6 }), (one, other, times) => {
      expect(editDistanceFrom(one)(other)).toBe(edits(one, other));
      const long = Array.from({ length: times }, () => one).flat();
      expect(editDistanceFrom(long)(other)).toBe(edits(long, other));
    }),
  );
  const full = Array.from({ length: 32 }, (_, at) => at % 5);
  expect(editDistanceFrom(full)(full)).toBe(0);
  expect(editDistanceFrom(full)([...full, 9])).toBe(1);
});

test('[JC18] distances are between 0 and 1, the same both ways', () => {
  fc.assert(
    fc.property(fc.array(anyWay, { minLength: 2, maxLength: 8 }), (made) => {
      const ways = made.map((activities) => ({ activities: [...activities, 9], count: 1 }));
      const { size, distances } = wayDistances(ways);
      for (let one = 0; one < size; one += 1)
        for (let other = 0; other < size; other += 1) {
          const apart = distances[one * size + other] ?? 0;
          expect(apart).toBe(distances[other * size + one]);
          expect(apart).toBeGreaterThanOrEqual(-1e-6);
          expect(apart).toBeLessThanOrEqual(1 + 1e-6);
          if (String(ways[one]?.activities) === String(ways[other]?.activities))
            expect(apart).toBeCloseTo(0, 6);
        }
    }),
  );
  expect(wayDistances([way('ab'), way('cd')]).distances[1]).toBeCloseTo(1, 6);
  // Immediate repeats change what is in a way, and not its order.
  expect(wayDistances([way('ab'), way('aab')]).distances[1]).toBeLessThan(0.25);
});

/** Journeys made of one sequence with a slip now and then. */
function slipping(patterns: readonly string[], each: number): readonly Way[] {
  const counts = new Map<string, number>();
  const dice = uniformStream(7, 'slips');
  let throws = 0;
  const thrown = (): number => dice(throws++);
  for (const pattern of patterns)
    for (let made = 0; made < each; made += 1) {
      const slipped = Array.from(pattern, (letter) => (thrown() < 0.06 ? 'x' : letter)).join('');
      counts.set(slipped, (counts.get(slipped) ?? 0) + 1);
    }
  return [...counts].map(([text, count]) => way(text, count)).sort((a, b) => b.count - a.count);
}

test('[JC19] kinds that were put in come out with the real one in their middle', () => {
  const patterns = ['abcdefgh', 'klmnopqrs', 'ahbgcf'];
  const ways = slipping(patterns, 300);
  const found = clusterWays(ways);
  expect(found.kind).toBe('found');
  if (found.kind !== 'found') return;
  expect(found.clusters).toHaveLength(3);
  expect(
    found.clusters
      .map(({ medoid }) => String.fromCharCode(...Array.from(ways[medoid]?.activities ?? [])))
      .toSorted(),
  ).toEqual(patterns.toSorted());
  for (const { journeys, stability } of found.clusters) {
    expect(journeys).toBe(300);
    expect(stability).toBeGreaterThan(0.95);
  }
  expect(clusterWays(ways)).toEqual(found);
});

test('[JC19] no exchange of one real journey for another makes a sorting better', () => {
  const ways = slipping(['abcd', 'dcba', 'bbxd'], 30);
  const apart = wayDistances(ways);
  const weights = Float64Array.from(ways, ({ count }) => count);
  const costOf = (medoids: readonly number[]): number =>
    weights.reduce(
      (sum, weight, point) =>
        sum +
        weight *
          Math.min(...medoids.map((each) => apart.distances[each * apart.size + point] ?? 0)),
      0,
    );
  for (const k of [1, 2, 3, 5]) {
    const medoids = [...aroundMedoids(apart, weights, k).medoids];
    const cost = costOf(medoids);
    for (const place of medoids.keys())
      for (let other = 0; other < apart.size; other += 1)
        expect(costOf(medoids.with(place, other))).toBeGreaterThanOrEqual(cost - 1e-6);
  }
});

test('[JC20] journeys without any pattern, too few or all alike are not sorted', () => {
  const dice = uniformStream(3, 'noise');
  const noise = Array.from({ length: 300 }, (_, made) =>
    way(
      Array.from({ length: 8 }, (_, at) => 'abcdef'[Math.floor(dice(made * 8 + at) * 6)]).join(''),
    ),
  );
  expect(clusterWays(noise)).toMatchObject({ kind: 'abstained' });
  expect(clusterWays([way('ab', 900)])).toMatchObject({
    reason: expect.stringMatching(/^900 journeys by 1 ways; /),
  });
  expect(clusterWays([way('ab'), way('ac'), way('bd')])).toMatchObject({ kind: 'abstained' });
});

const MVAD = '../shared/data/sequence-mvad/mvad.csv';
test.skipIf(!existsSync(MVAD))(
  `[JC19] school to work: into work, or on to higher education${existsSync(MVAD) ? '' : ` (skipped: ${MVAD} is not there)`}`,
  () => {
    const [head = '', ...lines] = readFileSync(MVAD, 'utf8')
      .replaceAll('"', '')
      .trim()
      .split(/\r?\n/);
    const first = head.split(',').indexOf('Sep.93');
    const states = ['employment', 'FE', 'HE', 'joblessness', 'school', 'training'];
    const counts = new Map<string, number>();
    for (const line of lines) {
      const walked = line
        .split(',')
        .slice(first, first + 70)
        .map((state) => states.indexOf(state))
        .join(',');
      counts.set(walked, (counts.get(walked) ?? 0) + 1);
    }
    expect(lines).toHaveLength(712);
    const ways = [...counts]
      .map(([text, count]) => ({ activities: text.split(',').map(Number), count }))
      .sort((a, b) => b.count - a.count);
    const found = clusterWays(ways);
    expect(found.kind).toBe('found');
    if (found.kind !== 'found') return;
    // Two ways out of school: over further education or training into work, and through school into higher education.
    expect(
      found.clusters.map(
        ({ medoid }) => states[Array.from(ways[medoid]?.activities ?? []).at(-1) ?? -1],
      ),
    ).toEqual(['employment', 'HE']);
    expect(found.clusters.map(({ journeys }) => journeys)).toEqual([530, 182]);
  },
);

test('[JC21] as many ways as their lengths allow', () => {
  expect(waysAtOnce(Array.from({ length: 400 }, () => 12))).toBe(400);
  expect(waysAtOnce(Array.from({ length: 400 }, () => 100))).toBe(120);
  expect(waysAtOnce([40_000, 1, 1, 1])).toBe(3);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 600 }), (lengths) => {
      const many = waysAtOnce(lengths);
      const sum = lengths.slice(0, many).reduce((whole, each) => whole + each, 0);
      expect(many === 3 || sum <= 12_000).toBe(true);
      if (many > 3 && many < lengths.length)
        expect(sum + (lengths[many] ?? 0)).toBeGreaterThan(12_000);
    }),
  );
});
