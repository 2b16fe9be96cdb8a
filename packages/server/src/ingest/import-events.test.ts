import { bagRead } from '@bothways/core';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEventFiles } from './import-event-files.ts';
import { importEvents } from './import-events.ts';
import { type EventRow, type ImportBench, openImportBench } from './import-testing.ts';
import { watermark } from './watermark.ts';
import type { SentEvent } from './write-event.ts';

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
});

function take(source: string, events: Iterable<SentEvent>): ReturnType<typeof importEvents> {
  return importEvents({ stores: bench.stores, source, events });
}

const AT = '2024-07-01T10:00:00.000Z';

test("[I23] events in Segment's shape keep who, what, where and when", async () => {
  const result = await take('segment', [
    {
      type: 'track',
      event: 'Order Completed',
      messageId: 'm1',
      userId: 'u1',
      anonymousId: 'x',
      groupId: 'g',
      timestamp: AT,
      originalTimestamp: '2024-07-01T09:59:00Z',
      sentAt: 'never',
      channel: 'web',
      properties: { total: 12.5, 'a.b': null, deep: { list: [1, 'a'], empty: {} } },
      context: { channel: 'app', caseId: 7 },
    },
    {
      type: 'page',
      name: 'Home',
      category: 'Start',
      messageId: 'm2',
      anonymousId: 'u1',
      timestamp: new Date(AT),
      context: { channel: 'app', groupId: 'g' },
    },
    { type: 'identify', messageId: 'm3', userId: 'u1', timestamp: AT, traits: { household: 3 } },
    { type: 'track', event: 'Order Completed', messageId: 'm1', userId: 'u1', timestamp: AT },
  ]);
  expect(result).toMatchObject({ read: 4, accepted: 3, duplicates: 1, rejected: 0, events: 3 });
  const [order, page, traits] = await bench.events('segment');
  expect(order).toMatchObject({
    ...{
      message_id: 'm1',
      case_id: '7',
      at: '2024-07-01 10:00:00.000',
      type: 'track',
      name: 'Order Completed',
      channel: 'web',
    },
    properties: { total: '12.5', 'a\\.b': 'null', 'deep.list': '[1,"a"]', 'deep.empty': '{}' },
    context: { channel: '"app', caseId: '7' },
  });
  expect(page).toMatchObject({
    type: 'page',
    name: 'Home',
    channel: 'app',
    account: order?.account,
    properties: { category: '"Start' },
  });
  expect(traits).toMatchObject({
    type: 'identify',
    name: '',
    identity: order?.identity,
    properties: { household: '3' },
  });
  expect(page?.identity).not.toBe(order?.identity);
  const [times] = await bench.stores.facts.rows(
    `SELECT toString(original_at) AS original, sent_at FROM event WHERE message_id = 'm1'`,
  );
  expect(times).toEqual({ original: '2024-07-01 09:59:00.000', sent_at: null });
});

test('[I70] an id that names nobody counts as absent', async () => {
  const track = { type: 'track', event: 'Seen', timestamp: AT };
  await take('blocked', [
    { ...track, messageId: 'b1', anonymousId: 'browser' },
    { ...track, messageId: 'b2', userId: 'null', anonymousId: 'browser' },
    { ...track, messageId: 'b3', userId: 0, anonymousId: 'anonymous' },
  ]);
  const [named, unnamed, nobody] = await bench.events('blocked');
  expect(named?.identity).toMatch(/^[0-9a-f]{32}$/);
  expect(unnamed?.identity).toBe(named?.identity);
  expect(nobody?.identity).toBeNull();
});

test('[I23] what is no event is kept as a reject', async () => {
  const wrong: readonly unknown[] = [
    7,
    { type: 'wish', messageId: 'a' },
    { type: 'track', messageId: 'b', timestamp: AT },
    { type: 'track', event: 'X', messageId: 'c' },
    { type: 'track', event: 'X', messageId: 'd', timestamp: 'soon' },
    { type: 'track', event: 'X', messageId: 'e', timestamp: '1950-01-01' },
    { type: 'track', event: 'X', messageId: 'f', timestamp: AT, properties: [] },
    {
      type: 'track',
      event: 'X',
      messageId: 'g',
      timestamp: AT,
      properties: { long: 'x'.repeat(600_000) },
    },
  ];
  const result = await take('wrong', wrong as readonly SentEvent[]);
  expect(result).toMatchObject({ read: 8, accepted: 0, rejected: 8, events: 0 });
  const rejects = await bench.stores.facts.rows<{ line: string; reason: string }>(
    `SELECT line, reason FROM reject WHERE source = 'wrong' ORDER BY line`,
  );
  expect(rejects.map(({ reason }) => reason)).toEqual([
    ...['bad-record', 'bad-type', 'missing-event', 'missing-time', 'bad-time', 'time-out-of-range'],
    ...['bad-record', 'bad-record'],
  ]);
});

test('[I24] a bag is written as core flattens it, for whatever a source may send', async () => {
  const scalar = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom('a', '.', '\\', '"', "'", '\t', '\n', '\0', 'é', '\ud800'),
      maxLength: 80,
    }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.constant(undefined),
  );
  const bags = fc.sample(
    fc.dictionary(
      fc.string({ unit: fc.constantFrom('a', 'b', '.', '\\', ' ', 'ü') }),
      fc.oneof({ weight: 4, arbitrary: scalar }, fc.object({ maxDepth: 2 }), fc.array(scalar)),
      { maxKeys: 20 },
    ),
    { seed: 7, numRuns: 1000 },
  );
  const result = await take(
    'bags',
    bags.map((properties, index) => ({
      type: 'track',
      event: 'X',
      messageId: `b${index}`,
      timestamp: AT,
      properties,
    })),
  );
  expect(result).toMatchObject({ accepted: 1000, rejected: 0 });
  const events = await bench.events('bags');
  bags.forEach((bag, index) => {
    const read = bagRead(bag);
    expect('bag' in read ? read.bag : null).toEqual(events[index]?.properties);
  });
});

test('[I15] events without a messageId are told apart by counting equal ones, whatever the order of their keys', async () => {
  const sale = { type: 'track', event: 'Sold', timestamp: AT, properties: { a: 1, b: 2 } };
  const turned = { properties: { b: 2, a: 1 }, timestamp: AT, event: 'Sold', type: 'track' };
  expect(await take('unnamed', [sale, turned, { ...sale, messageId: 'own' }])).toMatchObject({
    accepted: 3,
    events: 3,
  });
  expect(await take('unnamed', [turned, sale, sale])).toMatchObject({
    accepted: 1,
    duplicates: 2,
    events: 1,
  });
  const ids = (await bench.events('unnamed')).map(({ message_id }) => message_id.slice(64));
  expect(ids).toEqual(['.1', '.2', '', '.3']);
});

test('[I25] one source has one import at a time, others go on beside it, and nobody sees half of one', async () => {
  const before = await watermark(bench.stores.state);
  const gate = Promise.withResolvers<void>();
  const reached = Promise.withResolvers<void>();
  async function* slow(): AsyncGenerator<SentEvent> {
    yield { type: 'track', event: 'Slow', messageId: 's1', timestamp: AT };
    reached.resolve();
    await gate.promise;
    yield { type: 'track', event: 'Slow', messageId: 's2', timestamp: AT };
  }
  const first = importEvents({ stores: bench.stores, source: 'slow', events: slow() });
  await reached.promise;
  await expect(take('slow', [])).rejects.toThrow('another import of source "slow" is running');
  expect(
    await take('quick', [{ type: 'track', event: 'Quick', messageId: 'q', timestamp: AT }]),
  ).toMatchObject({ events: 1 });
  expect(await watermark(bench.stores.state)).toBe(before + 1);
  gate.resolve();
  expect(await first).toMatchObject({ accepted: 2, events: 2 });
  expect((await bench.events('slow')).map(({ seq }) => Number(seq))).toEqual([
    before + 2,
    before + 3,
  ]);
  expect(await watermark(bench.stores.state)).toBe(before + 3);
});

test('[I25] an import whose source breaks off leaves nothing behind', async () => {
  const before = await watermark(bench.stores.state);
  function* broken(): Generator<SentEvent> {
    yield { type: 'track', event: 'X', messageId: 'x', timestamp: AT };
    throw new Error('the source is gone');
  }
  await expect(take('broken', broken())).rejects.toThrow('the source is gone');
  expect(await bench.events('broken')).toEqual([]);
  expect(
    await bench.stores.facts.rows(`SELECT name FROM system.tables WHERE name LIKE 'import%'`),
  ).toEqual([]);
  expect(await watermark(bench.stores.state)).toBe(before);
});

test("[I40] lines of events in Segment's shape need no mapping, and are the events that were sent", async () => {
  const sent = [
    {
      type: 'track',
      event: 'Sold',
      messageId: 'a',
      userId: 'u',
      timestamp: AT,
      properties: { n: 1.5, deep: { x: [1] } },
    },
    { type: 'identify', messageId: 'b', anonymousId: 'v', timestamp: AT, traits: { plan: 'gold' } },
    { type: 'page', name: 'Home', timestamp: AT, userId: 'u' },
  ];
  const lines = sent.map((each) => JSON.stringify(each));
  const file = bench.write(
    'sent.jsonl',
    [
      ...lines,
      '',
      '{"type":',
      '[]',
      '{"type":"wish"}',
      `{"type":"track","event":"\\ud800","timestamp":"${AT}"}`,
      `{"type":"track","event":"Long","messageId":"c","userId":9007199254740993,"timestamp":"${AT}","properties":{"n":9007199254740993}}`,
      `{"type":"track","event":"Deep","timestamp":"${AT}","properties":{"x":${'['.repeat(200_000)}${']'.repeat(200_000)}}}`,
    ].join('\n'),
  );
  const { stores, dataDir } = bench;
  const result = await importEventFiles({ stores, dataDir, source: 'lines', files: [file] });
  expect(result).toMatchObject({ read: 9, accepted: 4, rejected: 5, events: 4 });
  await take('sent', sent as readonly SentEvent[]);
  const strip = ({ seq: _, ...rest }: EventRow): Omit<EventRow, 'seq'> => rest;
  const fromLines = await bench.events('lines');
  expect(fromLines.slice(0, 3).map(strip)).toEqual((await bench.events('sent')).map(strip));
  expect(fromLines[3]?.properties).toEqual({ n: '"9007199254740993' });
  const rejects = await stores.facts.rows<{ file: string; line: string; reason: string }>(
    `SELECT file, line, reason FROM reject WHERE source = 'lines' ORDER BY line`,
  );
  expect(rejects.map((each) => [each.file, Number(each.line), each.reason])).toEqual([
    [file, 5, 'bad-json'],
    [file, 6, 'bad-record'],
    [file, 7, 'bad-type'],
    [file, 8, 'bad-encoding'],
    [file, 10, 'bad-record'],
  ]);
  const again = await importEventFiles({
    stores,
    dataDir,
    source: 'lines',
    files: [bench.write('list.json', `[${lines.join()}]`)],
  });
  expect(again).toMatchObject({ read: 3, duplicates: 3, events: 0 });
  const csv = importEventFiles({
    stores,
    dataDir,
    source: 'lines',
    files: [bench.write('a.csv', 'a\n1\n')],
  });
  await expect(csv).rejects.toThrow(/this is csv; only JSON lines.*--map/);
});
