import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { draftModel } from '@bothways/core';
import { expect, test } from 'vitest';
import { exampleData } from '../packages/server/src/cli/cli-testing.ts';
import { checkedModel, modelFiles } from '../packages/server/src/cli/model-files.ts';
import { importFiles } from '../packages/server/src/ingest/import-files.ts';
import type { ImportResult } from '../packages/server/src/ingest/import-run.ts';
import { readMappingFile } from '../packages/server/src/ingest/read-mapping.ts';
import { rebuild } from '../packages/server/src/ingest/rebuild.ts';
import { gridOfFile } from '../packages/server/src/jobs/grid-file.ts';
import { measuredLedger } from '../packages/server/src/measure/ledger.ts';
import { generationReady, type RebuildSummary } from '../packages/server/src/store/generation.ts';
import { openTestStores } from '../packages/server/src/store/testing.ts';

const EXAMPLES = 'examples';
const names = readdirSync(EXAMPLES);
const filesOf = (name: string): readonly string[] => readdirSync(join(EXAMPLES, name));
const mappings = names.flatMap((name) =>
  filesOf(name)
    .filter((file) => file.endsWith('.mapping.yaml'))
    .map((file) => join(EXAMPLES, name, file)),
);

/** A journey map is what a model is drafted from: it has none of its own. */
const modelled = names.filter((name) => name !== 'journey-map');

test.each(modelled)('[EX1] the model of %s has no error', (name) => {
  const { model, errors } = checkedModel(modelFiles(join(EXAMPLES, name)));
  expect(errors).toEqual([]);
  expect(model).not.toBeNull();
});

test.each(mappings)('[EX2] %s reads', async (file) => {
  expect((await readMappingFile(file)).source).not.toBe('');
});

test('[EX1] each journey map drafts a model without an error', async () => {
  const grids = filesOf('journey-map').filter((file) => file.endsWith('.csv'));
  expect(grids).toEqual(['long.csv', 'matrix.csv']);
  for (const file of grids) {
    const { rows } = await gridOfFile(join(EXAMPLES, 'journey-map', file), null);
    const draft = draftModel(rows, file);
    expect(draft.kind, file).toBe('draft');
    if (draft.kind === 'draft')
      expect(checkedModel([{ file, text: draft.text }]).errors, file).toEqual([]);
  }
});

test.each(names)('[EX3] %s says what it is and what one learns', (name) => {
  // The starter is written into a folder of the user's own; its model says what it is.
  const says = name === 'starter' ? 'model.bothways.yaml' : 'README.md';
  expect(readFileSync(join(EXAMPLES, name, says), 'utf8').length).toBeGreaterThan(1000);
});

test.each(['larkfield/sample.csv', 'complete-journey/sample/transactions.csv'])(
  '[EX4] %s has 200 rows',
  (file) => {
    const lines = readFileSync(join(EXAMPLES, file), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBe(1 + 200);
  },
);

interface Outcome {
  readonly imports: readonly ImportResult[];
  readonly summary: RebuildSummary;
  /** By kind of value: what went over in whole units, every giver together. */
  readonly quantities: Readonly<Record<string, string>>;
}

/** Imports files, each under its mapping, rebuilds with an example's model and reads the ledger. */
async function outcomeOf(
  name: string,
  imports: readonly (readonly [file: string, mapping: string])[],
): Promise<Outcome> {
  const { stores, dataDir, close } = await openTestStores();
  try {
    const results: ImportResult[] = [];
    for (const [file, mapping] of imports) {
      const mappingFile = join(EXAMPLES, name, `${mapping}.mapping.yaml`);
      results.push(await importFiles({ stores, dataDir, files: [file], mappingFile }));
    }
    const files = modelFiles(join(EXAMPLES, name));
    const { model } = checkedModel(files);
    if (model === null) throw new Error(`the model of ${name} has errors`);
    const summary = await rebuild({ stores, model, files });
    const generation = await generationReady(stores.state);
    if (generation === null) throw new Error('a rebuild leaves a generation');
    const rows = await measuredLedger({ stores, generation, model }, ['kind'], null);
    const quantities = Object.fromEntries(rows.map(({ kind, quantity }) => [kind, quantity]));
    return { imports: results, summary, quantities };
  } finally {
    await close();
  }
}

test('[EX5] the starter and the sample of Larkfield import whole, and make a ledger', async () => {
  const starter = await outcomeOf('starter', [[join(EXAMPLES, 'starter/events.csv'), 'events']]);
  expect(starter.imports.map(({ rejected }) => rejected)).toEqual([0]);
  expect(starter.summary).toMatchObject({ unseen: [] });
  expect(starter.summary.transfers).toBeGreaterThan(0);
  const larkfield = await outcomeOf('larkfield', [
    [join(EXAMPLES, 'larkfield/sample.csv'), 'sample'],
    [join(EXAMPLES, 'larkfield/phone-2026.csv'), 'phone-2026'],
  ]);
  expect(larkfield.imports.map(({ read, rejected }) => [read, rejected])).toEqual([
    [200, 0],
    [9, 0],
  ]);
  expect(larkfield.summary.transfers).toBeGreaterThan(200);
});

const COMPLETE_JOURNEY = [
  ['transactions', 'transactions', 'transactions_sample'],
  ['campaigns', 'campaigns', 'campaigns'],
  ['redemptions', 'coupon_redemptions', 'coupon_redemptions'],
  ['demographics', 'demographics', 'demographics'],
] as const;

/** The column of the table in the README under "What must come out". */
function expected(column: 'real data' | 'sample'): Readonly<Record<string, number>> {
  const readme = readFileSync(join(EXAMPLES, 'complete-journey/README.md'), 'utf8');
  const [, part = ''] = readme.split('## What must come out');
  const rows = [...part.matchAll(/^\| (.+?) \| (.+?) \| (.+?) \|$/gm)];
  return Object.fromEntries(
    rows.map(([, name = '', real = '', sample = '']) => [
      name.replaceAll('`', '').replace(/ .*/, ''),
      Number.parseFloat((column === 'sample' ? sample : real).replace(/^USD |,/g, '')),
    ]),
  );
}

function heldAgainst(column: 'real data' | 'sample', { imports, quantities }: Outcome): void {
  const wanted = expected(column);
  const [till, campaigns, redemptions, demographics] = imports;
  expect(imports.map(({ rejected, duplicates }) => [rejected, duplicates])).toEqual(
    imports.map(() => [0, 0]),
  );
  expect({
    till: till?.read,
    baskets: till?.events,
    campaign: campaigns?.events,
    coupons: redemptions?.events,
    demographics: demographics?.events,
  }).toEqual({
    till: wanted['till'],
    baskets: wanted['baskets'],
    campaign: wanted['campaign'],
    coupons: wanted['coupons'],
    demographics: wanted['households'],
  });
  for (const kind of [
    'money',
    'goods:retail-discount',
    'goods:coupon-discount',
    'goods:coupon-match',
  ])
    expect(quantities[kind], kind).toBe(wanted[kind]?.toFixed(2));
}

test('[EX6] the sample of the Complete Journey gives what its README says, to the cent', async () => {
  const folder = join(EXAMPLES, 'complete-journey/sample');
  const imports = COMPLETE_JOURNEY.map(
    ([mapping, file]) => [join(folder, `${file}.csv`), mapping] as const,
  );
  heldAgainst('sample', await outcomeOf('complete-journey', imports));
});

test('[EX7] the Complete Journey itself gives what its README says, to the cent', async ({
  skip,
}) => {
  const folder = exampleData('loyalty-completejourney');
  if (folder === null || !existsSync(folder))
    return skip('the data set is not here: set BOTHWAYS_EXAMPLE_DATA to where it is');
  const imports = COMPLETE_JOURNEY.map(
    ([mapping, , file]) => [join(folder, `${file}.csv.gz`), mapping] as const,
  );
  heldAgainst('real data', await outcomeOf('complete-journey', imports));
});
