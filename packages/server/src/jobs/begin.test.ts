import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { usualWorths, writeForm } from '@bothways/core';
import {
  type EventsSeen,
  eventsSeenReply,
  type ImportDone,
  type Job,
  type Look,
  lookReply,
  modelReply,
  overviewReply,
  type Start,
  startReply,
} from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { ask } from '../api/api-testing.ts';
import { type ServedWorkspace, servedWorkspace } from '../api/app-testing.ts';
import { newestVersion, saveVersion } from '../store/model-versions.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-begin-'));
const EXAMPLES = new URL('../../../../examples/', import.meta.url);
let served: ServedWorkspace;

beforeAll(async () => {
  served = await servedWorkspace('/nowhere');
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

async function post<Answer>(
  path: string,
  body: unknown,
  at = served,
): Promise<{ readonly status: number; readonly json: Answer }> {
  const { status, json } = await ask(at.address, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status, json: json as Answer };
}

async function sent(file: string, bytes: Uint8Array | string = readFileSync(file)) {
  const { status, json } = await ask(
    served.address,
    `/api/uploads?name=${encodeURIComponent(basename(file))}`,
    { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: bytes },
  );
  return { status, json: json as { id: string; code?: string } };
}

async function look(id: string, choices: unknown = {}): Promise<Look['seen']> {
  const { status, json } = await post<Look>(`/api/uploads/${id}/look`, choices);
  expect({ status, json: status === 200 ? '' : json }).toEqual({ status: 200, json: '' });
  expect(lookReply.parse(json)).toEqual(json);
  return json.seen;
}

async function ended<Result>(job: string, at = served): Promise<Job & { result: Result }> {
  for (;;) {
    const { json } = await ask(at.address, `/api/jobs/${job}`);
    const now = json as Job & { result: Result };
    if (now.state !== 'running') return now;
    await new Promise((next) => setTimeout(next, 20));
  }
}

async function taken(id: string, choices: unknown = {}): Promise<ImportDone> {
  const { status, json } = await post<{ job: string }>(`/api/uploads/${id}/import`, choices);
  expect({ status, json }).toMatchObject({ status: 202 });
  const job = await ended<ImportDone>(json.job);
  expect(job).toMatchObject({ state: 'done' });
  return job.result;
}

const start = async (): Promise<Start> =>
  startReply.parse((await ask(served.address, '/api/start')).json);

test('[JO7] a journey map comes as a draft of a model, whatever it is called', async () => {
  expect(await start()).toMatchObject({ events: 0, model: null, hasLedger: false, isDemo: false });
  for (const name of ['matrix.csv', 'long.csv']) {
    const { json } = await sent(new URL(`journey-map/${name}`, EXAMPLES).pathname);
    const seen = await look(json.id);
    if (seen.kind !== 'map') throw new Error(seen.kind);
    expect(seen.counts.touchpoints).toBe(seen.touchpoints.length);
    expect(seen.counts.touchpoints).toBeGreaterThan(2);
    expect(seen.toFill.reduce((sum, { times }) => sum + times, 0)).toBe(seen.counts.toFill);
    expect(await post(`/api/uploads/${json.id}/import`, {})).toMatchObject({
      ...{ status: 409, json: { code: 'no-events' } },
    });
  }
});

const SEGMENT = [1, 2, 3].map((each) =>
  JSON.stringify({
    ...{ type: 'track', event: 'Paid', userId: `u${each}`, timestamp: `2026-01-0${each}` },
    ...{ messageId: `m${each}`, properties: { total: each } },
  }),
);

test('[JO7] events in the shape of Segment need nothing said', async () => {
  const { json } = await sent('web.jsonl', SEGMENT.join('\n'));
  expect(await look(json.id)).toEqual({
    ...{ kind: 'segment', format: 'jsonl', source: 'web', names: [{ name: 'Paid', count: 3 }] },
  });
});

test.each([
  ['', 422, 'file-empty'],
  ['\u0000\u0001\u0002\u0003', 422, null],
  ['just some words', 422, 'one-column'],
  ['a,b\n', 422, 'no-records'],
])('[JO7] %j is refused with what to do', async (text, status, code) => {
  const first = await sent('odd.csv', text);
  if (first.status !== 201) {
    expect(first).toMatchObject({ status, json: { code } });
    return;
  }
  const { id } = first.json;
  const refused = await post<{ code: string; hint: string }>(`/api/uploads/${id}/look`, {});
  expect(refused.status).toBe(status);
  expect(refused.json.hint.length).toBeGreaterThan(5);
  if (code !== null) expect(refused.json.code).toBe(code);
});

test('[JO8] from a file to a ledger with both voices, nothing said but yes', async () => {
  const { json } = await sent(new URL('starter/events.csv', EXAMPLES).pathname);
  const seen = await look(json.id);
  if (seen.kind !== 'mapping') throw new Error(seen.kind);
  expect(seen).toMatchObject({ isReady: true, rejected: 0, time: { column: 'at' } });
  const roles = Object.fromEntries(seen.columns.map(({ name, role }) => [name, role]));
  expect(roles).toMatchObject({ at: 'time', what: 'event', customer: 'person', price: 'number' });
  expect(seen.preview[0]).toMatchObject({
    ...{ at: '2026-05-08T10:13:00.000Z', event: 'asked', person: 'c001', flaw: null },
  });
  // Put right: seen at once.
  const other = await look(json.id, { columns: { customer: 'text', what: 'left out' } });
  if (other.kind !== 'mapping') throw new Error(other.kind);
  expect(other.preview[0]).toMatchObject({ person: null });
  expect(other.columns.find(({ name }) => name === 'what')).toMatchObject({ isSaid: true });

  const done = await taken(json.id);
  expect(done).toMatchObject({ accepted: 114, rejected: 0, isInLedger: false });
  expect(readdirSync(served.dataDir).filter((each) => each.startsWith('upload'))).toHaveLength(1);
  expect((await post(`/api/uploads/${json.id}/look`, {})).status).toBe(404);
  const events = await eventsSeen();
  expect(events.names.map(({ name, count }) => [name, count])).toEqual([
    ['asked', 60],
    ['collected', 54],
  ]);
  const touchpoints = events.names.map(({ proposed }) => proposed);
  expect(touchpoints[1]).toMatchObject({ name: 'Collected', felt: { scale: 'csat-5' } });
  const text = writeForm({
    ...{ name: 'Corner Cycles', currency: 'EUR' },
    ...{ touchpoints, worths: usualWorths(touchpoints) },
  });
  const files = [{ file: 'model.bothways.yaml', text }];
  const saved = await post<{ job: string }>('/api/model', { base: null, files, note: 'first' });
  expect(saved.status).toBe(202);
  expect((await ended(saved.json.job)).state).toBe('done');
  const overview = overviewReply.parse((await ask(served.address, '/api/overview')).json);
  const measured = overview.journeys[0]?.phases.flatMap(({ steps }) =>
    steps.flatMap((step) => step.touchpoints.map((each) => each.measured !== null)),
  );
  expect(measured).toEqual([true, true]);
  expect(await start()).toMatchObject({ events: 114, model: 'Corner Cycles', hasLedger: true });
});

test('[JO7] the same as a workbook, as JSON lines and packed', async () => {
  const [head = '', ...lines] = readFileSync(new URL('starter/events.csv', EXAMPLES), 'utf8')
    .trim()
    .split('\n');
  const names = head.split(',');
  const cells = lines.map((line) => line.split(','));
  const rows = [names, ...cells].map((row) =>
    row.map((value) => (value === '' ? null : { type: String, value })),
  );
  const book = await writeXlsxFile(rows).toBuffer();
  const objects = cells.map((row) =>
    Object.fromEntries(names.map((name, at) => [name, row[at] ?? '']).filter(([, text]) => text)),
  );
  const jsonl = objects.map((each) => JSON.stringify(each)).join('\n');
  for (const [name, bytes, format] of [
    ['events.xlsx', book, 'xlsx'],
    ['events.jsonl', jsonl, 'jsonl'],
    ['events.csv.gz', gzipSync([head, ...lines].join('\n')), 'csv'],
  ] as const) {
    const { json } = await sent(name, bytes);
    const seen = await look(json.id);
    if (seen.kind !== 'mapping') throw new Error(seen.kind);
    expect({ name, ...seen }).toMatchObject({ format, isReady: true, rejected: 0, checked: 114 });
    expect(seen.preview[0]).toMatchObject({
      ...{ at: '2026-05-08T10:13:00.000Z', event: 'asked', person: 'c001', flaw: null },
    });
  }
});

async function eventsSeen(): Promise<EventsSeen> {
  const { json } = await ask(served.address, '/api/events-seen');
  return eventsSeenReply.parse(json);
}

test('[JO9] a second file goes into the ledger at once', async () => {
  const lines = readFileSync(new URL('starter/events.csv', EXAMPLES), 'utf8').split('\n');
  const more = [lines[0], '900,2026-07-01 10:00,asked,c900,7,,,', '901,soon,asked,c901,7,,,'];
  const { json } = await sent('events.csv', more.join('\n'));
  const choices = { timeFormat: 'yyyy-MM-dd HH:mm', columns: { at: 'time', what: 'event' } };
  const done = await taken(json.id, {
    ...choices,
    columns: { ...choices.columns, customer: 'person' },
  });
  expect(done).toMatchObject({
    ...{ accepted: 1, rejected: 1, isInLedger: true },
    reasons: [{ reason: 'bad-time', first: { file: 'events.csv', line: 3 } }],
  });
  expect((await eventsSeen()).names[0]).toMatchObject({ name: 'asked', count: 61 });
});

test('[JO9] a model that was saved meanwhile stays the newest, and the ledger takes the file in by it', async () => {
  const { state } = served.stores;
  const before = await newestVersion(state);
  if (before === null) throw new Error('no model was saved');
  const files = before.files.map(({ file, text }) => ({ file, text: `${text}\n# opened anew\n` }));
  const { name } = before;
  // Saved as by the app, whose own rebuild has not begun.
  const toSave = { name, files, touchpoints: 2, note: 'meanwhile' };
  const saved = await saveVersion(state, toSave, before.version);
  const lines = ['id,at,what,customer', '950,2026-07-02 10:00,asked,c950'];
  const { json } = await sent('more.csv', lines.join('\n'));
  const columns = { id: 'id', at: 'time', what: 'event', customer: 'person' };
  const done = await taken(json.id, { timeFormat: 'yyyy-MM-dd HH:mm', columns });
  expect(done).toMatchObject({ accepted: 1, isInLedger: true });
  const model = modelReply.parse((await ask(served.address, '/api/model')).json);
  expect(model).toMatchObject({ ...saved, files, shown: model.version });
});

test('[JO10] the made-up company is not put beside what somebody has', async () => {
  expect(await post('/api/demo', { people: 10 })).toMatchObject({
    status: 409,
    json: { code: 'not-empty', hint: expect.stringContaining('--data') },
  });
  expect(existsSync(join(served.dataDir, 'truth.json'))).toBe(false);
  for (const people of [0, 1.5, 3_000_000, 'x'])
    expect((await post('/api/demo', { people })).status).toBe(400);
});

test('[JO10] made from the app it is made once, and nothing else goes in', async () => {
  const own = await servedWorkspace('/nowhere');
  try {
    for (let each = 0; each < 2; each += 1) {
      const { status, json } = await post<{ job: string }>('/api/demo', { people: 50 }, own);
      expect(status).toBe(202);
      expect(await ended(json.job, own)).toMatchObject({ state: 'done', said: expect.any(String) });
    }
    const { json } = await ask(own.address, '/api/start');
    expect(json).toMatchObject({ isDemo: true, hasLedger: true, model: 'Larkfield' });
    const file = await ask(own.address, '/api/uploads?name=web.jsonl', {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: SEGMENT.join('\n'),
    });
    const { id } = file.json as { id: string };
    expect(await post(`/api/uploads/${id}/import`, {}, own)).toMatchObject({
      ...{ status: 409, json: { code: 'demo-here' } },
    });
  } finally {
    await own.close();
  }
});

test('[JO11] a foreign page sends nothing, and only a file is a file', async () => {
  const path = '/api/uploads?name=a.csv';
  const body = 'a,b\n1,2\n';
  const asked = (headers: Record<string, string>, at = path) =>
    ask(served.address, at, { method: 'POST', headers, body });
  const type = 'application/octet-stream';
  expect(await asked({ 'content-type': type, origin: 'http://evil.example' })).toMatchObject({
    ...{ status: 403, json: { code: 'wrong-origin' } },
  });
  expect(await asked({ 'content-type': 'text/plain' })).toMatchObject({ status: 400 });
  expect(await asked({ 'content-type': 'multipart/form-data; boundary=x' })).toMatchObject({
    status: 415,
  });
  expect(await asked({ 'content-type': type }, '/api/uploads')).toMatchObject({ status: 400 });
  const { status, json } = await asked(
    { 'content-type': type },
    `/api/uploads?name=${encodeURIComponent('../../../tmp/x.csv')}`,
  );
  expect({ status, json }).toMatchObject({ status: 201, json: { name: 'x.csv', bytes: 8 } });
  writeFileSync(join(folder, 'x'), '');
});
