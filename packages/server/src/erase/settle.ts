import { setTimeout as wait } from 'node:timers/promises';
import { abandonDead } from '../ingest/import-log.ts';
import { interrupted } from '../store/store-error.ts';
import type { Stores } from '../store/stores.ts';

const [WAIT_MS, WAIT_MS_MAX] = [100, 600_000] as const;

/**
 * Waits until what was on its way when it is called has arrived in the fact store: imports that run, what was accepted and
 * what the outbox holds. What a killed import has left goes.
 *
 * Errors: throws where it does not arrive within ten minutes.
 */
export async function settle(stores: Stores, progress: (text: string) => void): Promise<void> {
  const { state, facts } = stores;
  await abandonDead(state, facts);
  const { rows } = await state.query<{ import: string; inbox: string }>(
    `SELECT coalesce((SELECT max(id) FROM import), 0) AS import, coalesce((SELECT max(id) FROM inbox), 0) AS inbox`,
  );
  const [last] = rows;
  for (let waited = 0; waited < WAIT_MS_MAX; waited += WAIT_MS) {
    const { rows: left } = await state.query<{ what: string }>(
      `SELECT 'an import' AS what WHERE EXISTS (SELECT FROM import WHERE id <= $1 AND state IN ('staging', 'committing'))
       UNION ALL SELECT 'live events' WHERE EXISTS (SELECT FROM inbox WHERE id <= $2)`,
      [last?.import ?? 0, last?.inbox ?? 0],
    );
    if (left.length === 0) return shipped(stores);
    progress(`waiting for ${left.map(({ what }) => what).join(' and ')}`);
    await wait(WAIT_MS);
  }
  throw tooLong();
}

async function shipped({ state }: Stores): Promise<void> {
  const { rows } = await state.query<{ last: string }>(
    'SELECT coalesce(max(id), 0) AS last FROM outbox',
  );
  for (let waited = 0; waited < WAIT_MS_MAX; waited += WAIT_MS) {
    const { rows: left } = await state.query('SELECT FROM outbox WHERE id <= $1 LIMIT 1', [
      rows[0]?.last ?? 0,
    ]);
    if (left.length === 0) return;
    await wait(WAIT_MS);
  }
  throw tooLong();
}

function tooLong(): Error {
  return interrupted(
    'state',
    'what was accepted does not arrive in the fact store',
    'see that "bothways serve" runs well, then erase again: nothing is lost, and what comes of this person is left out already',
  );
}
