import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at } from './testing.ts';
import { type Threadable, thread } from './thread.ts';

const DAY = 86_400_000;
const PLAN = { gapMs: 30 * DAY, until: 100 * DAY };

function told(events: readonly Threadable[], hasStart = false): readonly string[] {
  return thread(events, { ...PLAN, hasStart }).map(
    ({ person, caseId, events: held, end }) =>
      `${person}${caseId === null ? '' : `/${caseId}`}: ${held.map(({ at: when }) => when / DAY).join(' ')} ${end}`,
  );
}

test.each<[what: string, events: readonly Threadable[], instances: readonly string[]]>([
  [
    'a gap cuts when it is longer',
    [at(0), at(30), at(61)],
    ['p: 0 30 abandoned', 'p: 61 abandoned'],
  ],
  ['the last is open within the gap', [at(40), at(70)], ['p: 40 70 open']],
  [
    'an end cuts behind it',
    [at(0), at(1, { ends: true }), at(2)],
    ['p: 0 1 completed', 'p: 2 abandoned'],
  ],
  [
    'what starts a journey that is under way is part of it',
    [at(0), at(1, { starts: true }), at(2)],
    ['p: 0 1 2 abandoned'],
  ],
  [
    'one event may start and end',
    [at(90, { starts: true, ends: true }), at(91)],
    ['p: 90 completed', 'p: 91 open'],
  ],
  ['people apart', [at(80), at(81, { person: 'q' })], ['p: 80 open', 'q: 81 open']],
  [
    'a case holds together over any gap, start and end',
    [
      at(0, { caseId: 'c' }),
      at(60, { caseId: 'c', ends: true }),
      at(99, { caseId: 'c', starts: true }),
      at(5),
    ],
    ['p/c: 0 60 99 completed', 'p: 5 abandoned'],
  ],
  [
    'a moment is never parted',
    [
      at(0, { id: 'a', ends: true }),
      at(0, { id: 'b' }),
      at(1, { id: 'c', starts: true }),
      at(1, { id: 'd', starts: true }),
    ],
    ['p: 0 0 completed', 'p: 1 1 abandoned'],
  ],
  ['nothing', [], []],
])('[JC1] %s', (_, events, instances) => {
  expect(told(events)).toEqual(instances);
});

test('[JC1] where the mission says what starts it, what comes after its end is part of it until then', () => {
  const ended = [at(0), at(1, { ends: true }), at(2), at(3, { starts: true }), at(4)];
  expect(told(ended, true)).toEqual(['p: 0 1 2 completed', 'p: 3 4 abandoned']);
  expect(told(ended)).toEqual(['p: 0 1 completed', 'p: 2 3 4 abandoned']);
  expect(told([at(0, { ends: true }), at(40), at(41, { starts: true })], true)).toEqual([
    'p: 0 completed',
    'p: 40 41 abandoned',
  ]);
});

test('[JC2] late equals in order', () => {
  const event = fc.record({
    person: fc.constantFrom('p', 'q'),
    caseId: fc.constantFrom(null, null, 'c'),
    at: fc.integer({ min: 0, max: 12 }).map((weeks) => weeks * 7 * DAY),
    starts: fc.boolean(),
    ends: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), fc.infiniteStream(fc.nat()), (made, dice) => {
      const events = made.map((each, index) => ({ ...each, id: String.fromCharCode(97 + index) }));
      const shuffled = events
        .map((each) => ({ each, place: dice.next().value as number }))
        .sort((a, b) => a.place - b.place)
        .map(({ each }) => each);
      const once = thread(events, PLAN);
      expect(thread(shuffled, PLAN)).toEqual(once);
      expect(once.flatMap(({ events: held }) => held)).toHaveLength(events.length);
      expect(once.every(({ events: held }) => held.length > 0)).toBe(true);
    }),
  );
});
