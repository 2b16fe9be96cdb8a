import type { Pool, PoolClient } from 'pg';
import type { Facts } from '../store/facts.ts';
import { type Generation, markCorrected } from '../store/generation.ts';
import { dropLinksTable, linksTable, turnedTable } from '../store/link-tables.ts';
import type { Stores } from '../store/stores.ts';
import type { MARKS } from './marked-statements.ts';
import { moveTurned } from './move-persons.ts';

/**
 * Does something with a table of whose each linked identity is, which goes afterwards; without one where nobody is linked,
 * so that it then costs nothing.
 */
export async function withLinks<Made>(
  state: Pool | PoolClient,
  facts: Facts,
  name: string,
  work: (links: string | null) => Promise<Made>,
): Promise<Made> {
  return withTable(facts, name, await linksTable(state, facts, name), work);
}

/**
 * Moves entries of a ledger of identities whose links changed by events behind `from` to whose they are now. `seq`: what
 * the ledger comes to next; nothing else may have been posted to it under that number.
 *
 * Shape: whether anything was moved; the generation is then kept as corrected.
 * Source: semantics.md 10.
 */
export async function moveLate(
  { state, facts }: Pick<Stores, 'state' | 'facts'>,
  generation: Pick<Generation, 'id'>,
  { from, seq }: { readonly from: number; readonly seq: number },
  mark: keyof typeof MARKS,
): Promise<boolean> {
  const name = `identity_turned_g${generation.id}`;
  const table = await turnedTable(state, facts, name, from);
  return withTable(facts, name, table, async (turned) => {
    if (turned === null) return false;
    return moveTurned(facts, generation, turned, seq, {
      mark,
      begins: () => markCorrected(state, generation),
    });
  });
}

async function withTable<Made>(
  facts: Facts,
  name: string,
  table: string | null,
  work: (table: string | null) => Promise<Made>,
): Promise<Made> {
  try {
    return await work(table);
  } finally {
    // What cannot be dropped now is made anew under its name the next time.
    if (table !== null) await dropLinksTable(facts, name).catch(() => {});
  }
}
