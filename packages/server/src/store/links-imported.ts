import type { PoolClient } from 'pg';

/** What the events of an import say first of whose one anonymous identity is. */
export interface LinkImported {
  /** 32 hex digits, as `identified` is. */
  readonly anonymous: string;
  readonly identified: string;
  /** Of the earliest event that says so: milliseconds since 1970, UTC, and its message id. */
  readonly at: number;
  readonly saidBy: string;
}

/**
 * Keeps links that events of an import say, as if each had been said live: one that is there becomes older at most, and one
 * that was undone or made by hand stays so. `seq`: the last number of the import.
 *
 * Source: as `linksWith` (core/person) has it.
 */
export async function keepImported(
  client: PoolClient,
  links: readonly LinkImported[],
  seq: number,
): Promise<void> {
  await client.query(
    `INSERT INTO identity_link AS known (anonymous, identified, at, said_by, changed_to)
     SELECT anonymous, identified, to_timestamp(at / 1000.0), said_by, $5
     FROM unnest($1::uuid[], $2::uuid[], $3::float8[], $4::text[]) AS said (anonymous, identified, at, said_by)
     ON CONFLICT (anonymous, identified) DO UPDATE SET at = EXCLUDED.at, said_by = EXCLUDED.said_by, changed_to = EXCLUDED.changed_to
     WHERE (EXCLUDED.at, EXCLUDED.said_by COLLATE "C") < (known.at, known.said_by COLLATE "C")`,
    [
      links.map(({ anonymous }) => anonymous),
      links.map(({ identified }) => identified),
      links.map(({ at }) => at),
      links.map(({ saidBy }) => saidBy),
      seq,
    ],
  );
}

/**
 * Says whose the anonymous identities are of which this import has said anything new. Nobody's link is undone by an import,
 * so that everybody of them is somebody's.
 *
 * Source: as `personsOf` (core/person) has it.
 */
export async function settleImported(client: PoolClient, seq: number): Promise<void> {
  await client.query(
    `INSERT INTO identity AS known (identity, person)
     SELECT DISTINCT ON (anonymous) anonymous, identified
     FROM identity_link JOIN (SELECT DISTINCT anonymous FROM identity_link WHERE changed_to = $1) AS turned USING (anonymous)
     WHERE undone_at IS NULL ORDER BY anonymous, by_hand DESC, at, said_by COLLATE "C", identified
     ON CONFLICT (identity) DO UPDATE SET person = EXCLUDED.person WHERE known.person <> EXCLUDED.person`,
    [seq],
  );
}

/**
 * Persons whose rights may be others since links were changed by events behind `seq`: whoever is, or was said to be, one
 * with an identity whose link changed, where either has ever said anything of rights.
 *
 * Shape: 32 hex digits each.
 */
export async function personsRelinked(
  client: Pick<PoolClient, 'query'>,
  seq: number,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ person: string }>(
    `WITH turned AS (SELECT DISTINCT anonymous FROM identity_link WHERE changed_to > $1),
       about AS (SELECT anonymous, anonymous AS identity FROM turned
         UNION SELECT anonymous, identified FROM turned JOIN identity_link USING (anonymous)),
       persons AS (SELECT DISTINCT about.anonymous, coalesce(person, about.identity) AS person
         FROM about LEFT JOIN identity USING (identity))
     SELECT DISTINCT replace(person::text, '-', '') AS person FROM persons
     WHERE EXISTS (SELECT FROM consent WHERE consent.identity IN (persons.person, persons.anonymous))
       OR EXISTS (SELECT FROM identity JOIN consent USING (identity) WHERE identity.person = persons.person)`,
    [seq],
  );
  return rows.map(({ person }) => person);
}
