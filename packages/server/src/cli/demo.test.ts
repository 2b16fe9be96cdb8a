import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStores } from '../store/open-stores.ts';
import type { Stores } from '../store/stores.ts';
import {
  bothways,
  document,
  leftOn,
  olderNode,
  REPOSITORY,
  runningOn,
  start,
  temporaryFolder,
} from './cli-testing.ts';

interface Row {
  readonly kind: string;
  readonly giver: string;
  readonly receiver: string;
  readonly quantity: string;
  readonly n: number;
  readonly [key: string]: unknown;
}
interface Ledger {
  readonly rows: readonly Row[];
}
interface Found {
  readonly findings: readonly { readonly kind: string; readonly touchpoint: string }[];
  readonly abstained: readonly unknown[];
}

const folder = temporaryFolder();
const [world, again, sound] = ['world', 'again', 'sound'].map((name) => join(folder, name));
const SEED = ['demo', '--people', '400', '--seed', '3', '--no-serve'];
let kept: Stores | undefined;
let made: Record<string, unknown>;
let whole: Ledger;

/** The same world, killed on the way: once while events come in, twice while they are recognised. */
async function madeOverKills(data: string): Promise<void> {
  for (const moment of [/storing events/, /recognising/, /recognising|segments/]) {
    const running = start([...SEED, '--data', data]);
    await running.said(moment);
    await wait(Math.random() * 100);
    running.child.kill('SIGKILL');
    await running.ended;
  }
  await document([...SEED, '--data', data]);
}

beforeAll(async () => {
  [made] = await Promise.all([
    document([...SEED, '--data', world ?? '']),
    madeOverKills(again ?? ''),
    document([...SEED, '--no-faults', '--data', sound ?? '']),
  ]);
  kept = await openStores(world ?? '');
  whole = await ledger();
});
afterAll(async () => {
  await kept?.close();
  expect(await leftOn(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

function of(data: string | undefined, line: readonly string[]): readonly string[] {
  return [...line, '--data', data ?? ''];
}
function ledger(...line: readonly string[]): Promise<Ledger> {
  return document<Ledger>(of(world, ['ledger', ...line]));
}
function named({ findings }: Found): readonly string[] {
  return findings.map(({ kind, touchpoint }) => `${kind} ${touchpoint}`).sort();
}

describe('the world', () => {
  test('[DE1] [CL3] the findings name what truth.json says, and nothing where nothing is planted', async () => {
    const truth = JSON.parse(readFileSync(join(world ?? '', 'truth.json'), 'utf8'));
    const planted = named({ findings: truth.faults, abstained: [] });
    expect(planted.length).toBe(3);
    const found = await document<Found>(of(world, ['findings']));
    expect(named(found)).toEqual(planted);
    const estimate = {
      kind: 'estimate',
      median: expect.any(Number),
      low: expect.any(Number),
      high: expect.any(Number),
      level: 0.9,
      n: expect.any(Number),
      method: expect.any(String),
      grade: expect.any(String),
    };
    for (const each of found.findings)
      expect(each).toMatchObject({
        ...{
          people: expect.any(Number),
          break_even: expect.anything(),
          grade: expect.any(String),
          why: expect.any(String),
        },
        customer: estimate,
      });
    expect(await document<Found>(of(sound, ['findings']))).toMatchObject({ findings: [] });
    expect(JSON.parse(readFileSync(join(sound ?? '', 'truth.json'), 'utf8')).faults).toEqual([]);
    expect(made).toMatchObject({
      people: 400,
      seed: 3,
      faults: truth.faults,
      report: join(world ?? '', 'report.html'),
      events: expect.any(Number),
      encounters: expect.any(Number),
      transfers: expect.any(Number),
    });
  });

  test('[DE2] [RO5] the same seed makes the same ledger, killed on the way or not', async () => {
    const by = ['--by', 'touchpoint,channel,month,segment,kind'];
    const first = await ledger(...by);
    expect(first.rows.length).toBeGreaterThan(500);
    expect(await document(of(again, ['ledger', ...by]))).toEqual(first);
    expect(await document(of(sound, ['ledger', ...by]))).not.toEqual(first);
  });

  test('[DE3] a second start uses what is there, another world is refused', async () => {
    const file = join(world ?? '', 'report.html');
    const { mtimeMs } = statSync(file);
    expect(await document(of(world, SEED))).toEqual(made);
    expect(statSync(file).mtimeMs).toBe(mtimeMs);
    const html = readFileSync(file, 'utf8');
    writeFileSync(file, html.slice(0, 1000));
    expect(await document(of(world, SEED))).toEqual(made);
    expect(readFileSync(file, 'utf8').length).toBe(html.length);
    for (const other of [['--people', '401'], ['--no-faults']])
      expect(await document(of(world, [...SEED, ...other]), { code: 1 })).toMatchObject({
        message: expect.stringContaining('another demo is here (400 people, seed 3, 3 faults)'),
      });
  });
});

test.each([
  'journey,phase,step,touchpoint,channel',
  'giver,receiver,kind,family,segment,grade,month',
  'person',
  'account,day',
])('[LE1] by %s the sums are those of the whole', async (by) => {
  const parts = await ledger('--by', by);
  for (const key of by.split(','))
    expect(parts.rows.every((row) => typeof row[key] === 'string')).toBe(true);
  expect(sums(parts)).toEqual(sums(whole));
  const columns = 'giver receiver kind quantity unit worth cost n grade grades'.split(' ');
  for (const row of parts.rows) expect(Object.keys(row)).toEqual(expect.arrayContaining(columns));
});

test('[LE2] where keeps what holds', async () => {
  const by = ['--by', 'touchpoint,family,segment,month'];
  const where = 'family == "time" && giver == "customer" && month >= "2026-01"';
  const [all, some] = [await ledger(...by), await ledger(...by, '--where', where)];
  const holds = all.rows.filter(
    ({ family, giver, month }) =>
      family === 'time' && giver === 'customer' && String(month) >= '2026-01',
  );
  expect(holds.length).toBeGreaterThan(10);
  expect(some.rows).toEqual(holds);
  const words = await bothways(of(world, ['ledger', '--where', 'touchpoint == "none"']));
  expect(words).toMatchObject({ code: 0, out: expect.stringContaining('No transfer') });
});

test.concurrent.each([
  ['encounter', 'jsonl', (bytes: Buffer) => lines(bytes)],
  ['transfer', 'csv', (bytes: Buffer) => lines(bytes) - 1],
  ['event', 'parquet', null],
] as const)('[LE4] %s leaves as %s', async (table, format, count) => {
  const out = join(folder, `${table}.${format}`);
  const told = await document(of(world, ['export', '--table', table, '--out', out]));
  const bytes = readFileSync(out);
  expect(told).toEqual({ table, format, out, bytes: bytes.length });
  if (count !== null) expect(count(bytes)).toBe(made[`${table}s`]);
  else expect([bytes.subarray(0, 4), bytes.subarray(-4)].map(String)).toEqual(['PAR1', 'PAR1']);
});

test('[LE5] the cube leaves as one JSON text that the ledger comes out of again', async () => {
  const out = join(folder, 'cube.json');
  const told = await document(of(world, ['export', '--table', 'cube', '--out', out]));
  const text = readFileSync(out, 'utf8');
  const bytes = Buffer.byteLength(text);
  expect(told).toEqual({ table: 'cube', format: 'json', out, bytes, coarser: [] });
  expect(bytes).toBeLessThan(2_000_000);
  const { cells } = JSON.parse(text) as { cells: { n: readonly number[] } };
  expect(cells.n.reduce((sum, n) => sum + n, 0)).toBe(made['transfers']);
  const csv = of(world, ['export', '--table', 'cube', '--out', join(folder, 'cube.csv')]);
  expect(await bothways(csv)).toMatchObject({
    code: 2,
    err: expect.stringContaining('one of json'),
  });
});

test('[RO6] [CL4] an export that the store cannot finish leaves no file', async () => {
  const out = join(folder, 'half.jsonl');
  const line = of(world, ['export', '--table', 'event', '--out', out]);
  for (const bytes of [2 ** 20, 6 * 2 ** 20]) {
    const env = { BOTHWAYS_FACTS_QUERY_MEMORY_MAX: String(bytes) };
    const told = await document(line, { code: 1, env });
    expect(told).toMatchObject({ ok: false, code: '241' });
    expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([]);
  }
});

describe('the report', () => {
  test('[DE4] names the step that matters most, asks for nothing, names nobody', async () => {
    const html = readFileSync(join(world ?? '', 'report.html'), 'utf8');
    expect(html).toMatch(/Call about a late delivery|Priority|Garden profile/);
    const text = html.replaceAll(/xmlns(:\w+)?="[^"]*"/g, '');
    expect(text.match(/https?:\/\/[^\s"'<)]+/g) ?? []).toEqual([]);
    expect(text).not.toMatch(/\b[0-9a-f]{32}\b/);
    expect(text).not.toMatch(/<(script|link|iframe|img)[^>]+(src|href)="(?!data:|#)/);
  });

  test('[DE5] the app shows it, on loopback; SIGTERM ends it with 0', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => blocker.once('listening', resolve));
    const taken = blocker.address();
    const port = typeof taken === 'object' && taken !== null ? taken.port : 0;
    const serve = of(world, ['demo', '--people', '400', '--seed', '3', '--port', String(port)]);
    const running = start(serve);
    const [, address = ''] = await running.said(/Bothways is at (http:\/\/127\.0\.0\.1:\d+)/);
    expect(address).not.toContain(`:${port}`);
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="root">');
    const overview: unknown = await (await fetch(`${address}/api/overview`)).json();
    expect(overview).toMatchObject({ model: 'Larkfield', events: made['events'] });
    running.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0, signal: null });
    blocker.close();
  });

  test('[CL6] an older Node that is killed takes the program along', async (context) => {
    const node = olderNode();
    context.skip(node === null, 'no Node 20 to 23 on this machine');
    if (node === null) return;
    const serve = of(sound, [
      'demo',
      '--people',
      '400',
      '--seed',
      '3',
      '--no-faults',
      '--port',
      '0',
    ]);
    const running = start(serve, { node });
    await running.said(/Bothways is at/);
    expect(runningOn(sound ?? '').length).toBeGreaterThan(0);
    running.child.kill('SIGKILL');
    expect(await leftOn(sound ?? '')).toEqual([]);
    const stopped = start(serve, { node });
    await stopped.said(/Bothways is at/);
    stopped.child.kill('SIGTERM');
    expect(await stopped.ended).toMatchObject({ code: 0, signal: null });
  });
});

test('[DE6] an import beside the demo says whose events are there', async () => {
  const starter = join(REPOSITORY, 'examples/starter');
  const line = [
    'import',
    join(starter, 'events.csv'),
    '--map',
    join(starter, 'events.mapping.yaml'),
  ];
  const { code, err } = await bothways([...line, '--data', sound ?? '']);
  expect({ code, err }).toMatchObject({ code: 0 });
  expect(err).toContain("the demo's events are in this data directory as well");
});

function lines(bytes: Buffer): number {
  return bytes.toString().trimEnd().split('\n').length;
}

/** Quantities and encounters by kind and direction. */
function sums({ rows }: Ledger): ReadonlyMap<string, unknown> {
  const all = Map.groupBy(rows, ({ kind, giver, receiver }) => `${kind} ${giver} ${receiver}`);
  const cents = (quantity: string) => BigInt(quantity.replace('.', ''));
  return new Map(
    [...all]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, some]) => [
        key,
        [
          some.reduce((sum, { quantity }) => sum + cents(quantity), 0n),
          some.reduce((sum, { n }) => sum + n, 0),
        ],
      ]),
  );
}
