import type {
  Balance,
  Contact,
  JourneyKept,
  KeptEncounter,
  PersonState,
} from '@bothways/core/person';
import { balanceKey, contactKey } from '@bothways/core/person';
import { ByteReader, ByteWriter } from './byte-cursor.ts';

/** The first byte: who reads another makes the state anew. */
const VERSION = 1;

/**
 * The state of a person as it is stored: names once each, numbers as short as they are. A tenth of what it takes as JSON,
 * which the store would read through twice with each event.
 */
export function packPerson(state: PersonState): Buffer {
  const out = new ByteWriter(VERSION);
  out.count(state.encounters);
  out.moment(state.since);
  out.moment(state.until);
  out.count(state.felt.n);
  out.real(state.felt.sum);
  out.count(state.balances.size);
  for (const { kind, giver, receiver, quantity, grades } of state.balances.values()) {
    out.name(kind);
    out.name(giver);
    out.name(receiver);
    out.big(quantity);
    for (const grade of grades) out.count(grade);
  }
  out.count(state.contacts.size);
  for (const { day, touchpoint, channel, n } of state.contacts.values()) {
    out.whole(day);
    out.name(touchpoint);
    out.name(channel);
    out.count(n);
  }
  out.count(state.journeys.size);
  for (const [journey, { n, kept }] of state.journeys) {
    out.name(journey);
    out.count(n);
    out.count(kept.length);
    let before: number | null = null;
    for (const each of kept) {
      if (before === null) out.moment(each.at);
      else out.count(before - each.at);
      before = each.at;
      packKept(out, each);
    }
  }
  return out.bytes();
}

const STARTS = 1;
const ENDS = 2;
const HAS_CASE = 4;
const HAS_FELT = 8;

function packKept(
  out: ByteWriter,
  { id, touchpoint, channel, caseId, ...rest }: KeptEncounter,
): void {
  const { starts, ends, felt } = rest;
  out.count(
    (starts ? STARTS : 0) |
      (ends ? ENDS : 0) |
      (caseId === null ? 0 : HAS_CASE) |
      (felt === null ? 0 : HAS_FELT),
  );
  out.hex(id);
  out.name(touchpoint);
  out.name(channel);
  if (caseId !== null) out.name(caseId);
  if (felt !== null) out.real(felt);
}

/** What was stored; null: in a shape of another version. */
export function unpackPerson(bytes: Buffer): PersonState | null {
  if (bytes[0] !== VERSION) return null;
  const from = new ByteReader(bytes);
  const [encounters, since, until] = [from.count(), from.moment(), from.moment()];
  const felt = { n: from.count(), sum: from.real() };
  const balances = new Map<string, Balance>();
  for (let left = from.count(); left > 0; left -= 1) {
    const [kind, giver, receiver] = [from.name(), from.name(), from.name()];
    const quantity = from.big();
    const grades = [from.count(), from.count(), from.count(), from.count()] as const;
    const balance = { kind, giver, receiver, quantity, grades };
    balances.set(balanceKey(balance), balance);
  }
  const contacts = new Map<string, Contact>();
  for (let left = from.count(); left > 0; left -= 1) {
    const day = from.whole();
    const contact = { day, touchpoint: from.name(), channel: from.name(), n: from.count() };
    contacts.set(contactKey(contact), contact);
  }
  const journeys = new Map<string, JourneyKept>();
  for (let left = from.count(); left > 0; left -= 1) {
    const [journey, n] = [from.name(), from.count()];
    journeys.set(journey, { n, kept: unpackLine(from) });
  }
  return { encounters, since, until, felt, balances, contacts, journeys };
}

function unpackLine(from: ByteReader): readonly KeptEncounter[] {
  const kept: KeptEncounter[] = [];
  let at = 0;
  for (let left = from.count(); left > 0; left -= 1) {
    at = kept.length === 0 ? (from.moment() ?? 0) : at - from.count();
    const flags = from.count();
    kept.push({
      at,
      id: from.hex(),
      touchpoint: from.name(),
      channel: from.name(),
      caseId: flags & HAS_CASE ? from.name() : null,
      starts: (flags & STARTS) !== 0,
      ends: (flags & ENDS) !== 0,
      felt: flags & HAS_FELT ? from.real() : null,
    });
  }
  return kept;
}
