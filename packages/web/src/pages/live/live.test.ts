import type { LiveEventShown, LiveTold } from '@bothways/core/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cameOf, KEPT_MOST, NOTHING_LIVE, noted, pulseOf, SECONDS_BACK } from '../../api/live.ts';
import { liveSearch } from './search.ts';
import { isWanted } from './wanted.ts';

function event(id: number, more: Partial<LiveEventShown> = {}): LiveEventShown {
  return {
    ...{ id, times: 1, receivedAt: '2026-01-01T00:00:00.000Z', at: '2026-01-01T00:00:00.000Z' },
    ...{ source: 'shop', type: 'track', name: 'Order Completed', channel: 'web', person: null },
    ...{ outcome: 'unmapped', became: { kind: 'unmapped' }, ...more },
  };
}

function refused(id: number, reason: string, times: number): LiveEventShown {
  const became = { kind: 'rejected' as const, reason, detail: `number ${id}` };
  return event(id, { name: '', times, outcome: 'rejected', became });
}

function message(events: readonly LiveEventShown[], missed = 0, isFirst = false) {
  const all = events.length + missed;
  const came: LiveTold['came'] =
    isFirst || all === 0 ? [] : [{ source: 'shop', outcome: 'unmapped', events: all }];
  return { told: { events, missed, came }, isFirst };
}

test('[LI7] only so much is kept, the newest; all of it is counted, and what is not listed is told', () => {
  const some = fc.record({
    events: fc.integer({ min: 0, max: 200 }),
    missed: fc.integer({ min: 0, max: 1000 }),
    after: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), (messages) => {
      let [live, last, second, all, listed] = [NOTHING_LIVE, 0, 1000, 0, 0];
      for (const { events, missed, after } of messages) {
        second += after;
        const told = Array.from({ length: events }, (_, at) => event(last + missed + at + 1));
        last += missed + events;
        all += missed + events;
        listed += events;
        live = noted(live, message(told, missed), second);
      }
      expect(live.events.length).toBe(Math.min(listed, KEPT_MOST));
      expect(live.soFar).toBe(all);
      expect(live.missed).toBe(all - listed);
      expect(cameOf(live.seconds, second).reduce((sum, { events }) => sum + events, 0)).toBe(all);
      const pulse = pulseOf(live.seconds, second);
      expect(pulse).toHaveLength(SECONDS_BACK);
      expect(pulse.reduce((sum, each) => sum + each, 0)).toBe(all);
      const ids = live.events.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => b - a));
      const after = pulseOf(live.seconds, second + SECONDS_BACK);
      expect(after.every((each) => each === 0)).toBe(true);
    }),
  );
});

test('[LI7] only the last minute is counted, by source and what it became', () => {
  const one = noted(NOTHING_LIVE, message([event(1)]), 1000);
  const later = noted(one, message([event(2)], 4), 1000 + SECONDS_BACK);
  const five = [{ source: 'shop', outcome: 'unmapped', events: 5 }];
  expect(cameOf(later.seconds, 1000 + SECONDS_BACK)).toEqual(five);
  // Also where nothing comes any more.
  expect(cameOf(later.seconds, 1000 + 2 * SECONDS_BACK - 1)).toEqual(five);
  expect(cameOf(later.seconds, 1000 + 2 * SECONDS_BACK)).toEqual([]);
});

test('[LI7] with another run of the server numbers begin anew; another question begins the list anew', () => {
  const before = noted(NOTHING_LIVE, message([event(7), event(8)], 0, true), 1000);
  expect(cameOf(before.seconds, 1000)).toEqual([]);
  const after = noted(before, message([event(1)]), 1001);
  expect(after.events.map(({ id }) => id)).toEqual([1]);
  const asked = noted(before, message([], 0, true), 1001);
  expect(asked).toMatchObject({ events: [], missed: 0, soFar: 0, hasBegun: true });
});

test('[LI8] events that are refused alike are one row, the newest with the count of all', () => {
  const one = noted(NOTHING_LIVE, message([refused(2600, 'bad-type', 2600), event(2601)]), 1000);
  const two = noted(
    one,
    message([refused(2602, 'missing-id', 1), refused(2603, 'bad-type', 1)]),
    1001,
  );
  expect(two.events.map(({ id, times }) => [id, times])).toEqual([
    ...[
      [2603, 2601],
      [2602, 1],
      [2601, 1],
    ],
  ]);
});

test('[LI4] what an address asks for, and nothing else', () => {
  expect(liveSearch({ source: 'shop', name: '', outcome: 'dreamt' })).toEqual({ source: 'shop' });
  expect(isWanted(event(1), { name: 'order' })).toBe(true);
  expect(isWanted(event(1, { name: '', type: 'page' }), { name: 'pag' })).toBe(true);
  expect(isWanted(event(1), { source: 'till' })).toBe(false);
  expect(isWanted(event(1), { outcome: 'encounter' })).toBe(false);
});
