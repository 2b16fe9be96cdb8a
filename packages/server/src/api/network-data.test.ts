import { existsSync, readFileSync } from 'node:fs';
import { believedLedger } from '@bothways/core';
import {
  type BecameOfEvents,
  becameReply,
  type Data,
  type E3Shown,
  e3valueReply,
  type Job,
  type NetworkShown,
  networkReply,
  type Overview,
  type Rejects,
} from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { readingNow } from '../measure/reading.ts';
import { encounterTable, legRefusedRows } from '../store/generation.ts';
import { becameOf } from '../store/measure/became.ts';
import { openTestStores } from '../store/testing.ts';
import { ask } from './api-testing.ts';
import type { Served } from './loopback.ts';
import { serveApp } from './serve-app.ts';

const TEXT = WORLD.replace(
  'when: event == "Paid"',
  'believed: { volume: { per: month, median: 20, low: 10, high: 40 } }\n                when: event == "Paid"',
).replaceAll(
  'quantity: properties.total',
  'believed: { median: 10, low: 8, high: 12 }, quantity: properties.total',
);
const { model, files } = modelOf(TEXT);
let opened: Awaited<ReturnType<typeof openTestStores>>;
let served: Served;

const wrong = (id: number, more: object) => ({
  ...{ type: 'track', event: 'Paid', messageId: `w${id}`, timestamp: 'soon' },
  ...more,
});

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  await importEvents({
    stores,
    source: 'world',
    events: [
      ...worldEvents(21, 900),
      ...[0, 1, 2, 3].map((id) => wrong(id, {})),
      wrong(9, { timestamp: '2026-01-01T00:00:00Z', event: '' }),
    ],
  });
  await importEvents({ stores, source: 'other', events: [wrong(1, {})] });
  await rebuild({ stores, model, files });
  served = await serveApp({
    ...{ stores, directory: '/data', app: '/nowhere', port: 0, version: '0.0.0' },
    warn: (told) => console.error(told),
  });
}, 60_000);
afterAll(async () => {
  await served.close();
  await opened.close();
});

async function got<Reply>(path: string): Promise<Reply> {
  const { status, json, text } = await ask(served.address, path);
  expect(status, text).toBe(200);
  return json as Reply;
}

async function posted(path: string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
  return fetch(served.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
}

test('[AP50] the network says what the overview and the ledgers say', async () => {
  const network = await got<NetworkShown>('/api/network');
  expect(networkReply.safeParse(network).error).toBeUndefined();
  const overview = await got<Overview>('/api/overview');
  const net = (id: string) => network.figures.actors.find((each) => each.id === id)?.net;
  expect(network.evidence).toBe('measured');
  const customer = overview.net.measured?.customer;
  expect(customer).toMatchObject({ kind: 'estimate' });
  const own = net('customer');
  for (const part of ['median', 'low', 'high'] as const)
    expect(own?.kind === 'estimate' && own[part]).toBeCloseTo(
      customer?.kind === 'estimate' ? customer[part] : Number.NaN,
    );
  const believed = await got<NetworkShown>('/api/network?evidence=believed');
  const { total } = believedLedger(model);
  expect(believed.figures.actors.find(({ id }) => id === 'customer')?.net).toEqual(total.customer);
  const one = await got<NetworkShown>('/api/network?journey=buying');
  expect(one.journey).toBe('buying');
  const places = new Set(one.touchpoints.map(({ id }) => id));
  expect(one.figures.flows.every(({ touchpoint }) => places.has(touchpoint))).toBe(true);
  expect(one.figures.flows.length).toBeGreaterThan(3);
});

test('[AP51] a journey that there is not', async () => {
  const { status, json } = await ask(served.address, '/api/network?journey=byuing');
  expect(status).toBe(404);
  expect(json).toMatchObject({ code: 'no-such-journey', hint: 'did you mean "buying"?' });
  const { status: refused } = await ask(served.address, '/api/network?evidence=dreamt');
  expect(refused).toBe(400);
});

const scenario = '../shared/data/value-e3/e3fraud_scenario1.rdf';
if (!existsSync(scenario)) console.log(`${scenario} is not there: its upload is skipped`);

test.skipIf(!existsSync(scenario))('[AP52] an e3value model is worked out', async () => {
  const reply = await posted('/api/network/e3value?file=one.rdf', readFileSync(scenario));
  const worked = (await reply.json()) as E3Shown;
  expect(e3valueReply.safeParse(worked).error).toBeUndefined();
  expect(worked).toMatchObject({ name: 'one.rdf', sum: 0 });
  expect(worked.actors.map(({ name, net }) => [name, net])).toContainEqual(['Provider B', 52.5]);
});

test.each([
  ['nothing', '', 422, 'empty-file'],
  ['something else', '{"a": 1}', 422, 'not-e3value'],
  [
    'an entity',
    '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r:RDF xmlns:r="x">&x;</r:RDF>',
    422,
    'document-type',
  ],
  [
    'half of one',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><a',
    422,
    'not-whole',
  ],
  ['a huge one', ' '.repeat(5_000_000), 413, 'bad-request'],
])('[AP52] %s is refused', async (_name, text, status, code) => {
  const reply = await posted('/api/network/e3value', new TextEncoder().encode(text));
  expect([reply.status, await reply.json()]).toMatchObject([status, { code }]);
});

test('[AP53] what events became is what the ledger has', async () => {
  const became = await got<BecameOfEvents>('/api/data/became');
  expect(becameReply.safeParse(became).error).toBeUndefined();
  const reading = await readingNow(opened.stores);
  if (reading === null) throw new Error('no ledger');
  const { generation } = reading;
  const { facts } = opened.stores;
  const [made] = await facts.rows<{ encounters: string; refused: string }>(
    `SELECT toString((SELECT sum(sign) FROM ${encounterTable(generation)})) AS encounters,
      toString((SELECT count() FROM ${legRefusedRows(generation)})) AS refused`,
  );
  const counts = became.names.flatMap(({ touchpoints }) => touchpoints.map(({ count }) => count));
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(Number(made?.encounters));
  const refused = became.names.flatMap((each) => each.refused.map(({ count }) => count));
  expect(refused.reduce((sum, each) => sum + each, 0)).toBe(Number(made?.refused));
  const { unmapped } = await got<Data>('/api/data');
  expect(
    Object.fromEntries(
      became.names.filter((each) => each.unmapped > 0).map((each) => [each.name, each.unmapped]),
    ),
  ).toEqual(Object.fromEntries(unmapped.map(({ name, count }) => [name, count])));
  expect(await becameOf(facts, generation, 37)).toEqual(await becameOf(facts, generation));
});

test('[AP54] coverage', async () => {
  const { coverage } = await got<BecameOfEvents>('/api/data/became');
  const { unmapped } = await got<Data>('/api/data');
  const loose = unmapped.reduce((sum, { count }) => sum + count, 0);
  expect(coverage.events - coverage.reaching).toBe(loose);
  expect(coverage.touchpoints).toBeGreaterThanOrEqual(coverage.seen);
  // Every valuation of this world is assumed; money counts for itself.
  expect(coverage.money.D).toBeGreaterThan(0);
  expect(coverage.money.A).toBeGreaterThan(0);
});

test('[AP55] rejects by reason and source', async () => {
  const all = await got<Rejects>('/api/rejects?limit=1000');
  const counted = (list: Rejects['rejects']) => list.length;
  for (const [query, is] of [
    ['reason=bad-time', (each) => each.reason === 'bad-time'],
    ['source=other', (each) => each.source === 'other'],
    [
      'source=world&reason=missing-event',
      (each) => each.source === 'world' && each.reason === 'missing-event',
    ],
    ['reason=nothing', () => false],
  ] satisfies readonly (readonly [string, (each: Rejects['rejects'][number]) => boolean])[]) {
    const found: Rejects['rejects'][number][] = [];
    for (let after: string | null = ''; after !== null; ) {
      const page: Rejects = await got(
        `/api/rejects?limit=2&${query}${after === '' ? '' : `&after=${after}`}`,
      );
      found.push(...page.rejects);
      after = page.next;
    }
    expect(found, query).toEqual(all.rejects.filter(is));
  }
  expect(counted(all.rejects)).toBeGreaterThan(4);
});

test('[AP56] brought up to date as a job', async () => {
  const { stores } = opened;
  await importEvents({ stores, source: 'late', events: worldEvents(5, 40) });
  expect((await got<Data>('/api/data')).ledger?.behind).toBeGreaterThan(0);
  const reply = await fetch(`${served.address}/api/rebuild`, { method: 'POST' });
  expect(reply.status).toBe(202);
  const { job } = (await reply.json()) as { readonly job: string };
  await expect
    .poll(async () => (await got<Job>(`/api/jobs/${job}`)).state, { timeout: 30_000 })
    .toBe('done');
  expect((await got<Data>('/api/data')).ledger?.behind).toBe(0);
});
