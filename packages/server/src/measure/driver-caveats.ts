import type { Estimate } from '@bothways/core';
import type { DriverCaveat } from '@bothways/core/contract';
import { caveatSent, type Told } from '@bothways/core/drivers';
import type { DriverNamed, FoundAsked } from './driver-asked.ts';
import { rowsWith } from './driver-chosen.ts';

interface Beside extends FoundAsked {
  readonly told: Told<DriverNamed>;
  readonly columns: readonly number[];
  readonly mean: Estimate;
}

/** From which part of R2 on the drivers are more than a little of it. */
const WEAK = 0.1;
/** Rows left out differ where their mean outcome lies so many standard deviations off. */
const DIFFERS = 0.2;

/** What to keep in mind of a ledger's drivers: what the sums show, and what it is to ask people. */
export function driverCaveats(beside: Beside): readonly DriverCaveat[] {
  const { told, outcome, scored, columns, choices, mean } = beside;
  const isRating = outcome.column.kind === 'rating';
  const isBinary = ['came-back', 'bought-again'].includes(outcome.column.kind);
  const kept = columns.flatMap((at) => {
    const choice = choices[at];
    return choice?.column.kind === 'kept' ? [choice.name] : [];
  });
  const r2 = told.r2.kind === 'estimate' ? told.r2.median : 0;
  return [
    ...told.caveats.map(caveatSent),
    ...(r2 < WEAK ? [{ code: 'weak' as const, r2 }] : []),
    ...missing(beside),
    ...(isRating ? [{ code: 'same-moment' as const }, { code: 'reverse' as const }] : []),
    { code: 'survivors' },
    ...(isBinary && mean.kind === 'estimate'
      ? [{ code: 'binary' as const, share: mean.median }]
      : []),
    ...(scored.forms > scored.people ? [{ code: 'forms-not-people' as const }] : []),
    ...(kept.length > 0 ? [{ code: 'behaviour-scores' as const, drivers: kept }] : []),
  ];
}

/** Who did not rate everything is left out, and may be of another mind. */
function missing({ seen, columns, choices }: Beside): readonly DriverCaveat[] {
  const { patterns } = seen;
  const outcome = choices.length;
  const known = 2 ** outcome;
  const full = columns.reduce((mask, at) => mask + 2 ** at, known);
  const rows = rowsWith(patterns, [], outcome);
  const left = rowsWith(patterns, columns, outcome);
  if (left >= 0.95 * rows) return [];
  const empty = columns.map((at) => rows - rowsWith(patterns, [at], outcome));
  const most = Math.max(...empty);
  const column = choices[columns[empty.indexOf(most)] ?? 0]?.name ?? '';
  const [inside, outside] = [true, false].map((wanted) => {
    let [n, sum, squares] = [0, 0, 0];
    for (const { mask, rows: own, outcome: y } of patterns) {
      if ((mask & known) === 0 || ((mask & full) === full) !== wanted) continue;
      n += own;
      sum += y.sum;
      squares += y.squares;
    }
    return { mean: sum / n, variance: squares / n - (sum / n) ** 2 };
  });
  const spread = Math.sqrt(Math.max(0, inside?.variance ?? 0));
  const [complete = 0, incomplete = 0] = [inside?.mean, outside?.mean];
  return [
    { code: 'missing', rows, left: rows - left, column, empty: most },
    ...(Math.abs(complete - incomplete) > DIFFERS * spread
      ? [{ code: 'missing-differ' as const, complete, incomplete, spread }]
      : []),
  ];
}
