import { expect, test } from 'vitest';
import type { Reading } from '../measure/reading.ts';
import { livePatience } from './kept-replies.ts';

function reading(seqDone: number, seqWorked: number, modelVersion = 1): Reading {
  return { generation: { id: 1, modelVersion, seqDone, seqWorked } } as Reading;
}

test('[LP1] live events alone make replies anew not more often than ten times what the dearest took; all else at once', async () => {
  let now = 1000;
  const patience = livePatience(() => now);
  const first = reading(10, 10);
  expect(patience.of(first, null)).toBe(first);
  await patience.measured(async () => {
    now += 50;
  });
  const live = reading(20, 10);
  expect(patience.of(live, first)).toBe(first);
  now += 500;
  expect(patience.of(live, first)).toBe(live);
  const soon = reading(30, 10);
  expect(patience.of(soon, live)).toBe(live);
  const [worked, revalued] = [reading(30, 30), reading(30, 30, 2)];
  expect(patience.of(worked, live)).toBe(worked);
  expect(patience.of(revalued, worked)).toBe(revalued);
});
