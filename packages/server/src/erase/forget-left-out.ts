import type { Pool } from 'pg';
import { forgetInState } from './state-files.ts';

const KEY = 'left-out-forgotten';
const DAY_MS = 86_400_000;

/**
 * Clears the files of the state store where events of people who were erased came in since it last was: they, or
 * names of theirs, were left out, and yet lay in the inbox for a moment, and in the log. Once a day at most; gives whether it was done.
 */
export async function forgetLeftOut(state: Pool, now: number): Promise<boolean> {
  const { rows } = await state.query<{ suppressed: string; value: string | null }>(
    'SELECT suppressed + bared AS suppressed, (SELECT value FROM setting WHERE key = $1) AS value FROM conducted',
    [KEY],
  );
  const [row] = rows;
  // How many had been left out when it last was, and when.
  const [before = '0', at = '0'] = (row?.value ?? '').split(' ').filter((word) => word !== '');
  if (row === undefined || row.suppressed === before || now - Number(at) < DAY_MS) return false;
  await forgetInState(state);
  await state.query(
    `INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [KEY, `${row.suppressed} ${now}`],
  );
  return true;
}
