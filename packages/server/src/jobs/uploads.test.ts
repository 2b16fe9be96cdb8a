import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { fileName, makeUploads } from './uploads.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-uploads-'));
afterAll(() => rmSync(folder, { recursive: true }));
const LIMITS = { bytesMax: 1000, keptMost: 3, staleMs: 60_000 };
const body = (text: string) => Readable.from([Buffer.from(text)]);

test.each([
  ['events.csv', 'events.csv'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\me\\a b.xlsx', 'a b.xlsx'],
  ['/tmp/über ✓.csv', 'über ✓.csv'],
  ['a\u0000\n.csv', 'a.csv'],
  ['x'.repeat(250), 'x'.repeat(200)],
])('[JO4] %j is called %j, and lies under a name of ours', async (name, called) => {
  expect(fileName(name)).toBe(called);
  const uploads = makeUploads(folder, LIMITS);
  const file = await uploads.take(name, body('a,b'), null);
  expect(file.place.file).toBe(called);
  expect(file.place.path.startsWith(join(folder, 'upload-'))).toBe(true);
  expect(file.place.path.endsWith(`${file.id}/file`)).toBe(true);
  expect(readFileSync(file.place.path, 'utf8')).toBe('a,b');
  await uploads.close();
  expect(readdirSync(folder)).toEqual([]);
});

test.each(['', '..', '.', '/', 'a/', '\u0007'])('[JO4] %j is no name', (name) => {
  expect(() => fileName(name)).toThrow('no name');
});

test('[JO5] what is too large or empty is refused, and nothing of it stays', async () => {
  const uploads = makeUploads(folder, LIMITS);
  const refusals = [
    uploads.take('a.csv', body('x'.repeat(1001)), null),
    uploads.take('a.csv', body('x'), 5000),
    uploads.take('a.csv', body(''), 0),
    uploads.take('a.csv', Readable.from([]), null),
  ].map((each) => each.catch((fault: unknown) => fault));
  expect(await Promise.all(refusals)).toMatchObject([
    { status: 413, told: { code: 'file-too-large', hint: expect.stringContaining('--guess') } },
    { status: 413 },
    { status: 422, told: { code: 'file-empty' } },
    { status: 422 },
  ]);
  const [own = ''] = readdirSync(folder);
  expect(readdirSync(join(folder, own))).toEqual([]);
  const whole = await uploads.take('a.csv', body('x'.repeat(1000)), 1000);
  expect(whole.bytes).toBe(1000);
  await uploads.close();
});

test('[JO5] whoever stops sending leaves nothing', async () => {
  const uploads = makeUploads(folder, LIMITS);
  const half = new Readable({ read() {} });
  const taking = uploads.take('a.csv', half, null).catch((fault: unknown) => fault);
  half.push('abc');
  await wait(20);
  half.destroy(new Error('gone'));
  expect(await taking).toMatchObject({ message: 'gone' });
  const [own = ''] = readdirSync(folder);
  expect(readdirSync(join(folder, own))).toEqual([]);
  await uploads.close();
});

test('[JO6] the latest are kept for a while, and what is gone says so', async () => {
  const uploads = makeUploads(folder, { ...LIMITS, staleMs: 300 });
  const ids: string[] = [];
  for (let each = 0; each < 4; each += 1)
    ids.push((await uploads.take(`${each}.csv`, body('a'), null)).id);
  expect(() => uploads.find(ids[0] ?? '')).toThrow('no longer here');
  expect(uploads.find(ids[3] ?? '').name).toBe('3.csv');
  await uploads.remove(ids[3] ?? '');
  expect(() => uploads.find(ids[3] ?? '')).toThrow('no longer here');
  await expect.poll(() => readdirSync(join(folder, readdirSync(folder)[0] ?? ''))).toEqual([]);
  await uploads.close();
});

test('[JO13] a file that is in use stays until the last who uses it has ended', async () => {
  const uploads = makeUploads(folder, { ...LIMITS, staleMs: 100 });
  const { id, place } = await uploads.take('a.csv', body('a'), null);
  const [first, second] = [uploads.hold(id), uploads.hold(id)];
  // By its age, though it is in use.
  await wait(200);
  expect(() => uploads.find(id)).toThrow('no longer here');
  await first.release();
  expect(readFileSync(second.file.place.path, 'utf8')).toBe('a');
  await second.release();
  expect(existsSync(place.path)).toBe(false);
  expect(() => uploads.hold(id)).toThrow('no longer here');
  const kept = await uploads.take('b.csv', body('b'), null);
  await uploads.hold(kept.id).release();
  expect(uploads.find(kept.id).name).toBe('b.csv');
  await uploads.close();
});
