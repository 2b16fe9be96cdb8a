import type { PoolClient } from 'pg';
import type { Corrections } from './batch.ts';
import { type FactRows, LIVE_SINKS, type LiveSink } from './fact-rows.ts';

/** Rows of one table on their way, in RowBinary. */
export interface Part {
  readonly sink: LiveSink;
  readonly rows: number;
  readonly bytes: Buffer;
}

/** What a batch is to bring to the fact store. Its events have numbers in (seqFrom, seqTo]. */
export interface Outgoing {
  readonly id: number;
  readonly seqFrom: number;
  readonly seqTo: number;
  /** Null: no ledger had been built; only events and rejects go. */
  readonly generation: number | null;
  readonly corrections: Corrections | null;
  /** Of its rows. */
  readonly bytes: number;
  /** Null: still to be read from the outbox. */
  readonly parts: readonly Part[] | null;
}

/** The rows of a batch as the outbox keeps them: a line of JSON that says what there is, then the rows. */
export function packed(rows: FactRows): Buffer {
  const parts = LIVE_SINKS.flatMap((sink) => {
    const { rows: count } = rows.of[sink];
    return count === 0 ? [] : [{ sink, rows: count, bytes: rows.of[sink].view() }];
  });
  const head = JSON.stringify(
    parts.map(({ sink, rows: count, bytes }) => [sink, count, bytes.length]),
  );
  return Buffer.concat([Buffer.from(`${head}\n`), ...parts.map(({ bytes }) => bytes)]);
}

export function unpacked(body: Buffer): readonly Part[] {
  const end = body.indexOf(10);
  const head: readonly [LiveSink, number, number][] = JSON.parse(body.toString('utf8', 0, end));
  let at = end + 1;
  return head.map(([sink, rows, length]) => {
    const bytes = body.subarray(at, at + length);
    at += length;
    return { sink, rows, bytes };
  });
}

interface OutboxRow {
  readonly id: string;
  readonly block: string | null;
  readonly seq_from: string;
  readonly seq_to: string;
  readonly generation: string | null;
  readonly corrections: Corrections | null;
  readonly bytes: number;
}

/** Batches of the outbox, the oldest first, without their rows. `block`: those that were to go as one; null: never tried. */
export async function outboxWaiting(
  client: PoolClient,
): Promise<readonly (Outgoing & { readonly block: number | null })[]> {
  const { rows } = await client.query<OutboxRow>(
    `SELECT id, block, seq_from, seq_to, generation, corrections, octet_length(body) AS bytes FROM outbox ORDER BY id`,
  );
  return rows.map((row) => ({
    id: Number(row.id),
    block: row.block === null ? null : Number(row.block),
    seqFrom: Number(row.seq_from),
    seqTo: Number(row.seq_to),
    generation: row.generation === null ? null : Number(row.generation),
    corrections: row.corrections,
    bytes: row.bytes,
    parts: null,
  }));
}

/** The rows of a batch, as they are in the outbox; null: it has gone. */
export async function outboxParts(client: PoolClient, id: number): Promise<readonly Part[] | null> {
  const { rows } = await client.query<{ body: Buffer }>('SELECT body FROM outbox WHERE id = $1', [
    id,
  ]);
  return rows[0] === undefined ? null : unpacked(rows[0].body);
}
