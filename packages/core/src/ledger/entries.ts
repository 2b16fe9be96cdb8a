import type { Grade } from '../model/model.ts';
import type { Felt, Quantity } from '../model/units.ts';
import type { Bag } from '../rules/bag.ts';

/** What a source sent: who, what, when, properties. Kept as it came; everything else rebuilds from it. Times in ms since 1970, UTC. */
export interface Event {
  readonly source: string;
  readonly messageId: string;
  /** Its place in the order of arrival within the workspace, from 1. */
  readonly seq: number;
  /** 32 hex digits, pseudonymous; null: nobody is named. */
  readonly identityId: string | null;
  readonly accountId: string | null;
  readonly caseId: string | null;
  readonly at: number;
  /** Where the period ends that an aggregate counts, from `at` on, itself not included; null: a single event. */
  readonly until: number | null;
  readonly type: string;
  /** The event's name: for `track`, what happened. Empty where there is none. */
  readonly name: string;
  /** Empty where the source names none. */
  readonly channel: string;
  readonly properties: Bag;
  readonly context: Bag;
  /** 1 for what happened once; more for an aggregate ("4,100 calls in May"), which has no person. */
  readonly n: number;
  readonly grade: Grade;
}

/** One person's actual occurrence of a touchpoint. */
export interface Encounter {
  readonly encounterId: string;
  readonly seq: number;
  readonly personId: string | null;
  readonly accountId: string | null;
  readonly at: number;
  /** The end of an aggregate's period; null: it happened once. */
  readonly until: number | null;
  readonly journey: string;
  readonly phase: string;
  readonly step: string;
  readonly touchpoint: string;
  readonly channel: string;
  readonly durationSeconds: number | null;
  /** Null: not said. */
  readonly felt: Felt | null;
  readonly feltScale: string;
  readonly feltRaw: number | null;
  readonly n: number;
  readonly grade: Grade;
  /** The source's own name for the case that it belongs to; null: it has none. */
  readonly caseId: string | null;
  /** Whether its event starts, and whether it ends, the mission of its journey. */
  readonly starts: boolean;
  readonly ends: boolean;
}

/** One movement of value at one encounter. Never edited: a mistake is reversed. Holds no price. */
export interface ValueTransfer {
  readonly encounterId: string;
  readonly leg: number;
  readonly seq: number;
  readonly personId: string | null;
  readonly exchangeId: string | null;
  readonly at: number;
  readonly journey: string;
  readonly touchpoint: string;
  readonly channel: string;
  /** Actor ids. */
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  /** Above zero. */
  readonly quantity: Quantity;
  readonly grade: Grade;
  readonly n: number;
}

/** A leg that an encounter did not make, and why. `absent`: the quantity was null, which is no fault by itself. */
export interface LegRefused {
  readonly encounterId: string;
  readonly leg: number;
  readonly seq: number;
  readonly touchpoint: string;
  readonly kind: string;
  readonly reason: 'absent' | 'negative' | 'too-large';
  readonly n: number;
}

/**
 * One row of the small cube of quantities that valuations are applied to: a sum over transfers.
 * Shape: keys as asked for (`touchpoint`, `kind`, `channel`, `month` ...), always with giver, receiver, kind and segment.
 * Units: quantity in the kind's smallest units, signed by reversals.
 */
export interface CubeRow {
  readonly keys: Readonly<Record<string, string>>;
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  readonly segment: string;
  readonly quantity: bigint;
  /** Transfers behind it, aggregates counted with their n: an encounter of two legs in one kind and direction counts twice. */
  readonly n: number;
  /** Transfers per grade. */
  readonly grades: Readonly<Partial<Record<Grade, number>>>;
}
