import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answer, appetiteAfter, appetiteShown, NO_PRIOR, priorOf } from './appetite.ts';

const DAY = 86_400_000;
function answers(...said: readonly [Answer['is'], number][]): readonly Answer[] {
  return said.map(([is, day]) => ({ category: 'email', is, at: day * DAY }));
}

test('[RI13] two and two, three grants and a refusal: the mean and the range are as worked out', () => {
  const said = answers(['grant', 9], ['grant', 9], ['refusal', 9], ['grant', 9]);
  const after = appetiteAfter({ alpha: 2, beta: 2 }, said, 9 * DAY);
  expect(after.alpha / (after.alpha + after.beta)).toBeCloseTo(0.625, 12);
  const shown = appetiteShown(after, 4, true);
  if (shown.kind !== 'estimate') throw new Error('there is an estimate');
  expect(shown.low).toBeCloseTo(0.3412614, 7);
  expect(shown.high).toBeCloseTo(0.8712436, 7);
  expect([shown.level, shown.n]).toEqual([0.9, 4]);
});

test('[RI14] a withdrawal counts twice, and what was said fades by half in a year', () => {
  expect(appetiteAfter(NO_PRIOR, answers(['withdrawal', 3]), 3 * DAY)).toEqual({
    alpha: 1,
    beta: 3,
  });
  const late = appetiteAfter(NO_PRIOR, answers(['grant', 0], ['refusal', 0]), 365 * DAY);
  expect(late.alpha).toBeCloseTo(1.5, 9);
  expect(late.beta).toBeCloseTo(1.5, 9);
});

test('[RI15] answers come in any order, and more of one sort move it that way', () => {
  const answer = fc.record({
    category: fc.constant('email'),
    is: fc.constantFrom<Answer['is']>('grant', 'refusal', 'withdrawal'),
    at: fc.integer({ min: 0, max: 900 }).map((day) => day * DAY),
  });
  const mean = ({ alpha, beta }: { alpha: number; beta: number }): number => alpha / (alpha + beta);
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 12 }), (said) => {
      const now = 1000 * DAY;
      const after = appetiteAfter(NO_PRIOR, said, now);
      const turned = appetiteAfter(NO_PRIOR, said.toReversed(), now);
      expect(turned.alpha).toBeCloseTo(after.alpha, 9);
      expect(turned.beta).toBeCloseTo(after.beta, 9);
      const more = [...said, ...answers(['grant', 950])];
      expect(mean(appetiteAfter(NO_PRIOR, more, now))).toBeGreaterThan(mean(after));
    }),
  );
});

test('[RI16] nobody asked: it abstains; of few people nothing is learnt, of many how they differ', () => {
  expect(appetiteShown(NO_PRIOR, 0, false).kind).toBe('abstained');
  expect(priorOf([{ people: 9, answers: 1, grants: 1 }], NO_PRIOR)).toBe(NO_PRIOR);
  const alike = priorOf([{ people: 400, answers: 10, grants: 7 }], NO_PRIOR);
  expect(alike.alpha / (alike.alpha + alike.beta)).toBeCloseTo(0.7, 2);
  const split = priorOf(
    [
      { people: 140, answers: 10, grants: 10 },
      { people: 60, answers: 10, grants: 0 },
    ],
    NO_PRIOR,
  );
  expect(split.alpha + split.beta).toBeLessThan(alike.alpha + alike.beta);
  expect(appetiteShown(alike, 0, true)).toMatchObject({ kind: 'estimate', n: 0, grade: 'D' });
  const certain = priorOf([{ people: 400, answers: 8, grants: 8 }], NO_PRIOR);
  const shown = appetiteShown(certain, 8, true);
  expect(shown.kind === 'estimate' && shown.high - shown.low).toBeGreaterThan(0.02);
});
