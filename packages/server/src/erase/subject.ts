import type { Pool } from 'pg';
import { type PseudonymOf, pseudonymKey, pseudonyms } from '../ingest/pseudonym.ts';

/** Somebody as they are to be erased or taken out: every pseudonym of theirs, and the sources' own ids as far as they are known. */
export interface Subject {
  /** 32 hex digits: that which all identities belong to. */
  readonly person: string;
  /** 32 hex digits each: the person among them. */
  readonly identities: readonly string[];
  /** What a source calls them; empty where only a pseudonym was given. */
  readonly ids: readonly string[];
}

const PSEUDONYM = /^[0-9a-f]{32}$/i;
/** Says which sort of id is meant, where a source has the same for a user and for somebody without a name. */
const SORT = /^(user|anonymous):(.+)$/s;

/**
 * Finds a person by a pseudonym (32 hex digits, or the same as a UUID), or by the id that a source has for them: as a user,
 * or without a name, or either where `user:` or `anonymous:` does not stand before it. `also`: further ids of a source,
 * such as that of a browser, or an address by which rejects may know them.
 *
 * Shape: an id that neither store knows is a person as well: whoever says it may want it stopped.
 */
export async function subjectOf(
  state: Pool,
  person: string,
  also: readonly string[] = [],
): Promise<Subject> {
  const plain = person.replaceAll('-', '').toLowerCase();
  const isPseudonym = PSEUDONYM.test(plain);
  const isOurs = isPseudonym && (await isKnown(state, plain));
  // A source may have ids that look like pseudonyms, such as UUIDs: who is not known as one may be either.
  const said = [...(isOurs ? [] : [person]), ...also];
  const pseudonym = pseudonyms(await pseudonymKey(state));
  const named = said.flatMap((id) => {
    const [, sort, own] = SORT.exec(id) ?? [];
    const sorts: readonly PseudonymOf[] =
      sort === 'user' || sort === 'anonymous' ? [sort] : ['user', 'anonymous'];
    return sorts.map((each) => pseudonym(each, own ?? id).toString('hex'));
  });
  // We write them without hyphens.
  const isWritten = PSEUDONYM.test(person);
  const own = isPseudonym ? [plain] : [];
  const asked = isOurs || isWritten ? [...own, ...named] : [...named, ...own];
  const { rows } = await state.query<{ identity: string; person: string }>(
    `SELECT replace(identity::text, '-', '') AS identity, replace(person::text, '-', '') AS person FROM identity
     WHERE person IN (SELECT person FROM identity WHERE identity = ANY($1::uuid[]) UNION SELECT unnest($1::uuid[]))`,
    [asked],
  );
  return {
    person: rows[0]?.person ?? asked[0] ?? plain,
    identities: [...new Set([...asked, ...rows.flatMap((row) => [row.person, row.identity])])],
    ids: [...new Set((isWritten ? also : said).map((id) => SORT.exec(id)?.[2] ?? id))],
  };
}

/** Whether the state store knows somebody by a pseudonym; of whom only files were imported it may not. */
async function isKnown(state: Pool, pseudonym: string): Promise<boolean> {
  const { rows } = await state.query(
    `SELECT FROM identity_link WHERE anonymous = $1 OR identified = $1
     UNION ALL SELECT FROM person WHERE person = $1 UNION ALL SELECT FROM consent WHERE identity = $1 LIMIT 1`,
    [pseudonym],
  );
  return rows.length > 0;
}
