import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { importFiles } from '../ingest/import-files.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import type { SentEvent } from '../ingest/write-event.ts';
import { backUp } from './backup.ts';
import { copyFacts, ledgerTables } from './backup-facts.ts';
import { holdTables } from './backup-lock.ts';
import { readManifest } from './backup-manifest.ts';
import { allIn, factTablesOf, visibleIn } from './backup-testing.ts';
import { generationReady } from './generation.ts';
import { openStores } from './open-stores.ts';
import { restore } from './restore.ts';
import { storeSettings } from './settings.ts';
import type { Stores } from './stores.ts';
import { openTestStores } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-backup-'));
chmodSync(folder, 0o755);
const settings = storeSettings({});
const first = modelOf(WORLD);
const second = modelOf(WORLD.replace('event == "Asked"', 'event == "Asked" && type == "track"'));
const CALLS = `bothways_mapping: 1
source: phone
id: month
time: { column: month }
event: Call Taken
aggregate: { n: calls, per: month }
`;
let opened: Awaited<ReturnType<typeof openTestStores>>;
let stores: Stores;

beforeAll(async () => {
  opened = await openTestStores();
  stores = opened.stores;
  await takeAll(stores);
  await rebuild({ stores, ...first });
  await rebuild({ stores, ...second });
  await importEvents({ stores, source: 'world', events: worldEvents(7, 500) });
  await rebuild({ stores, ...second });
});
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Events, some of them none, and totals of nobody. */
async function takeAll(into: Stores): Promise<readonly number[]> {
  writeFileSync(join(folder, 'calls.yaml'), CALLS);
  writeFileSync(join(folder, 'calls.csv'), 'month,calls\n2026-05-01,4100\n2026-06-01,-3\n');
  const bad = { type: 'track', event: 'Paid', timestamp: 'soon' } satisfies SentEvent;
  const events = [...worldEvents(7, 400), bad, bad];
  const world = await importEvents({ stores: into, source: 'world', events });
  const calls = await importFiles({
    stores: into,
    dataDir: folder,
    files: [join(folder, 'calls.csv')],
    mappingFile: join(folder, 'calls.yaml'),
  });
  return [world.events, calls.events];
}

const at = (name: string): string => join(folder, name);
function saved(name: string, more: object = {}): ReturnType<typeof backUp> {
  const request = { stores, dataDir: opened.dataDir, folder: at(name), bothways: 'test' };
  return backUp({ ...request, ...more });
}
async function restored<Result>(
  name: string,
  look: (stores: Stores) => Promise<Result>,
): Promise<Result> {
  const dataDir = at(`${name}-data`);
  await restore({ folder: at(name), dataDir, settings });
  const found = await openStores(dataDir, { settings });
  try {
    return await look(found);
  } finally {
    await found.close();
    rmSync(dataDir, { recursive: true });
  }
}

test('[B1] [B2] [B8] [B10] all that was done comes back to the row, and nothing else', async () => {
  const before = await visibleIn(stores);
  const ready = await generationReady(stores.state);
  expect(ready?.id).toBe(2);
  expect(before['reject']?.length).toBe(3);
  // What killed runs leave: events past the watermark with rejects, entries past what is done, a generation half built.
  await stores.facts.run('INSERT INTO event SELECT * REPLACE (seq + 100000 AS seq) FROM event');
  await stores.facts.run('INSERT INTO reject SELECT * REPLACE (99 AS import_id) FROM reject');
  await stores.facts.run(
    'INSERT INTO encounter_g2 SELECT * REPLACE (seq + 100000 AS seq) FROM encounter_g2',
  );
  await stores.state.query(
    `INSERT INTO import (id, source, files, state) OVERRIDING SYSTEM VALUE VALUES (99, 'cut off', '[]', 'committing')`,
  );
  await stores.state.query(
    `INSERT INTO generation (model_version, state, recognition) VALUES (1, 'building', 'x')`,
  );
  writeFileSync(join(opened.dataDir, 'truth.json'), '{"seed":1}');
  const told: string[] = [];
  const summary = await saved('whole', {
    fileBytes: 4096,
    loose: ['truth.json', 'none.json'],
    progress: (text: string) => told.push(text),
  });
  expect(told).toContainEqual(expect.stringMatching(/^copying event, part 2 of \d+$/));
  expect(summary).toMatchObject({ events: before['event']?.length, rejects: 3 });
  expect(statSync(at('whole')).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(at('whole')))
    expect([name, statSync(join(at('whole'), name)).mode & 0o777]).toEqual([name, 0o600]);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(await visibleIn(stores)).toEqual(before);
  await restored('whole', async (found) => {
    expect(await allIn(found)).toEqual(before);
    expect(readFileSync(at('whole-data/truth.json'), 'utf8')).toBe('{"seed":1}');
    expect(await takeAll(found)).toEqual([0, 0]);
    expect((await visibleIn(found))['event']).toEqual(before['event']);
    // Both go on alike from here.
    const ended = `UPDATE import SET state = 'failed' WHERE id = 99`;
    await stores.state.query(ended);
    for (const each of [stores, found]) {
      await importEvents({ stores: each, source: 'world', events: worldEvents(7, 600) });
      await rebuild({ stores: each, ...second });
    }
    const [here, there] = [await visibleIn(stores), await visibleIn(found)];
    expect(there['transfer_g2']).toEqual(here['transfer_g2']);
    expect(there['transfer_g2']?.length).toBeGreaterThan(before['transfer_g2']?.length ?? 0);
  });
}, 180_000);

test('[B1] [B2] a backup beside an import has what was done before, and the import goes on', async () => {
  const before = await visibleIn(stores);
  let [goOn, half] = [(): void => {}, (): void => {}];
  const pause = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const begun = new Promise<void>((resolve) => {
    half = resolve;
  });
  async function* slowly(): AsyncGenerator<SentEvent> {
    for (const [index, event] of worldEvents(8, 300).entries()) {
      if (index === 150) {
        half();
        await pause;
      }
      yield event;
    }
  }
  const importing = importEvents({ stores, source: 'beside', events: slowly() });
  await begun;
  await saved('beside');
  goOn();
  expect((await importing).events).toBe(300);
  await restored('beside', async (found) => {
    expect(await allIn(found)).toEqual(before);
    expect((await takeBeside(found)).events).toBe(300);
  });
}, 180_000);

function takeBeside(into: Stores): ReturnType<typeof importEvents> {
  return importEvents({ stores: into, source: 'beside', events: worldEvents(8, 300) });
}

test('[B3] what was ready when a backup began is not dropped before it ends', async () => {
  const ready = await generationReady(stores.state);
  if (ready === null) throw new Error('no generation is ready');
  const count = async (): Promise<number> =>
    (await factTablesOf(stores)).filter((name) => name.endsWith(`_g${ready.id}`)).length;
  const held = await holdTables(stores.state);
  const old = "UPDATE generation SET retired_at = now() - interval '1 day' WHERE state = 'retired'";
  for (const model of [first, second, first]) {
    await rebuild({ stores, ...model });
    await stores.state.query(old);
  }
  mkdirSync(at('held'));
  for (const table of ledgerTables(ready)) {
    const options = { fileBytes: 1e8, progress: () => {} };
    const { columns } = await copyFacts(stores.facts, at('held'), table, options);
    expect(columns.length).toBeGreaterThan(1);
  }
  await held.release();
  expect(await count()).toBe(5);
  await rebuild({ stores, ...first });
  expect(await count()).toBe(0);
});

test('[B3] segments that were ready when a backup began are made anew only after it', async () => {
  const cheaper = modelOf(
    WORLD.replace('median: 1.2, low: 1, high: 1.44', 'median: 1, low: 0.8, high: 1.25'),
  );
  await rebuild({ stores, ...first });
  const ready = await generationReady(stores.state);
  if (ready === null) throw new Error('no generation is ready');
  const [segments] = ledgerTables(ready);
  const made = (): Promise<readonly unknown[]> =>
    stores.facts.rows(
      `SELECT uuid FROM system.tables WHERE database = currentDatabase() AND name = '${segments?.table}'`,
    );
  const before = await made();
  const held = await holdTables(stores.state);
  await rebuild({ stores, ...cheaper });
  let isDone = false;
  const back = rebuild({ stores, ...first, version: ready.modelVersion }).then(() => {
    isDone = true;
  });
  await wait(1500);
  expect([isDone, await made()]).toEqual([false, before]);
  await held.release();
  await back;
  expect(await made()).not.toEqual(before);
});

test('[B2] a ledger that was seen to be damaged is left out, the events are not', async () => {
  await stores.state.query('ALTER TABLE generation ADD COLUMN IF NOT EXISTS damaged text');
  await stores.state.query("UPDATE generation SET damaged = 'rows are missing'");
  const { ledger, events, encounters } = await saved('damaged');
  expect([ledger, events > 0, encounters]).toEqual([false, true, 0]);
  expect(readManifest(at('damaged'))).toMatchObject({ generation: null, ledger: [] });
  await stores.state.query('UPDATE generation SET damaged = NULL');
});
