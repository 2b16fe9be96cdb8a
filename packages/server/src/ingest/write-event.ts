import { bagKey, bagRead, bagText } from '@bothways/core';
import { isBlockedId } from '@bothways/core/person';
import { timeParser } from '../read/parse-time.ts';
import type { RejectReason } from '../read/reject.ts';
import type { Flaw } from '../read/source-record.ts';
import { EVENT_TYPES } from './mapping-schema.ts';
import type { Bags } from './native-names.ts';
import type { Pseudonyms } from './pseudonym.ts';
import { idOf, isObject, shown } from './sent-fields.ts';
import type { StagedRows } from './staged-rows.ts';

/** An event in Segment's shape, as plain data. Whatever a source sends may be in any field: each is checked. */
export interface SentEvent {
  readonly type?: unknown;
  readonly event?: unknown;
  readonly name?: unknown;
  readonly messageId?: unknown;
  readonly userId?: unknown;
  readonly anonymousId?: unknown;
  readonly previousId?: unknown;
  readonly groupId?: unknown;
  readonly timestamp?: unknown;
  readonly originalTimestamp?: unknown;
  readonly sentAt?: unknown;
  readonly channel?: unknown;
  readonly category?: unknown;
  readonly properties?: unknown;
  readonly traits?: unknown;
  readonly context?: unknown;
}

const TYPES: ReadonlySet<unknown> = new Set([...EVENT_TYPES, 'alias']);
const isoTime = timeParser('iso', 'UTC');

/**
 * Writes an event as a staged row. Who it was: `userId`, whose `anonymousId` and, of an alias, `previousId` then are, else
 * `anonymousId`; the account:
 * `groupId`, else that of the context; the channel: its own, else that of the context; of identify and group the traits
 * stand as properties.
 *
 * Errors: what is wrong with it; what was written of the row is then to be dropped.
 */
export function writeEvent(
  row: StagedRows,
  seq: number,
  event: SentEvent,
  pseudonyms: Pseudonyms,
  hash: (event: SentEvent) => string,
): Flaw | null {
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    return flaw('bad-record', 'the record is no object; send { type, event, userId, ... }');
  const { type, messageId, timestamp, originalTimestamp, sentAt } = event;
  if (!TYPES.has(type))
    return flaw(
      'bad-type',
      `type is ${shown(type)}; use track, identify, page, screen, group or alias`,
    );
  const name = type === 'track' ? event.event : (event.name ?? '');
  if (typeof name !== 'string' || (type === 'track' && name === ''))
    return flaw('missing-event', `the name of the ${type} is ${shown(name)}; send a text`);
  const at = timestamp ?? originalTimestamp;
  if (at === undefined || at === null || at === '')
    return flaw('missing-time', 'there is no timestamp; send one in ISO 8601');
  const moment = momentOf(at);
  if (typeof moment === 'string')
    return flaw(moment, `timestamp is ${shown(at)}; send ISO 8601 from 1970 to 2199`);
  const context = isObject(event.context) ? event.context : {};
  row.seq.add(seq);
  const id = idOf(messageId);
  row.message_id.add(id ?? `${hash(event)}.1`);
  row.counted.add(id === null);
  const previous = type === 'alias' ? personIdOf(event.previousId) : null;
  writePerson(row, personIdOf(event.userId), [personIdOf(event.anonymousId), previous], pseudonyms);
  const account = idOf(event.groupId) ?? idOf(context['groupId']);
  row.account_id.add(account === null ? null : pseudonyms('account', account));
  row.case_id.add(idOf(context['caseId']));
  row.at.add(moment);
  row.original_at.add(momentOrNull(originalTimestamp));
  row.sent_at.add(momentOrNull(sentAt));
  row.type.add(type as string);
  row.name.add(name);
  const channel = event.channel ?? context['channel'];
  row.channel.add(typeof channel === 'string' ? channel : '');
  const isTraits = type === 'identify' || type === 'group';
  const bad =
    writeBag(row.properties, 'properties', isTraits ? event.traits : propertiesOf(event)) ??
    writeBag(row.context, 'context', event.context);
  if (bad !== null) return bad;
  row.grade.add('A');
  return null;
}

/**
 * Writes who it was: the user, whose the anonymous ids are then said to be, else the first of these; null where nobody is
 * named.
 */
export function writePerson(
  row: StagedRows,
  user: string | null,
  anonymous: readonly (string | null)[],
  pseudonyms: Pseudonyms,
): void {
  const [first = null] = anonymous;
  if (user !== null) row.identity_id.add(pseudonyms('user', user));
  else row.identity_id.add(first === null ? null : pseudonyms('anonymous', first));
  if (user === null) return;
  for (const id of anonymous) if (id !== null) row.links(pseudonyms('anonymous', id));
}

/** The properties of an event that has no traits: of a page or screen its category is one of them. */
export function propertiesOf({ type, category, properties = null }: SentEvent): unknown {
  if ((type !== 'page' && type !== 'screen') || typeof category !== 'string') return properties;
  if (properties === null) return { category };
  return isObject(properties) && properties['category'] === undefined
    ? { ...properties, category }
    : properties;
}

/** Whether an event brings a messageId. */
export function hasOwnId({ messageId }: SentEvent): boolean {
  return idOf(messageId) !== null;
}

/** Keys come again and again: escaped only once. */
const KEYS_MAX = 10_000;
const keys = new Map<string, string>();

/** A flat object goes straight into the row; one with depth is flattened as core does. */
function writeBag(bags: Bags, what: string, value: unknown): Flaw | null {
  bags.start();
  if (value !== undefined && value !== null) {
    if (!isObject(value)) return flaw('bad-record', `${what} is ${shown(value)}; send an object`);
    const parts = Object.keys(value);
    if (parts.length > 500 || !isFlat(value)) {
      const bad = writeDeepBag(bags, what, value);
      if (bad !== null) return bad;
    } else writeFlatBag(bags, parts, value);
  }
  bags.end();
  return null;
}

function writeFlatBag(
  bags: Bags,
  parts: readonly string[],
  value: Readonly<Record<string, unknown>>,
): void {
  for (const part of parts) {
    const each = value[part];
    if (each === undefined) continue;
    if (typeof each === 'string') bags.text(keyOf(part), each);
    else bags.bare(keyOf(part), bagText(each));
  }
}

/** Whether it has no depth and is far from any limit. */
function isFlat(value: Readonly<Record<string, unknown>>): boolean {
  let characters = 0;
  for (const part in value) {
    const each = value[part];
    const type = typeof each;
    if (type === 'string') {
      characters += (each as string).length;
    } else if (type !== 'number' && type !== 'boolean' && each !== null && each !== undefined)
      return false;
  }
  return characters < 100_000;
}

function writeDeepBag(bags: Bags, what: string, value: object): Flaw | null {
  const read = bagRead(value);
  if ('refusal' in read) return flaw('bad-record', `${what}: ${read.refusal.message}`);
  for (const [key, text] of Object.entries(read.bag)) bags.bare(key, text);
  return null;
}

function keyOf(part: string): string {
  const found = keys.get(part);
  if (found !== undefined) return found;
  const made = bagKey([part]);
  if (keys.size >= KEYS_MAX) keys.clear();
  keys.set(part, made);
  return made;
}

/** Of an id that names nobody: none, as live. */
function personIdOf(value: unknown): string | null {
  const id = idOf(value);
  return id === null || isBlockedId(id) ? null : id;
}

function momentOf(value: unknown): ReturnType<typeof isoTime> {
  if (typeof value === 'string') return isoTime(value);
  return value instanceof Date ? isoTime(isoText(value)) : 'bad-time';
}

function isoText(value: Date): string {
  return Number.isNaN(value.getTime()) ? '' : value.toISOString();
}

function momentOrNull(value: unknown): number | null {
  const moment = momentOf(value);
  return typeof moment === 'number' ? moment : null;
}

function flaw(reason: RejectReason, detail: string): Flaw {
  return { reason, detail };
}
