import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DRAWS, driversOfRows } from '../packages/core/src/drivers/index.ts';
import { uniformStream } from '../packages/core/src/statistics/random.ts';
import { readDrivers } from '../packages/server/src/alone/driver-columns.ts';
import { readColumns } from '../packages/server/src/alone/read-columns.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { median, rounded } from './timing.ts';
import { withFolder } from './workspace.ts';

const DRIVERS = Array.from({ length: 14 }, (_, at) => `driver ${at + 1}`);
const OUTCOME = 'overall';

/** LMG of fourteen drivers from a file, with a thousand bootstrap draws, beside reading the same columns of it once. */
export const driversBench: Bench = {
  name: 'drivers',
  about: 'LMG of 14 drivers with its bootstraps, from a file, in scans of that file',
  rows: 1_000_000,
  rounds: 5,
  run: (options) =>
    withFolder(async (folder) => {
      const file = join(folder, 'answers.csv');
      options.progress(`writing ${options.rows} answers`);
      await pipeline(Readable.from(answers(options.rows)), createWriteStream(file));
      return measure(file, options);
    }),
};

/** Answers of 0 to 10 that one attitude colours, and an outcome that the first drivers weigh more on. */
function* answers(rows: number): Generator<string> {
  yield `${[...DRIVERS, OUTCOME].join(',')}\n`;
  const chance = uniformStream(1, 'answers');
  let text = '';
  for (let row = 0; row < rows; row += 1) {
    const from = row * (DRIVERS.length + 2);
    const attitude = 3 * chance(from);
    let weighed = 0;
    for (let at = 0; at < DRIVERS.length; at += 1) {
      const score = Math.min(10, Math.round(attitude + 8 * chance(from + 1 + at)));
      weighed += score * (DRIVERS.length - at);
      text += `${score},`;
    }
    const noise = 4 * (chance(from + DRIVERS.length + 1) - 0.5);
    text += `${Math.min(10, Math.max(0, Math.round(weighed / 105 + noise)))}\n`;
    if (row % 1000 < 999) continue;
    yield text;
    text = '';
  }
  yield text;
}

interface Took {
  readonly seconds: number;
  readonly processor: number;
}

async function measure(file: string, { rounds, rows, progress }: BenchOptions): Promise<Figures> {
  const scans: Took[] = [];
  const wholes: Took[] = [];
  let r2 = 0;
  for (let round = 0; round < rounds; round += 1) {
    progress(`round ${round + 1}`);
    scans.push(await took(() => readColumns(file, { texts: [], numbers: [...DRIVERS, OUTCOME] })));
    wholes.push(
      await took(async () => {
        r2 = await explained(file);
      }),
    );
  }
  const seconds = median(wholes.map((each) => each.seconds));
  const scan = median(scans.map((each) => each.seconds));
  const processor = Math.min(...wholes.map((each) => each.processor));
  const processorScan = Math.min(...scans.map((each) => each.processor));
  return {
    rows,
    drivers: DRIVERS.length,
    draws: DRAWS,
    seconds: rounded(seconds),
    scan_seconds: rounded(scan),
    scans: rounded(seconds / scan),
    processor_seconds: rounded(processor),
    processor_scans: rounded(processor / processorScan),
    r2: rounded(r2),
  };
}

/** Everything from the file to shares, ranges and chances of ranks. */
async function explained(file: string): Promise<number> {
  const { rows } = await readDrivers(file, {
    outcome: OUTCOME,
    drivers: DRIVERS.map((name) => ({ name, columns: [name] })),
    ...{ missing: [], weight: null, cluster: null, by: null },
  });
  const { found } = driversOfRows(rows, { method: 'lmg', seed: 1, grade: 'C' });
  if (found.kind === 'abstained' || found.r2.kind === 'abstained')
    throw new Error('the bench wants shares');
  return found.r2.median;
}

async function took(task: () => Promise<unknown>): Promise<Took> {
  const [from, before] = [performance.now(), process.cpuUsage()];
  await task();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - from) / 1000, processor: (user + system) / 1e6 };
}
