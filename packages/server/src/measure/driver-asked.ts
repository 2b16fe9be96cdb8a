import { type Grade, Z_HIGH } from '@bothways/core';
import type { DriverScore, InfluenceTold } from '@bothways/core/contract';
import { LEVEL, type MomentBlocks, momentStride, type ScoreTold } from '@bothways/core/drivers';
import type { DriverBlock, ScoredInAll } from '../store/measure/driver-table.ts';
import type { DriverChoice } from './driver-choices.ts';
import type { Chosen } from './driver-chosen.ts';
import type { DriverCost } from './driver-costs.ts';
import type { OutcomeChoice } from './driver-outcomes.ts';
import type { TableSeen } from './driver-seen.ts';
import type { Reading } from './reading.ts';

/** All that is known once it is clear which scores are held against which outcome. */
export interface FoundAsked {
  readonly reading: Reading;
  readonly scored: ScoredInAll;
  readonly choices: readonly DriverChoice[];
  readonly chosen: Chosen;
  readonly seen: TableSeen;
  readonly outcome: OutcomeChoice;
  readonly by: 'influence' | 'touchpoint';
  /** Money that moved afterwards, for both sides together; null: it has no value here. */
  readonly joint: OutcomeChoice | null;
  readonly costs: ReadonlyMap<string, DriverCost>;
}

/** What a driver is, beside its figures. */
export interface DriverNamed {
  readonly id: string;
  readonly influence: InfluenceTold | null;
  readonly of: readonly { readonly id: string; readonly name: string }[];
  readonly score: 'felt' | 'kept';
}

/** Sums as the fact store gives them, as those that shares are worked out of. */
export function blocksOf(blocks: readonly DriverBlock[], width: number): MomentBlocks {
  const stride = momentStride(width);
  const sums = new Float64Array(blocks.length * stride);
  for (const [at, { rows, sums: own, products }] of blocks.entries())
    sums.set([rows, rows, ...own, ...products], at * stride);
  return {
    ...{ width, sums, blocks: blocks.length, pivot: new Float64Array(width) },
    count: blocks.reduce((sum, { rows }) => sum + rows, 0),
  };
}

/** What people say is stated; what they do, and what was kept, is measured. */
export function gradeOf({ outcome, chosen, choices }: FoundAsked): Grade {
  const isStated =
    outcome.column.kind === 'rating' ||
    chosen.columns.some((at) => choices[at]?.column.kind === 'felt');
  return isStated ? 'C' : 'A';
}

/** A score's mean over all who have it, whether or not they have the others. */
export function scoreOf(
  { choices, seen }: Pick<FoundAsked, 'choices' | 'seen'>,
  at: number,
): ScoreTold<DriverNamed> {
  const choice = choices[at];
  let [n, sum, squares] = [0, 0, 0];
  for (const pattern of seen.patterns)
    if ((pattern.mask & (2 ** at)) !== 0) {
      n += pattern.rows;
      sum += pattern.sums[at] ?? 0;
      squares += pattern.squares[at] ?? 0;
    }
  const mean = n === 0 ? 0 : sum / n;
  return {
    ...{ n, mean, name: choice?.name ?? '', scale: { low: -1, high: 1 } },
    sd: n < 2 ? 0 : Math.sqrt(Math.max(0, (squares - n * mean ** 2) / (n - 1))),
    shown: {
      id: choice?.id ?? '',
      influence: choice?.influence ?? null,
      of: choice?.of ?? [],
      score: choice?.column.kind ?? 'felt',
    },
  };
}

const SCORES_MAX = 28;

/** How the scores looked at are doing; where none were chosen, all of them. */
export function scoresShown({
  columns,
  ...asked
}: Pick<FoundAsked, 'choices' | 'seen'> & {
  readonly columns: readonly number[] | null;
}): readonly DriverScore[] {
  const all = columns ?? [...asked.choices.keys()];
  return all.slice(0, SCORES_MAX).flatMap((at): readonly DriverScore[] => {
    const { shown, name, mean, sd, n, scale } = scoreOf(asked, at);
    if (n === 0) return [];
    const reach = n > 1 ? (Z_HIGH * sd) / Math.sqrt(n) : scale.high - scale.low;
    return [
      {
        ...{ id: shown.id, name, influence: shown.influence, score: shown.score, scale },
        performance: {
          ...{ kind: 'estimate', median: mean, n, level: LEVEL, method: 'mean' },
          ...{ low: Math.max(scale.low, mean - reach), high: Math.min(scale.high, mean + reach) },
          grade: shown.score === 'felt' ? 'C' : 'A',
        },
      },
    ];
  });
}
