import type { Grade } from '../model/model.ts';

/**
 * What is known of a person, made of their encounters and transfers alone. It is a sum: parts of it made apart, in any
 * order, merge to the same.
 */
export interface PersonState {
  readonly encounters: number;
  /** Milliseconds since 1970, UTC, of the first and the last encounter; null: there is none. */
  readonly since: number | null;
  readonly until: number | null;
  /** Of encounters that say how they felt: how many, and their sum in millionths, so that order changes nothing. */
  readonly felt: { readonly n: number; readonly sum: number };
  readonly balances: ReadonlyMap<string, Balance>;
  /** Encounters of the last days by touchpoint and channel; days are counted back from the newest. Of one day at most `CHANNELS_MAX` channels have a name. */
  readonly contacts: ReadonlyMap<string, Contact>;
  readonly journeys: ReadonlyMap<string, JourneyKept>;
}

/** What one actor gave another in one kind. */
export interface Balance {
  readonly kind: string;
  readonly giver: string;
  readonly receiver: string;
  /** Smallest units. */
  readonly quantity: bigint;
  /** Transfers by grade, in the order of GRADES. */
  readonly grades: readonly [number, number, number, number];
}

export interface Contact {
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly touchpoint: string;
  readonly channel: string;
  readonly n: number;
}

/** The newest encounters of one journey, and how many there were. */
export interface JourneyKept {
  readonly n: number;
  /** The newest first, at most `KEPT_MAX`. */
  readonly kept: readonly KeptEncounter[];
}

/** What threading takes of an encounter, and what is shown of it. */
export interface KeptEncounter {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** The first 16 hex digits of its id. */
  readonly id: string;
  readonly touchpoint: string;
  readonly channel: string;
  readonly caseId: string | null;
  readonly starts: boolean;
  readonly ends: boolean;
  readonly felt: number | null;
}

/** So many encounters of each journey are kept. */
export const KEPT_MAX = 64;
/** So many days of contacts, the newest included. */
export const CONTACT_DAYS = 31;
/** So many channels of one day keep their names: the first by text, so that the order of encounters changes nothing. */
export const CHANNELS_MAX = 20;
/** Longer names than this are no names of channels. */
const CHANNEL_CHARACTERS_MAX = 100;
/** What contacts by all other channels of a day are counted under: a client may call each of them otherwise. */
export const OTHER_CHANNELS = '*';
export const DAY_MS = 86_400_000;
export const FELT_UNIT = 1_000_000;

/** Somebody of whom nothing is known. */
export const NOBODY: PersonState = {
  encounters: 0,
  since: null,
  until: null,
  felt: { n: 0, sum: 0 },
  balances: new Map(),
  contacts: new Map(),
  journeys: new Map(),
};

export function balanceKey({
  kind,
  giver,
  receiver,
}: Pick<Balance, 'kind' | 'giver' | 'receiver'>): string {
  return `${kind}\n${giver}\n${receiver}`;
}

export function contactKey({
  day,
  touchpoint,
  channel,
}: Pick<Contact, 'day' | 'touchpoint' | 'channel'>): string {
  return `${day}\n${touchpoint}\n${channel}`;
}

/** The channel that a contact is counted under, unless its day has too many. */
export function contactChannel(channel: string): string {
  return channel.length > CHANNEL_CHARACTERS_MAX ? OTHER_CHANNELS : channel;
}

/** The place of a grade in a count by grades. */
export const GRADE_PLACES: Readonly<Record<Grade, 0 | 1 | 2 | 3>> = { A: 0, B: 1, C: 2, D: 3 };

/** The newest first; encounters of one moment by their ids. */
export function newestFirst(
  a: Pick<KeptEncounter, 'at' | 'id'>,
  b: Pick<KeptEncounter, 'at' | 'id'>,
): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
