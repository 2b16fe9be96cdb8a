import type { Encounter, ValueTransfer } from '../ledger/entries.ts';
import {
  type Balance,
  balanceKey,
  CONTACT_DAYS,
  type Contact,
  contactKey,
  DAY_MS,
  FELT_UNIT,
  GRADE_PLACES,
  type JourneyKept,
  KEPT_MAX,
  type KeptEncounter,
  newestFirst,
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
    contacts: recentContacts(contactsOf(encounters)),
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

function contactsOf(encounters: readonly EncounterFolded[]): Map<string, Contact> {
  const contacts = new Map<string, Contact>();
  for (const { at, touchpoint, channel } of encounters)
    addContact(contacts, { day: Math.floor(at / DAY_MS), touchpoint, channel, n: 1 });
  return contacts;
}

function addContact(contacts: Map<string, Contact>, more: Contact): void {
  const key = contactKey(more);
  const n = (contacts.get(key)?.n ?? 0) + more.n;
  contacts.set(key, { ...more, n });
}

/** What lies further back than the days that are kept goes: the newest day only ever moves on, so order changes nothing. */
export function recentContacts(contacts: Map<string, Contact>): ReadonlyMap<string, Contact> {
  let newest = Number.NEGATIVE_INFINITY;
  for (const { day } of contacts.values()) newest = Math.max(newest, day);
  for (const [key, { day }] of contacts) if (day <= newest - CONTACT_DAYS) contacts.delete(key);
  return contacts;
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
  const contacts = new Map(a.contacts);
  for (const each of b.contacts.values()) addContact(contacts, each);
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
    contacts: recentContacts(contacts),
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
