import type { BreakEven } from '../ledger/break-even.ts';
import type { Draws } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import type { Nets } from '../ledger/nets.ts';
import type { Valued } from '../ledger/terms.ts';
import type { Grade } from '../model/model.ts';
import type { Because } from './because.ts';
import type { FindingKind } from './finding.ts';
import type { Case } from './words.ts';

/**
 * Whether a claim stands, with the probability of its weakest part. Unsure: likelier than not, but not sure enough.
 * Blocked: too little was seen or valued to say.
 *
 * `chance`: how likely chance alone shows as much, where a claim rests on a test against chance; all such tests of one
 * ledger are then judged together. A claim without it rests on opinions, which no number of looks makes likelier.
 */
export type Verdict = { readonly chance?: number } & (
  | {
      readonly kind: 'claimed';
      readonly confidence: number;
      readonly weakest: 'customer' | 'business';
    }
  | { readonly kind: 'unsure'; readonly confidence: number }
  | { readonly kind: 'blocked'; readonly because: Because }
  | { readonly kind: 'not-claimed' }
);

/** What was asked of the data. */
export interface Asked {
  /** In words. */
  readonly words: string;
  /** What asks it again: `{encounter}`, `{transfer}` and `{thread}` stand for tables, `{seq}` for how far they are whole. */
  readonly query: string;
}

/** Nets a year of what a finding is about, in workspace currency. */
export type Money = Pick<Nets, 'customer' | 'business' | 'joint'>;

/** A figure that a sentence was made of, by name: units are in the name. */
export type Facts = Readonly<Record<string, number | string>>;

/** A case with all that its nets say. */
export type Judged = Case & { readonly nets: Nets };

/**
 * One kind of finding: when it is claimed, and how it is said. What it looks at is the evidence of one touchpoint and what
 * its movements are worth, nothing else, so that a browser can judge it again under other opinions.
 */
export interface ClaimRule {
  readonly kind: FindingKind;
  /** For people: "One-sided capture". */
  readonly name: string;
  /** Whether it is about something else than the touchpoint that it names, and so stands beside what is found there. */
  readonly isApart?: boolean;
  /** Within a sentence, as what is likely: "one-sided capture", "that it is costly for both". */
  readonly that: string;
  readonly verdict: (seen: Case, draws: Draws) => Verdict;
  /** What is wrong, in one plain sentence: what a board member would repeat. */
  readonly headline: (seen: Case) => string;
  /** What was seen, with its numbers. */
  readonly why: (seen: Case) => string;
  /** The one thing that may make it wrong, or not matter. */
  readonly caveat: (seen: Case) => string;
  /** What to try. */
  readonly next: (seen: Case) => string;
  readonly asked: (seen: Case) => Asked;
  /** Of the signs it claims, the one that is less sure. */
  /**
   * What its money is made of: movements of a year, in rows of a cube, or why no money can be said. Absent: all that moves at
   * the touchpoint.
   */
  readonly moves?: (seen: Case) => readonly CubeRow[] | { readonly reason: string };
  /** Where not each side's money can be said of those movements. */
  readonly money?: (own: Money) => Money;
  /** Joint value at stake a year, where that is not what the losing sides lose. */
  readonly stake?: (own: Money) => Estimate;
  /** Of the signs it claims, the one that is less sure. `own`: its movements, valued. */
  readonly breakEven: (seen: Case, weakest: 'customer' | 'business', own: Valued) => BreakEven;
  /** The people it speaks of, as seen; absent: all who were there. */
  readonly people?: (seen: Case) => number;
  /** The grade of what it counts; absent: only that of its money counts. */
  readonly counted?: (seen: Case) => Grade;
  readonly facts?: (seen: Case) => Facts;
}
