import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStores } from '../store/open-stores.ts';
import type { Stores } from '../store/stores.ts';
import { bothways, document, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
/** Another process of Bothways all the while, so that stores need not start for each command. */
let held: Stores;

beforeAll(async () => {
  held = await openStores(data);
});
afterAll(async () => {
  await held.close();
  rmSync(folder, { recursive: true });
});

const source = (...words: readonly string[]): readonly string[] => [
  ...['source', ...words, '--data', data],
];

interface Made {
  readonly source: string;
  readonly writeKey: string;
}
interface Listed {
  readonly sources: readonly {
    readonly name: string;
    readonly accepted: number;
    readonly lastAt: string | null;
    readonly keys: readonly {
      readonly hint: string;
      readonly expiresAt: string | null;
      readonly revokedAt: string | null;
    }[];
  }[];
}

test('[SO1] a source is added, listed, its key rotated and revoked, as scripts read it', async () => {
  const first = await document<Made>(source('add', 'web shop'));
  expect(first).toEqual({
    ...{ source: 'web shop', writeKey: expect.stringMatching(/^bw_[\w-]{32}$/) },
  });
  const second = await document<Made>(source('rotate', 'web shop', '--grace', '12h'));
  expect(second.writeKey).not.toBe(first.writeKey);
  const [listed] = (await document<Listed>(source('list'))).sources;
  expect(listed).toMatchObject({ name: 'web shop', accepted: 0, lastAt: null });
  expect(listed?.keys.map(({ hint }) => hint)).toEqual(
    [second, first].map(({ writeKey }) => writeKey.slice(-4)),
  );
  const left = Date.parse(listed?.keys[1]?.expiresAt ?? '') - Date.now();
  expect(left / 3_600_000).toBeCloseTo(12, 1);
  expect(await document(source('revoke', 'web shop'))).toEqual({ source: 'web shop', revoked: 2 });
  const [after] = (await document<Listed>(source('list'))).sources;
  expect(after?.keys.every(({ revokedAt }) => revokedAt !== null)).toBe(true);
}, 120_000);

test('[SO1] the same for a person: the key once, and what to do next', async () => {
  const { out } = await bothways(source('add', 'app'));
  expect(out).toMatch(/^bw_[\w-]{32}\n.*shown this once.*\n.*bothways serve --data /);
  const key = out.split('\n')[0] ?? '';
  const listed = (await bothways(source('list'))).out;
  expect(listed).toMatch(/app .* 0 +0 +0 +— +\.\.\./);
  expect(listed).not.toContain(key);
  expect((await bothways(source('rotate', 'app'))).out).toMatch(/does so for 7d still/);
  expect((await bothways(source('revoke', 'app'))).out).toBe('2 keys of "app" no longer work.\n');
  const atOnce = await bothways(source('rotate', 'app', '--grace', '0s'));
  expect(atOnce.out).toMatch(/No key of "app" before this one works any longer\.$/m);
}, 120_000);

test.each([
  [source('add', 'a\tb'), 1, /is no name of a source; use 1 to 100 characters/],
  [source('add', 'bothways'), 1, /people at work say what holds/],
  [source('rotate', 'nobody'), 1, /no source "nobody" here; add it/],
  [source('revoke', 'nobody'), 1, /no source "nobody" here; add it/],
  [source('list', 'web'), 2, /lists all sources; leave the name away/],
  [source('add'), 2, /wants a name: bothways source add NAME/],
  [source('frob', 'x'), 2, /want source add NAME, list, rotate NAME or revoke NAME/],
  [source('rotate', 'x', '--grace', 'soon'), 2, /--grace soon: want a time up to 365d/],
  [['source', 'list', '--data', join(folder, 'none')], 1, /there is no data directory here/],
])('[SO2] %j is refused with what to do', async (line, code, words) => {
  const ended = await bothways(line);
  expect(ended.code).toBe(code);
  expect(ended.err).toMatch(words);
});

test('[SO2] a source that is there is not added again', async () => {
  await bothways(source('add', 'twice'));
  const ended = await bothways(source('add', 'twice'));
  expect([ended.code, ended.out]).toEqual([1, '']);
  expect(ended.err).toMatch(/takes live events already; for another key rotate/);
});
