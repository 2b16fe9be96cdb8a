import type { Bag } from '@bothways/core';

/**
 * A live event as the door took it, and as the inbox holds it: its ids are pseudonyms, its properties flattened, its clock
 * corrected. Nothing after the door sees what a client sent.
 *
 * Units: times in milliseconds since 1970, UTC. Pseudonyms are 32 hex digits.
 * Source: semantics.md 1, 3.
 */
export interface AcceptedEvent {
  readonly source: string;
  readonly messageId: string;
  readonly type: 'track' | 'identify' | 'page' | 'screen' | 'group' | 'alias';
  /** For `track`, what happened. Empty where there is none. */
  readonly name: string;
  /** When it happened: the client's clock corrected by ours, never after `receivedAt`. */
  readonly at: number;
  /** What the client said, uncorrected; null: nothing that reads as a time. */
  readonly originalAt: number | null;
  readonly sentAt: number | null;
  readonly receivedAt: number;
  /** Who it was, under each name that it gave and that is none of the blocked ones. */
  readonly user: string | null;
  readonly anonymous: string | null;
  readonly account: string | null;
  /** Of an alias: the id that goes over into `user`, read as either sort of id. */
  readonly previous: { readonly user: string; readonly anonymous: string } | null;
  readonly caseId: string | null;
  /** Empty where the client names none. */
  readonly channel: string;
  /** Of identify and group the traits. */
  readonly properties: Bag;
  readonly context: Bag;
  /** What it says of consent, by the client's category; null: nothing. */
  readonly consent: Readonly<Record<string, boolean>> | null;
  /** Whether its request had the header `Sec-GPC: 1`, or its context says so. */
  readonly gpc: boolean;
  /** Said by somebody at work and by no source: `anonymous` is to be linked to `user`, or no more. */
  readonly byHand?: 'link' | 'unlink';
}

/** What was refused at the door: kept, counted and shown. */
export interface RefusedEvent {
  readonly source: string;
  readonly reason: string;
  /** What was seen and what to do. */
  readonly detail: string;
  /** The event as it came, cut where it is very long. */
  readonly raw: string;
  readonly receivedAt: number;
}

/** What `inbox.body` is, as JSON. */
export interface InboxBody {
  readonly events: readonly AcceptedEvent[];
  readonly refused: readonly RefusedEvent[];
}
