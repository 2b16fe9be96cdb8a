import type { LiveEventShown, LiveTold } from '@bothways/core/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beaten, KEPT_MOST, NOTHING_LIVE, noted, PULSE_SECONDS } from '../../api/live.ts';
import { liveSearch } from './search.ts';
import { isWanted, outcomeOf } from './wanted.ts';

function event(id: number, more: Partial<LiveEventShown> = {}): LiveEventShown {
  return {
    ...{ id, receivedAt: '2026-01-01T00:00:00.000Z', at: '2026-01-01T00:00:00.000Z' },
    ...{ source: 'shop', type: 'track', name: 'Order Completed', channel: 'web', person: null },
    ...{ became: { kind: 'unmapped' }, ...more },
  };
}

test('[LI7] only so much is kept, the newest, and the pulse counts all of it', () => {
  const message = fc.record({
    events: fc.integer({ min: 1, max: 200 }),
    missed: fc.integer({ min: 0, max: 1000 }),
    after: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), (messages) => {
      let [live, last, second, all] = [NOTHING_LIVE, 0, 1000, 0];
      for (const { events, missed, after } of messages) {
        second += after;
        const told: LiveTold = {
          events: Array.from({ length: events }, (_, at) => event(last + missed + at + 1)),
          missed,
        };
        last += missed + events;
        all += missed + events;
        live = noted(live, told, second, false);
      }
      expect(live.events.length).toBeLessThanOrEqual(KEPT_MOST);
      expect(live.pulse).toHaveLength(PULSE_SECONDS);
      expect(live.pulse.reduce((sum, each) => sum + each, 0)).toBe(all);
      const ids = live.events.map(({ id }) => id);
      expect(ids).toEqual(ids.toSorted((a, b) => b - a));
      if (messages.length > 0) expect(ids[0]).toBe(last);
      expect(beaten(live, second + PULSE_SECONDS).pulse.every((each) => each === 0)).toBe(true);
    }),
  );
});

test('[LI7] with another run of the server numbers begin anew', () => {
  const before = noted(NOTHING_LIVE, { events: [event(7), event(8)], missed: 0 }, 1000, true);
  expect(before.pulse.at(-1)).toBe(0);
  const after = noted(before, { events: [event(1)], missed: 0 }, 1001, false);
  expect(after.events.map(({ id }) => id)).toEqual([1]);
});

test('[LI8] what an event counts as', () => {
  const met = (reasons: readonly string[]) => ({
    kind: 'encounters' as const,
    encounters: [
      {
        ...{ journey: 'j', touchpoint: 't', legs: [] },
        refused: reasons.map((reason) => ({ kind: 'data:email', reason })),
      },
    ],
  });
  expect(outcomeOf(met([]))).toBe('encounter');
  expect(outcomeOf(met(['absent']))).toBe('encounter');
  expect(outcomeOf(met(['absent', 'no-consent']))).toBe('refused');
  expect(outcomeOf({ kind: 'traits' })).toBe('other');
  const rejected = { kind: 'rejected' as const, reason: 'bad-type', detail: '' };
  expect(outcomeOf(rejected)).toBe('rejected');
});

test('[LI4] what an address asks for, and nothing else', () => {
  expect(liveSearch({ source: 'shop', name: '', outcome: 'dreamt' })).toEqual({ source: 'shop' });
  expect(isWanted(event(1), { name: 'order' })).toBe(true);
  expect(isWanted(event(1, { name: '', type: 'page' }), { name: 'pag' })).toBe(true);
  expect(isWanted(event(1), { source: 'till' })).toBe(false);
  expect(isWanted(event(1), { outcome: 'encounter' })).toBe(false);
});
