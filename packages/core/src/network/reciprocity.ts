import type { Draws } from '../ledger/draws.ts';
import type { Estimate } from '../ledger/estimate.ts';
import { shareWhere } from '../ledger/nets.ts';
import { sampleTerms } from '../ledger/sum.ts';
import type { Term } from '../ledger/terms.ts';
import type { Grade } from '../model/model.ts';

/** What one party of a pair gives the other and gets from it, in its own account. */
export interface PartySide {
  readonly party: string;
  /** Something goes to the other at all, whatever its value. */
  readonly gives: boolean;
  /** Worth of what it gets from the other, less the cost of what it gives them; no terms: nothing of it has a value. */
  readonly terms: readonly Term[];
  /** The same as an estimate; abstained where nothing has a value. */
  readonly balance: Estimate;
  /** Its balance with all others together is above zero at the median. */
  readonly isPaidElsewhere: boolean;
}

/**
 * How even what passes between two parties is.
 * `one-way`: one gives and gets nothing back. `elsewhere`: the same, but over all its exchanges the giver comes out above zero.
 * `short`: what comes back is worth less to a party than what it gives costs it, by more than chance. `doubtful`: it may be so.
 * `kept`: neither is short. `unsaid`: both give, and nobody has said what it is worth.
 */
export type ReciprocityState = 'one-way' | 'elsewhere' | 'short' | 'doubtful' | 'kept' | 'unsaid';

export interface Reciprocity {
  readonly state: ReciprocityState;
  /** Who gives more than it gets back; null: nobody. */
  readonly loser: string | null;
  /** The loser's balance with the other; null where there is no loser or no value. */
  readonly balance: Estimate | null;
  /** Probability that the loser is short, 0..1; null where nothing has a value. */
  readonly probability: number | null;
  readonly grade: Grade | null;
}

/** From this probability on a party is short by more than chance; as for findings. */
export const SHORT_FROM = 0.95;
/** From this probability on it may be short. */
const DOUBTFUL_FROM = 0.5;

/**
 * Judges a pair. A party counts with all that goes both ways between the two; which of the two gives more does not matter, only
 * that neither is left short.
 *
 * Source: e3value (Gordijn & Akkermans 2003): an actor offers an object only against one of at least its worth to it; methods.md 1.5, 12.
 */
export function reciprocityOf(a: PartySide, b: PartySide, draws: Draws): Reciprocity {
  if (a.gives !== b.gives) {
    const giver = a.gives ? a : b;
    return {
      state: giver.isPaidElsewhere ? 'elsewhere' : 'one-way',
      loser: giver.party,
      ...saidOf(giver, draws),
    };
  }
  const judged = [a, b]
    .filter(({ terms }) => terms.length > 0)
    .map((side) => ({ side, said: saidOf(side, draws) }))
    .sort((one, other) => (other.said.probability ?? 0) - (one.said.probability ?? 0));
  const [worst] = judged;
  if (worst === undefined) return { ...NOBODY, state: 'unsaid' };
  const probability = worst.said.probability ?? 0;
  const state =
    probability >= SHORT_FROM ? 'short' : probability > DOUBTFUL_FROM ? 'doubtful' : 'kept';
  if (state === 'kept') return { ...NOBODY, state, grade: worst.said.grade };
  return { state, loser: worst.side.party, ...worst.said };
}

const NOBODY = { loser: null, balance: null, probability: null, grade: null } as const;

/** Below a hundredth of the money's unit a balance is even, not short. */
const EVEN = 0.005;

function saidOf(
  { terms, balance }: PartySide,
  draws: Draws,
): Pick<Reciprocity, 'balance' | 'probability' | 'grade'> {
  if (balance.kind === 'abstained') return { balance: null, probability: null, grade: null };
  const probability = shareWhere(sampleTerms(terms, draws), (net) => net < -EVEN);
  return { balance, probability, grade: balance.grade };
}

/** Whether a state is a broken exchange, not only a doubt. */
export function isBroken(state: ReciprocityState): boolean {
  return state === 'one-way' || state === 'short';
}
