import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pseudonyms } from '../ingest/pseudonym.ts';
import { batchOf, RECEIVED_AT, sentEvent } from './accept-testing.ts';
import type { AcceptedEvent } from './accepted-event.ts';
import { acceptedKey, EVENT_BYTES_MAX, type EventRead, eventReader } from './read-event.ts';
import type { SentBatch } from './sent-batch.ts';

const known = pseudonyms(Buffer.alloc(32, 7));
const user = (id: string): string => known('user', id).toString('hex');
const anonymous = (id: string): string => known('anonymous', id).toString('hex');

function readOne(sent: unknown, batch: Partial<SentBatch> = {}): EventRead {
  return eventReader(batchOf([sent], batch), known)(sent);
}

function taken(more: object, batch: Partial<SentBatch> = {}): AcceptedEvent {
  const read = readOne(sentEvent('m1', more), batch);
  if ('event' in read) return read.event;
  throw new Error(read.refused.detail);
}

test.each([
  [null, 'bad-record', /the event is null; send \{ type/],
  ['text', 'bad-record', /the event is "text"/],
  [[], 'bad-record', /the event is \[\]/],
  [sentEvent('m', { type: 'trakc' }), 'bad-type', /type is "trakc"; use track, identify/],
  [sentEvent('m', { type: undefined }), 'bad-type', /type is missing/],
  [sentEvent('m', { event: '' }), 'missing-event', /the name of the track is ""/],
  [sentEvent('m', { event: 7 }), 'missing-event', /the name of the track is 7; send a text/],
  [sentEvent('m', { userId: '' }), 'missing-id', /neither userId nor anonymousId; send one/],
  [sentEvent('m', { properties: [] }), 'bad-record', /properties: wanted an object, saw a list/],
  [sentEvent('m', { context: 'x' }), 'bad-record', /context: wanted an object, saw a string/],
  [sentEvent('x'.repeat(101)), 'bad-message-id', /has 101 characters; send at most 100/],
])('[DR2] %j is refused: %s', (sent, code, detail) => {
  const read = readOne(sent);
  expect(read).toMatchObject({ code });
  expect('refused' in read ? read.refused.detail : '').toMatch(detail);
});

test('[DR2] whatever is sent, it is an event or refused, and its text is JSON again', () => {
  const field = fc.anything({ withNullPrototype: true, withSparseArray: false });
  const sent = fc.record(
    {
      ...{ type: fc.constantFrom('track', 'identify', 'alias', 'group', 7), event: field },
      ...{ userId: field, anonymousId: field, previousId: field, groupId: field },
      ...{ messageId: field, timestamp: field, properties: field, traits: field },
      ...{ context: field, name: field, channel: field },
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(sent, field), (event) => {
      const json = safeJson(event);
      fc.pre(json !== undefined);
      const read = readOne(JSON.parse(json));
      const text = JSON.stringify('event' in read ? read.event : read.refused);
      expect(JSON.stringify(JSON.parse(text))).toBe(text);
    }),
  );
});

function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

test('[DR3] 32 KiB are an event, one byte more is none; the others of its batch are not measured against it', () => {
  const filled = (bytes: number): object => {
    const empty = sentEvent('m1', { properties: { text: '' } });
    const room = bytes - Buffer.byteLength(JSON.stringify(empty));
    return sentEvent('m1', { properties: { text: 'x'.repeat(room) } });
  };
  expect(readOne(filled(EVENT_BYTES_MAX))).toHaveProperty('event');
  expect(readOne(filled(EVENT_BYTES_MAX + 1))).toMatchObject({ code: 'too-large' });
  expect(readOne(sentEvent('m1'), { bytes: 1_000_000 })).toHaveProperty('event');
  // Bytes count, not characters: an umlaut has two.
  const umlauts = sentEvent('m1', { properties: { text: 'ü'.repeat(17_000) } });
  expect(readOne(umlauts)).toMatchObject({ code: 'too-large' });
});

test('[DR3] a message id of 100 characters is kept whole; a number is one; without one it gets one', () => {
  const id = `node-next-1795359879454-${'a'.repeat(76)}`;
  expect(taken({ messageId: id }).messageId).toBe(id);
  expect(taken({ messageId: 17 }).messageId).toBe('17');
  const made = [taken({ messageId: undefined }), taken({ messageId: '' })];
  expect(new Set(made.map(({ messageId }) => messageId)).size).toBe(2);
  expect(new Set(made.map(acceptedKey)).size).toBe(2);
});

test('[DR4] who it was: known, unknown, both, or a group alone', () => {
  expect(taken({})).toMatchObject({ user: user('u1'), anonymous: null, account: null });
  expect(taken({ userId: 7 }).user).toBe(user('7'));
  expect(taken({ userId: undefined, anonymousId: 'a1' })).toMatchObject({
    ...{ user: null, anonymous: anonymous('a1') },
  });
  expect(taken({ anonymousId: 'a1' })).toMatchObject({
    ...{ user: user('u1'), anonymous: anonymous('a1') },
  });
  const group = readOne({ type: 'group', groupId: 'g1', traits: { size: 3 } });
  expect(group).toMatchObject({
    event: {
      user: null,
      account: known('account', 'g1').toString('hex'),
      properties: { size: '3' },
    },
  });
  expect(taken({ context: { groupId: 'g1', caseId: 'c7' } })).toMatchObject({
    ...{ account: known('account', 'g1').toString('hex'), caseId: 'c7' },
  });
});

test('[DR4] an alias says which id goes over into which', () => {
  const alias = { type: 'alias', event: undefined, previousId: 'a1' };
  expect(taken(alias).previous).toEqual({ user: user('a1'), anonymous: anonymous('a1') });
  expect(taken({ ...alias, previousId: 'null' }).previous).toBeNull();
  expect(taken({ previousId: 'a1' }).previous).toBeNull();
});

test.each(['0', '-1', 'null', 'undefined', 'anonymous', '00000000-0000-0000-0000-000000000000'])(
  '[DR4] the id %j names nobody, and the event stays',
  (id) => {
    expect(taken({ userId: id }).user).toBeNull();
    expect(taken({ userId: id, anonymousId: 'a1' })).toMatchObject({
      ...{ user: null, anonymous: anonymous('a1') },
    });
  },
);

test('[DR5] what stands beside the batch holds for what an event does not say', () => {
  const context = { library: { name: 'analytics-go' }, locale: 'de' };
  const sentAt = new Date(RECEIVED_AT - 1000).toISOString();
  expect(taken({}, { context, sentAt })).toMatchObject({
    ...{ context: { 'library.name': '"analytics-go', locale: '"de' }, sentAt: RECEIVED_AT - 1000 },
  });
  const own = { context: { locale: 'fr' }, sentAt: new Date(RECEIVED_AT).toISOString() };
  expect(taken(own, { context, sentAt })).toMatchObject({
    ...{ context: { 'library.name': '"analytics-go', locale: '"fr' }, sentAt: RECEIVED_AT },
  });
  expect(taken({ context: null }, { context: 'odd' }).context).toEqual({});
  expect(taken({}, { ip: '192.0.2.7' }).context).toEqual({ ip: '"192.0.2.7' });
  expect(taken({ context: { ip: '198.51.100.1' } }, { ip: '192.0.2.7' }).context).toEqual({
    ip: '"198.51.100.1',
  });
});

test.each([
  [{ category: 'Docs' }, { category: '"Docs' }],
  [
    { category: 'Docs', properties: { url: '/x' } },
    { url: '"/x', category: '"Docs' },
  ],
  [{ category: 'Docs', properties: { category: 'Own' } }, { category: '"Own' }],
  [{ category: 7, properties: { a: 1 } }, { a: '1' }],
  [{ type: 'track', event: 'Bought', category: 'Docs' }, {}],
])('[DR14] a page with %j has the properties %j', (more, properties) => {
  expect(taken({ type: 'page', event: undefined, name: 'Index', ...more }).properties).toEqual(
    properties,
  );
});

test('[DR7] what was written of the time stands in the context', () => {
  expect(taken({ timestamp: 'last Tuesday' })).toMatchObject({
    ...{ at: RECEIVED_AT, originalAt: null, context: { originalTimestamp: '"last Tuesday' } },
  });
});

test('[DR8] consent: only a plain yes or no', () => {
  const said = (categoryPreferences: unknown): AcceptedEvent['consent'] =>
    taken({ context: { consent: { categoryPreferences } } }).consent;
  expect(said({ Advertising: false, Analytics: true, Odd: 'yes', Other: 1 })).toEqual({
    ...{ Advertising: false, Analytics: true },
  });
  expect([said({}), said(null), said('x'), taken({}).consent]).toEqual([null, null, null, null]);
});

test('[DR8] the wish not to be sold: the header, or the context', () => {
  expect(taken({}).gpc).toBe(false);
  expect(taken({}, { gpc: true }).gpc).toBe(true);
  expect(taken({ context: { gpc: true } }).gpc).toBe(true);
  expect(taken({ context: { gpc: 'no' } }).gpc).toBe(false);
});
