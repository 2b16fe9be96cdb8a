import type { ForceMultiplier } from '@bothways/core/contract';
import { DRAWS, driversTold, forceMultipliers } from '@bothways/core/drivers';
import { driverBlocks } from '../store/measure/driver-table.ts';
import { blocksOf, type FoundAsked, gradeOf, scoreOf } from './driver-asked.ts';
import { rowsWanted } from './driver-chosen.ts';
import { DAYS_A_YEAR } from './yearly.ts';

/** A tenth of the scale of -1..+1. */
const LIFT = 0.2;
const SEED = 20_240_502;

/**
 * Where a euro works most: joint value a year that goes with lifting each score by a tenth of its scale, and what that is
 * for each unit of what the lift costs. Money is what moved in the days after the scores.
 *
 * Source: methods.md 4.4.
 */
export async function forceOf(
  asked: FoundAsked,
  columns: readonly number[],
): Promise<ForceMultiplier> {
  const { joint, reading, seen, costs } = asked;
  const none = { kind: 'abstained' as const, seen: null, needed: null, gains: [] };
  if (joint === null || joint.window === null) return { ...none, because: 'no-money' };
  const table = { ...seen.table, outcome: joint.column, cut: joint.window.cut };
  const blocks = blocksOf(
    await driverBlocks(reading.stores.facts, table, { units: seen.units, chosen: columns }),
    columns.length + 1,
  );
  const needed = rowsWanted(columns.length);
  if (blocks.count < needed)
    return { ...none, because: 'few-complete', seen: blocks.count, needed };
  const grade = gradeOf({ ...asked, outcome: joint });
  const scores = columns.map((at) => scoreOf(asked, at));
  const told = driversTold({
    ...{ blocks, scores, grade, units: blocks.count, seed: SEED, draws: DRAWS },
  });
  if (told.kind === 'abstained')
    return { ...none, because: 'few-complete', seen: told.n, needed: told.needed };
  const levers = scores.map(({ shown, name, mean, n, scale }, at) => ({
    named: { id: shown.id, name },
    cost: costs.get(shown.id) ?? null,
    // All who have the score are lifted.
    lever: {
      name: shown.id,
      slopeDraws: Float64Array.from(told.found.slopeDraws[at] ?? [], (slope) => slope * n),
      ...{ step: LIFT, headroom: Math.max(0, scale.high - mean) },
    },
  }));
  const worth = new Float64Array(DRAWS).fill(DAYS_A_YEAR / joint.window.days);
  const ask = { worth, grade, seed: SEED, n: told.n };
  const priced = levers.flatMap(({ lever, cost }) => (cost === null ? [] : [{ ...lever, cost }]));
  if (priced.length === 0) {
    const one = { median: 1, low: 1, high: 1 };
    const free = forceMultipliers({
      ...ask,
      levers: levers.map(({ lever }) => ({ ...lever, cost: one })),
    });
    const gains = levers.flatMap(({ named }) =>
      free.filter(({ name }) => name === named.id).map(({ gain }) => ({ ...named, gain })),
    );
    return { ...none, because: 'no-costs', gains };
  }
  const ranked = forceMultipliers({ ...ask, levers: priced });
  return {
    ...{ kind: 'ranked', lift: LIFT },
    drivers: ranked.flatMap(({ name, gain, multiplier, bestChance, lowDecile }) =>
      levers.flatMap(({ named, cost }) =>
        named.id !== name || cost === null
          ? []
          : [
              {
                ...named,
                gain,
                cost,
                perCost: multiplier,
                lowerTenth: lowDecile,
                best: bestChance,
              },
            ],
      ),
    ),
    missing: levers.filter(({ cost }) => cost === null).map(({ named }) => named),
  };
}
