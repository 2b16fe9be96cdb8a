import {
  GPC_CONTEXT,
  legWords,
  PREFERENCES,
  type RightKinds,
  type RightWord,
  type Spoken,
  wordsOf,
} from '@bothways/core/person';
import { keepWords } from '../store/consents.ts';
import type { Facts } from '../store/facts.ts';
import { type Generation, heldRows } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';

/** Events, or legs, that are read in one go. */
const ROWS_AT_ONCE = 20_000;

/**
 * Reads out of events what they say of rights, and out of the legs that wait which rights they give, and keeps it. What is
 * kept already stays: live events have told theirs.
 *
 * Shape: the identities that say something; events have numbers in (from, to].
 * Source: semantics.md 26.
 */
export async function keepSpoken(
  { state, facts }: Pick<Stores, 'state' | 'facts'>,
  generation: Pick<Generation, 'id'>,
  kinds: RightKinds,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ReadonlySet<string>> {
  const identities = new Set<string>();
  const keep = async (words: readonly RightWord[]): Promise<void> => {
    await keepWords(state, words, generation.id);
    for (const { identity } of words) identities.add(identity);
  };
  for (let after = from; after < to; ) {
    const events = await eventsThatSpeak(facts, after, to);
    await keep(events.flatMap(wordsOf));
    after = events.length < ROWS_AT_ONCE ? to : (events.at(-1)?.seq ?? to);
  }
  for (let after = { seq: from, encounterId: '', leg: 0 }; kinds.permissions.length > 0; ) {
    const legs = await rightsGiven(facts, generation, kinds, after, to);
    await keep(legs.flatMap((leg) => legWords([leg], leg.identity, kinds)));
    const last = legs.at(-1);
    if (last === undefined || legs.length < ROWS_AT_ONCE) break;
    after = last;
  }
  return identities;
}

const IN_NUMBERS = { output_format_json_quote_64bit_integers: 0 };

function eventsThatSpeak(facts: Facts, after: number, to: number): Promise<readonly Spoken[]> {
  const signals = GPC_CONTEXT.map((key) => `'${key}'`).join(', ');
  return facts.rows<Spoken>(
    `SELECT lower(hex(assumeNotNull(identity_id))) AS identity, toString(source) AS source, message_id AS messageId, seq,
       toUnixTimestamp64Milli(at) AS at, type, name, mapFilter((k, v) -> startsWith(k, 'consent.') OR k IN (${signals}), context) AS context
     FROM event WHERE seq > {after:UInt64} AND seq <= {to:UInt64} AND isNotNull(identity_id)
       AND arrayExists(k -> startsWith(k, '${PREFERENCES}') OR k IN (${signals}), mapKeys(context))
     ORDER BY seq LIMIT ${ROWS_AT_ONCE}`,
    { parameters: { after, to }, settings: IN_NUMBERS },
  );
}

interface RightGiven {
  readonly identity: string;
  readonly encounterId: string;
  readonly leg: number;
  readonly kind: string;
  readonly giver: string;
  readonly receiver: string;
  readonly seq: number;
  readonly at: number;
}

function rightsGiven(
  facts: Facts,
  generation: Pick<Generation, 'id'>,
  { permissions }: RightKinds,
  after: { readonly seq: number; readonly encounterId: string; readonly leg: number },
  to: number,
): Promise<readonly RightGiven[]> {
  return facts.rows<RightGiven>(
    `SELECT lower(hex(assumeNotNull(coalesce(identity_id, person_id)))) AS identity, lower(hex(encounter_id)) AS encounterId, leg,
       toString(kind) AS kind, toString(giver) AS giver, toString(receiver) AS receiver, seq, toUnixTimestamp64Milli(at) AS at
     FROM ${heldRows(generation)}
     WHERE sign = 1 AND posted = 0 AND isNotNull(person_id) AND kind IN {kinds:Array(String)} AND seq <= {to:UInt64}
       AND (seq, encounterId, leg) > ({seq:UInt64}, {encounter:String}, {leg:UInt8}) AND seq > {from:UInt64}
     ORDER BY seq, encounterId, leg LIMIT ${ROWS_AT_ONCE}`,
    {
      parameters: {
        kinds: permissions.map(({ kind }) => kind),
        ...{ to, seq: after.seq, encounter: after.encounterId, leg: after.leg },
        from: after.encounterId === '' ? after.seq : 0,
      },
      settings: IN_NUMBERS,
    },
  );
}
