import { readModel } from '@bothways/core';
import type { PoolClient } from 'pg';
import { COMMIT_LOCK } from '../ingest/import-log.ts';
import { rebuildSummary } from '../ingest/rebuild-summary.ts';
import { tableRows } from '../store/damage.ts';
import { type GenerationRow, generationOf } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import { WATERMARK_SQL } from '../store/watermark.ts';
import type { ToDelete } from './erase-facts.ts';

/**
 * Notes before rows are deleted that so many less are no damage: killed in between, the next start must not take it for a
 * loss. `recount` makes it exact.
 */
export async function toleratedLess(client: PoolClient, rows: readonly ToDelete[]): Promise<void> {
  for (const { table, rows: count } of rows) {
    if (table === 'event') await client.query('UPDATE conducted SET erased = erased + $1', [count]);
    else
      await client.query(
        `UPDATE generation SET table_rows = jsonb_set(table_rows, ARRAY[$1], to_jsonb(greatest(0, (table_rows ->> $1)::bigint - $2)))
         WHERE state = 'ready' AND table_rows ? $1`,
        [table, count],
      );
  }
}

/**
 * Numbers that have no event: of what was erased, and of rights that ended by their time. Those of the latter that are
 * still on their way are told by their place in the outbox, and none is added meanwhile.
 */
async function recountEvents(facts: Stores['facts'], client: PoolClient): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [COMMIT_LOCK]);
    const { rows } = await client.query<{ seq: string; ended: string }>(
      `SELECT ${WATERMARK_SQL} AS seq, (SELECT count(*) FROM outbox WHERE seq_to > seq_from AND body = '[]\n'::bytea) AS ended`,
    );
    const seq = Number(rows[0]?.seq ?? 0);
    const [events] = await facts.rows<{ rows: string }>(
      'SELECT count() AS rows FROM event WHERE seq <= {seq:UInt64}',
      { parameters: { seq } },
    );
    await client.query('UPDATE conducted SET erased = $1', [
      seq - Number(events?.rows ?? 0) + Number(rows[0]?.ended ?? 0),
    ]);
    await client.query('COMMIT');
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
}

/** Counts what the record and the ledger hold now, and says it wherever it is kept. Nothing may be built meanwhile. */
export async function recount({ state, facts }: Stores, client: PoolClient): Promise<void> {
  await recountEvents(facts, client);
  const { rows } = await client.query<
    GenerationRow & { readonly files: { file: string; text: string }[] }
  >(
    `SELECT generation.id, model_version, seq_done, seq_worked, recognition, summary, corrected, files
     FROM generation JOIN model_version ON model_version.id = model_version
     WHERE generation.state = 'ready' AND damaged IS NULL ORDER BY generation.id DESC LIMIT 1`,
  );
  const [row] = rows;
  if (row === undefined) return;
  const generation = generationOf(row);
  const { model } = readModel(row.files);
  const summary = model === null ? row.summary : await rebuildSummary(facts, model, generation);
  await state.query('UPDATE generation SET table_rows = $2, summary = $3 WHERE id = $1', [
    generation.id,
    JSON.stringify(await tableRows(facts, generation)),
    JSON.stringify(summary, (_key, value) =>
      typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value,
    ),
  ]);
}
