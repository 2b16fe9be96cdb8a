import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import type { Facts } from '../store/facts.ts';
import type { ImportRun } from './import-log.ts';
import { countedIdSql } from './mark-duplicates.ts';
import { liveSourceNumber, seenKeySql, takeKeys } from './seen-keys.ts';
import type { StagingTables } from './staging-tables.ts';

/** An import whose source may take live events too. */
export interface LiveKeys {
  readonly state: Pool;
  readonly facts: Facts;
  readonly run: ImportRun;
  readonly tables: StagingTables;
  /** Staged rows have a `seq` behind the first of these, up to the second. */
  readonly staged: { readonly from: number; readonly to: number };
  readonly progress: (text: string) => void;
}

/**
 * Takes the keys of an import's new events where its source takes live events too, and marks those that came live before
 * as not new, though they may be nowhere in the fact store yet. True: a transaction is open on the connection of the
 * import, and ends with it: if the import fails, its keys go.
 */
export async function takeLiveKeys(live: LiveKeys): Promise<boolean> {
  const { state, facts, run, tables, staged, progress } = live;
  const number = await liveSourceNumber(state, run.source);
  if (number === null) return false;
  progress('looking for events that came live');
  const there = await takeKeys({
    ...{ client: run.client, facts, number, parameters: {}, ...staged },
    sql: (from, to) => stagedKeysSql(tables, from, to),
    progress: (taken) =>
      progress(`looking for events that came live: ${taken.toLocaleString('en')}`),
  });
  if (there.length > 0) {
    const lines = there.map((seq) => `${seq}\n`).join('');
    await facts.insert(tables.skip, 'TabSeparated', Readable.from([lines]));
  }
  return true;
}

/** Of the staged events that are new so far. */
function stagedKeysSql(tables: StagingTables, from: number, to: number): string {
  const range = `seq > ${from} AND seq <= ${to}`;
  const id = `if(ordinals.ordinal > 1, ${countedIdSql('message_id', 'ordinals.ordinal')}, message_id)`;
  return `SELECT seq, ${seenKeySql(id)} AS key FROM ${tables.event} AS staged
    LEFT JOIN (SELECT seq, ordinal FROM ${tables.again} WHERE ${range}) AS ordinals USING (seq)
    WHERE ${range} AND seq NOT IN (SELECT seq FROM ${tables.skip} WHERE ${range})`;
}
