import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Served } from '../api/loopback.ts';
import { serveApp } from '../api/serve-app.ts';
import { checkRecord } from '../store/damage.ts';
import { openTestStores } from '../store/testing.ts';
import { customer, everyRow, fillShop, shopEvents } from './erase-testing.ts';
import { startErasing } from './erasing.ts';
import { askErasure, HOURS_MAX } from './queue.ts';
import { applyRetention, daysRead, retentionOf, setRetention } from './retention.ts';
import { subjectOf } from './subject.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let served: Served;

beforeAll(async () => {
  opened = await openTestStores();
  const { stores, dataDir: directory } = opened;
  await fillShop(stores, shopEvents(12, 20));
  served = await serveApp({
    ...{ stores, directory, port: 0, app: directory, version: '0' },
    warn: (text) => process.stderr.write(`${text}\n`),
  });
}, 60_000);
afterAll(async () => {
  await served.close();
  await opened.close();
});

async function theirs(who: number): Promise<number> {
  const { identities } = await subjectOf(opened.stores.state, customer(who));
  const rows = await everyRow(opened.stores);
  return rows.filter((row) => identities.some((each) => row.includes(each))).length;
}

async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await wait(20);
}

test('[RA9] the list is worked off when the oldest is due, by one of those who serve, and all with it', async () => {
  const { stores, dataDir } = opened;
  const { state } = stores;
  const asked = [customer(1), customer(2)];
  for (const who of asked) await askErasure(state, await subjectOf(state, who), { suppress: true });
  // Asked for again before it is done: it stays one.
  await askErasure(state, await subjectOf(state, customer(1)), { suppress: true });
  let gone = 0;
  let now = Date.now();
  const faults: string[] = [];
  const options = { dataDir, warn: (text: string) => faults.push(text), now: () => now };
  const both = [await startErasing(stores, options), await startErasing(stores, options)];
  for (const each of both) each.onErased(() => (gone += 1));
  expect(await theirs(1)).toBeGreaterThan(10);
  now += HOURS_MAX * 3_600_000 + 1_000;
  // Whoever asks wakes them: they look what is due.
  await state.query('NOTIFY bothways_erasure');
  await until(async () => {
    const { rows } = await state.query('SELECT FROM erasure WHERE result IS NULL');
    return rows.length === 0;
  });
  await until(async () => gone >= 2);
  for (const each of both) await each.stop();
  const { rows } = await state.query(
    `SELECT identities, (result -> 'proof' ->> 'hits')::int AS hits, result -> 'proof' -> 'places' AS places FROM erasure ORDER BY id`,
  );
  expect(rows).toEqual([
    { identities: null, hits: 0, places: [] },
    { identities: null, hits: 0, places: [] },
  ]);
  expect([await theirs(1), await theirs(2), faults]).toEqual([0, 0, []]);
  expect(await theirs(3)).toBeGreaterThan(10);
}, 60_000);

test('[RA13] the API erases at once as a job, puts on the list, and gives the export', async () => {
  const at = `${served.address}/api/people/${customer(4)}`;
  const file = await fetch(`${at}/export?as=user`);
  expect(file.headers.get('content-disposition')).toContain('attachment');
  expect((await file.json()).events.length).toBe(20);
  const ask = async (body: object): Promise<{ dueAt: string; job: string | null }> => {
    const answer = await fetch(`${at}/erase`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(202);
    return answer.json();
  };
  expect((await ask({})).job).toBe(null);
  expect(await theirs(4)).toBeGreaterThan(10);
  const { job } = await ask({ now: true });
  let shown = { state: 'running', result: null as unknown };
  await until(async () => {
    shown = await (await fetch(`${served.address}/api/jobs/${job}`)).json();
    return shown.state !== 'running';
  });
  expect(shown).toMatchObject({ state: 'done', result: { proof: { hits: 0, rows: 0 } } });
  expect(await theirs(4)).toBe(0);
  const after = await (await fetch(`${at}/export`)).json();
  expect([after.events, after.encounters]).toEqual([[], []]);
  const wrong = await fetch(`${at}/erase`, { method: 'POST', body: '{"when":"now"}' });
  expect(wrong.status).toBeGreaterThanOrEqual(400);
}, 60_000);

test('[RA10] what is older than it is kept goes, with what it made; what is of nobody stays', async () => {
  const { stores } = opened;
  const { state, facts } = stores;
  await facts.run(
    `INSERT INTO event (source, message_id, seq, at, received_at, type, name, channel) SELECT 'shop', 'counted', max(seq) + 1, min(at), now64(3), 'track', 'Counted', '' FROM event`,
  );
  await state.query(
    `INSERT INTO import (source, files, state, seq_from, seq_to) SELECT 'shop', '[]', 'done', max(seq_to), max(seq_to) + 1 FROM import`,
  );
  await state.query(
    `INSERT INTO seen (source, key, day) VALUES (1, gen_random_uuid(), '2020-01-01'), (1, gen_random_uuid(), '2040-01-01')`,
  );
  expect(await applyRetention({ stores, now: Date.now() })).toEqual({});
  await setRetention(state, { events: daysRead('2y'), rejects: null, seen: daysRead('30d') });
  expect(await retentionOf(state)).toEqual({ events: 730, rejects: null, seen: 30 });
  const [before] = await facts.rows<{ rows: string; cut: string }>(
    `SELECT count() AS rows, toString(toUnixTimestamp64Milli(quantileExact(0.5)(at))) AS cut FROM event WHERE isNotNull(identity_id)`,
  );
  const now = Number(before?.cut) + 730 * 86_400_000;
  const aged = await applyRetention({ stores, now });
  expect(aged['seen']).toBe(1);
  expect(aged['event']).toBeGreaterThan(50);
  expect(aged['encounter_g1']).toBeGreaterThan(50);
  const old = `at < fromUnixTimestamp64Milli(toInt64(${before?.cut}), 'UTC')`;
  const left = async (table: string): Promise<string | undefined> =>
    (await facts.rows<{ rows: string }>(`SELECT count() AS rows FROM ${table} WHERE ${old}`))[0]
      ?.rows;
  expect([await left('event'), await left('encounter_g1'), await left('transfer_g1')]).toEqual([
    '1',
    '0',
    '0',
  ]);
  expect(await checkRecord(stores)).toEqual({ event: null, reject: null });
  expect(() => daysRead('soon')).toThrow('400d, 13m, 2y or ever');
}, 60_000);
