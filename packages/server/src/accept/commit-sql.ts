/**
 * Accepts what many requests brought, in one statement: what is new goes to `seen`, one row to the inbox, and the counts
 * with them.
 *
 * $1 source numbers, $2 keys, $3 places in the body of what was sent, sorted by source and key: whoever sends the same at
 * the same time then waits, and never crosswise. $4 the keys of rejects. $5 the body. $6 the shard of the counts. $7 to
 * $9 a line for each source: its number, its events and its rejects, repeated ones too.
 * Gives the places of what is new; null: all is.
 */
export const COMMIT_SQL = `WITH sent AS MATERIALIZED (
    SELECT * FROM unnest($1::int[], $2::uuid[], $3::int[]) AS sent (source, key, place)
  ), fresh AS (
    INSERT INTO seen (source, key) SELECT source, key FROM sent ON CONFLICT DO NOTHING RETURNING source, key
  ), told AS MATERIALIZED (
    SELECT count(*) AS rows, CASE WHEN count(*) < cardinality($2::uuid[]) THEN
      (SELECT array_agg(place ORDER BY place) FROM sent JOIN fresh USING (source, key)) END AS places
    FROM fresh
  ), kept AS (
    INSERT INTO inbox (fresh, body) SELECT places, $5::bytea FROM told WHERE rows > 0 RETURNING 1
  ), lines AS (
    SELECT source, events, rejects,
      (SELECT count(*) FROM fresh WHERE fresh.source = line.source) AS news,
      (SELECT count(*) FROM fresh WHERE fresh.source = line.source AND key = ANY ($4::uuid[])) AS refused
    FROM unnest($7::int[], $8::bigint[], $9::bigint[]) AS line (source, events, rejects)
  ), counted AS (
    INSERT INTO accept_count AS before (source, shard, accepted, duplicates, rejected, last_at)
    SELECT source, $6::smallint, news - refused, events + rejects - news, refused, now() FROM lines ORDER BY source
    ON CONFLICT (source, shard) DO UPDATE SET accepted = before.accepted + excluded.accepted,
      duplicates = before.duplicates + excluded.duplicates, rejected = before.rejected + excluded.rejected,
      last_at = excluded.last_at
    RETURNING 1
  )
  SELECT rows::int AS rows, places, CASE WHEN rows > 0 THEN pg_notify('bothways_inbox', '') END AS notified FROM told`;
