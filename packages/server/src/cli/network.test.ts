import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { NetworkShown } from '@bothways/core/contract';
import type { E3Result } from '@bothways/core/network';
import { afterAll, expect, test } from 'vitest';
import { bothways, document, temporaryFolder } from './cli-testing.ts';

const scenario = resolve('../shared/data/value-e3/e3fraud_scenario2.rdf');
if (!existsSync(scenario)) console.log(`${scenario} is not there: it is not worked out`);
const here = test.skipIf(!existsSync(scenario));
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

here('[NT1] the nets of a file', async () => {
  const worked = await document<E3Result>(['network', scenario]);
  expect(worked.actors.map(({ name, net }) => [name, net])).toContainEqual(['Provider A', 15.02]);
  expect(worked.sum).toBe(0);
  const { out, code } = await bothways(['network', scenario]);
  expect(code).toBe(0);
  expect(out).toContain('Provider A: +15.02');
  expect(out).toContain('sum: 0.00');
  expect(out).toContain('"IMSI" of User C: a port does not say what is exchanged');
});

test('[NT2] what is none is refused', async () => {
  const file = join(folder, 'none.rdf');
  writeFileSync(file, '{}');
  const { code, err } = await bothways(['network', file]);
  expect(code).toBe(1);
  expect(err).toMatch(/it is no XML; open an e3value model/);
  const missing = await bothways(['network', join(folder, 'nowhere.rdf')]);
  expect([missing.code, missing.err]).toEqual([1, expect.stringMatching(/there is no such file/)]);
  const both = await bothways(['network', file, '--believed']);
  expect([both.code, both.err]).toEqual([2, expect.stringMatching(/of the ledger/)]);
});

test('[NT3] the ledger', async () => {
  const data = join(folder, 'larkfield');
  await document(['demo', '--people', '200', '--no-serve', '--data', data]);
  const { out } = await bothways(['network', '--data', data]);
  expect(out).toMatch(/Measured, a year:\n {2}.* -> .*: worth /);
  expect(out).toMatch(/Customers? and Larkfield: |Larkfield and Customers?: /i);
  const believed = await document<NetworkShown>([
    ...['network', '--believed', '--journey', 'first-order', '--data', data],
  ]);
  expect(believed).toMatchObject({ evidence: 'believed', journey: 'first-order' });
  expect(believed.figures.ways.length).toBeGreaterThan(1);
  const none = await bothways(['network', '--journey', 'nowhere', '--data', data]);
  expect([none.code, none.err]).toEqual([
    1,
    expect.stringMatching(/there is no journey "nowhere"/),
  ]);
}, 60_000);
