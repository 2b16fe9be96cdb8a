import type {
  Encounter,
  Event,
  LegRefused,
  Model,
  Recognised,
  ValueTransfer,
} from '@bothways/core';
import type { PoolClient } from 'pg';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import type { Generation } from '../store/generation.ts';

/** A live event with its number, and whose it is. */
export interface BatchEvent {
  readonly event: AcceptedEvent;
  /** Its place in the order of arrival within the workspace. */
  readonly seq: number;
  /** Who it was, for ever: the user, else the anonymous; null: nobody is named. 32 hex digits. */
  readonly identity: string | null;
}

/**
 * What each step of conducting is given: one transaction, the ledger as it stands within it, and events in the order of
 * their numbers. Without a ledger `generation`, `model` and `recognise` are null, all three.
 */
export interface Batch {
  /** In the transaction, which holds the lock of imports: nothing else numbers events meanwhile, no ledger is flipped. */
  readonly client: PoolClient;
  readonly generation: Generation | null;
  readonly model: Model | null;
  readonly recognise: ((event: Event) => Recognised) | null;
  /** Events have numbers behind this one, up to `seqTo`, without a gap. */
  readonly seqFrom: number;
  readonly seqTo: number;
  readonly events: readonly BatchEvent[];
}

/** An identity whose standing entries go over from one person to another. 32 hex digits each. */
export interface Moved {
  readonly identity: string;
  readonly from: string;
  readonly to: string;
}

/** What one event made, after rights were looked at. */
export interface Made {
  readonly event: BatchEvent;
  /** 32 hex digits; null: nobody is named. */
  readonly person: string | null;
  readonly encounters: readonly Encounter[];
  readonly transfers: readonly ValueTransfer[];
  /** Legs that wait for a right. */
  readonly held: readonly ValueTransfer[];
  readonly refused: readonly LegRefused[];
}

/** What is to be done in the fact store once the rows of a batch are there; kept in `outbox.corrections` as JSON. */
export interface Corrections {
  readonly moved: readonly Moved[];
  /** Persons whose rights changed. */
  readonly changed: readonly string[];
}
