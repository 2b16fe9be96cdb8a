import { hash } from 'node:crypto';
import { encounterKey, type Model, textSql, touchpointsOf } from '@bothways/core';
import {
  isThreaded,
  mayStand,
  type Permission,
  type PersonRights,
  type RightKinds,
  type RightWord,
  rightKindsOf,
  rightsOf,
  threadedKinds,
} from '@bothways/core/person';
import { type PersonWords, personsOfIdentities, wordsOfPersons } from '../store/consents.ts';
import type { Facts } from '../store/facts.ts';
import { type Generation, heldRows, markCorrected, transferRows } from '../store/generation.ts';
import { insertBinary, RowBytes } from '../store/row-bytes.ts';
import { ENTRY_KEYS, standingRows } from '../store/standing.ts';
import type { Stores } from '../store/stores.ts';

/** Persons whose legs are looked at in one go. */
const PERSONS_AT_ONCE = 5_000;

export interface Regate {
  readonly stores: Pick<Stores, 'state' | 'facts'>;
  readonly generation: Pick<Generation, 'id'>;
  readonly model: Model;
  /** Up to which number events were there: what is posted now is seen once readers are there. */
  readonly seq: number;
  /** Milliseconds since 1970, UTC: rights that ended before have left. */
  readonly now: number;
}

/**
 * Brings the entries of persons in line with what they allow: legs that may stand are posted, those that may not are taken
 * back and wait, and the balance of a right rests on the grant that began it. Run twice, it does nothing the second time;
 * killed anywhere, the next run finds each leg in at least one of both tables.
 *
 * Shape: `changed`, persons or identities of theirs, 32 hex digits each; whether anything had to be put right.
 * Errors: as the stores'.
 * Source: semantics.md 7, 10, 26, 27.
 */
export async function regate(regating: Regate, changed: readonly string[]): Promise<boolean> {
  const kinds = rightKindsOf(regating.model);
  if (kinds === null || changed.length === 0) return false;
  // Whoever has become a part of another is looked at with them.
  const persons = await personsOfIdentities(regating.stores.state, changed);
  let isCorrected = false;
  for (let from = 0; from < persons.length; from += PERSONS_AT_ONCE)
    if (await regateSome(regating, kinds, persons.slice(from, from + PERSONS_AT_ONCE)))
      isCorrected = true;
  return isCorrected;
}

async function regateSome(
  regating: Regate,
  kinds: RightKinds,
  persons: readonly string[],
): Promise<boolean> {
  const { stores, generation, now } = regating;
  const known = await wordsOfPersons(stores.state, persons, generation.id);
  const rights = new Map(
    [...known].map(([person, { words, links }]) => [person, rightsOf(words, links, kinds)]),
  );
  const personOf = new Map<string, string>();
  for (const [person, { links }] of known)
    for (const identity of [person, ...links.keys()]) personOf.set(identity, person);
  const rows = await legsThere(regating, kinds, [...personOf.keys()]);
  const plan: Plan = { post: [], reverse: [] };
  const legs = new Map<string, Leg[]>();
  for (const row of rows) {
    const key = `${row.encounter_id}/${row.leg}`;
    legs.set(key, [...(legs.get(key) ?? []), row]);
  }
  const wanted = grantsStanding(known, rights, kinds, now);
  for (const [key, there] of legs) {
    const [leg] = there;
    const person = personOf.get(leg?.identity ?? '');
    const own = person === undefined ? undefined : rights.get(person);
    if (leg === undefined || person === undefined || own === undefined) continue;
    if (leg.touchpoint === '') planGrant(plan, there, wanted.get(key) ?? null);
    else planLeg(plan, there, person, mayStand(asLeg(leg), leg.identity, own, kinds, now));
    wanted.delete(key);
  }
  for (const grant of wanted.values()) plan.post.push({ ...grant, place: 'transfer' });
  return carryOut(regating, plan);
}

type Place = 'transfer' | 'transfer_held';

/** A row of either table, as text. */
export interface Leg {
  readonly place: Place;
  readonly encounter_id: string;
  readonly leg: number;
  readonly seq: number;
  readonly person: string;
  /** Under which it came. */
  readonly identity: string;
  readonly exchange_id: string | null;
  readonly at_ms: number;
  readonly journey: string;
  readonly touchpoint: string;
  readonly channel: string;
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  readonly quantity: number;
  readonly n: number;
  readonly grade: string;
  readonly posted: number;
}

interface Plan {
  readonly post: Leg[];
  readonly reverse: Leg[];
}

/** One row is to stand, in one place and of one person; whatever else is there is taken back. */
function planLeg(plan: Plan, there: readonly Leg[], person: string, stands: boolean): void {
  const place: Place = stands ? 'transfer' : 'transfer_held';
  const right = there.find((row) => row.place === place && row.person === person);
  const [any] = there;
  if (right === undefined && any !== undefined) plan.post.push({ ...any, place, person });
  plan.reverse.push(...there.filter((row) => row !== right));
}

/** A grant without a touchpoint stands, or is gone: its word is kept elsewhere. */
function planGrant(plan: Plan, there: readonly Leg[], wanted: Leg | null): void {
  const right = wanted === null ? undefined : there.find(({ person }) => person === wanted.person);
  if (wanted !== null && right === undefined) plan.post.push(wanted);
  plan.reverse.push(...there.filter((row) => row !== right));
}

/** Of each right held now that no leg gave, the entry that its balance rests on, by its key. */
function grantsStanding(
  known: ReadonlyMap<string, PersonWords>,
  rights: ReadonlyMap<string, PersonRights>,
  kinds: RightKinds,
  now: number,
): Map<string, Leg> {
  const wanted = new Map<string, Leg>();
  for (const person of known.keys())
    for (const permission of kinds.permissions) {
      const word = rights.get(person)?.standing(permission.kind, now) ?? null;
      if (word === null || word.by === 'leg') continue;
      const grant = grantOf(person, word, permission, kinds);
      wanted.set(`${grant.encounter_id}/0`, grant);
    }
  return wanted;
}

/** The entry of a right that was given where no touchpoint moved it. */
export function grantOf(
  person: string,
  word: RightWord,
  { kind, one }: Permission,
  kinds: RightKinds,
): Leg {
  const id = hash('sha256', encounterKey(word.source, word.messageId, kind), 'hex');
  return {
    ...{ place: 'transfer', encounter_id: id.slice(0, 32), leg: 0, seq: word.seq, person },
    ...{ identity: word.identity, exchange_id: null, at_ms: word.at, journey: '' },
    ...{ touchpoint: '', channel: '', giver: kinds.customer, receiver: kinds.business },
    ...{ kind, quantity: one, n: 1, grade: 'A', posted: 0 },
  };
}

function asLeg({
  encounter_id: encounterId,
  at_ms: at,
  ...leg
}: Leg): Parameters<typeof mayStand>[0] {
  return {
    encounterId,
    leg: leg.leg,
    kind: leg.kind,
    giver: leg.giver,
    receiver: leg.receiver,
    at,
  };
}

/** Identities whose legs are read in one go: a person may have very many. */
const IDENTITIES_AT_ONCE = 20_000;

async function legsThere(
  regating: Regate,
  kinds: RightKinds,
  identities: readonly string[],
): Promise<readonly Leg[]> {
  const parts: (readonly Leg[])[] = [];
  for (let from = 0; from < identities.length; from += IDENTITIES_AT_ONCE)
    parts.push(await legsOf(regating, kinds, identities.slice(from, from + IDENTITIES_AT_ONCE)));
  return parts.flat();
}

async function legsOf(
  { stores: { facts }, generation, model }: Regate,
  kinds: RightKinds,
  identities: readonly string[],
): Promise<readonly Leg[]> {
  // As one text: the engine takes no statement of very many parts.
  const names = `SELECT CAST(substring(unhex('${identities.join('')}'), 16 * number + 1, 16), 'FixedString(16)') FROM numbers(${identities.length})`;
  const alike = `${waitingSql(model, kinds)} AND isNotNull(person_id) AND assumeNotNull(coalesce(identity_id, person_id)) IN (${names})`;
  const from = (place: Place, table: string): string =>
    `SELECT '${place}' AS place, * FROM ${standingRows(table, ENTRY_KEYS.transfer, Number.MAX_SAFE_INTEGER, alike)} WHERE ${alike}`;
  return facts.rows<Leg>(
    `SELECT place, lower(hex(encounter_id)) AS encounter_id, leg, seq, lower(hex(assumeNotNull(person_id))) AS person,
       lower(hex(assumeNotNull(coalesce(rows.identity_id, rows.person_id)))) AS identity, exchange_id, toUnixTimestamp64Milli(at) AS at_ms, toString(journey) AS journey,
       toString(touchpoint) AS touchpoint, toString(channel) AS channel, toString(giver) AS giver, toString(receiver) AS receiver,
       toString(kind) AS kind, quantity, n, toString(grade) AS grade, posted
     FROM (${from('transfer', transferRows(generation))} UNION ALL ${from('transfer_held', heldRows(generation))}) AS rows`,
    { settings: { output_format_json_quote_64bit_integers: 0, max_query_size: 16_777_216 } },
  );
}

/** Rows of transfers that wait for what is known of rights: where they are is known, so that no others are read. */
export function waitingSql(model: Model, kinds: RightKinds): string {
  const places = touchpointsOf(model, 'current').filter(({ exchange }) =>
    exchange.some(({ kind }) => isThreaded(kind, kinds)),
  );
  const list = (texts: readonly string[]): string => texts.map(textSql).join(', ');
  return `touchpoint IN (${list(['', ...places.map(({ id }) => id)])}) AND kind IN (${list(threadedKinds(kinds))})`;
}

/** First all that is posted, then what is taken back: a leg is nowhere missing in between. */
async function carryOut(
  { stores, generation, seq }: Regate,
  { post, reverse }: Plan,
): Promise<boolean> {
  if (post.length === 0 && reverse.length === 0) return false;
  await markCorrected(stores.state, generation);
  for (const [sign, rows] of [
    [1, post],
    [-1, reverse],
  ] as const)
    await writeLegs(
      stores.facts,
      generation,
      rows.map((row) => ({ ...row, sign, posted: seq, reverses: sign === 1 ? 0 : row.posted })),
    );
  return true;
}

/** Writes rows of both tables, one block each. */
export async function writeLegs(
  facts: Facts,
  { id }: Pick<Generation, 'id'>,
  legs: readonly (Leg & { readonly sign: 1 | -1; readonly reverses: number })[],
): Promise<void> {
  for (const place of ['transfer', 'transfer_held'] as const) {
    const rows = new RowBytes();
    for (const leg of legs) if (leg.place === place) writeLeg(rows, leg);
    await insertBinary(facts, `${place}_g${id} (${LEG_COLUMNS})`, rows);
  }
}

const LEG_COLUMNS = `encounter_id, leg, sign, seq, person_id, identity_id, exchange_id, at, journey, touchpoint, channel,
  giver, receiver, kind, quantity, n, grade, posted, reverses`;

function writeLeg(
  row: RowBytes,
  leg: Leg & { readonly sign: 1 | -1; readonly reverses: number },
): void {
  row.id(leg.encounter_id);
  row.byte(leg.leg);
  row.byte(leg.sign);
  row.whole(leg.seq);
  row.idOrNull(leg.person);
  row.idOrNull(leg.identity === leg.person ? null : leg.identity);
  row.textOrNull(leg.exchange_id);
  row.whole(leg.at_ms);
  for (const text of [leg.journey, leg.touchpoint, leg.channel, leg.giver, leg.receiver, leg.kind])
    row.text(text);
  row.whole(leg.quantity);
  row.whole(leg.n);
  row.text(leg.grade);
  row.whole(leg.posted);
  row.whole(leg.reverses);
  row.endRow();
}
