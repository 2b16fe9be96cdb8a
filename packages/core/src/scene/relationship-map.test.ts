import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STAGES as modelStages } from '../model/model.ts';
import { outsideIn, overlapsIn, voice } from './map-testing.ts';
import { moneyScale } from './money-scale.ts';
import { STAGES } from './relationship-input.ts';
import { type RelationshipMap, type RelationshipRow, relationshipMap } from './relationship-map.ts';
import { type Mark, moved } from './scene.ts';

const scale = moneyScale([100, 60]);
const stages = ['Awareness', 'Discovery', 'Use'];

function mapOf(rows: readonly RelationshipRow[], width = 1100): RelationshipMap {
  const words = { get: 'They get', give: 'They give', felt: 'Felt', stages };
  return relationshipMap(rows, { width, height: 500, scale, words });
}

const cell = fc.record({
  key: fc.uuid(),
  name: fc.constantFrom('Pay', 'Have something of it', 'Donaudampfschifffahrtsgesellschaft'),
  stage: fc.constantFrom(0, 1, 2),
  get: fc.nat(300).map((value) => voice(value, 40)),
  give: fc.nat(300).map((value) => voice(null, value)),
  felt: fc.constantFrom(null, { value: { median: 1, low: 1, high: 1 }, label: '+1.00', told: '' }),
  isLit: fc.boolean(),
  isMeasured: fc.boolean(),
});
const row = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('Buy', 'From an idea to a planted border, at last'),
  get: fc.constant(voice(10, null)),
  give: fc.constant(voice(10, null)),
  felt: fc.constant(null),
  isMeasured: fc.boolean(),
  cells: fc.array(cell, { maxLength: 4 }),
});
const rows = fc.array(row, { minLength: 1, maxLength: 5 });

/** All of it as one picture. */
function marksOf({ heads, bands, axisWidth }: RelationshipMap): readonly Mark[] {
  const right = [...heads, ...bands.flatMap(({ marks }) => marks)];
  return [...bands.flatMap(({ axis }) => axis), ...moved(right, axisWidth, 0)];
}

test('[RM1] the stages are those of the model, in its order', () => {
  expect(STAGES).toEqual(modelStages);
});

test('[RM1] a band a journey, a column a stage', () => {
  fc.assert(
    fc.property(rows, (some) => {
      const { bands, width } = mapOf(some);
      expect(bands.map(({ key }) => key)).toEqual(some.map(({ id }) => id));
      const slot = width / stages.length;
      for (const [index, { cells }] of some.entries()) {
        const rects = (bands[index]?.marks ?? []).filter(
          (mark) => mark.kind === 'rect' && mark.radius === 9,
        );
        expect(rects).toHaveLength(cells.length);
        const columns = rects.flatMap((mark) =>
          mark.kind === 'rect' ? [Math.floor((mark.x + mark.width / 2) / slot)] : [],
        );
        expect(columns.toSorted()).toEqual(cells.map(({ stage }) => stage).toSorted());
      }
    }),
  );
});

test('[RM2] inside, and legible', () => {
  fc.assert(
    fc.property(rows, (some) => {
      const map = mapOf(some.map((each) => ({ ...each, cells: each.cells.slice(0, 1) })));
      const marks = marksOf(map);
      expect(outsideIn(marks, map.axisWidth + map.width, map.height)).toEqual([]);
      expect(overlapsIn(marks)).toEqual([]);
    }),
  );
});

test('[RM3] what matters most is lit, and a stage without a journey is quiet', () => {
  const [lit] = fc.sample(row, { numRuns: 1, seed: 1 });
  const [one] = fc.sample(cell, { numRuns: 1, seed: 1 });
  if (lit === undefined || one === undefined) throw new Error('nothing was sampled');
  const cells = [
    { ...one, stage: 1, isLit: true },
    { ...one, stage: 2, isLit: false },
  ];
  const { bands, heads } = mapOf([{ ...lit, cells }]);
  const tones = (bands[0]?.marks ?? []).filter(({ tone }) => tone === 'lit');
  expect(tones).toHaveLength(1);
  expect(heads.map(({ tone }) => tone)).toEqual(['muted', 'ink', 'ink']);
});
