import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventClock, momentOf } from './event-clock.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = 86_400_000;
const iso = (at: number): string => new Date(at).toISOString();

test.each([
  {
    what: 'a clock that is right',
    sent: { timestamp: iso(NOW - 5000) },
    sentAt: iso(NOW),
    at: NOW - 5000,
  },
  {
    what: 'a clock ten years ahead',
    sent: { timestamp: iso(NOW + 3650 * DAY - 5000) },
    sentAt: iso(NOW + 3650 * DAY),
    at: NOW - 5000,
  },
  {
    what: 'a clock thirty years behind',
    sent: { timestamp: iso(NOW - 10950 * DAY - 5000) },
    sentAt: iso(NOW - 10950 * DAY),
    at: NOW - 5000,
  },
  {
    what: 'sentAt missing: what it says',
    sent: { timestamp: iso(NOW - 5000) },
    sentAt: undefined,
    at: NOW - 5000,
  },
  {
    what: 'sent before it happened: when it came',
    sent: { timestamp: iso(NOW + 60_000) },
    sentAt: iso(NOW),
    at: NOW,
  },
  {
    what: 'in the future, without sentAt',
    sent: { timestamp: iso(NOW + DAY) },
    sentAt: undefined,
    at: NOW,
  },
  {
    what: 'a server that imports history',
    sent: { timestamp: '2020-02-29T10:00:00.000Z' },
    sentAt: iso(NOW),
    at: Date.UTC(2020, 1, 29, 10),
  },
  {
    what: 'offline for days, sent by its own sentAt',
    sent: { timestamp: iso(NOW - 3 * DAY), sentAt: iso(NOW) },
    sentAt: undefined,
    at: NOW - 3 * DAY,
  },
  { what: 'no time at all', sent: {}, sentAt: iso(NOW), at: NOW },
  { what: 'nothing that reads', sent: { timestamp: 'yesterday' }, sentAt: iso(NOW), at: NOW },
  { what: 'sentAt does not read', sent: { timestamp: iso(NOW - 7) }, sentAt: 'soon', at: NOW - 7 },
  {
    what: 'originalTimestamp is what it said',
    sent: { timestamp: iso(NOW - 9), originalTimestamp: iso(NOW - 5000) },
    sentAt: iso(NOW),
    at: NOW - 5000,
  },
  {
    what: 'without sentAt the corrected one',
    sent: { timestamp: iso(NOW - 9), originalTimestamp: iso(NOW - 5000) },
    sentAt: undefined,
    at: NOW - 9,
  },
  {
    what: 'originalTimestamp alone',
    sent: { originalTimestamp: iso(NOW - 5000) },
    sentAt: undefined,
    at: NOW - 5000,
  },
  {
    what: 'an originalTimestamp that does not read',
    sent: { timestamp: iso(NOW - 9), originalTimestamp: 'x' },
    sentAt: iso(NOW),
    at: NOW - 9,
  },
  {
    what: 'a correction out of all time',
    sent: { timestamp: '1970-01-02T00:00:00Z' },
    sentAt: '2100-01-01T00:00:00Z',
    at: DAY,
  },
])('[DR6] $what', ({ sent, sentAt, at }) => {
  expect(eventClock(sent, sentAt, NOW).at).toBe(at);
});

test('[DR6] however wrong a clock is, what was said of the way until it was sent holds', () => {
  const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(time, fc.integer({ min: 0, max: 30 * DAY }), (clock, ago) => {
      const [said, sentAt] = [Math.max(0, clock - ago), clock];
      const { at, originalAt } = eventClock({ timestamp: iso(said) }, iso(sentAt), NOW);
      expect(at).toBe(NOW - (sentAt - said));
      expect(originalAt).toBe(said);
    }),
  );
});

test('[DR6] whatever is sent, an event has happened when it came, and after 1970', () => {
  const said = fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.string(),
    fc.anything(),
  );
  fc.assert(
    fc.property(said, said, said, said, (timestamp, originalTimestamp, sentAt, batchSentAt) => {
      const { at } = eventClock({ timestamp, originalTimestamp, sentAt }, batchSentAt, NOW);
      expect(Number.isSafeInteger(at) && at >= 0 && at <= NOW).toBe(true);
    }),
  );
});

test.each([
  ['2021-11-18T14:45:07.123Z', '2021-11-18T14:45:07.123Z'],
  ['2021-11-18T14:45:07.123456789Z', '2021-11-18T14:45:07.123Z'],
  ['2021-11-18T15:45:07+01:00', '2021-11-18T14:45:07.000Z'],
  ['2021-11-18 14:45:07', '2021-11-18T14:45:07.000Z'],
  ['2021-11-18', '2021-11-18T00:00:00.000Z'],
  ['Nov 18, 2021, 2:45:07 PM', '2021-11-18T14:45:07.000Z'],
  // Newer Java writes a narrow blank before PM.
  ['Nov 18, 2021, 2:45:07\u202fPM', '2021-11-18T14:45:07.000Z'],
  ['Nov 18, 2021 2:45:07 PM', '2021-11-18T14:45:07.000Z'],
  ['Thu Nov 18 14:45:07 UTC 2021', '2021-11-18T14:45:07.000Z'],
  [
    'Thu Nov 18 2021 15:45:07 GMT+0100 (Central European Standard Time)',
    '2021-11-18T14:45:07.000Z',
  ],
  ['Thu, 18 Nov 2021 14:45:07 GMT', '2021-11-18T14:45:07.000Z'],
  [1637246707123, '2021-11-18T14:45:07.123Z'],
  ['1637246707123', '2021-11-18T14:45:07.123Z'],
  [1637246707, '2021-11-18T14:45:07.000Z'],
])('[DR7] %j is read as %s', (text, wanted) => {
  const moment = momentOf(text);
  expect(moment === null ? null : iso(moment)).toBe(wanted);
});

test.each([
  'yesterday',
  '',
  '18/11/2021',
  'Nov 31, 2021, 2:45:07 PM',
  '1969-12-31T00:00:00Z',
  '2200-01-01',
  {},
  [],
  true,
  null,
  7,
  Number.NaN,
])('[DR7] %j is no time', (value) => {
  expect(momentOf(value)).toBeNull();
});

test('[DR7] a time that cannot be read is kept as it was written', () => {
  expect(eventClock({ timestamp: 'last Tuesday' }, iso(NOW), NOW)).toEqual({
    ...{ at: NOW, originalAt: null, sentAt: NOW, unread: 'last Tuesday' },
  });
  expect(eventClock({ timestamp: iso(NOW) }, iso(NOW), NOW).unread).toBeNull();
  expect(eventClock({}, iso(NOW), NOW).unread).toBeNull();
});
