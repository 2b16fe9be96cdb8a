import type { Model, ValueTransfer } from '@bothways/core';
import {
  isThreaded,
  legWords,
  type PersonRights,
  type RightKinds,
  type RightWord,
  rightKindsOf,
  rightsOf,
  wordsOf,
} from '@bothways/core/person';
import { keepWords, type PersonWords, wordsOfPersons } from '../store/consents.ts';
import type { Batch, BatchEvent, Moved } from './batch.ts';

/** What the persons of a batch allow, after all that it says. */
export interface Rights {
  readonly kinds: RightKinds;
  /** When it is asked, in milliseconds since 1970, UTC: of rights those that ended before have left. */
  readonly now: number;
  /** Of a person of this batch; nobody else is known. */
  readonly of: (person: string | null) => PersonRights;
}

/** Rights as a batch leaves them. */
export interface ConsentsNoted {
  /** Null: no kind of the model waits for a right. */
  readonly rights: Rights | null;
  /** Persons whose entries that stand must be looked at again. */
  readonly changed: ReadonlySet<string>;
  /** When the first of the rights that were given ends by its time, in milliseconds since 1970, UTC; null: none does. */
  readonly ends: number | null;
}

const NOTHING: ConsentsNoted = { rights: null, changed: new Set(), ends: null };
/** Read once a model. */
const kindsRead = new WeakMap<Model, { readonly kinds: RightKinds | null }>();

/**
 * Keeps what this batch says of rights: preferences and consent events, signals of Global Privacy Control, legs that are
 * rights. Then it says what its persons allow. A model without rights and without data that needs consent pays nothing.
 *
 * Shape: `relinked`: persons of whom a link is new, undone, or now older.
 * Source: semantics.md 26, 27.
 */
export async function noteConsents(
  batch: Batch,
  personOf: (identity: string) => string,
  moved: readonly Moved[],
  relinked: readonly string[] = [],
): Promise<ConsentsNoted> {
  const { client, generation, model, events } = batch;
  if (generation === null || model === null) return NOTHING;
  const kinds = kindsOf(model);
  if (kinds === null) return NOTHING;
  const said = events.flatMap((event) => saidBy(batch, event, kinds));
  const added = await keepWords(client, said, generation.id);
  const turned = new Set([...moved.flatMap(({ from, to }) => [from, to]), ...relinked]);
  const persons = new Set(turned);
  for (const { identity } of events) if (identity !== null) persons.add(personOf(identity));
  const known = await wordsOfPersons(client, [...persons], generation.id);
  const rights = new Map<string, PersonRights>();
  const changed = new Set<string>();
  const isNew = new Set(added.map(wordKey));
  for (const [person, { words, links }] of known) {
    const own = rightsOf(words, links, kinds);
    rights.set(person, own);
    if (turned.has(person) || isOther(own, { words, links }, isNew, kinds)) changed.add(person);
  }
  const nobody = rightsOf([], new Map(), kinds);
  const of = (person: string | null): PersonRights =>
    (person === null ? undefined : rights.get(person)) ?? nobody;
  if (await isBehindImports(client, generation.seqDone))
    for (const { identity } of events) if (identity !== null) changed.add(personOf(identity));
  const ends = added.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]));
  return {
    ...{ rights: { kinds, now: Date.now(), of }, changed },
    ends: ends.length === 0 ? null : ends.reduce((a, b) => Math.min(a, b)),
  };
}

/** Whether an import is there that the ledger has not caught up with: what it says of rights is known only then. */
async function isBehindImports(client: Batch['client'], seqDone: number): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM import WHERE state = 'done' AND seq_to > $1 LIMIT 1`,
    [seqDone],
  );
  return rows.length > 0;
}

/** The kinds of a model that rights are about; null: it has none. */
export function kindsOf(model: Model): RightKinds | null {
  const known = kindsRead.get(model) ?? { kinds: rightKindsOf(model) };
  kindsRead.set(model, known);
  return known.kinds;
}

/** Whether what is new says anything that was not so before. */
function isOther(
  now: PersonRights,
  { words, links }: PersonWords,
  isNew: ReadonlySet<string>,
  kinds: RightKinds,
): boolean {
  const before = words.filter((word) => !isNew.has(wordKey(word)));
  if (before.length === words.length) return false;
  return rightsOf(before, links, kinds).text() !== now.text();
}

function wordKey({ identity, kind, source, messageId }: RightWord): string {
  return `${identity} ${kind} ${source} ${messageId}`;
}

/** All that one event says: in its context, and by what it moves. */
function saidBy(
  { recognise }: Batch,
  { event, seq, identity }: BatchEvent,
  kinds: RightKinds,
): readonly RightWord[] {
  if (identity === null) return [];
  const { source, messageId, at, type, name, context } = event;
  const words = wordsOf({ identity, source, messageId, seq, at, type, name, context });
  if (kinds.permissions.length === 0 || recognise === null) return words;
  const { caseId, channel, properties, account: accountId } = event;
  const { transfers } = recognise({
    ...{ source, messageId, seq, identityId: identity, accountId, caseId, at, until: null },
    ...{ type, name, channel, properties, context, n: 1, grade: 'A' },
  });
  const legs = transfers.filter((leg: ValueTransfer) => isThreaded(leg.kind, kinds));
  return legs.length === 0 ? words : [...words, ...legWords(legs, identity, kinds)];
}
