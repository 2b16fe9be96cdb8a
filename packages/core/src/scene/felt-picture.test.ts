import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FeltStop, feltPicture } from './felt-picture.ts';
import { type Box, type Mark, type TextMark, textBox } from './scene.ts';

const part = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
const stop: fc.Arbitrary<FeltStop> = fc
  .record({
    name: fc.constantFrom('Till', 'Advice in the store', 'Sicherheitskontrolle am Abflug', 'x'),
    group: fc.constantFrom('Look around', 'Buy'),
    median: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
    width: fc.double({ min: 0, max: 0.4, noNaN: true }),
    mark: fc.constantFrom('', '', 'strongest and last'),
    parts: fc.tuple(part, part),
  })
  .map(({ name, group, median, width, mark, parts }) => ({
    ...{ key: name, name, group, told: name, mark: median === null ? '' : mark, parts },
    felt:
      median === null
        ? null
        : { median, low: Math.max(-1, median - width), high: Math.min(1, median + width) },
    under: ['1,234 answered', '1,234'],
  }));

function drawn(stops: readonly FeltStop[], width = 900) {
  return feltPicture(stops, {
    width,
    words: {
      ...{ title: 'felt', description: 'described', strips: ['Strongest moment here', 'Last'] },
      ...{ best: 'Delighted', expected: 'As expected', worst: 'Let down' },
      index: (value) => value.toFixed(2),
      percent: (value) => `${Math.round(100 * value)} %`,
    },
  });
}

function boxOf(mark: Mark): Box {
  if (mark.kind === 'text') return textBox(mark);
  if (mark.kind === 'rect')
    return { left: mark.x, top: mark.y, right: mark.x + mark.width, bottom: mark.y + mark.height };
  if (mark.kind === 'dot') {
    const { x, y, radius } = mark;
    return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  }
  const [xs, ys] = [mark.points.map(([x]) => x), mark.points.map(([, y]) => y)];
  return {
    ...{ left: Math.min(...xs), right: Math.max(...xs) },
    ...{ top: Math.min(...ys), bottom: Math.max(...ys) },
  };
}

test('[FC1] everything stands inside the picture, however many places there are', () => {
  fc.assert(
    fc.property(fc.array(stop, { minLength: 1, maxLength: 16 }), (stops) => {
      const { width, height, marks } = drawn(stops);
      expect(width).toBeGreaterThanOrEqual(900);
      for (const mark of marks) {
        const { left, top, right, bottom } = boxOf(mark);
        expect([left >= -1, top >= -1, right <= width + 1, bottom <= height + 1]).toEqual([
          ...[true, true, true, true],
        ]);
      }
    }),
  );
});

test('[FC2] a dot a place that was asked, higher where it felt better; the curve goes through them and never beyond either', () => {
  fc.assert(
    fc.property(fc.array(stop, { minLength: 2, maxLength: 12 }), (given) => {
      const stops = given.map((each) => ({ ...each, mark: '' }));
      const asked = stops.flatMap(({ felt }) => felt ?? []);
      const { marks } = drawn(stops);
      const dots = marks.filter((mark) => mark.kind === 'dot');
      expect(dots).toHaveLength(asked.length);
      for (const [at, { median }] of asked.entries())
        for (const [other, each] of asked.entries())
          if (median > each.median + 1e-6) expect(dots[at]?.y).toBeLessThan(dots[other]?.y ?? 0);
      const curves = marks.filter((mark) => mark.kind === 'line' && mark.weight === 2.2);
      expect(curves).toHaveLength(Math.max(0, asked.length - 1));
      for (const [at, curve] of curves.entries()) {
        const ys = curve.kind === 'line' ? curve.points.map(([, y]) => y) : [];
        const ends = [dots[at]?.y ?? 0, dots[at + 1]?.y ?? 0];
        expect(Math.min(...ys)).toBeCloseTo(Math.min(...ends), 6);
        expect(Math.max(...ys)).toBeCloseTo(Math.max(...ends), 6);
      }
    }),
  );
});

test('[FC3] a strip has a bar for each part that is known, linear in it; one that nothing is known of is not there', () => {
  const of = (parts: readonly (number | null)[]): FeltStop => ({
    ...{ key: 'a', name: 'A', group: '', told: '', mark: '', felt: null, under: [''], parts },
  });
  const bars = drawn([of([0.2, null]), of([0.8, null]), of([null, null])]).marks.filter(
    (mark) => mark.kind === 'rect',
  );
  expect(bars.map(({ height }) => height)).toEqual([7.5, 30]);
  const texts = drawn([of([0.2, null])]).marks.filter(
    (mark): mark is TextMark => mark.kind === 'text',
  );
  expect(texts.map(({ text }) => text)).not.toContain('Last');
});
