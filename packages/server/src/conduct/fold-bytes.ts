import {
  DAY_MS,
  type EncounterFolded,
  feltMillionths,
  GRADE_PLACES,
  KEPT_MAX,
  type TransferFolded,
} from '@bothways/core/person';
import { ByteReader, ByteWriter } from './byte-cursor.ts';
import { addContact, CONTACT, contactsIn, type Names, writeContacts } from './contact-bytes.ts';
import { bigCount, flagsOf, HAS_CASE, HAS_FELT, VERSION } from './person-bytes.ts';

/**
 * Adds encounters and transfers to a packed state and writes it out, without unpacking the encounters that are kept: the
 * same as to unpack, merge and pack, at a fifth of the work. False, and nothing written: it cannot, as something is late
 * or beyond what a number holds, a day has too many channels, or most names are of encounters that are kept no more.
 *
 * Shape: bytes of this version.
 */
export function foldBytes(
  bytes: Buffer,
  encounters: readonly EncounterFolded[],
  transfers: readonly TransferFolded[],
  out: ByteWriter,
): boolean {
  const from = new ByteReader(bytes, 1);
  const names = namesOf(from);
  const kept = names.list.length;
  const head = {
    encounters: from.count(),
    since: from.real(),
    until: from.real(),
    felt: from.count(),
    sum: from.real(),
  };
  const balances = balancesIn(from);
  if (balances === null) return false;
  const contacts = contactsIn(from);
  const journeys = journeysIn(from);
  if (kept > namesMost(balances, contacts, journeys)) return false;
  for (const each of encounters)
    if (!takes(journeys, names.placeOf(each.journey), each, names.placeOf, bytes)) return false;
  for (const each of transfers) if (!addTransfer(balances, each, names.placeOf)) return false;
  for (const { at, touchpoint, channel, felt } of encounters) {
    head.encounters += 1;
    head.since = Number.isNaN(head.since) ? at : Math.min(head.since, at);
    head.until = Number.isNaN(head.until) ? at : Math.max(head.until, at);
    if (felt !== null) {
      head.felt += 1;
      head.sum += feltMillionths(felt);
    }
    if (!addContact(contacts, Math.floor(at / DAY_MS), touchpoint, channel, names)) return false;
  }
  out.byte(VERSION);
  out.count(names.list.length);
  out.copy(bytes, names.start, names.end);
  for (let place = kept; place < names.list.length; place += 1) out.text(names.list[place] ?? '');
  out.count(head.encounters);
  out.real(head.since);
  out.real(head.until);
  out.count(head.felt);
  out.real(head.sum);
  writeBalances(balances, out);
  writeContacts(contacts, out);
  out.count(journeys.length);
  for (const journey of journeys) writeJourney(journey, bytes, names.placeOf, out);
  return true;
}

interface NamesIn extends Names {
  /** Where those that were there stand. */
  readonly start: number;
  readonly end: number;
}

function namesOf(from: ByteReader): NamesIn {
  const list: string[] = [];
  const count = from.count();
  const start = from.at;
  for (let left = count; left > 0; left -= 1) list.push(from.text());
  const placeOf = (name: string): number => {
    const known = list.indexOf(name);
    return known === -1 ? list.push(name) - 1 : known;
  };
  return { list, start, end: from.at, placeOf };
}

/** More names than this are not worth carrying on: twice as many as the state may need. */
function namesMost(
  balances: readonly number[],
  contacts: readonly number[],
  journeys: readonly JourneyIn[],
): number {
  const ofKept = journeys.reduce((sum, { kept }) => sum + 1 + 3 * kept, 0);
  return 2 * ((3 * balances.length) / BALANCE + (2 * contacts.length) / CONTACT + ofKept);
}

/** Of each: kind, giver, receiver, quantity, and transfers of the four grades. */
const BALANCE = 8;

/** Null: one is beyond what a number holds. */
function balancesIn(from: ByteReader): number[] | null {
  const balances: number[] = [];
  for (let left = from.count(); left > 0; left -= 1) {
    balances.push(from.count(), from.count(), from.count());
    if (from.count() !== 0) return null;
    for (let each = 3; each < BALANCE; each += 1) balances.push(from.count());
  }
  return balances;
}

function addTransfer(
  balances: number[],
  { kind, giver, receiver, quantity, grade }: TransferFolded,
  placeOf: (name: string) => number,
): boolean {
  const [k, g, r] = [placeOf(kind), placeOf(giver), placeOf(receiver)];
  let at = 0;
  while (
    at < balances.length &&
    !(balances[at] === k && balances[at + 1] === g && balances[at + 2] === r)
  )
    at += BALANCE;
  if (at === balances.length) balances.push(k, g, r, 0, 0, 0, 0, 0);
  const sum = (balances[at + 3] ?? 0) + Number(quantity);
  balances[at + 3] = sum;
  const count = at + 4 + GRADE_PLACES[grade];
  balances[count] = (balances[count] ?? 0) + 1;
  return Number.isSafeInteger(sum);
}

function writeBalances(balances: readonly number[], out: ByteWriter): void {
  out.count(balances.length / BALANCE);
  for (let at = 0; at < balances.length; at += BALANCE) {
    for (let each = 0; each < 3; each += 1) out.count(balances[at + each] ?? 0);
    bigCount(out, BigInt(balances[at + 3] ?? 0));
    for (let each = 4; each < BALANCE; each += 1) out.count(balances[at + each] ?? 0);
  }
}

interface JourneyIn {
  readonly name: number;
  n: number;
  readonly kept: number;
  /** NaN: there is none. */
  readonly newest: number;
  readonly start: number;
  readonly end: number;
  /** New ones, the newest last. */
  readonly more: EncounterFolded[];
}

function journeysIn(from: ByteReader): JourneyIn[] {
  const journeys: JourneyIn[] = [];
  for (let left = from.count(); left > 0; left -= 1) {
    const [name, n, kept, newest] = [from.count(), from.count(), from.count(), from.real()];
    const length = from.count();
    journeys.push({ name, n, kept, newest, start: from.at, end: from.at + length, more: [] });
    from.at += length;
  }
  return journeys;
}

/** Puts a new encounter to its journey; false: it is none that comes behind all that are there. */
function takes(
  journeys: JourneyIn[],
  name: number,
  encounter: EncounterFolded,
  placeOf: (name: string) => number,
  bytes: Buffer,
): boolean {
  let journey = journeys.find((each) => each.name === name);
  if (journey === undefined) {
    journey = { name, n: 0, kept: 0, newest: Number.NaN, start: 0, end: 0, more: [] };
    journeys.push(journey);
  }
  if (!isBehind(journey, encounter, bytes)) return false;
  journey.n += 1;
  journey.more.push(encounter);
  placeOf(encounter.touchpoint);
  placeOf(encounter.channel);
  if (encounter.caseId !== null) placeOf(encounter.caseId);
  return true;
}

/** Whether an encounter is newer than all that its journey keeps; of one moment the ids decide. */
function isBehind(
  { more, newest, start }: JourneyIn,
  { at, encounterId }: EncounterFolded,
  bytes: Buffer,
): boolean {
  const last = more.at(-1);
  const lastAt = last?.at ?? newest;
  if (at !== lastAt) return !(at < lastAt);
  const id = last?.encounterId ?? bytes.toString('hex', start + 2, start + 10);
  return encounterId.slice(0, 16) > id.slice(0, 16);
}

function writeJourney(
  { name, n, kept, newest, start, end, more }: JourneyIn,
  bytes: Buffer,
  placeOf: (name: string) => number,
  out: ByteWriter,
): void {
  const added = more.slice(-KEPT_MAX).reverse();
  const old = Math.min(kept, KEPT_MAX - added.length);
  const first = added[0];
  out.count(name);
  out.count(n);
  out.count(added.length + old);
  out.real(first?.at ?? newest);
  if (first === undefined) {
    out.count(end - start);
    out.copy(bytes, start, end);
    return;
  }
  writeLine(added, placeOf);
  // What was the first one stood at no distance: one byte, which is now the distance to the one before it.
  const stop = old === kept ? end : endOf(bytes, start, old);
  if (old === 0) {
    out.count(line.at);
    out.copy(line.bytes(), 0, line.at);
    return;
  }
  line.count((added.at(-1)?.at ?? newest) - newest);
  out.count(line.at + stop - start - 1);
  out.copy(line.bytes(), 0, line.at);
  out.copy(bytes, start + 1, stop);
}

/** New encounters of a journey, before they are written out with those that were there. */
const line = new ByteWriter();

function writeLine(added: readonly EncounterFolded[], placeOf: (name: string) => number): void {
  line.clear();
  let before = added[0]?.at ?? 0;
  for (const each of added) {
    line.count(before - each.at);
    before = each.at;
    line.byte(flagsOf(each));
    line.hex(each.encounterId.slice(0, 16));
    line.count(placeOf(each.touchpoint));
    line.count(placeOf(each.channel));
    if (each.caseId !== null) line.count(placeOf(each.caseId));
    if (each.felt !== null) line.real(each.felt);
  }
}

/** Where so many encounters of a line end. */
function endOf(bytes: Buffer, start: number, count: number): number {
  const from = new ByteReader(bytes, start);
  for (let left = count; left > 0; left -= 1) {
    from.count();
    const flags = from.count();
    from.at += 8;
    from.count();
    from.count();
    if (flags & HAS_CASE) from.count();
    if (flags & HAS_FELT) from.at += 8;
  }
  return from.at;
}
