import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BesideMap, type BesidePair, besideMap } from './beside-map.ts';
import { outsideIn, overlapsIn, voice } from './map-testing.ts';
import { moneyScale } from './money-scale.ts';
import { type Mark, moved } from './scene.ts';

const scale = moneyScale([100, 60]);
const words = {
  ...{ now: 'Today', next: 'Future', get: 'They get', give: 'They give', unit: 'EUR' },
  ...{ customer: 'Customers', business: 'The business' },
  changes: { kept: 'kept', changed: 'changed', new: 'new', gone: 'gone' },
};

function mapOf(pairs: readonly BesidePair[]): BesideMap {
  return besideMap(pairs, { width: 1100, height: 500, scale, words });
}

const end = fc.record({
  names: fc.array(fc.constantFrom('Pay', 'Message about a delay, with a choice and more'), {
    minLength: 1,
    maxLength: 3,
  }),
  get: fc.nat(300).map((value) => voice(value, null)),
  give: fc.nat(300).map((value) => voice(null, value)),
  isMeasured: fc.boolean(),
});
const pair = fc
  .record({
    key: fc.uuid(),
    change: fc.constantFrom('kept', 'changed', 'new', 'gone'),
    ...{ now: end, next: end },
    ...{ customer: fc.constant('+4.1k'), business: fc.constant(''), told: fc.constant('told') },
  })
  .map((each) => ({
    ...each,
    now: each.change === 'new' ? null : each.now,
    next: each.change === 'gone' ? null : each.next,
  }));
const pairs = fc.array(pair, { minLength: 1, maxLength: 8 });

function textsOf(marks: readonly Mark[]): readonly string[] {
  return marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
}

test('[BM1] a column a pair, and one scale', () => {
  fc.assert(
    fc.property(pairs, (some) => {
      const { columns, lines } = mapOf(some);
      expect(columns.map(({ key }) => key)).toEqual(some.map(({ key }) => key));
      expect(lines).toHaveLength(2);
    }),
  );
  const same = { names: ['Pay'], get: voice(50, null), give: voice(20, null), isMeasured: true };
  const both = { key: 'a', change: 'kept', now: same, next: same, told: '' } as const;
  const { columns } = mapOf([{ ...both, customer: '', business: '' }]);
  const bars = (columns[0]?.marks ?? []).flatMap((mark) =>
    mark.kind === 'rect' && mark.tone !== 'band' ? [Math.round(mark.height)] : [],
  );
  expect(bars.slice(0, 2)).toEqual(bars.slice(2, 4));
  expect(bars).toHaveLength(4);
});

test('[BM2] kept, new and gone', () => {
  fc.assert(
    fc.property(pair, (one) => {
      const texts = textsOf(mapOf([one]).columns[0]?.marks ?? []);
      expect(texts).toContain(one.change);
      expect(texts.includes('+4.1k')).toBe(one.change !== 'kept');
      if (one.now === null || one.next === null) expect(texts).toContain('–');
    }),
  );
});

test('[BM3] inside, and legible', () => {
  fc.assert(
    fc.property(pairs, (some) => {
      const map = mapOf(some);
      const right = [...map.lines, ...map.columns.flatMap(({ marks }) => marks)];
      const marks = [...map.axis, ...moved(right, map.axisWidth, 0)];
      expect(outsideIn(marks, map.axisWidth + map.width, map.height)).toEqual([]);
      expect(overlapsIn(marks)).toEqual([]);
    }),
  );
});
