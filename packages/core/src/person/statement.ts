import type { Draws } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { encountersBehind, silenceOf } from '../ledger/nets.ts';
import { estimateSum } from '../ledger/sum.ts';
import { type Term, termsOf, type Unvalued } from '../ledger/terms.ts';
import type { Model } from '../model/model.ts';

/** What a person's exchange comes to in money, as far as anybody has said what it is worth. Workspace currency. */
export interface StatementSums {
  /** All that the customer got, to the customer. */
  readonly worth: Estimate;
  /** All that the customer gave, to the customer; a positive amount. */
  readonly cost: Estimate;
  readonly net: Estimate;
  readonly business: Estimate;
  /** What moved and is in none of these, on either side. */
  readonly unvalued: readonly Unvalued[];
}

/**
 * The sums of a statement: worth received, cost given, and what is left to each side.
 *
 * Source: vocabulary.md "Ledger words"; the same nets as of a whole ledger.
 */
export function statementSums(cube: readonly CubeRow[], model: Model, draws: Draws): StatementSums {
  const { terms, unvalued } = termsOf(cube, model);
  const n = encountersBehind(cube);
  const of = (side: 'customer' | 'business', part: Term['part'] | null): Estimate => {
    const isOf = (each: { readonly side: string; readonly part: string }): boolean =>
      each.side === side && (part === null || each.part === part);
    const mine = terms.filter(isOf);
    const silence = silenceOf(side, mine, unvalued.filter(isOf));
    if (silence !== null) return { kind: 'abstained', reason: silence };
    // Shown by itself, a cost is a positive amount.
    const shown =
      part === 'cost' ? mine.map((term) => ({ ...term, part: 'worth' as const })) : mine;
    return estimateSum(shown, draws, n);
  };
  return {
    worth: of('customer', 'worth'),
    cost: of('customer', 'cost'),
    net: of('customer', null),
    business: of('business', null),
    unvalued: unvalued.filter(({ side }) => side !== 'other'),
  };
}
