import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memorySums } from './memory-sums.ts';
import { learnMemory } from './memory-weights.ts';
import { FADING, memorable, peakEnd, rememberedValue, unexplained } from './remembered.ts';
import { rememberedOf } from './remembered-journey.ts';
import { rememberedJourneys } from './remembered-journeys.ts';

const believed = learnMemory(memorySums([]));
const sure = (moments: readonly number[]) => moments.map((mean) => ({ mean, sd: 0 }));
const moments = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 12,
});

test('[XM1] the golden cases', () => {
  expect(peakEnd(memorable([2, 8, 7]))).toBe(7.5);
  expect(peakEnd(memorable([2, 8, 1]))).toBe(4.5);
  const journey = memorable([2, -3, 1, 4, 3]);
  expect(journey).toMatchObject({ peak: 4, best: 4, worst: -3, end: 3, mean: 1.4 });
  expect(peakEnd(journey)).toBe(3.5);
  expect(journey.slope).toBeCloseTo(0.9, 12);
  for (const [days, value] of [
    [0, 2.45],
    [35, 1.925],
    [70, 1.6625],
  ] as const)
    expect(rememberedValue(journey, days)).toBeCloseTo(value, 12);
  expect(unexplained(0.581)).toBeCloseTo(0.8139036, 7);
  expect(memorable([0.8, -0.8]).peak).toBe(-0.8);
});

test('[XM2] a journey told twice over is remembered alike', () => {
  fc.assert(
    fc.property(moments, (felt) => {
      const twice = felt.flatMap((u) => [u, u]);
      expect(rememberedValue(memorable(twice))).toBeCloseTo(rememberedValue(memorable(felt)), 10);
    }),
  );
});

test('[XM3] levers: the end and the peak have a quarter more than the mean, a middle has the mean alone', () => {
  const { levers, peakChances, remembered } = rememberedOf(sure([0.2, 0.9, 0.1, 0.3]), believed, {
    draws: 4,
  });
  const each = 0.5 / 4;
  expect(levers[0]).toBeCloseTo(each, 10);
  expect(levers[1]).toBeCloseTo(each + 0.25, 10);
  expect(levers[2]).toBeCloseTo(each, 10);
  expect(levers[3]).toBeCloseTo(each + 0.25, 10);
  expect(levers.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
  expect(peakChances).toEqual([0, 1, 0, 0]);
  expect(remembered).toMatchObject({ median: expect.closeTo(0.4875, 12) });
});

test('[XM4] among ten moments that are alike none is the peak, and what is noise makes no journey intense', () => {
  const alike = Array.from({ length: 10 }, () => ({ mean: 0.4, sd: 0.1 }));
  const { peakChances } = rememberedOf(alike, believed, { draws: 4000 });
  expect(peakChances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
  for (const chance of peakChances) expect(chance).toBeCloseTo(0.1, 1);
});

test('[XM5] each journey has its own peak; the mean of profiles has none', () => {
  const journeys = Array.from({ length: 200 }, (_, at) => {
    return { places: [0, 1, 2], felt: at % 2 === 0 ? [0.9, -0.3, 0.1] : [-0.3, 0.9, 0.1] };
  });
  const { places, drawn, n } = rememberedJourneys(journeys, sure([0, 0, 0.1]), believed);
  expect([n, drawn]).toEqual([200, 0]);
  expect(places.map(({ peakChance }) => peakChance)).toEqual(
    [0.5, 0.5, 0].map((x) => expect.closeTo(x, 10)),
  );
  expect(places.map(({ endShare }) => endShare)).toEqual(
    [0, 0, 1].map((x) => expect.closeTo(x, 10)),
  );
  const silent = rememberedJourneys(
    [...journeys, { places: [0, 1, 2], felt: [0.2, 0.1, Number.NaN] }],
    [...sure([0, 0]), { mean: 0.8, sd: 0.1 }],
    believed,
  );
  expect(silent.drawn).toBeCloseTo(1 / 603, 10);
  expect(rememberedJourneys([], [], believed).remembered.kind).toBe('abstained');
});

test('[XM6] the same seed gives the same figures, another one nearly so', () => {
  const unsure = [0.2, -0.4, 0.6].map((mean) => ({ mean, sd: 0.2 }));
  const [one, again, other] = [1, 1, 2].map((seed) =>
    rememberedOf(unsure, believed, { seed, spread: 0.3 }),
  );
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
  expect(one?.band).not.toBeNull();
  expect(FADING.lean).toBe(0.5);
});
