import type { IdentityLink } from '@bothways/core/person';
import type { Pool, PoolClient } from 'pg';

/** A link as it is kept, and since when it is undone. */
export interface KeptLink extends IdentityLink {
  /** Milliseconds since 1970; null: it stands. */
  readonly undoneAt: number | null;
}

/** All that was ever said of who these anonymous identities are, what was undone among it. 32 hex digits each. */
export async function linksOf(
  state: Pool | PoolClient,
  anonymous: readonly string[],
): Promise<readonly KeptLink[]> {
  return linksWhere(state, 'anonymous = ANY($1::uuid[])', anonymous);
}

/** Links of one anonymous identity that are read, of those that events say: the first that stands decides. */
const FIRST_LINKS = 50;

/**
 * Of what was said of these anonymous identities all that says whose they are, whatever is said next: what somebody at work
 * said or undid, of what events said the first that stand, and the links that are spoken of just now. A client that gives
 * everybody the same anonymous id makes as many links of it as it has users.
 */
export async function linksThatDecide(
  state: Pool | PoolClient,
  anonymous: readonly string[],
  said: readonly { readonly anonymous: string; readonly identified: string }[],
): Promise<readonly KeptLink[]> {
  const most = 1_000 + 10 * anonymous.length;
  const { rows } = await state.query<LinkRow>(
    `SELECT ${LINK_COLUMNS} FROM identity_link WHERE anonymous = ANY($1::uuid[]) LIMIT $2`,
    [anonymous, most],
  );
  if (rows.length < most) return rows.map(linkOf);
  const { rows: few } = await state.query<LinkRow>(
    `WITH asked AS (SELECT unnest($1::uuid[]) AS wanted), link AS (
       SELECT by_hand.* FROM asked CROSS JOIN LATERAL (SELECT * FROM identity_link
         WHERE anonymous = wanted AND (by_hand OR undone_at IS NOT NULL)) AS by_hand
       UNION SELECT first.* FROM asked CROSS JOIN LATERAL (SELECT * FROM identity_link
         WHERE anonymous = wanted AND NOT (by_hand OR undone_at IS NOT NULL)
         ORDER BY at, said_by COLLATE "C", identified LIMIT ${FIRST_LINKS}) AS first
       UNION SELECT known.* FROM unnest($2::uuid[], $3::uuid[]) AS said (one, other)
         JOIN identity_link AS known ON anonymous = one AND identified = other
     ) SELECT ${LINK_COLUMNS} FROM link`,
    [anonymous, said.map((each) => each.anonymous), said.map(({ identified }) => identified)],
  );
  return few.map(linkOf);
}

/** All that was ever said of one identity, be it the anonymous or the identified one. */
export async function linksAbout(
  state: Pool | PoolClient,
  identity: string,
): Promise<readonly KeptLink[]> {
  return linksWhere(state, 'anonymous = ANY($1::uuid[]) OR identified = ANY($1::uuid[])', [
    identity,
  ]);
}

/** All identities of a person, the person's own among them. */
export async function identitiesOf(
  state: Pool | PoolClient,
  person: string,
): Promise<readonly string[]> {
  const { rows } = await state.query<{ identity: string }>(
    `SELECT replace(identity::text, '-', '') AS identity FROM identity WHERE person = $1 ORDER BY identity`,
    [person],
  );
  return [person, ...rows.map(({ identity }) => identity)];
}

/** Whose an identity is now: the identified one that it is linked to, else itself. */
export async function personOfIdentity(
  state: Pool | PoolClient,
  identity: string,
): Promise<string> {
  const { rows } = await state.query<{ person: string }>(
    `SELECT replace(person::text, '-', '') AS person FROM identity WHERE identity = $1`,
    [identity],
  );
  return rows[0]?.person ?? identity;
}

/** Keeps links as they are now, new ones among them; `seq`: the last number of the batch that says so. */
export async function saveLinks(
  client: PoolClient,
  links: readonly IdentityLink[],
  seq: number,
): Promise<void> {
  if (links.length === 0) return;
  await client.query(
    `INSERT INTO identity_link AS known (anonymous, identified, at, said_by, by_hand, undone_at, changed_to)
     SELECT anonymous, identified, to_timestamp(at / 1000.0), said_by, by_hand, CASE WHEN undone THEN now() END, $7
     FROM unnest($1::uuid[], $2::uuid[], $3::float8[], $4::text[], $5::boolean[], $6::boolean[])
       AS said (anonymous, identified, at, said_by, by_hand, undone)
     ON CONFLICT (anonymous, identified) DO UPDATE SET at = EXCLUDED.at, said_by = EXCLUDED.said_by,
       by_hand = EXCLUDED.by_hand, changed_to = EXCLUDED.changed_to, undone_at = CASE WHEN EXCLUDED.undone_at IS NULL THEN NULL ELSE coalesce(known.undone_at, now()) END`,
    [
      links.map(({ anonymous }) => anonymous),
      links.map(({ identified }) => identified),
      links.map(({ at }) => at),
      links.map(({ saidBy }) => saidBy),
      links.map(({ isByHand }) => isByHand),
      links.map(({ isUndone }) => isUndone),
      seq,
    ],
  );
}

/** Keeps whose these identities are now. */
export async function savePersons(
  client: PoolClient,
  moved: readonly { readonly identity: string; readonly to: string }[],
): Promise<void> {
  if (moved.length === 0) return;
  const own = moved.filter(({ identity, to }) => identity === to);
  const others = moved.filter(({ identity, to }) => identity !== to);
  if (own.length > 0)
    await client.query('DELETE FROM identity WHERE identity = ANY($1::uuid[])', [
      own.map(({ identity }) => identity),
    ]);
  if (others.length > 0)
    await client.query(
      `INSERT INTO identity (identity, person) SELECT * FROM unnest($1::uuid[], $2::uuid[])
       ON CONFLICT (identity) DO UPDATE SET person = EXCLUDED.person`,
      [others.map(({ identity }) => identity), others.map(({ to }) => to)],
    );
}

async function linksWhere(
  state: Pool | PoolClient,
  where: string,
  ids: readonly string[],
): Promise<readonly KeptLink[]> {
  const { rows } = await state.query<LinkRow>(
    `SELECT ${LINK_COLUMNS} FROM identity_link WHERE ${where} ORDER BY identity_link.at, said_by`,
    [ids],
  );
  return rows.map(linkOf);
}

const LINK_COLUMNS = `replace(anonymous::text, '-', '') AS anonymous, replace(identified::text, '-', '') AS identified,
  round(extract(epoch FROM at) * 1000)::text AS at, said_by, by_hand, round(extract(epoch FROM undone_at) * 1000)::text AS undone_at`;

interface LinkRow {
  readonly anonymous: string;
  readonly identified: string;
  readonly at: string;
  readonly said_by: string;
  readonly by_hand: boolean;
  readonly undone_at: string | null;
}

function linkOf({ anonymous, identified, at, said_by, by_hand, undone_at }: LinkRow): KeptLink {
  return {
    ...{ anonymous, identified, at: Number(at), saidBy: said_by, isByHand: by_hand },
    ...{ isUndone: undone_at !== null, undoneAt: undone_at === null ? null : Number(undone_at) },
  };
}
