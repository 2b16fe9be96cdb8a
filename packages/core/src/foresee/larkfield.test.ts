import { expect, test } from 'vitest';
import { LARKFIELD_DEFAULTS, larkfieldEvents, larkfieldTruth } from './larkfield.ts';
import type { SegmentEvent } from './segment-event.ts';

const world = [...larkfieldEvents({ people: 2000, seed: 3 })];
const starts = Date.parse(`${LARKFIELD_DEFAULTS.from}T00:00:00Z`);
const ends = starts + LARKFIELD_DEFAULTS.days * 86_400_000;

function byPerson(events: readonly SegmentEvent[]): Map<string, SegmentEvent[]> {
  return Map.groupBy(events, ({ userId }) => userId);
}

test('[LF1] a world follows from its options, and a larger one holds the smaller', () => {
  const again = [...larkfieldEvents({ people: 60, seed: 3 })];
  expect([...larkfieldEvents({ people: 60, seed: 3 })]).toEqual(again);
  expect(world.slice(0, again.length)).toEqual(again);
  expect([...larkfieldEvents({ people: 60, seed: 4 })]).not.toEqual(again);
  expect([...larkfieldEvents({ people: 60, seed: 3, days: 90 })].length).toBeLessThan(
    again.length / 2,
  );
});

test('[LF2] every event is in the event spec and within the two years', () => {
  const odd = world.filter(({ type, event, name, messageId, userId, timestamp, context }) => {
    const at = Date.parse(timestamp);
    return !(
      (type === 'identify' || (type === 'track' ? event : name)) &&
      /^lf-[a-z0-9]+-[a-z0-9]+-[a-z0-9]+$/.test(messageId) &&
      /^member-\d{6}$/.test(userId) &&
      /^(web|app|store|email|phone|delivery|community)$/.test(context.channel) &&
      at >= starts &&
      at < ends &&
      new Date(at).toISOString() === timestamp
    );
  });
  expect(odd).toEqual([]);
  expect(new Set(world.map(({ type }) => type))).toEqual(new Set(['track', 'page', 'identify']));
});

test('[LF3] about 30 events a person, a few of whom make most of them', () => {
  expect(world.length / 2000).toBeGreaterThan(26);
  expect(world.length / 2000).toBeLessThan(34);
  const counts = [...byPerson(world).values()].map(({ length }) => length).sort((a, b) => a - b);
  expect(counts.length).toBe(2000);
  expect((counts.at(-1) ?? 0) / (counts[1000] ?? 1)).toBeGreaterThan(8);
  const busiest = counts.slice(-200).reduce((sum, each) => sum + each, 0);
  expect(busiest / world.length).toBeGreaterThan(0.25);
});

test('[LF4] late and repeated events are there, and rare', () => {
  const late = [...byPerson(world).values()]
    .flatMap((events) => events.slice(1).map((event, index) => [events[index], event] as const))
    .filter(([before, after]) => (before?.timestamp ?? '') > after.timestamp).length;
  expect(late).toBeGreaterThan(0);
  expect(late / world.length).toBeLessThan(1 / 200);
  const repeated = world.length - new Set(world.map(({ messageId }) => messageId)).size;
  expect(repeated).toBeGreaterThan(0);
  expect(repeated / world.length).toBeLessThan(1 / 200);
});

test('[LF7] new members come with an anonymous id, and all with traits', () => {
  const lives = [...byPerson(world).values()];
  const anonymous = lives.filter((events) =>
    events.some(({ anonymousId }) => anonymousId !== undefined),
  );
  const joined = lives.filter((events) => events.some(({ event }) => event === 'Signed Up'));
  expect(joined.length / 2000).toBeGreaterThan(0.25);
  expect(joined.length / 2000).toBeLessThan(0.35);
  expect(anonymous.length).toBe(joined.length);
  for (const events of lives) {
    const traits = events.find(({ type }) => type === 'identify')?.traits;
    expect(Object.keys(traits ?? {})).toEqual(['household', 'student', 'garden_m2', 'newsletter']);
  }
});

test('[LF8] the truth names what is planted', () => {
  expect(larkfieldTruth(false)).toEqual({ faults: [] });
  expect(
    larkfieldTruth(true)
      .faults.map(({ kind, touchpoint }) => `${kind} ${touchpoint}`)
      .sort(),
  ).toEqual([
    'costly-for-both call-late-delivery',
    'data-taken-nothing-given garden-profile',
    'one-sided-capture priority-slot',
  ]);
});

test('[LF10] a fault moves nobody else', () => {
  const orders = (faults: boolean): unknown[] =>
    [...larkfieldEvents({ people: 400, seed: 3, faults })]
      .filter(({ event, type }) => type === 'identify' || event === 'Order Completed')
      .map(({ userId, event, traits, properties }) => [
        userId,
        event,
        traits,
        properties?.['order_id'],
      ]);
  const planted = new Set(orders(true).map((each) => JSON.stringify(each)));
  const sound = new Set(orders(false).map((each) => JSON.stringify(each)));
  expect(planted).toEqual(sound);
});
