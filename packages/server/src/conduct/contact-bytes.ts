import { CHANNELS_MAX, CONTACT_DAYS, contactChannel, OTHER_CHANNELS } from '@bothways/core/person';
import type { ByteReader, ByteWriter } from './byte-cursor.ts';

/** The names of a state while it is added to. */
export interface Names {
  readonly list: string[];
  /** The place of a name, which may be a new one. */
  readonly placeOf: (name: string) => number;
}

/** Of each: day, touchpoint, channel, and how often. */
export const CONTACT = 4;

export function contactsIn(from: ByteReader): number[] {
  const contacts: number[] = [];
  for (let left = from.count(); left > 0; left -= 1)
    contacts.push(from.whole(), from.count(), from.count(), from.count());
  return contacts;
}

/** False: its channel is one too many for the day. */
export function addContact(
  contacts: number[],
  day: number,
  touchpoint: string,
  channel: string,
  { list, placeOf }: Names,
): boolean {
  const [met, by] = [placeOf(touchpoint), placeOf(contactChannel(channel))];
  // The newest stand last, and most of what comes is new.
  for (let at = contacts.length - CONTACT; at >= 0; at -= CONTACT)
    if (contacts[at] === day && contacts[at + 1] === met && contacts[at + 2] === by) {
      contacts[at + 3] = (contacts[at + 3] ?? 0) + 1;
      return true;
    }
  contacts.push(day, met, by, 1);
  const channels = new Set<number>();
  for (let at = 0; at < contacts.length; at += CONTACT)
    if (contacts[at] === day) channels.add(contacts[at + 2] ?? 0);
  channels.delete(list.indexOf(OTHER_CHANNELS));
  return channels.size <= CHANNELS_MAX;
}

export function writeContacts(contacts: readonly number[], out: ByteWriter): void {
  let newest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < contacts.length; at += CONTACT)
    newest = Math.max(newest, contacts[at] ?? newest);
  let count = 0;
  for (let at = 0; at < contacts.length; at += CONTACT)
    if ((contacts[at] ?? 0) > newest - CONTACT_DAYS) count += 1;
  out.count(count);
  for (let at = 0; at < contacts.length; at += CONTACT) {
    if ((contacts[at] ?? 0) <= newest - CONTACT_DAYS) continue;
    out.whole(contacts[at] ?? 0);
    for (let each = 1; each < CONTACT; each += 1) out.count(contacts[at + each] ?? 0);
  }
}
