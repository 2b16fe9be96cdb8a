import type { Estimate } from '../ledger/estimate.ts';
import { discoveries } from '../statistics/discoveries.ts';
import { studentCdf } from '../statistics/student.ts';
import { contrastOf, differenceOf, type Spread, together } from './spread.ts';

/** What journeys said of the whole, by which of two touchpoints they met, and in which order. */
export interface PairAnswers {
  readonly a: string;
  readonly b: string;
  readonly neither: Spread;
  readonly onlyA: Spread;
  readonly onlyB: Spread;
  /** Both, A met first; and both, B met first. */
  readonly aFirst: Spread;
  readonly bFirst: Spread;
}

/** What two touchpoints go with together, against each alone. Seen, not caused: who meets both differs in other ways too. */
export interface CombinedEffect {
  readonly a: string;
  readonly b: string;
  readonly n: number;
  /** Journeys with both. */
  readonly both: number;
  /** Against journeys with neither. */
  readonly aloneA: Estimate;
  readonly aloneB: Estimate;
  readonly together: Estimate;
  /** Together less what each alone would add up to: above 0 they help each other, below 0 they say the same twice or get in each other's way. */
  readonly interaction: Estimate;
  /** A first less B first. */
  readonly order: Estimate;
  /** What both reach beyond the better one of the two alone. */
  readonly beyondBetter: Estimate;
  readonly verdict: CombinedVerdict;
}

/**
 * `stronger-together`: more than the sum. `redundant`: both go with something, together less than the sum, and not clearly more than the better
 * one alone. `weaker-together`: less than the sum, and less than the better one. `adds-up`: the sum cannot be told from it.
 */
export type CombinedVerdict =
  | 'stronger-together'
  | 'redundant'
  | 'weaker-together'
  | 'adds-up'
  | 'unknown';

/**
 * What two touchpoints deliver together against alone, and whether their order matters.
 *
 * Source: the interaction contrast of a two by two table, mean(both) - mean(A) - mean(B) + mean(neither), with Welch's errors.
 */
export function combinedEffect(pair: PairAnswers): CombinedEffect {
  const both = together(pair.aFirst, pair.bFirst);
  const { neither, onlyA, onlyB } = pair;
  const betterAlone = onlyA.n > 1 && (onlyB.n < 2 || onlyA.mean >= onlyB.mean) ? onlyA : onlyB;
  const interaction = contrastOf(
    [both, onlyA, onlyB, neither],
    [1, -1, -1, 1],
    'interaction contrast, Welch',
  );
  const beyondBetter = differenceOf(both, betterAlone);
  const alone = [differenceOf(onlyA, neither), differenceOf(onlyB, neither)] as const;
  return {
    a: pair.a,
    b: pair.b,
    n: both.n + onlyA.n + onlyB.n + neither.n,
    both: both.n,
    aloneA: alone[0],
    aloneB: alone[1],
    together: differenceOf(both, neither),
    interaction,
    order: differenceOf(pair.aFirst, pair.bFirst),
    beyondBetter,
    verdict: verdictOf(interaction, beyondBetter, alone),
  };
}

function verdictOf(
  interaction: Estimate,
  beyondBetter: Estimate,
  alone: readonly [Estimate, Estimate],
): CombinedVerdict {
  if (interaction.kind === 'abstained') return 'unknown';
  if (interaction.low > 0) return 'stronger-together';
  if (interaction.high >= 0) return 'adds-up';
  if (beyondBetter.kind === 'estimate' && beyondBetter.high < 0) return 'weaker-together';
  const works = alone.every((each) => each.kind === 'estimate' && each.low > 0);
  const more = beyondBetter.kind === 'estimate' && beyondBetter.low > 0;
  return works && !more ? 'redundant' : 'weaker-together';
}

/** Of many pairs those whose interaction is more than chance, so that at most a tenth of them is expected to be chance. */
export function pairsFound(pairs: readonly CombinedEffect[], rate = 0.1): readonly boolean[] {
  return discoveries(
    pairs.map(({ interaction }) => chanceOfNone(interaction)),
    rate,
  );
}

/** The two-sided chance of seeing so much where there is nothing, from a 90 % range. */
export function chanceOfNone(estimate: Estimate): number {
  if (estimate.kind === 'abstained') return 1;
  const error = (estimate.high - estimate.low) / (2 * 1.6448536269514722);
  if (error <= 0) return estimate.median === 0 ? 1 : 0;
  return 2 * studentCdf(-Math.abs(estimate.median) / error, 1e6);
}
