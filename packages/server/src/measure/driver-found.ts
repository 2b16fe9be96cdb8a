import { type Estimate, Z_HIGH } from '@bothways/core';
import type { DriverLeftOut, Drivers, DriversFound } from '@bothways/core/contract';
import { DRAWS, driversTold, type MomentBlocks, momentsOf } from '@bothways/core/drivers';
import { driverBlocks } from '../store/measure/driver-table.ts';
import { blocksOf, type FoundAsked, gradeOf, scoreOf } from './driver-asked.ts';
import { driverCaveats } from './driver-caveats.ts';
import { rowsWanted } from './driver-chosen.ts';
import { forceOf } from './driver-force.ts';
import { weakestOf } from './driver-weakest.ts';
import { nothing } from './driver-words.ts';

export interface DriversMade {
  readonly shown: Pick<Drivers, 'result' | 'caveats' | 'mean'>;
  readonly leftOut: readonly DriverLeftOut[];
}

const SEED = 20_240_501;

/** What goes with the outcome, from sums of the rows that have everything. */
export async function driversFound(asked: FoundAsked): Promise<DriversMade> {
  const { reading, seen, chosen } = asked;
  const { facts } = reading.stores;
  const ask = { units: seen.units, chosen: chosen.columns };
  const first = blocksOf(await driverBlocks(facts, seen.table, ask), chosen.columns.length + 1);
  const spread = spreads(first);
  const mean = meanOf(first, spread, asked);
  const still = chosen.columns.filter((_, at) => !((spread[at] ?? 0) > 0));
  const leftOut = still.flatMap((at) => stillOf(asked, at));
  const columns = chosen.columns.filter((at) => !still.includes(at));
  const none = (result: Pick<Drivers, 'result'>): DriversMade => ({
    ...{ leftOut, shown: { ...result, mean, caveats: [] } },
  });
  if (!((spread.at(-1) ?? 0) > 0)) return none(nothing('no-spread', null, null));
  if (columns.length < 2) return none(nothing('one-driver', columns.length, 2));
  const blocks =
    still.length === 0
      ? first
      : blocksOf(
          await driverBlocks(facts, seen.table, { ...ask, chosen: columns }),
          columns.length + 1,
        );
  const told = driversTold({
    ...{ blocks, units: blocks.count, seed: SEED, grade: gradeOf(asked), draws: DRAWS },
    scores: columns.map((at) => scoreOf(asked, at)),
  });
  if (told.kind === 'abstained') return none(nothing('few-complete', told.n, told.needed));
  const r2 = told.r2.kind === 'estimate' ? told.r2.median : 0;
  if (told.chance >= 0.05) return none(nothing('no-relation', r2, null));
  const result: DriversFound = {
    kind: 'found',
    ...{ n: told.n, r2: told.r2, bootstraps: told.bootstraps, lines: told.lines },
    model: 'linear',
    drivers: told.drivers.map((each) => ({ ...each, of: [...each.of] })),
    weakestLink: await weakestOf(asked, columns),
    forceMultiplier: await forceOf(asked, columns),
    interactions: told.interactions,
  };
  return {
    shown: { result, mean, caveats: driverCaveats({ ...asked, told, columns, mean }) },
    leftOut,
  };
}

function spreads(blocks: MomentBlocks): readonly number[] {
  const { covariance, width } = momentsOf(blocks);
  return Array.from({ length: width }, (_, at) => {
    const variance = covariance[at * (width + 1)] ?? 0;
    return variance > 1e-12 ? variance : 0;
  });
}

function meanOf(blocks: MomentBlocks, spread: readonly number[], asked: FoundAsked): Estimate {
  const { means } = momentsOf(blocks);
  const mean = means.at(-1) ?? 0;
  const reach = Z_HIGH * Math.sqrt((spread.at(-1) ?? 0) / Math.max(1, blocks.count));
  return {
    ...{ kind: 'estimate', median: mean, low: mean - reach, high: mean + reach, level: 0.9 },
    ...{ n: blocks.count, method: 'mean', grade: gradeOf(asked) },
  };
}

function stillOf(asked: FoundAsked, at: number): readonly DriverLeftOut[] {
  const choice = asked.choices[at];
  if (choice === undefined) return [];
  const { id, name, influence } = choice;
  const needed = rowsWanted(asked.chosen.columns.length);
  return [{ id, name, influence, because: 'no-spread', scored: scoreOf(asked, at).n, needed }];
}
