import type { BelievedLedger } from '../ledger/believed.ts';
import type { BreakEven } from '../ledger/break-even.ts';
import type { Draws } from '../ledger/draws.ts';
import type { CubeRow } from '../ledger/entries.ts';
import type { Estimate } from '../ledger/estimate.ts';
import type { Unvalued } from '../ledger/terms.ts';
import type { Spreads } from '../ledger/volume.ts';
import type { Grade, Model } from '../model/model.ts';
import type { Because } from './because.ts';
import type { Looks } from './looks.ts';
import type { FindingParts } from './parts.ts';
import type { ProfitLine } from './profit-lines.ts';
import type { Asked, Facts } from './rule.ts';

/** What goes wrong, in the order in which one goes before another at one touchpoint. */
export const FAULT_KINDS = [
  'one-sided-capture',
  'data-taken-nothing-given',
  'costly-for-both',
  'uncaptured-value',
  'promise-not-kept',
  'unmet-expectation',
  'failure-point',
  'bad-end',
  'bad-peak',
  'wrong-form',
  'delivered-unnoticed',
  'weakest-link',
] as const;
/** Where plan and evidence do not meet. */
export const BLIND_SPOT_KINDS = ['unmapped', 'unseen'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];
export type BlindSpotKind = (typeof BLIND_SPOT_KINDS)[number];
export type FindingKind = FaultKind | BlindSpotKind | 'strength';

/** Something to act on: where, who, how sure, and what it is worth to both sides a year. */
export interface Finding {
  readonly kind: FindingKind;
  /** Of events that no touchpoint takes their name. */
  readonly touchpoint: string;
  /** Seen, not a year's; of a matter of data those who gave it. */
  readonly people: number;
  readonly encounters: number;
  /** Nets a year, in workspace currency. */
  readonly business: Estimate;
  readonly customer: Estimate;
  readonly joint: Estimate;
  /** Joint value at stake a year: what it is ranked by. */
  readonly stake: Estimate;
  readonly breakEven: BreakEven;
  readonly grade: Grade;
  /** What is wrong, in one plain sentence. */
  readonly headline: string;
  /** What was seen, with its numbers and their doubt. */
  readonly why: string;
  /** The one thing that may make it wrong, or not matter. */
  readonly caveat: string;
  /** What to try. */
  readonly next: string;
  /** What was asked of the data. */
  readonly evidence: Asked;
  /** The probability of the weakest of the claims it makes. */
  readonly confidence: number;
  /** What is in none of its money because nobody has put a value on it. */
  readonly unvalued: readonly Unvalued[];
  /** What its sentences are made of. */
  readonly parts: FindingParts;
  /** The figures of its own kind. */
  readonly facts: Facts;
  /** Other faults that hold at the same touchpoint: they are not listed again. */
  readonly also: readonly FindingKind[];
  /** Where its money stands in the business's accounts. */
  readonly lines: readonly ProfitLine[];
}

/** Where nothing can be said, and why. */
export interface Abstention {
  readonly touchpoint: string;
  readonly reason: string;
  /** The same in parts. */
  readonly because: Because;
}

/** What was seen at one touchpoint. */
export interface TouchpointEvidence {
  readonly touchpoint: string;
  /** Everything that moved at it over the days observed. */
  readonly cube: readonly CubeRow[];
  /** The same a year, where not all of it covers the same days (single events, and totals of a switchboard). */
  readonly yearly?: readonly CubeRow[];
  /** Days that its evidence covers, where they are others than those of the whole. */
  readonly days?: number;
  readonly people: number;
  readonly encounters: number;
  /** How far what moved is spread over people, by kind; absent: as if each encounter came by itself. */
  readonly spreads?: Spreads | undefined;
  /** Those among the people who gave a kind of family `data`. */
  readonly peopleGivingData: number;
  /** Encounters in which the customer gave a kind of family `data`. */
  readonly encountersGivingData: number;
  /** Those among them in which no transfer reached the customer. */
  readonly encountersGivingDataGettingNothing: number;
  /** Mean of how its encounters felt, -1..+1; null or absent: nobody was asked. */
  readonly felt?: Estimate | null;
  /** What the rules ask of the ledger beside that. */
  readonly looks?: Looks;
}

export interface FindingsInput {
  readonly model: Model;
  /** Days that the evidence covers. */
  readonly days: number;
  readonly touchpoints: readonly TouchpointEvidence[];
  /** Events that no touchpoint takes, by name, most frequent first; and current touchpoints that no event reaches. */
  readonly unmapped?: readonly { readonly name: string; readonly count: number }[];
  readonly unseen?: readonly string[];
  /** For comparison in words. */
  readonly believed?: BelievedLedger;
  readonly iterations?: number;
  readonly seed?: number;
  /** Draws made before, to be shared with other figures. */
  readonly draws?: Draws;
}

export interface Findings {
  /** Faults, the most at stake first. */
  readonly findings: readonly Finding[];
  /** What to protect, likewise. */
  readonly strengths: readonly Finding[];
  /** Where plan and evidence do not meet, likewise. */
  readonly blindSpots: readonly Finding[];
  readonly abstained: readonly Abstention[];
}
