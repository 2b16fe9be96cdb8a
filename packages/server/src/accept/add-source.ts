import { API_SOURCE } from '@bothways/core/person';
import type { PoolClient } from 'pg';
import { lockSource } from '../ingest/import-log.ts';
import { lockingClient, releaseLocks } from '../ingest/locking-client.ts';
import { seenKeySql, takeKeys } from '../ingest/seen-keys.ts';
import type { Stores } from '../store/stores.ts';
import { watermark } from '../store/watermark.ts';
import { type KeyMade, makeKey } from './source-keys.ts';

/** Why a source is not added. */
export interface SourceRefusal {
  readonly code: 'bad-name' | 'source-there' | 'source-busy';
  /** What was seen and what to do. */
  readonly message: string;
}

/** The longest name of a source. */
export const SOURCE_NAME_MAX = 100;

/**
 * Adds a source of live events, with its first write key. Where files were imported under that name already, what they
 * brought counts as seen.
 */
export async function addSource(
  { state, facts }: Stores,
  source: string,
  progress: (text: string) => void = () => {},
): Promise<KeyMade | { readonly refusal: SourceRefusal }> {
  if (!isName(source))
    return refused(
      'bad-name',
      `"${source.slice(0, 120)}" is no name of a source; use 1 to ${SOURCE_NAME_MAX} characters, none of them a control character, without blanks around it`,
    );
  if (source === API_SOURCE)
    return refused(
      'bad-name',
      `"${source}" is where people at work say what holds, and goes before what clients say; use another name`,
    );
  const client = await lockingClient(state);
  try {
    if (!(await lockSource(client, source)))
      return refused(
        'source-busy',
        `an import of source "${source}" is running; wait until it has ended, then add it again`,
      );
    const made = await addUnderLock(client, {
      facts,
      source,
      seq: await watermark(state),
      progress,
    });
    return (
      made ??
      refused(
        'source-there',
        `source "${source}" takes live events already; for another key rotate its key ("bothways source rotate")`,
      )
    );
  } finally {
    await client.query('ROLLBACK').catch(() => {});
    await releaseLocks(client);
  }
}

interface Adding extends Pick<Stores, 'facts'> {
  readonly source: string;
  readonly seq: number;
  readonly progress: (text: string) => void;
}

async function addUnderLock(
  client: PoolClient,
  { facts, source, seq, progress }: Adding,
): Promise<KeyMade | null> {
  const { rows: there } = await client.query('SELECT FROM source WHERE name = $1', [source]);
  if (there.length > 0) return null;
  const { rows } = await client.query<{ number: number }>(
    `SELECT nextval(pg_get_serial_sequence('source', 'number'))::int AS number`,
  );
  const number = rows[0]?.number;
  if (number === undefined) throw new Error('bug: a source got no number');
  await takeKeys({
    ...{
      client,
      facts,
      number,
      parameters: { source },
      from: 0,
      to: (await hasEvents(facts, source)) ? seq : 0,
    },
    sql: (from, to) =>
      `SELECT seq, ${seenKeySql('message_id')} AS key FROM event
       WHERE source = {source:String} AND seq > ${from} AND seq <= ${to}`,
    progress: (taken) =>
      progress(`taking note of what was imported: ${taken.toLocaleString('en')}`),
  });
  await client.query('INSERT INTO source (name, number) OVERRIDING SYSTEM VALUE VALUES ($1, $2)', [
    source,
    number,
  ]);
  const made = await makeKey(client, source);
  await client.query('COMMIT');
  return made;
}

async function hasEvents(facts: Stores['facts'], source: string): Promise<boolean> {
  const rows = await facts.rows('SELECT 1 FROM event WHERE source = {source:String} LIMIT 1', {
    parameters: { source },
  });
  return rows.length > 0;
}

function isName(source: string): boolean {
  return (
    source.length > 0 &&
    source.length <= SOURCE_NAME_MAX &&
    source.trim() === source &&
    source.isWellFormed() &&
    !/\p{Cc}/u.test(source)
  );
}

function refused(
  code: SourceRefusal['code'],
  message: string,
): { readonly refusal: SourceRefusal } {
  return { refusal: { code, message } };
}
