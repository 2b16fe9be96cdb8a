import { hash } from 'node:crypto';
import type { LinkTimes, RightWord } from '@bothways/core/person';
import type { Pool, PoolClient } from 'pg';

/** A word as it is kept, under the id of its record. */
export interface KeptWord extends RightWord {
  /** UUID of its consent record. */
  readonly record: string;
}

/** What is known of one person's rights. */
export interface PersonWords {
  readonly words: readonly KeptWord[];
  /** When each linked identity became one with the person. */
  readonly links: LinkTimes;
}

/** The longest message id that is kept as it is: files may have longer ones, which no index takes. */
const ID_CHARACTERS_MAX = 200;

/** A message id as the state store takes it. */
function keptId(messageId: string): string {
  const id = messageId.replaceAll('\0', '\ufffd');
  return id.length > ID_CHARACTERS_MAX ? `sha256 ${hash('sha256', id)}` : id;
}

/** Words that one statement keeps at most. */
const WORDS_AT_ONCE = 10_000;

/**
 * Keeps what was said; what is there already stays as it is. Words of legs belong to the generation that recognised them,
 * and keep the record that another generation gave them.
 *
 * Shape: those that are new.
 */
export async function keepWords(
  client: Pool | PoolClient,
  words: readonly RightWord[],
  generation: number,
): Promise<readonly RightWord[]> {
  const kept: RightWord[] = [];
  for (let from = 0; from < words.length; from += WORDS_AT_ONCE) {
    const some = words.slice(from, from + WORDS_AT_ONCE);
    const { rows } = await client.query<WordRow>(
      `INSERT INTO consent (identity, kind, granted, at, expires_at, expressed_by, source, message_id, seq, generation, record_id)
       SELECT identity, kind, granted, to_timestamp(at / 1000.0), to_timestamp(expires / 1000.0), expressed_by, source, message_id, seq,
         CASE WHEN expressed_by = 'leg' THEN $10::bigint END,
         coalesce(CASE WHEN expressed_by = 'leg' THEN (SELECT record_id FROM consent AS before WHERE before.identity = said.identity
           AND before.kind = said.kind AND before.source = said.source AND before.message_id = said.message_id LIMIT 1) END, gen_random_uuid())
       FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::float8[], $5::float8[], $6::text[], $7::text[], $8::text[], $9::bigint[])
         AS said (identity, kind, granted, at, expires, expressed_by, source, message_id, seq)
       ON CONFLICT DO NOTHING RETURNING ${WORD_COLUMNS}`,
      [
        some.map(({ identity }) => identity),
        some.map(({ kind }) => kind.replaceAll('\0', '\ufffd')),
        some.map(({ granted }) => granted),
        some.map(({ at }) => at),
        some.map(({ expiresAt }) => expiresAt),
        some.map(({ by }) => by),
        some.map(({ source }) => source),
        some.map(({ messageId }) => keptId(messageId)),
        some.map(({ seq }) => seq),
        generation,
      ],
    );
    kept.push(...rows.map(wordOf));
  }
  return kept;
}

/** Words that other generations' legs were: nobody reads those generations any more. */
export async function dropLegWords(client: PoolClient, keep: number): Promise<void> {
  await client.query('DELETE FROM consent WHERE generation IS NOT NULL AND generation <> $1', [
    keep,
  ]);
}

/**
 * Makes words of legs from before a moment words of no generation: their events are about to go, so that no other generation
 * could find them again. Gives whose they are.
 *
 * Units: milliseconds since 1970, UTC.
 */
export async function ageLegWords(client: PoolClient, before: number): Promise<readonly string[]> {
  const { rows } = await client.query<{ identity: string }>(
    `UPDATE consent SET generation = NULL, expressed_by = 'event', message_id = 'aged ' || message_id
     WHERE expressed_by = 'leg' AND at < to_timestamp($1 / 1000.0)
       AND generation = (SELECT max(id) FROM generation WHERE state = 'ready' AND damaged IS NULL)
     RETURNING replace(identity::text, '-', '') AS identity`,
    [before],
  );
  return [...new Set(rows.map(({ identity }) => identity))];
}

/**
 * What is known of the rights of persons: the words of all identities that are theirs, and since when they are.
 * Shape: 32 hex digits each; every person asked for is there.
 */
export async function wordsOfPersons(
  client: Pool | PoolClient,
  persons: readonly string[],
  generation: number | null,
): Promise<ReadonlyMap<string, PersonWords>> {
  const known = new Map<string, { words: KeptWord[]; links: Map<string, number> }>();
  for (const person of persons) known.set(person, { words: [], links: new Map() });
  if (persons.length === 0) return known;
  const personOf = new Map(persons.map((person) => [person, person]));
  for (const { identity, person, at } of await linkTimes(client, persons)) {
    personOf.set(identity, person);
    known.get(person)?.links.set(identity, Number(at));
  }
  const { rows } = await client.query<WordRow>(
    `SELECT ${WORD_COLUMNS} FROM consent WHERE identity = ANY($1::uuid[]) AND (generation IS NULL OR generation = $2)`,
    [[...personOf.keys()], generation],
  );
  for (const row of rows) {
    const word = wordOf(row);
    known.get(personOf.get(word.identity) ?? '')?.words.push(word);
  }
  return known;
}

async function linkTimes(
  client: Pool | PoolClient,
  persons: readonly string[],
): Promise<readonly { identity: string; person: string; at: string }[]> {
  const { rows } = await client.query<{ identity: string; person: string; at: string }>(
    `SELECT replace(identity::text, '-', '') AS identity, replace(person::text, '-', '') AS person,
       round(extract(epoch FROM link.at) * 1000) AS at
     FROM identity JOIN identity_link AS link ON anonymous = identity AND identified = person AND undone_at IS NULL
     WHERE person = ANY($1::uuid[])`,
    [persons],
  );
  return rows;
}

/** Identities that said something that a generation knows, in their order, behind one of them; and whose each is. */
export async function identitiesThatSpoke(
  client: Pool | PoolClient,
  after: string | null,
  most: number,
  generation: number,
): Promise<readonly { readonly identity: string; readonly person: string }[]> {
  const { rows } = await client.query<{ identity: string; person: string }>(
    `SELECT replace(spoke.identity::text, '-', '') AS identity, replace(coalesce(person, spoke.identity)::text, '-', '') AS person
     FROM (SELECT DISTINCT identity FROM consent WHERE ($1::uuid IS NULL OR identity > $1) AND (generation IS NULL OR generation = $3)
       ORDER BY identity LIMIT $2) AS spoke
     LEFT JOIN identity USING (identity) ORDER BY spoke.identity`,
    [after, most, generation],
  );
  return rows;
}

/** Identities that said something, so many of them at random but always the same. */
export async function identitiesDrawn(
  client: Pool | PoolClient,
  most: number,
): Promise<readonly string[]> {
  // Pseudonyms are hashes: the first of them are as good a draw as any.
  const { rows } = await client.query<{ identity: string }>(
    `SELECT DISTINCT replace(identity::text, '-', '') AS identity FROM consent ORDER BY identity LIMIT $1`,
    [most],
  );
  return rows.map(({ identity }) => identity);
}

/** Whether an identity ever said anything. */
export async function haveSpoken(client: Pool | PoolClient, identity: string): Promise<boolean> {
  const { rows } = await client.query('SELECT FROM consent WHERE identity = $1 LIMIT 1', [
    identity,
  ]);
  return rows.length > 0;
}

/** Whose identities are, each person once. */
export async function personsOfIdentities(
  client: Pool | PoolClient,
  identities: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ person: string }>(
    `SELECT DISTINCT replace(coalesce(person, asked.identity)::text, '-', '') AS person
     FROM unnest($1::uuid[]) AS asked (identity) LEFT JOIN identity USING (identity) ORDER BY person`,
    [identities],
  );
  return rows.map(({ person }) => person);
}

/** Whose grants ended by their time between two moments, and when the next one does. */
export async function lapsedBetween(
  client: Pool | PoolClient,
  from: number,
  to: number,
): Promise<{ readonly identities: readonly string[]; readonly next: number | null }> {
  const { rows } = await client.query<{ identities: string[] | null; next: string | null }>(
    `SELECT (SELECT array_agg(DISTINCT replace(identity::text, '-', '')) FROM consent
         WHERE expires_at > to_timestamp($1 / 1000.0) AND expires_at <= to_timestamp($2 / 1000.0)) AS identities,
       (SELECT floor(extract(epoch FROM min(expires_at)) * 1000) FROM consent WHERE expires_at > to_timestamp($2 / 1000.0)) AS next`,
    [from, to],
  );
  const [row] = rows;
  return {
    identities: row?.identities ?? [],
    next: row?.next === null || row?.next === undefined ? null : Number(row.next),
  };
}

const WORD_COLUMNS = `replace(identity::text, '-', '') AS identity, kind, granted, round(extract(epoch FROM at) * 1000) AS at,
  round(extract(epoch FROM expires_at) * 1000) AS expires_at, expressed_by, source, message_id, seq, record_id`;

interface WordRow {
  readonly identity: string;
  readonly kind: string;
  readonly granted: boolean;
  readonly at: string;
  readonly expires_at: string | null;
  readonly expressed_by: RightWord['by'];
  readonly source: string;
  readonly message_id: string;
  readonly seq: string;
  readonly record_id: string;
}

function wordOf(row: WordRow): KeptWord {
  return {
    identity: row.identity,
    kind: row.kind,
    granted: row.granted,
    at: Number(row.at),
    expiresAt: row.expires_at === null ? null : Number(row.expires_at),
    by: row.expressed_by,
    source: row.source,
    messageId: row.message_id,
    seq: Number(row.seq),
    record: row.record_id,
  };
}
