import { expect, test } from 'vitest';
import type { Conducted } from './conduct-batch.ts';
import { liveFeed } from './live-feed.ts';
import { toldOf } from './told.ts';

/** A batch of events with one encounter each, at which these legs were not made. */
function batch(reasons: readonly (readonly string[])[]): Conducted {
  const made = reasons.map((some, at) => ({
    event: {
      event: { source: 'shop', type: 'track', name: `e${at}`, channel: '', at, receivedAt: at },
    },
    person: null,
    encounters: [{ encounterId: `${at}`, journey: 'j', touchpoint: 't' }],
    ...{ transfers: [], held: [] },
    refused: some.map((reason) => ({ encounterId: `${at}`, kind: 'data:email', reason })),
  }));
  return { made, suppressed: [], hasLedger: true } as unknown as Conducted;
}

test('[LT1] an event is held back in part before it is in the ledger; a quantity that it leaves out is not held back', () => {
  const feed = liveFeed();
  const { events, left } = toldOf(batch([[], ['absent'], ['absent', 'no-consent']]));
  feed.tell(events, left);
  expect(feed.recent().map(({ outcome }) => outcome)).toEqual([
    'encounter',
    'encounter',
    'refused',
  ]);
  expect(events.at(-1)?.became).toMatchObject({
    encounters: [{ refused: [{ reason: 'no-consent' }] }],
  });
});

test('[LT2] of a large batch some of each outcome are told and all are counted, told or not', () => {
  const { events, left } = toldOf(
    batch([['no-consent'], ...Array.from({ length: 400 }, () => [])]),
  );
  expect(events[0]?.name).toBe('e0');
  expect(events.at(-1)?.name).toBe('e400');
  expect(left).toEqual([{ source: 'shop', outcome: 'encounter', events: 401 - events.length }]);
});
