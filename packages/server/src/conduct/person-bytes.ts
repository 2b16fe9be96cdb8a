import {
  type Balance,
  balanceKey,
  type Contact,
  contactKey,
  type JourneyKept,
  type KeptEncounter,
  type PersonState,
} from '@bothways/core/person';
import { ByteReader, ByteWriter } from './byte-cursor.ts';

/** The first byte: who reads another makes the state anew. As of 2 a day names so many channels and no more. */
export const VERSION = 2;

// What of an encounter is said, in one byte.
export const STARTS = 1;
export const ENDS = 2;
export const HAS_CASE = 4;
export const HAS_FELT = 8;

/** Behind the names, while they are being found; one state at a time. */
const body = new ByteWriter();

/**
 * The state of a person as it is stored: its names first, then numbers as short as they are, names among them by their
 * places. A tenth of what it takes as JSON, and `foldBytes` adds to it without reading most of it.
 *
 * Layout: version, names, counts and moments, balances, contacts, journeys; of a journey its newest moment, and how many
 * bytes its encounters take, each by the milliseconds that it came before the one ahead of it.
 */
export function packPerson(state: PersonState, out: ByteWriter = new ByteWriter()): Buffer {
  const names: string[] = [];
  const places = new Map<string, number>();
  const name = (text: string): void => {
    const known = places.get(text);
    if (known === undefined) {
      places.set(text, names.length);
      names.push(text);
    }
    body.count(known ?? names.length - 1);
  };
  body.clear();
  body.count(state.encounters);
  body.moment(state.since);
  body.moment(state.until);
  body.count(state.felt.n);
  body.real(state.felt.sum);
  body.count(state.balances.size);
  for (const { kind, giver, receiver, quantity, grades } of state.balances.values()) {
    for (const each of [kind, giver, receiver]) name(each);
    bigCount(body, quantity);
    for (const grade of grades) body.count(grade);
  }
  body.count(state.contacts.size);
  for (const { day, touchpoint, channel, n } of state.contacts.values()) {
    body.whole(day);
    name(touchpoint);
    name(channel);
    body.count(n);
  }
  body.count(state.journeys.size);
  for (const [journey, { n, kept }] of state.journeys) {
    name(journey);
    body.count(n);
    body.count(kept.length);
    body.moment(kept[0]?.at ?? null);
    packLine(kept, name);
  }
  const from = out.at;
  out.byte(VERSION);
  out.count(names.length);
  for (const each of names) out.text(each);
  out.copy(body.bytes(), 0, body.at);
  return out.bytes(from);
}

/** The encounters of a journey, behind how many bytes they take. */
const line = new ByteWriter();

function packLine(kept: readonly KeptEncounter[], name: (text: string) => void): void {
  const start = body.at;
  let before = kept[0]?.at ?? 0;
  for (const { at, id, touchpoint, channel, caseId, starts, ends, felt } of kept) {
    body.count(before - at);
    before = at;
    body.byte(flagsOf({ starts, ends, caseId, felt }));
    body.hex(id);
    name(touchpoint);
    name(channel);
    if (caseId !== null) name(caseId);
    if (felt !== null) body.real(felt);
  }
  line.clear();
  line.copy(body.bytes(start), 0, body.at - start);
  body.at = start;
  body.count(line.at);
  body.copy(line.bytes(), 0, line.at);
}

export function flagsOf({
  starts,
  ends,
  caseId,
  felt,
}: Pick<KeptEncounter, 'starts' | 'ends' | 'caseId' | 'felt'>): number {
  return (
    (starts ? STARTS : 0) |
    (ends ? ENDS : 0) |
    (caseId === null ? 0 : HAS_CASE) |
    (felt === null ? 0 : HAS_FELT)
  );
}

/** 0 and a number that is safe, or the digits of one that is not. */
export function bigCount(out: ByteWriter, value: bigint): void {
  if (value <= Number.MAX_SAFE_INTEGER) {
    out.byte(0);
    out.count(Number(value));
  } else {
    out.byte(1);
    out.text(String(value));
  }
}

/** What was stored; null: in a shape of another version. */
export function unpackPerson(bytes: Buffer): PersonState | null {
  if (bytes[0] !== VERSION) return null;
  const from = new ByteReader(bytes, 1);
  const names = Array.from({ length: from.count() }, () => from.text());
  const name = (): string => names[from.count()] ?? '';
  const [encounters, since, until] = [from.count(), from.moment(), from.moment()];
  const felt = { n: from.count(), sum: from.real() };
  const balances = new Map<string, Balance>();
  for (let left = from.count(); left > 0; left -= 1) {
    const [kind, giver, receiver] = [name(), name(), name()];
    const quantity = BigInt(from.count() === 0 ? from.count() : from.text());
    const grades = [from.count(), from.count(), from.count(), from.count()] as const;
    const balance = { kind, giver, receiver, quantity, grades };
    balances.set(balanceKey(balance), balance);
  }
  const contacts = new Map<string, Contact>();
  for (let left = from.count(); left > 0; left -= 1) {
    const day = from.whole();
    const contact = { day, touchpoint: name(), channel: name(), n: from.count() };
    contacts.set(contactKey(contact), contact);
  }
  const journeys = new Map<string, JourneyKept>();
  for (let left = from.count(); left > 0; left -= 1) {
    const journey = name();
    journeys.set(journey, { n: from.count(), kept: unpackLine(from, name) });
  }
  return { encounters, since, until, felt, balances, contacts, journeys };
}

function unpackLine(from: ByteReader, name: () => string): readonly KeptEncounter[] {
  const kept: KeptEncounter[] = [];
  const count = from.count();
  let at = from.moment() ?? 0;
  from.count();
  for (let left = count; left > 0; left -= 1) {
    at -= from.count();
    const flags = from.count();
    kept.push({
      at,
      id: from.hex(),
      touchpoint: name(),
      channel: name(),
      caseId: flags & HAS_CASE ? name() : null,
      starts: (flags & STARTS) !== 0,
      ends: (flags & ENDS) !== 0,
      felt: flags & HAS_FELT ? from.real() : null,
    });
  }
  return kept;
}
