import { hash, randomUUID } from 'node:crypto';
import { type Bag, bagRead } from '@bothways/core';
import { isBlockedId } from '@bothways/core/person';
import type { Pseudonyms } from '../ingest/pseudonym.ts';
import { idOf, isObject, jsonOf, shown } from '../ingest/sent-fields.ts';
import { propertiesOf } from '../ingest/write-event.ts';
import { rawText } from '../read/source-record.ts';
import type { AcceptedEvent, RefusedEvent } from './accepted-event.ts';
import { type EventClock, eventClock } from './event-clock.ts';
import type { RefusedCode, SentBatch } from './sent-batch.ts';

/** An event that may come in, or why not. */
export type EventRead =
  | { readonly event: AcceptedEvent }
  | {
      readonly refused: RefusedEvent;
      /** By which it is known again: that of its id, else of all of it. */
      readonly key: string;
      readonly code: RefusedCode;
      readonly messageId: string | null;
      readonly told: { readonly type: string; readonly name: string };
    };

/** Bytes that one event may have. */
export const EVENT_BYTES_MAX = 32_768;
const MESSAGE_ID_CHARACTERS_MAX = 100;
const CATEGORIES_MAX = 200;

type Fields = Readonly<Record<string, unknown>>;

interface Flaw {
  readonly code: RefusedCode;
  readonly detail: string;
}

/** Reads the events of one request, in order. */
export function eventReader(
  batch: SentBatch,
  pseudonyms: Pseudonyms,
): (sent: unknown) => EventRead {
  const shared = isObject(batch.context) ? batch.context : null;
  const mayBeLarge = batch.bytes > EVENT_BYTES_MAX;
  const whole =
    batch.refusal === undefined
      ? null
      : { code: batch.refusal.code, detail: batch.refusal.message };
  return (sent) => {
    if (whole !== null) return refusal(batch, sent, whole);
    const flaw = shapeFlaw(sent, mayBeLarge);
    if (flaw !== null) return refusal(batch, sent, flaw);
    const fields = sent as Fields;
    const context = contextOf(fields, shared, batch.ip);
    const read = build(fields, context, batch, pseudonyms);
    return 'code' in read ? refusal(batch, sent, read) : { event: read };
  };
}

function shapeFlaw(sent: unknown, mayBeLarge: boolean): Flaw | null {
  if (!isObject(sent))
    return {
      code: 'bad-record',
      detail: `the event is ${shown(sent)}; send { type, event, userId, ... }`,
    };
  if (!mayBeLarge) return null;
  const json = jsonOf(sent);
  if (json === null)
    return { code: 'bad-record', detail: 'the event is nested too deep to be read; send it flat' };
  const bytes = Buffer.byteLength(json);
  if (bytes <= EVENT_BYTES_MAX) return null;
  return {
    code: 'too-large',
    detail: `the event has ${bytes} bytes; send at most ${EVENT_BYTES_MAX}`,
  };
}

/** The context of an event: what its batch says where it says nothing itself. */
function contextOf(fields: Fields, shared: Fields | null, ip: string | null): unknown {
  const own = fields['context'] ?? null;
  const whole =
    shared === null ? own : own === null ? shared : isObject(own) ? { ...shared, ...own } : own;
  if (ip === null || (isObject(whole) && whole['ip'] !== undefined)) return whole;
  return whole === null ? { ip } : isObject(whole) ? { ...whole, ip } : whole;
}

const TYPES: ReadonlySet<unknown> = new Set([
  'track',
  'identify',
  'page',
  'screen',
  'group',
  'alias',
]);

function build(
  fields: Fields,
  context: unknown,
  batch: SentBatch,
  pseudonyms: Pseudonyms,
): AcceptedEvent | Flaw {
  const { type } = fields;
  const messageId = idOf(fields['messageId']);
  if (messageId !== null && messageId.length > MESSAGE_ID_CHARACTERS_MAX)
    return {
      code: 'bad-message-id',
      detail: `the messageId has ${messageId.length} characters; send at most ${MESSAGE_ID_CHARACTERS_MAX}`,
    };
  if (!TYPES.has(type))
    return {
      code: 'bad-type',
      detail: `type is ${shown(type)}; use track, identify, page, screen, group or alias`,
    };
  const name = type === 'track' ? fields['event'] : (fields['name'] ?? '');
  if (typeof name !== 'string' || (type === 'track' && name === ''))
    return {
      code: 'missing-event',
      detail: `the name of the ${type} is ${shown(name)}; send a text`,
    };
  const flaw = nobody(fields, type);
  if (flaw !== null) return flaw;
  const isTraits = type === 'identify' || type === 'group';
  const properties = isTraits
    ? bagFor('traits', fields['traits'])
    : bagFor('properties', propertiesOf(fields));
  if ('flaw' in properties) return properties.flaw;
  const about = context === null ? EMPTY : bagged('context', context);
  if ('flaw' in about) return about.flaw;
  const known: Fields = isObject(context) ? context : {};
  const gpc = batch.gpc || isYes(known['gpc']) || isYes(known['globalPrivacyControl']);
  const clock = eventClock(fields, batch.sentAt, batch.receivedAt);
  const pseudonym = (of: 'user' | 'anonymous' | 'account', value: unknown): string | null => {
    const id = idOf(value);
    return id === null || isBlockedId(id) ? null : pseudonyms(of, id).toString('hex');
  };
  const channel = fields['channel'] ?? known['channel'];
  return {
    source: batch.source,
    messageId: messageId ?? `door-${randomUUID()}`,
    type: type as AcceptedEvent['type'],
    name: name.toWellFormed(),
    at: clock.at,
    originalAt: clock.originalAt,
    sentAt: clock.sentAt,
    receivedAt: batch.receivedAt,
    user: pseudonym('user', fields['userId']),
    anonymous: pseudonym('anonymous', fields['anonymousId']),
    account: pseudonym('account', idOf(fields['groupId']) ?? known['groupId']),
    previous: type === 'alias' ? previousOf(fields['previousId'], pseudonym) : null,
    caseId: idOf(known['caseId']),
    channel: typeof channel === 'string' ? channel.toWellFormed() : '',
    properties: properties.bag,
    // Whoever reads what was said of rights out of events later finds the header there.
    context: withUnread(gpc ? { ...about.bag, gpc: 'true' } : about.bag, clock),
    consent: consentOf(known['consent']),
    gpc,
  };
}

function nobody(fields: Fields, type: unknown): Flaw | null {
  if (idOf(fields['userId']) !== null || idOf(fields['anonymousId']) !== null) return null;
  if (type === 'group' && idOf(fields['groupId']) !== null) return null;
  return {
    code: 'missing-id',
    detail: 'there is neither userId nor anonymousId; send one of them, or both',
  };
}

type BagRead = { readonly bag: Bag } | { readonly flaw: Flaw };

const EMPTY: BagRead = { bag: {} };

function bagFor(what: 'properties' | 'traits', value: unknown): BagRead {
  return value === undefined || value === null ? EMPTY : bagged(what, value);
}

function bagged(what: string, value: unknown): BagRead {
  const read = bagRead(value);
  return 'bag' in read
    ? read
    : { flaw: { code: 'bad-record', detail: `${what}: ${read.refusal.message}` } };
}

function withUnread(bag: Bag, { unread }: EventClock): Bag {
  return unread === null ? bag : { ...bag, originalTimestamp: `"${unread}` };
}

function previousOf(
  value: unknown,
  pseudonym: (of: 'user' | 'anonymous', value: unknown) => string | null,
): AcceptedEvent['previous'] {
  const user = pseudonym('user', value);
  const anonymous = pseudonym('anonymous', value);
  return user === null || anonymous === null ? null : { user, anonymous };
}

/** What an event says of consent, by the client's category: only a plain yes or no counts. */
function consentOf(value: unknown): AcceptedEvent['consent'] {
  const preferences = isObject(value) ? value['categoryPreferences'] : null;
  if (!isObject(preferences)) return null;
  const said = Object.entries(preferences)
    .filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean')
    .slice(0, CATEGORIES_MAX);
  return said.length === 0 ? null : Object.fromEntries(said);
}

function isYes(value: unknown): boolean {
  return value === true || value === 1 || value === '1';
}

function refusal(batch: SentBatch, sent: unknown, { code, detail }: Flaw): EventRead {
  const fields: Fields = isObject(sent) ? sent : {};
  const { source, receivedAt } = batch;
  const json = jsonOf(sent) ?? 'nested too deep to be written';
  const messageId = idOf(fields['messageId']);
  const text = (value: unknown): string =>
    typeof value === 'string' ? value.slice(0, 200).toWellFormed() : '';
  const raw = rawText({ cells: [], raw: json });
  return {
    refused: { source, reason: code, detail, raw, receivedAt },
    key: refusedKey(code, messageId ?? batch.refusal?.whole ?? json),
    code,
    messageId: messageId?.slice(0, 200) ?? null,
    told: { type: text(fields['type']), name: text(fields['event'] ?? fields['name']) },
  };
}

/** The key of an accepted event in `seen`: 32 hex digits. */
export function acceptedKey({ messageId }: AcceptedEvent): string {
  return hash('sha256', messageId).slice(0, 32);
}

/** That of a refused one: another, so that it may come again as it should be. */
function refusedKey(reason: string, idOrWhole: string): string {
  return hash('sha256', `refused\0${reason}\0${idOrWhole}`).slice(0, 32);
}

/** That of one without an id, of which some in the same request are the same: as in a file, equal records are several. */
export function repeatedKey(key: string, before: number): string {
  return before === 0 ? key : hash('sha256', `${key}\0${before}`).slice(0, 32);
}
