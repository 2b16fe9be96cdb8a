import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readModel } from '../model/read-model.ts';
import { LARKFIELD } from '../model/sample-models.ts';
import { movedValuations } from './moved.ts';
import { gridOf, placeOn, snap, stepped, valueAt } from './slider.ts';
import { movesYaml } from './write-moves.ts';

function valuationsOf(text: string) {
  const { model } = readModel([{ file: 'larkfield.bothways.yaml', text }]);
  if (model === null) throw new Error('the model does not read');
  return model.valuations.map(({ kind, segment, give, worth, cost }) => ({
    ...{ kind, segment, give },
    worth: worth === null ? null : [worth.median, worth.low, worth.high, worth.basis],
    cost: cost === null ? null : [cost.median, cost.low, cost.high, cost.basis],
  }));
}

test('[RV6] what is written reads as what was moved', () => {
  const { model } = readModel([{ file: 'larkfield.bothways.yaml', text: LARKFIELD }]);
  if (model === null) throw new Error('the model does not read');
  const factors = new Map([
    ['0.worth', 1.25],
    ['1.cost', 1],
  ] as const);
  const yaml = movesYaml(model.valuations, factors);
  expect(yaml).toBe(`valuations:
  - kind: goods
    worth: { median: 1.5, low: 1.25, high: 1.8, basis: assumed } # was 1.2, stated
    cost: { median: 0.62, low: 0.6, high: 0.64, basis: measured }
`);
  const [before, after] = [LARKFIELD.indexOf('valuations:'), LARKFIELD.indexOf('journeys:')];
  const written = LARKFIELD.slice(0, before) + yaml + LARKFIELD.slice(after);
  const [moved] = movedValuations(model.valuations, factors);
  expect(valuationsOf(written)).toEqual([
    {
      ...{ kind: 'goods', segment: null, give: null },
      worth: [
        ...[moved?.worth?.median, moved?.worth?.low].map((each) => each ?? 0),
        expect.closeTo(moved?.worth?.high ?? 0, 9),
        'assumed',
      ],
      cost: [0.62, 0.6, 0.64, 'measured'],
    },
  ]);
  expect(movesYaml(model.valuations, new Map())).toBe('');
});

test('[RV7] a slider goes in round steps from a quarter to four times the median', () => {
  const grid = gridOf(0.21);
  expect(grid).toEqual({ median: 0.21, step: 0.005, low: 0.0525, high: 0.84 });
  expect(stepped(grid, 0.21, 1)).toBe(0.215);
  expect(stepped(grid, 0.21, -2)).toBe(0.2);
  expect(stepped(grid, 0.84, 1)).toBe(0.84);
  expect([placeOn(grid, 0.0525), placeOn(grid, 0.21), placeOn(grid, 0.84)]).toEqual([-1, 0, 1]);
  fc.assert(
    fc.property(
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (median, place) => {
        const some = gridOf(median);
        const value = valueAt(some, place);
        expect(value).toBeGreaterThanOrEqual(some.low);
        expect(value).toBeLessThanOrEqual(some.high);
        expect(snap(some, value)).toBe(value);
        expect(valueAt(some, placeOn(some, value))).toBe(value);
        expect(valueAt(some, 0)).toBeCloseTo(median, 12);
        if (value < some.high) expect(stepped(some, value, 1)).toBeGreaterThan(value);
      },
    ),
  );
});
