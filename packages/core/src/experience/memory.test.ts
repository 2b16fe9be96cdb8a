import { expect, test } from 'vitest';
import { normalStream, uniformStream } from '../statistics/random.ts';
import { type LaterAnswer, learnFading } from './fading.ts';
import {
  COLUMNS,
  memorySums,
  memorySumsOf,
  memorySumsWithin,
  type Remembered,
  rememberedFrom,
} from './memory-sums.ts';
import { memoryTest } from './memory-test.ts';
import { learnMemory } from './memory-weights.ts';
import { diaryDays, unlessThere } from './reference-testing.ts';
import { rememberedValue } from './remembered.ts';

const normal = normalStream(3, 'memory test');

/** Made-up journeys that are remembered by a rule, with some noise. */
function made(
  count: number,
  rule: (of: Remembered['moments']) => number,
  noise = 0.15,
  level = 0.1,
): Remembered[] {
  return Array.from({ length: count }, (_, at) => {
    const moments = Array.from({ length: 6 }, (_each, k) => level + 0.35 * normal(at * 7 + k));
    const { moments: of } = rememberedFrom(moments, 0);
    return { moments: of, overall: rule(of) + noise * normal(at * 7 + 6) };
  });
}

test('[XM7] sums one by one, and as SQL gives them, are the same', () => {
  const journeys = made(50, (of) => of.mean);
  const rows = journeys.map(({ moments: m, overall }) => [
    m.best,
    m.worst,
    m.end,
    m.mean,
    m.slope,
    m.peak,
    overall,
  ]);
  const products: number[] = [];
  for (let i = 0; i < COLUMNS.length; i += 1)
    for (let j = 0; j <= i; j += 1)
      products.push(rows.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0));
  const sql = memorySumsOf({
    n: rows.length,
    positive: journeys.filter(({ moments }) => moments.peak >= 0).length,
    sums: COLUMNS.map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0)),
    products,
  });
  const plain = memorySums(journeys);
  for (const [i, row] of plain.products.entries())
    for (const [j, cell] of row.entries()) expect(sql.products[i]?.[j]).toBeCloseTo(cell, 9);
  expect(sql.positive).toBeCloseTo(plain.positive, 12);
  const one = memorySumsWithin(journeys.map((each) => ({ ...each, person: 'one' })));
  expect(one.freedom).toBe(plain.freedom);
  expect(one.products[0]?.[0]).toBeCloseTo(plain.products[0]?.[0] ?? 0, 9);
});

test('[XM8] without answers the weights of studies; with answers those of the answers', () => {
  const none = learnMemory(memorySums(made(12, (of) => of.mean)));
  expect(none).toMatchObject({ kind: 'believed', reason: expect.stringContaining('12 answers') });
  const same = learnMemory(memorySums(made(3000, (of) => rememberedValue(of), 0.15, 3)));
  const end = learnMemory(memorySums(made(3000, (of) => of.end)));
  if (same.kind !== 'learned' || end.kind !== 'learned') throw new Error('learned');
  for (const { believed, weight } of same.shown)
    if (weight.kind === 'estimate') expect(Math.abs(weight.median - believed)).toBeLessThan(0.15);
  expect(end.weights[2]).toBeCloseTo(1, 1);
  expect(end.weights[3]).toBeCloseTo(0, 1);
  expect(end.residual).toBeCloseTo(0.15, 1);
  expect(learnMemory(memorySums(made(60, () => 0.4, 0))).kind).toBe('believed');
});

const diary = unlessThere('peakend-mpath');

test.skipIf(diary.skip)(`[XM9] the diary's correlations and factors${diary.why}`, () => {
  const seen = Object.fromEntries(
    ['happy', 'sad', 'angry', 'relaxed', 'anxious', 'energetic', 'tired'].map((feeling) => {
      const days = diaryDays(feeling);
      expect(days).toHaveLength(134);
      const told = memoryTest(
        memorySums(days.map((day) => rememberedFrom(day.moments, day.evening))),
      );
      if (told === null) throw new Error('told');
      return [feeling, told];
    }),
  );
  const r = (feeling: string): readonly string[] =>
    (['mean', 'best', 'end', 'peak-end'] as const).map(
      (rule) => seen[feeling]?.rules.find((each) => each.rule === rule)?.r.toFixed(4) ?? '',
    );
  expect(r('happy')).toEqual(['0.6763', '0.6570', '0.5492', '0.6411']);
  expect(r('angry')).toEqual(['0.5073', '0.5628', '0.5223', '0.6069']);
  expect(r('anxious')).toEqual(['0.8541', '0.8500', '0.6931', '0.8525']);
  expect(r('relaxed')).toEqual(['0.7360', '0.5508', '0.4473', '0.5379']);
  const r2 = (feeling: string): readonly string[] =>
    (['mean', 'peak-and-end'] as const).map(
      (rule) => seen[feeling]?.rules.find((each) => each.rule === rule)?.r2.toFixed(4) ?? '',
    );
  expect(r2('angry')).toEqual(['0.2574', '0.3690']);
  expect(r2('anxious')).toEqual(['0.7296', '0.7527']);
  expect(r2('relaxed')).toEqual(['0.5417', '0.3219']);
  expect(
    Object.entries(seen)
      .filter(([, { verdict }]) => verdict === 'peak-and-end')
      .map(([f]) => f),
  ).toEqual(['angry', 'anxious']);
  for (const feeling of ['happy', 'sad', 'relaxed', 'energetic', 'tired'])
    expect(seen[feeling]?.verdict, feeling).toBe('mean');
  expect(seen['angry']?.bayesFactor).toBeCloseTo(3880, -2);
  expect(seen['anxious']?.bayesFactor).toBeCloseTo(27.6, 0);
});

test.skipIf(diary.skip)(`[XM10] within persons the anxious are undecided${diary.why}`, () => {
  const within = (feeling: string) =>
    memoryTest(
      memorySumsWithin(
        diaryDays(feeling).map((day) => ({
          ...rememberedFrom(day.moments, day.evening),
          person: day.person,
        })),
      ),
    );
  expect(within('anxious')).toMatchObject({
    verdict: 'undecided',
    bayesFactor: expect.closeTo(0.105, 2),
  });
  expect(within('angry')).toMatchObject({
    verdict: 'peak-and-end',
    bayesFactor: expect.closeTo(4.85, 1),
  });
  expect(within('relaxed')?.verdict).toBe('mean');
});

test('[XM11] alike rules give a factor of 1, and a second weight that says nothing costs about the root of n', () => {
  const flat = made(400, (of) => of.mean).map(({ moments, overall }) => {
    return { moments: { ...moments, peak: moments.mean, end: moments.mean }, overall };
  });
  const told = memoryTest(memorySums(flat));
  expect(told?.bayesFactorHalf).toBeCloseTo(1, 6);
  expect(told?.bayesFactor).toBeCloseTo(1 / Math.sqrt(401), 2);
  expect(told?.verdict).toBe('undecided');
  expect(memoryTest(memorySums(made(6, (of) => of.mean)))).toBeNull();
});

test('[XM12] a half-life is learned where delays differ', () => {
  const uniform = uniformStream(5, 'delays');
  const rows = (halfLife: number, most: number): LaterAnswer[] =>
    made(1500, (of) => of.mean).map(({ moments }, at) => {
      const days = most * uniform(at);
      const peakEnd = (moments.peak + moments.end) / 2;
      const lean = 0.6 * 2 ** (-days / halfLife);
      const overall = moments.mean + lean * (peakEnd - moments.mean) + 0.08 * normal(90_000 + at);
      return { days, peakEnd, mean: moments.mean, overall };
    });
  const { halfLifeDays, lean } = learnFading(rows(20, 120));
  if (halfLifeDays.kind === 'abstained' || lean.kind === 'abstained') throw new Error('learned');
  expect(halfLifeDays.low).toBeLessThan(20);
  expect(halfLifeDays.high).toBeGreaterThan(20);
  expect(halfLifeDays.high / halfLifeDays.low).toBeLessThan(4);
  expect(lean.median).toBeCloseTo(0.6, 1);
  expect(learnFading(rows(20, 3)).lean).toMatchObject({
    reason: expect.stringContaining('much the same delay'),
  });
  expect(learnFading(rows(20, 120).slice(0, 20)).lean.kind).toBe('abstained');
});
