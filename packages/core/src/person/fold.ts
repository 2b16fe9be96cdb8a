import type { Encounter, ValueTransfer } from '../ledger/entries.ts';
import {
  type Balance,
  balanceKey,
  CHANNELS_MAX,
  CONTACT_DAYS,
  type Contact,
  contactChannel,
  contactKey,
  DAY_MS,
  FELT_UNIT,
  GRADE_PLACES,
  type JourneyKept,
  KEPT_MAX,
  type KeptEncounter,
  newestFirst,
  OTHER_CHANNELS,
  type PersonState,
} from './state.ts';

export type EncounterFolded = Pick<
  Encounter,
  | 'encounterId'
  | 'at'
  | 'journey'
  | 'touchpoint'
  | 'channel'
  | 'caseId'
  | 'starts'
  | 'ends'
  | 'felt'
>;
export type TransferFolded = Pick<ValueTransfer, 'kind' | 'giver' | 'receiver' | 'grade'> & {
  /** Smallest units. */
  readonly quantity: number | bigint;
};

/**
 * What is known of one person from some of their encounters and transfers, each given once.
 *
 * Shape: any order; parts folded apart and merged come to the same.
 */
export function foldPerson(
  encounters: readonly EncounterFolded[],
  transfers: readonly TransferFolded[],
): PersonState {
  const felt = encounters.flatMap((each) => (each.felt === null ? [] : [each.felt as number]));
  const ats = encounters.map(({ at }) => at);
  return {
    encounters: encounters.length,
    since: ats.length === 0 ? null : ats.reduce((a, b) => Math.min(a, b)),
    until: ats.length === 0 ? null : ats.reduce((a, b) => Math.max(a, b)),
    felt: {
      n: felt.length,
      sum: felt.reduce((sum, each) => sum + feltMillionths(each), 0),
    },
    balances: balancesOf(transfers),
    contacts: keptContacts(contactsOf(encounters)),
    journeys: journeysOf(encounters),
  };
}

/** How an encounter felt as a whole number, rounded as a store can, too. */
export function feltMillionths(felt: number): number {
  return Math.floor(felt * FELT_UNIT + 0.5);
}

function balancesOf(transfers: readonly TransferFolded[]): ReadonlyMap<string, Balance> {
  const balances = new Map<string, Balance>();
  for (const { kind, giver, receiver, quantity, grade } of transfers) {
    const grades: [number, number, number, number] = [0, 0, 0, 0];
    grades[GRADE_PLACES[grade]] = 1;
    addBalance(balances, { kind, giver, receiver, quantity: BigInt(quantity), grades });
  }
  return balances;
}

function addBalance(balances: Map<string, Balance>, more: Balance): void {
  const key = balanceKey(more);
  const held = balances.get(key);
  balances.set(key, held === undefined ? more : plusBalance(held, more));
}

function plusBalance(a: Balance, b: Balance): Balance {
  const { kind, giver, receiver, grades: g } = a;
  const { grades: h } = b;
  return {
    ...{ kind, giver, receiver },
    quantity: a.quantity + b.quantity,
    grades: [g[0] + h[0], g[1] + h[1], g[2] + h[2], g[3] + h[3]],
  };
}

function contactsOf(encounters: readonly EncounterFolded[]): readonly Contact[] {
  return encounters.map(({ at, touchpoint, channel }) => ({
    ...{ day: Math.floor(at / DAY_MS), touchpoint, channel, n: 1 },
  }));
}

/**
 * Contacts as they are kept, those of one key added up. What lies further back than the days that are kept goes, and what
 * comes by channels beyond those that keep their names is counted as others. The newest day only ever moves on, and the
 * first channels of a day are among the first of any part of it: so order changes nothing.
 */
export function keptContacts(contacts: Iterable<Contact>): ReadonlyMap<string, Contact> {
  const all = [...contacts];
  const newest = all.reduce((day, each) => Math.max(day, each.day), Number.NEGATIVE_INFINITY);
  const recent = all.filter(({ day }) => day > newest - CONTACT_DAYS);
  const channelOf = channelNames(recent);
  const kept = new Map<string, Contact>();
  for (const each of recent) {
    const channel = channelOf(each);
    const key = contactKey({ ...each, channel });
    kept.set(key, { ...each, channel, n: each.n + (kept.get(key)?.n ?? 0) });
  }
  return kept;
}

/** The name under which each contact is counted. */
function channelNames(contacts: readonly Contact[]): (contact: Contact) => string {
  const all = new Set(contacts.map(({ channel }) => contactChannel(channel)));
  // Mostly there are few, and each keeps its name on whatever day.
  if (all.size <= CHANNELS_MAX) return ({ channel }) => contactChannel(channel);
  const named = new Map<number, ReadonlySet<string>>();
  for (const [day, some] of Map.groupBy(contacts, (each) => each.day)) {
    const names = new Set(some.map(({ channel }) => contactChannel(channel)));
    names.delete(OTHER_CHANNELS);
    named.set(day, new Set([...names].sort().slice(0, CHANNELS_MAX)));
  }
  return ({ day, channel }) =>
    named.get(day)?.has(contactChannel(channel)) === true ? channel : OTHER_CHANNELS;
}

function journeysOf(encounters: readonly EncounterFolded[]): ReadonlyMap<string, JourneyKept> {
  const lines = new Map<string, KeptEncounter[]>();
  for (const { encounterId, at, journey, touchpoint, channel, ...rest } of encounters) {
    const { caseId, starts, ends, felt } = rest;
    const id = encounterId.slice(0, 16);
    const kept = { at, id, touchpoint, channel, caseId, starts, ends, felt };
    const line = lines.get(journey);
    if (line === undefined) lines.set(journey, [kept]);
    else line.push(kept);
  }
  return new Map(
    [...lines].map(([journey, line]) => [
      journey,
      { n: line.length, kept: line.sort(newestFirst).slice(0, KEPT_MAX) },
    ]),
  );
}

/** Two parts of what is known of one person together. */
export function mergePersons(a: PersonState, b: PersonState): PersonState {
  if (a.encounters === 0 && a.balances.size === 0) return b;
  if (b.encounters === 0 && b.balances.size === 0) return a;
  const balances = new Map(a.balances);
  for (const each of b.balances.values()) addBalance(balances, each);
  const journeys = new Map(a.journeys);
  for (const [journey, more] of b.journeys) {
    const held = journeys.get(journey);
    journeys.set(journey, held === undefined ? more : plusJourney(held, more));
  }
  return {
    encounters: a.encounters + b.encounters,
    since: furthest(a.since, b.since, Math.min),
    until: furthest(a.until, b.until, Math.max),
    felt: { n: a.felt.n + b.felt.n, sum: a.felt.sum + b.felt.sum },
    balances,
    contacts: keptContacts([...a.contacts.values(), ...b.contacts.values()]),
    journeys,
  };
}

function plusJourney(a: JourneyKept, b: JourneyKept): JourneyKept {
  return { n: a.n + b.n, kept: newestOf(a.kept, b.kept) };
}

/** Two lists in order as one, as far as is kept. */
function newestOf(
  a: readonly KeptEncounter[],
  b: readonly KeptEncounter[],
): readonly KeptEncounter[] {
  const kept: KeptEncounter[] = [];
  for (let i = 0, j = 0; kept.length < KEPT_MAX; ) {
    const [x, y] = [a[i], b[j]];
    if (x === undefined && y === undefined) break;
    if (y === undefined || (x !== undefined && newestFirst(x, y) <= 0)) {
      if (x !== undefined) kept.push(x);
      i += 1;
    } else {
      kept.push(y);
      j += 1;
    }
  }
  return kept;
}

function furthest(
  a: number | null,
  b: number | null,
  of: (a: number, b: number) => number,
): number | null {
  if (a === null) return b;
  return b === null ? a : of(a, b);
}
