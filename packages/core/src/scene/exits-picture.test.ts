import { expect, test } from 'vitest';
import type { SurvivalStep } from '../contract/journeys-parts.ts';
import { type ExitsWords, exitsPicture, underWayPicture } from './exits-picture.ts';
import type { Mark } from './scene.ts';
import { lettersOf, variantStrip } from './variant-strip.ts';

const words: ExitsWords = {
  ...{ title: 'Exits', description: '', completed: 'done', underWay: 'under way' },
  abandoned: 'given up',
  percent: (part) => `${Math.round(100 * part)}%`,
  wait: (seconds) => `${seconds} s`,
};

const step = (seconds: number, completed: number, abandoned: number): SurvivalStep => ({
  ...{ seconds, atRisk: 10, completed, abandoned, underWay: 1 - completed - abandoned },
  ...{ underWayLow: 1 - completed - abandoned - 0.05, underWayHigh: 1 - completed - abandoned },
  ...{ completedLow: completed - 0.1, completedHigh: completed + 0.1 },
  ...{ abandonedLow: abandoned - 0.1, abandonedHigh: abandoned + 0.1 },
});
const steps = [step(10, 0.2, 0.1), step(50, 0.5, 0.3)];

test('[XP1] completed from below, given up from above', () => {
  const { marks, width, height } = exitsPicture(steps, { width: 400, height: 200, words });
  const lines = marks.filter(
    (mark): mark is Extract<Mark, { kind: 'line' }> =>
      mark.kind === 'line' && mark.tone === 'ink' && mark.filled !== true,
  );
  const [done, gone] = lines;
  const end = (line: typeof done): number => line?.points.at(-1)?.[1] ?? 0;
  // 200 pixels less 10 above and 26 below: half of 164 from below, three tenths from above.
  expect(end(done)).toBeCloseTo(10 + 0.5 * 164);
  expect(end(gone)).toBeCloseTo(10 + 0.3 * 164);
  expect(gone?.dashed).toBe(true);
  // Steps: what holds stays until the next moment.
  for (const { points } of lines)
    for (const [at, [x, y]] of points.slice(1).entries()) {
      const [beforeX, beforeY] = points[at] ?? [0, 0];
      expect(x === beforeX || y === beforeY).toBe(true);
    }
  for (const mark of marks)
    if (mark.kind === 'line')
      for (const [x, y] of mark.points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(width);
        expect(y).toBeLessThanOrEqual(height);
      }
  const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
  expect(texts).toEqual(expect.arrayContaining(['done 50%', 'under way 20%', 'given up 30%']));
  const under = underWayPicture(steps, { width: 400, height: 200, words }).marks.at(-1);
  expect(under?.kind === 'line' && under.points.at(-1)?.[1]).toBeCloseTo(10 + 0.8 * 164);
});

test('[VS1] a way as letters', () => {
  const letters = lettersOf(['look', 'buy', ...Array.from({ length: 60 }, (_, n) => `t${n}`)]);
  expect(variantStrip({ activities: ['look', 'look', 'buy'], length: 3 }, letters, 10)).toEqual({
    chips: [
      { activity: 'look', letter: 'A', times: 2 },
      { activity: 'buy', letter: 'B', times: 1 },
    ],
    more: 0,
  });
  expect(variantStrip({ activities: ['look', 'buy', 'look'], length: 90 }, letters, 2).more).toBe(
    88,
  );
  expect(new Set(letters.values()).size).toBe(62);
});
