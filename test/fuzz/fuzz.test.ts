// A bounded, seeded fuzz run over model files, mappings and data files: each damaged file is taken or refused in plain
// words, soon. FUZZ_RUNS makes it longer, FUZZ_SEED another one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { SALES_FILES, SALES_MAPPING } from './files.ts';
import { wounded, wounds } from './mutate.ts';
import {
  dataTarget,
  gridTarget,
  guessTarget,
  mappingTarget,
  modelTarget,
  type Target,
} from './targets.ts';

// biome-ignore lint/style/noProcessEnv: how long the run is, for whoever fuzzes by hand.
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 100);
// biome-ignore lint/style/noProcessEnv: likewise.
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
/** No damaged file of some kilobytes may take longer: a hang, not a benchmark. */
const HANG_MS = 10_000;

const scratch = mkdtempSync(join(tmpdir(), 'bothways-fuzz-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function fuzz(whole: Buffer, target: Target, runs = RUNS): Promise<Record<string, number>> {
  const ends: Record<string, number> = { taken: 0, refused: 0 };
  expect(await target(whole)).toBe('taken');
  await fc.assert(
    fc.asyncProperty(wounds, async (all) => {
      const start = performance.now();
      const end = await target(wounded(whole, all));
      expect(performance.now() - start).toBeLessThan(HANG_MS);
      ends[end] = (ends[end] ?? 0) + 1;
    }),
    { numRuns: runs, seed: SEED, endOnFailure: true },
  );
  return ends;
}

const MODELS = [
  'examples/starter/model.bothways.yaml',
  'examples/larkfield/larkfield.bothways.yaml',
  'examples/complete-journey/complete-journey.bothways.yaml',
];

test.each(MODELS)(
  '[FZ1] %s, damaged, is taken or refused',
  async (file) => {
    const whole = readFileSync(file);
    const ends = await fuzz(whole, modelTarget(whole.toString('utf8')), Math.ceil(RUNS / 3));
    expect(ends['taken']).toBeGreaterThan(0);
    expect(ends['refused']).toBeGreaterThan(0);
  },
  300_000,
);

const MAPPINGS = [
  ['examples/starter/events.mapping.yaml', 'examples/starter/events.csv'],
  ['examples/larkfield/sample.mapping.yaml', 'examples/larkfield/sample.csv'],
] as const;

test.each(MAPPINGS)(
  '[FZ2] %s, damaged, is taken or refused',
  async (file, data) => {
    const ends = await fuzz(readFileSync(file), mappingTarget(data, scratch));
    expect(ends['refused']).toBeGreaterThan(0);
  },
  300_000,
);

test.each(Object.entries(SALES_FILES))(
  '[FZ3] %s, damaged, is taken or refused',
  async (name, whole) => {
    const ends = await fuzz(whole, dataTarget(name, SALES_MAPPING, scratch));
    expect(ends['refused']).toBeGreaterThan(0);
  },
  300_000,
);

test.each(Object.entries(SALES_FILES))(
  '[FZ4] of %s, damaged, a mapping is guessed or none',
  async (name, whole) => {
    await fuzz(whole, guessTarget(name, scratch), Math.ceil(RUNS / 3));
  },
  300_000,
);

test.each(['matrix.csv', 'long.csv'])(
  '[FZ5] journey map %s, damaged, drafts a model that stands, or none',
  async (name) => {
    await fuzz(readFileSync(`examples/journey-map/${name}`), gridTarget, Math.ceil(RUNS / 3));
  },
  300_000,
);
