import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JourneyMap, journeyMap } from './journey-map.ts';
import type { MapTouchpoint } from './map-frame.ts';
import { boxOf, marksOf, phasesOf, touchpoint, voice, words } from './map-testing.ts';
import { moneyScale } from './money-scale.ts';
import { textBox } from './scene.ts';

const scale = moneyScale([100, 60]);

function mapOf(touchpoints: readonly MapTouchpoint[], width = 1100): JourneyMap {
  return journeyMap(phasesOf(touchpoints), { width, voicesHeight: 300, scale, words });
}

const anyTouchpoint = fc
  .record({
    name: fc.oneof(
      fc.constantFrom('Pay', 'Donaudampfschifffahrtsgesellschaft', 'Call about a late delivery'),
      fc.string({ maxLength: 60 }),
    ),
    channel: fc.constantFrom('web', 'phone', 'a channel with quite a long name'),
    get: fc.tuple(fc.option(fc.integer({ min: 0, max: 500 })), fc.option(fc.nat(500))),
    give: fc.tuple(fc.option(fc.integer({ min: 0, max: 500 })), fc.option(fc.nat(500))),
    felt: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
    note: fc.constantFrom('', 'unseen'),
  })
  .map(({ get, give, felt, ...rest }) => ({
    ...rest,
    get: voice(...get),
    give: voice(...give),
    felt:
      felt === null
        ? null
        : { value: { median: felt, low: felt, high: felt }, label: felt.toFixed(2), told: '' },
  }));
const anyJourney = fc
  .array(anyTouchpoint, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((each, index) => touchpoint(String(index), each)));

test('[JM1] columns stand in order, side by side', () => {
  fc.assert(
    fc.property(anyJourney, (touchpoints) => {
      const { columns } = mapOf(touchpoints);
      expect(columns.map(({ key }) => key)).toEqual(touchpoints.map(({ id }) => id));
      for (const [index, { x }] of columns.entries()) {
        const before = columns[index - 1];
        if (before !== undefined) expect(x).toBeGreaterThanOrEqual(before.x + before.width - 1e-6);
      }
    }),
  );
});

test('[JM2] nothing stands outside', () => {
  fc.assert(
    fc.property(anyJourney, (touchpoints) => {
      const map = mapOf(touchpoints);
      for (const mark of marksOf(map)) {
        const { left, right, top, bottom } = boxOf(mark);
        expect(left).toBeGreaterThanOrEqual(-1);
        expect(right).toBeLessThanOrEqual(map.width + 1);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(bottom).toBeLessThanOrEqual(map.height + 1);
      }
    }),
  );
});

test('[JM3] texts do not overlap', () => {
  fc.assert(
    fc.property(anyJourney, (touchpoints) => {
      const boxes = marksOf(mapOf(touchpoints)).flatMap((mark) =>
        mark.kind === 'text' && mark.text.trim() !== '' ? [textBox(mark)] : [],
      );
      for (const [index, a] of boxes.entries())
        for (const b of boxes.slice(index + 1)) {
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          expect(across > 1 && down > 3).toBe(false);
        }
    }),
  );
});

test('[JM4] bars grow from the line by their money', () => {
  const { columns, lines } = mapOf([
    touchpoint('a', { get: voice(100, null), give: voice(50, 25) }),
  ]);
  const centre = boxOf(lines.at(-1)).top;
  const rects = (columns[0]?.marks ?? []).filter((mark) => mark.kind === 'rect');
  const [up, down, believed] = rects;
  expect(up).toMatchObject({ tone: 'delivered', paint: 'fill' });
  expect(down).toMatchObject({ tone: 'captured', paint: 'fill', y: centre });
  expect(believed).toMatchObject({ tone: 'captured', paint: 'outline', y: centre });
  expect((up?.y ?? 0) + (up?.height ?? 0)).toBeCloseTo(centre);
  expect((up?.height ?? 0) / (down?.height ?? 1)).toBeCloseTo(2);
  expect((down?.height ?? 0) / (believed?.height ?? 1)).toBeCloseTo(2);
});

test('[JM5] a belief larger than the scale stays open', () => {
  const { columns } = mapOf([touchpoint('a', { get: voice(100, 5000), give: voice(null, null) })]);
  const open = (columns[0]?.marks ?? []).filter(
    (mark) => mark.kind === 'line' && mark.tone === 'delivered',
  );
  expect(open).toHaveLength(1);
  const [line] = open;
  if (line?.kind !== 'line') throw new Error('no outline');
  expect(line.points).toHaveLength(4);
  expect(line.points[0]?.[1]).toBe(line.points[3]?.[1]);
});

test('[JM6] one is lit', () => {
  const { bands, litX, columns } = mapOf([
    touchpoint('a'),
    touchpoint('b', { isLit: true }),
    touchpoint('c'),
  ]);
  const lit = bands.flatMap(({ marks }) => marks).filter(({ tone }) => tone === 'lit');
  expect(lit).toHaveLength(1);
  const column = columns[1];
  expect(litX).toBe((column?.x ?? 0) + (column?.width ?? 0) / 2);
  expect(mapOf([touchpoint('a')]).litX).toBeNull();
});

test('[JM7] the felt curve stays between those who were asked', () => {
  const felt = (median: number) => ({
    value: { median, low: median, high: median },
    label: String(median),
    told: '',
  });
  const map = mapOf([
    touchpoint('a', { felt: felt(0.8) }),
    touchpoint('b'),
    touchpoint('c', { felt: felt(-0.6) }),
    touchpoint('d', { felt: felt(-0.6) }),
  ]);
  expect(map.felt.map(({ key }) => key)).toEqual(['a', 'c', 'd']);
  const curves = map.felt.flatMap(({ marks }) => marks).filter((mark) => mark.kind === 'line');
  expect(curves).toHaveLength(2);
  for (const { points } of curves) {
    const heights = points.map(([, y]) => y);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  }
});

test('[JM8] few fill the room up to a limit, many need more', () => {
  const few = mapOf(Array.from({ length: 8 }, (_, index) => touchpoint(String(index))));
  expect(few.width + few.axisWidth).toBeCloseTo(1100);
  const many = mapOf(Array.from({ length: 30 }, (_, index) => touchpoint(String(index))));
  expect(many.width).toBeGreaterThan(30 * 90);
  expect(mapOf([touchpoint('a')], 2560).width).toBeLessThan(260);
});

test('[JM9] 500 touchpoints', () => {
  const all = Array.from({ length: 500 }, (_, index) => touchpoint(String(index)));
  const began = performance.now();
  const map = mapOf(all);
  expect(performance.now() - began).toBeLessThan(500);
  for (const { x, width, marks } of map.columns)
    for (const mark of marks.filter(({ kind }) => kind !== 'line')) {
      const { left, right } = boxOf(mark);
      expect(left).toBeGreaterThanOrEqual(x - 1);
      expect(right).toBeLessThanOrEqual(x + width + 1);
    }
});

test('[JM10] the range of what was felt is a band, where it can be seen', () => {
  const felt = (median: number, half: number) => ({
    value: { median, low: median - half, high: median + half },
    label: String(median),
    told: '',
  });
  const bands = (half: number) =>
    mapOf([touchpoint('a', { felt: felt(0.5, half) }), touchpoint('b', { felt: felt(-0.3, half) })])
      .felt.flatMap(({ marks }) => marks)
      .filter((mark) => mark.kind === 'line' && mark.filled === true);
  expect(bands(0.2)).toHaveLength(1);
  expect(bands(0)).toEqual([]);
});

test('[JM11] each name has room from where it begins', () => {
  fc.assert(
    fc.property(anyJourney, (touchpoints) => {
      const { heads } = mapOf(touchpoints);
      for (const { names, x, width } of heads)
        for (const name of names) {
          expect(name.x).toBeGreaterThanOrEqual(x);
          expect(name.right).toBeLessThanOrEqual(x + width);
          expect(name.lines.length).toBeGreaterThan(0);
        }
    }),
  );
});
