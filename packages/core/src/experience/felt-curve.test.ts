import { expect, test } from 'vitest';
import { normalStream } from '../statistics/random.ts';
import { type FeltPlace, feltCurve } from './felt-curve.ts';

const place = (name: string, n: number, mean: number, variance = 0.2): FeltPlace => {
  return { place: name, n, mean, variance };
};

test('[XC1] few answers are drawn to the mean over places, many stay where they are', () => {
  const places = [
    place('a', 5000, 0.4),
    place('b', 5000, -0.4),
    place('c', 4, 0.9),
    place('d', 400, 0.1),
  ];
  const { points } = feltCurve(places);
  const [a, , c] = points;
  expect(a?.belief.mean).toBeCloseTo(0.4, 3);
  expect(c?.belief.mean).toBeLessThan(0.87);
  expect(c?.belief.mean).toBeGreaterThan(0.4);
  const turned = feltCurve([...places].reverse()).points.toReversed();
  for (const [at, point] of points.entries())
    expect(turned[at]?.belief.mean).toBeCloseTo(point.belief.mean, 12);
});

test('[XC2] of two places, and of answers that do not scatter, plain means; one answer abstains', () => {
  const [a] = feltCurve([place('a', 10, 0.5), place('b', 10, -0.5)]).points;
  expect(a?.felt).toMatchObject({ kind: 'estimate', median: 0.5, method: "mean, Student's t" });
  const lonely = feltCurve([place('a', 1, 0.5, 0), place('b', 1, 0, 0), place('c', 1, 1, 0)]);
  expect(lonely.points[0]?.felt.kind).toBe('abstained');
});

test('[XC3] a place of which nobody spoke abstains and is believed to be like the others', () => {
  const { points, mean, tau } = feltCurve([
    place('a', 50, 0.3),
    place('silent', 0, 0),
    place('b', 50, -0.1),
    place('c', 50, 0.2),
  ]);
  const silent = points[1];
  expect(silent?.felt).toEqual({ kind: 'abstained', reason: 'nobody said how it felt' });
  expect(silent?.seen).toBeNull();
  expect(silent?.belief.mean).toBeCloseTo(mean, 12);
  expect(silent?.belief.sd).toBeGreaterThan(tau);
});

test('[XC4] drawn means lie nearer to the truth, and nine in ten ranges hold it', () => {
  const stream = normalStream(11, 'felt curve');
  let next = 0;
  const normal = (): number => {
    next += 1;
    return stream(next);
  };
  let [held, all, drawnOff, plainOff] = [0, 0, 0, 0];
  for (let world = 0; world < 300; world += 1) {
    const truths = Array.from({ length: 8 }, () => 0.1 + 0.2 * normal());
    const places = truths.map((truth, at) => {
      const answers = Array.from({ length: 6 + 4 * at }, () => truth + 0.5 * normal());
      const mean = answers.reduce((a, b) => a + b, 0) / answers.length;
      const variance = answers.reduce((a, b) => a + (b - mean) ** 2, 0) / (answers.length - 1);
      return place(`${at}`, answers.length, mean, variance);
    });
    for (const [at, { felt, belief }] of feltCurve(places).points.entries()) {
      const truth = truths[at] ?? 0;
      all += 1;
      if (felt.kind === 'estimate' && felt.low <= truth && truth <= felt.high) held += 1;
      drawnOff += (belief.mean - truth) ** 2;
      plainOff += ((places[at]?.mean ?? 0) - truth) ** 2;
    }
  }
  expect(drawnOff / plainOff).toBeLessThan(0.9);
  expect(held / all).toBeGreaterThan(0.87);
  expect(held / all).toBeLessThan(0.93);
});
