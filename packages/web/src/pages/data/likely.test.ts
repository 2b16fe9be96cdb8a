import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flowShape } from './flow.ts';
import { alikeness, LIKELY_FROM, likeliest } from './likely.ts';
import { tie } from './make-tie.ts';

test.each([
  ['Product Added', ['product-page', 'Checkout on the site', 'Till'], 'product-page'],
  ['Wishlist Shared', ['Newsletter opened', 'Shared wishlist', 'Search'], 'Shared wishlist'],
  ['cartViewed', ['Search', 'view cart', 'Call to a store'], 'view cart'],
  ['Call Ended', ['Delivery at the door', 'Call to a store'], 'Call to a store'],
])('[DP8] %s is likeliest one of %j', (event, names, expected) => {
  const [first] = likeliest(event, names, (name) => [name]);
  expect(first?.item).toBe(expected);
  expect(first?.alike).toBeGreaterThanOrEqual(LIKELY_FROM);
});

test('[DP8] alike both ways round, and most with itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(alikeness(a, b)).toBeCloseTo(alikeness(b, a));
      expect(alikeness(a, b)).toBeLessThanOrEqual(1);
      expect(alikeness(a, a)).toBeGreaterThanOrEqual(alikeness(a, b) - 1e-9);
    }),
  );
});

const anyName = fc.record({
  name: fc.string({ maxLength: 8 }),
  unmapped: fc.integer({ min: 0, max: 5000 }),
  touchpoints: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom(...Array.from({ length: 24 }, (_, at) => `t${at}`)),
      count: fc.integer({ min: 1, max: 9000 }),
    }),
    { selector: ({ id }) => id, maxLength: 4 },
  ),
});

test('[DP9] nothing is lost between names and what they became', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(anyName, { selector: ({ name }) => name, maxLength: 30 }),
      (some) => {
        const names = some.map(({ name, unmapped, touchpoints }) => {
          const made = touchpoints.reduce((sum, { count }) => sum + count, 0);
          const shown = touchpoints.map((each) => ({ ...each, name: each.id, channel: 'web' }));
          return {
            ...{ name, type: 'track', canBeTaken: true, events: made + unmapped, unmapped },
            ...{ touchpoints: shown, refused: [] },
          };
        });
        const total = names.reduce((sum, { events }) => sum + events, 0);
        const { left, right, bands } = flowShape({
          ...{
            generation: 1,
            names,
            others: { names: 0, events: 0, unmapped: 0 },
            currency: 'EUR',
          },
          coverage: {
            events: total,
            reaching: 0,
            touchpoints: 0,
            seen: 0,
            money: { A: 0, B: 0, C: 0, D: 0 },
          },
        });
        const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
        expect(sum(left.map(({ count }) => count))).toBe(total);
        expect(sum(right.map(({ count }) => count))).toBe(total);
        for (const bar of left) {
          const mine = bands.filter(({ from }) => from.id === bar.id);
          expect(sum(mine.map(({ count }) => count))).toBe(bar.count);
          expect(sum(mine.map(({ fromHeight }) => fromHeight))).toBeCloseTo(bar.height);
        }
      },
    ),
  );
});

const MODEL = `# kept
bothways: 1
name: Tiny
currency: EUR
journeys:
  - id: j
    phases:
      - id: p
        steps:
          - id: s
            touchpoints:
              - id: page
                channel: web
                when: event == "Seen" # as before
`;
const files = [{ file: 'tiny.bothways.yaml', text: MODEL }];

test.each([
  [{ name: 'Viewed', type: 'track' }, 'event == "Seen" || event == "Viewed"'],
  [{ name: 'Home', type: 'page' }, '(event == "Seen") || type == "page" && name == "Home"'],
  [{ name: 'screen', type: 'screen' }, '(event == "Seen") || type == "screen" && name == ""'],
])('[DP3] %j becomes a rule', (loose, rule) => {
  const tied = tie(files, loose, { touchpoint: 'page' });
  const text = 'files' in tied ? (tied.files[0]?.text ?? '') : tied.refused;
  expect(text).toContain('# kept');
  expect(text).toContain(rule);
});

test('[DP3] a new touchpoint is made in its place', () => {
  const taker = { journey: 'j', step: 's', name: 'Basket', channel: 'app' };
  const tied = tie(files, { name: 'Basket Seen', type: 'track' }, taker);
  expect('touchpoint' in tied && tied.touchpoint).toBe('basket');
  const text = 'files' in tied ? (tied.files[0]?.text ?? '') : '';
  expect(text).toMatch(/name: Basket/);
  expect(text).toMatch(/event == "Basket Seen"/);
  expect(tie(files, { name: 'A', type: 'track' }, { touchpoint: 'nowhere' })).toHaveProperty(
    'refused',
  );
});
