import { setTimeout as wait } from 'node:timers/promises';
import type { Pool } from 'pg';
import { startConductor } from '../conduct/conductor.ts';
import { liveFeed } from '../conduct/live-feed.ts';
import { abandonDead } from '../ingest/import-log.ts';
import { interrupted } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';

const [WAIT_MS, WAIT_MS_MAX] = [100, 600_000] as const;

/**
 * Waits until what was on its way when it is called has arrived in the fact store: imports that run, what was accepted and
 * what the outbox holds. Where nobody serves we conduct it ourselves. What a killed import has left goes.
 *
 * Errors: throws where it does not arrive within ten minutes.
 */
export async function settle(stores: Stores, progress: (text: string) => void): Promise<void> {
  const { state, facts } = stores;
  await abandonDead(state, facts);
  const marks = await marksOf(state);
  if ((await left(state, marks)).length === 0) return;
  const quiet = { feed: liveFeed(), warn: () => {}, log: () => {} };
  const conductor = await startConductor(stores, quiet);
  try {
    await arrived(state, marks, progress);
  } finally {
    await conductor.stop();
  }
}

/** How far things had come in. */
interface Marks {
  readonly import: string;
  readonly inbox: string;
}

async function marksOf(state: Pool): Promise<Marks> {
  const { rows } = await state.query<Marks>(
    `SELECT coalesce((SELECT max(id) FROM import), 0) AS import, coalesce((SELECT max(id) FROM inbox), 0) AS inbox`,
  );
  return rows[0] ?? { import: '0', inbox: '0' };
}

async function arrived(state: Pool, marks: Marks, progress: (text: string) => void): Promise<void> {
  let outbox: number | null = null;
  for (let waited = 0; waited < WAIT_MS_MAX; waited += WAIT_MS) {
    const what = await left(state, marks, outbox);
    // What is conducted is in the outbox: from then on that is waited for as far as it goes then.
    if (!what.some((each) => each.store === 'inbox')) outbox ??= await outboxNow(state);
    if (what.length === 0) return;
    progress(`waiting for ${what[0]?.words}`);
    await wait(WAIT_MS);
  }
  throw tooLong();
}

async function outboxNow(state: Pool): Promise<number> {
  const { rows } = await state.query<{ last: string }>(
    'SELECT coalesce(max(id), 0) AS last FROM outbox',
  );
  return Number(rows[0]?.last ?? 0);
}

async function left(
  state: Pool,
  marks: Marks,
  outbox: number | null = null,
): Promise<readonly { readonly store: string; readonly words: string }[]> {
  const { rows } = await state.query<{ store: string; words: string }>(
    `SELECT 'import' AS store, 'an import' AS words WHERE EXISTS (SELECT FROM import WHERE id <= $1 AND state IN ('staging', 'committing'))
     UNION ALL SELECT 'inbox', 'live events' WHERE EXISTS (SELECT FROM inbox WHERE id <= $2)
     UNION ALL SELECT 'outbox', 'live events on their way' WHERE EXISTS (SELECT FROM outbox WHERE $3::bigint IS NULL OR id <= $3)`,
    [marks.import, marks.inbox, outbox],
  );
  return rows;
}

function tooLong(): Error {
  return interrupted(
    'state',
    'what was accepted does not arrive in the fact store',
    'see that "bothways serve" runs well, then erase again: nothing is lost, and what comes of this person is left out already',
  );
}
