import { copyFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { saveVersion } from '../store/model-versions.ts';
import { openStores } from '../store/open-stores.ts';
import { bothways, leftOn, REPOSITORY, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const data = join(folder, 'data');
const model = join(folder, 'shop.bothways.yaml');
const STARTER = join(REPOSITORY, 'examples/starter/model.bothways.yaml');

afterAll(async () => {
  expect(await leftOn(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('[MV1] [MV2] what the app saved is told of, and can be had', async () => {
  copyFileSync(STARTER, model);
  const rebuild = ['rebuild', '--model', model, '--data', data];
  expect(await bothways(rebuild)).toMatchObject({ code: 0 });
  const text = `# Saved in the app.\n${readFileSync(STARTER, 'utf8')}`;
  const stores = await openStores(data, { progress: () => {}, warn: () => {} });
  const saved = { name: 'Shop', touchpoints: 2, note: 'A comment' };
  await saveVersion(stores.state, { ...saved, files: [{ file: model, text }] }, 1);
  await stores.close();
  const out = join(folder, 'out.bothways.yaml');
  const exported = ['export', '--table', 'model', '--out', out, '--data', data];
  expect(await bothways(exported)).toMatchObject({ code: 0 });
  expect(readFileSync(out, 'utf8')).toBe(text);
  const again = await bothways(rebuild);
  expect(again.code).toBe(0);
  expect(again.err).toMatch(/Version 2 of the model, .*A comment.*--model-version 2/);
  expect((await bothways(rebuild)).err).not.toContain('Version 2');
  const first = await bothways([...exported, '--model-version', '1']);
  expect(first).toMatchObject({ code: 0 });
  expect(readFileSync(out, 'utf8')).toBe(readFileSync(STARTER, 'utf8'));
  expect(await bothways([...exported, '--model-version', '9'])).toMatchObject({ code: 1 });
  expect(await bothways([...exported, '--model-version', 'x'])).toMatchObject({ code: 2 });
}, 120_000);

test('[MV1] a model of several files is a folder', async () => {
  const two = join(folder, 'two');
  const files = [
    { file: 'a/one.bothways.yaml', text: 'one' },
    { file: 'b/one.bothways.yaml', text: 'two' },
  ];
  const stores = await openStores(data, { progress: () => {}, warn: () => {} });
  await saveVersion(stores.state, { name: 'Shop', touchpoints: 2, note: '', files });
  await stores.close();
  const line = ['export', '--table', 'model', '--out', two, '--data', data, '--json'];
  expect(JSON.parse((await bothways(line)).out)).toMatchObject({ table: 'model', bytes: 6 });
  expect(readdirSync(two).sort()).toEqual(['a-one.bothways.yaml', 'b-one.bothways.yaml']);
}, 60_000);
