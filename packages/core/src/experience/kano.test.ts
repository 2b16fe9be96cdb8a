import { expect, test } from 'vitest';
import { kanoCategory, kanoCounts, kanoOf } from './kano.ts';
import { numbersOf, referenceRows, unlessThere } from './reference-testing.ts';

test('[XK1] the 25 pairs', () => {
  const table = [1, 2, 3, 4, 5].map((row) =>
    [1, 2, 3, 4, 5].map((column) => kanoCategory(row, column)).join(''),
  );
  expect(table).toEqual(['QAAAO', 'RIIIM', 'RIIIM', 'RIIIM', 'RRRRQ']);
  expect([kanoCategory(0, 1), kanoCategory(1, 6), kanoCategory(Number.NaN, 2)]).toEqual([
    null,
    null,
    null,
  ]);
});

test('[XK2] the golden case is undecided', () => {
  const told = kanoOf({ A: 30, O: 20, M: 40, I: 10, R: 0, Q: 0 });
  expect(told).toMatchObject({ category: 'M', second: 'A', decided: false, lead: 10 });
  expect(told?.leadWanted).toBeCloseTo(11.1298585, 7);
  expect(told?.better).toMatchObject({ median: 0.5 });
  expect(told?.worse).toMatchObject({ median: -0.6 });
  expect(told?.totalStrength).toBeCloseTo(0.9, 12);
  expect(told?.categoryStrength).toBeCloseTo(0.1, 12);
});

const kiosk = unlessThere('survey-kiosk-servqual');

test.skipIf(kiosk.skip)(`[XK3] privacy is must-be, price attractive${kiosk.why}`, () => {
  const rows = referenceRows('survey-kiosk-servqual/kiosk_194.csv');
  const told = (item: string) =>
    kanoOf(kanoCounts(numbersOf(rows, `kano${item}_f`), numbersOf(rows, `kano${item}_d`)));
  const privacy = told('23');
  expect(privacy).toMatchObject({ n: 194, category: 'M', decided: true, counts: { M: 115 } });
  expect(privacy?.worse).toMatchObject({ median: expect.closeTo(-0.924, 3) });
  expect(told('02')?.category).toBe('M');
  expect(told('08')?.category).toBe('O');
  const price = told('10');
  expect(price?.category).toBe('A');
  expect(price?.better).toMatchObject({ median: expect.closeTo(0.849, 3) });
});

test('[XK4] chances add up and follow the counts; warnings', () => {
  const told = kanoOf({ A: 2, O: 1, M: 12, I: 1, R: 0, Q: 3 });
  const chances = Object.values(told?.probabilities ?? {});
  expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  expect(told?.probabilities.M).toBeGreaterThan(0.95);
  expect(told?.warnings).toEqual(['few-answers', 'questionable-answers']);
  expect(kanoOf({ A: 0, O: 0, M: 0, I: 0, R: 0, Q: 0 })).toBeNull();
  expect(kanoOf({ A: 0, O: 0, M: 0, I: 0, R: 40, Q: 0 })?.better.kind).toBe('abstained');
});
