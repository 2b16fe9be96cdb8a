import type { FindingKind } from './finding.ts';

/** Encounters needed before anything is claimed. */
export const ENCOUNTERS_AT_LEAST = 30;
/** Of the claims made against chance, the part that may be chance all the same. */
export const CHANCE_RATE = 0.05;
/** How probable each part of a claim must be. */
export const CLAIM_SURE = 0.95;

/** Why nothing is claimed of a touchpoint, in parts, so that it can be said in any language. */
export type Because =
  | { readonly code: 'few-encounters'; readonly seen: number }
  | { readonly code: 'few-giving-data'; readonly seen: number }
  /** Too few encounters or journeys say what a claim is about. */
  | { readonly code: 'few-that-say'; readonly of: FindingKind; readonly seen: number }
  /** Too few people were here, or elsewhere, to compare them. */
  | { readonly code: 'few-to-compare'; readonly seen: number }
  | {
      /** What may overturn a claim and nobody has valued. */
      readonly code: 'unvalued';
      readonly what: readonly {
        readonly kind: string;
        readonly part: 'worth' | 'cost';
        readonly side: 'customer' | 'business';
      }[];
    }
  | { readonly code: 'unsure'; readonly of: FindingKind; readonly confidence: number }
  /** It may be chance, as so much was tested at once. */
  | {
      readonly code: 'chance';
      readonly of: FindingKind;
      readonly chance: number;
      readonly tests: number;
    }
  /** No net can be worked out at all. */
  | { readonly code: 'no-net'; readonly reason: string };

/** Says it in one English sentence. A probability is rounded down, so that it never reads as sure enough. */
export function sayBecause(because: Because, that: (kind: FindingKind) => string): string {
  switch (because.code) {
    case 'few-encounters':
      return `only ${because.seen} encounters; ${ENCOUNTERS_AT_LEAST} are needed before anything is claimed`;
    case 'few-giving-data':
      return `only ${because.seen} encounters took data; ${ENCOUNTERS_AT_LEAST} are needed before anything is claimed of them`;
    case 'few-that-say':
      return `${that(because.of)} shows in only ${because.seen} that say it; ${ENCOUNTERS_AT_LEAST} are needed before it is claimed`;
    case 'few-to-compare':
      return `only ${because.seen} people to compare with: whether what is given here is repaid elsewhere cannot be said`;
    case 'unvalued': {
      const what = because.what.map(({ kind, part, side }) =>
        part === 'worth'
          ? `what ${kind} is worth to the ${side}`
          : `what ${kind} costs the ${side}`,
      );
      return `nobody has said ${what.join(' and ')}, which may overturn a claim; add a valuation (0 if it is nothing)`;
    }
    case 'unsure':
      return `${that(because.of)} is likely (${Math.floor(because.confidence * 100)} %) but not sure enough to claim (${CLAIM_SURE * 100} %)`;
    case 'chance':
      return `${that(because.of)} may be chance: ${because.tests} claims were tested at once, and of those made at most ${CHANCE_RATE * 100} % may be`;
    case 'no-net':
      return because.reason;
  }
}
