import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bothways, document, leftOn, start, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const here = { cwd: folder };
afterAll(() => rmSync(folder, { recursive: true }));

test('[CLE1] a person is printed, erased with the proof, and does not come back by the same file', async () => {
  const events = Array.from({ length: 400 }, (_, index) => ({
    ...{ type: 'track', event: 'Ordered', messageId: `m-${index}`, userId: `c-10${index % 20}` },
    ...{ timestamp: '2026-03-01T10:00:00Z', properties: { total: index } },
  }));
  writeFileSync(join(folder, 'e.jsonl'), events.map((each) => JSON.stringify(each)).join('\n'));
  const take = ['import', 'e.jsonl', '--source', 'shop', '--data', 'data'];
  await document(take, here);
  const data = ['--data', 'data'];
  const shown = await bothways(['person', 'user:c-107', ...data], here);
  expect(JSON.parse(shown.out).events.length).toBe(20);
  expect(await document(['erase', 'c-103', ...data], here)).toMatchObject({ did: 'waits' });
  // Whoever waits goes with who is erased at once.
  const erased = await document(['erase', 'c-107', '--now', ...data], here);
  expect(erased).toMatchObject({
    ...{ did: 'erased', facts: { event: 40 }, undone: [] },
    proof: { hits: 0, rows: 0, unread: [], elsewhere: [] },
    backups: expect.stringContaining('made before'),
  });
  expect(await document(take, here)).toMatchObject({ read: 400, events: 0, suppressed: 40 });
  const line = ['erase', 'user:c-107', '--unsuppress', ...data];
  expect(await document(line, here)).toEqual({ did: 'taken-again', names: 1 });
  expect(await document(take, here)).toMatchObject({ events: 20, suppressed: 20 });
  const wrong = await bothways(['erase', 'x', '--only-suppress', '--unsuppress', ...data], here);
  expect(wrong.code).toBe(2);
  expect(await leftOn(folder)).toEqual([]);
}, 120_000);

test('[CLE2] retention is said, set and applied; what cannot be meant is told', async () => {
  const data = ['--data', 'data'];
  const forEver = { events: null, rejects: null, seen: null, deleted: null };
  expect(await document(['retention', ...data], here)).toEqual(forEver);
  const set = await document(['retention', '--events', '1d', '--now', ...data], here);
  expect(set).toMatchObject({ events: 1, deleted: { event: expect.any(Number) } });
  for (const line of [
    ['--events', 'soon'],
    ['--seen', '5d'],
  ]) {
    const { code, err } = await bothways(['retention', ...line, ...data], here);
    expect([code, err]).toEqual([1, expect.stringMatching(/400d, 13m|at least 30d/)]);
  }
}, 60_000);

test.each([/writing anew/, /writing the state store/])(
  '[CLE3] killed at "%s" it is completed by the next',
  async (moment) => {
    const events = Array.from({ length: 300 }, (_, index) => ({
      ...{ type: 'track', event: 'Ordered', messageId: `k-${index}`, userId: `k-${index % 3}` },
      ...{ timestamp: '2026-03-01T10:00:00Z', properties: { total: index } },
    }));
    writeFileSync(join(folder, 'k.jsonl'), events.map((each) => JSON.stringify(each)).join('\n'));
    const name = `data${String(moment).replaceAll(/\W/g, '')}`;
    await document(['import', 'k.jsonl', '--source', 'k', '--data', name], here);
    const line = ['erase', 'user:k-1', '--now', '--data', name];
    const running = start(line, here);
    await running.said(moment);
    running.child.kill('SIGKILL');
    await running.ended;
    const between = await document<{ events: object[] }>(
      ['person', 'user:k-2', '--data', name],
      here,
    );
    expect(between.events.length).toBe(100);
    expect(await document(line, here)).toMatchObject({
      did: 'erased',
      proof: { hits: 0, rows: 0, unread: [] },
    });
  },
  120_000,
);
