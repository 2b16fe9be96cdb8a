import { expect, test } from 'vitest';
import type { Conducted } from './conduct-batch.ts';
import { liveFeed } from './live-feed.ts';
import { toldOf } from './told.ts';

/** A batch of events with one encounter each, at which these legs were not made. */
function batch(
  reasons: readonly (readonly string[])[],
  {
    sourceOf = () => 'shop',
    nameOf = (at) => `e${at}`,
  }: { sourceOf?: (at: number) => string; nameOf?: (at: number) => string } = {},
): Conducted {
  const made = reasons.map((some, at) => ({
    event: {
      event: {
        source: sourceOf(at),
        type: 'track',
        name: nameOf(at),
        channel: '',
        at,
        receivedAt: at,
      },
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

test('[LT2] what is rare by its source or its name is told however much else becomes the same', () => {
  const many = Array.from({ length: 2000 }, () => []);
  const bySource = toldOf(batch(many, { sourceOf: (at) => (at === 900 ? 'till' : 'shop') }));
  expect(bySource.events.map(({ name }) => name)).toContain('e900');
  const byName = toldOf(batch(many, { nameOf: (at) => (at === 700 ? 'Rare' : 'Viewed') }));
  expect(byName.events.map(({ name }) => name)).toContain('Rare');
  for (const { events, left } of [bySource, byName]) {
    expect(events.length).toBeLessThan(200);
    expect(left.reduce((sum, each) => sum + each.events, events.length)).toBe(2000);
  }
});
