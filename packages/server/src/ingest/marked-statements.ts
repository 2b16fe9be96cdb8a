import type { Facts } from '../store/facts.ts';
import { interrupted } from '../store/store-error.ts';

/** Stands in each statement that writes for an import or a rebuild, so that one of a killed process can be found and ended. */
export const MARKS = {
  import: '/* bothways import commits */',
  rebuild: '/* bothways rebuild fills */',
  live: '/* bothways live ships */',
} as const;

const TRIES_MAX = 600;
const WAIT_MS = 100;

/**
 * Ends what the fact store still works on for a killed import or rebuild, or of live events, and waits until it is gone. To be called by
 * whoever holds the lock under which such statements run: then none of them is of the living.
 *
 * Errors: throws where they do not end within a minute.
 */
export async function endStatements(facts: Facts, work: keyof typeof MARKS): Promise<void> {
  // In halves, so that these statements themselves do not have it.
  const [head, tail] = [MARKS[work].slice(0, 12), MARKS[work].slice(12)];
  const marked = `position(query, concat('${head}', '${tail}')) > 0`;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const rows = await facts.rows<{ left: string }>(
      `SELECT count() AS left FROM system.processes WHERE ${marked}`,
    );
    if (rows[0]?.left === '0') return;
    await facts.run(`KILL QUERY WHERE ${marked} ASYNC`);
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  throw interrupted(
    'facts',
    `it still writes for a killed ${work}`,
    `restart it, then run the ${work} again`,
  );
}
