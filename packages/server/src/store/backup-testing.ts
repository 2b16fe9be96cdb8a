// For tests: what a reader of both stores can see, row for row.
import { ledgerTables, recordTables } from './backup-facts.ts';
import type { Manifest } from './backup-manifest.ts';
import type { Stores } from './stores.ts';

/** The rows of a table, or how many files and rows; by the table's name. */
export type Contents = Readonly<Record<string, readonly string[]>>;

/** All that a backup of this moment must have: rows of imports that are done, of the ready generation, up to its `seq`. */
export async function visibleIn({ state, facts }: Stores): Promise<Contents> {
  const all: Record<string, readonly string[]> = {};
  for (const [table, where] of [
    ['setting', 'true'],
    ['import', `state IN ('done', 'failed')`],
    ['model_version', 'true'],
    ['generation', `state = 'ready'`],
  ] as const) {
    const { rows } = await state.query<{ row: string }>(
      `SELECT row_to_json(t)::text AS row FROM ${table} AS t WHERE ${where} ORDER BY 1`,
    );
    all[table] = rows.map(({ row }) => row);
  }
  const { seq, generation, importIdMax, importsOpen } = await moment({ state });
  const tables = [
    ...recordTables({ seq, importIdMax, importsOpen, generation, shippedTo: 0 }),
    ...(generation === null ? [] : ledgerTables(generation)),
  ];
  for (const { table, where, parameters } of tables) {
    const rows = await facts.rows<{ row: string }>(
      `SELECT hex(toString(tuple(*))) AS row FROM ${table} WHERE ${where} ORDER BY row`,
      { parameters },
    );
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

/** All rows of the same tables, whoever may see them. */
export async function allIn(stores: Stores): Promise<Contents> {
  const all: Record<string, readonly string[]> = {};
  for (const table of ['setting', 'import', 'model_version', 'generation']) {
    const { rows } = await stores.state.query<{ row: string }>(
      `SELECT row_to_json(t)::text AS row FROM ${table} AS t ORDER BY 1`,
    );
    all[table] = rows.map(({ row }) => row);
  }
  for (const table of await factTablesOf(stores)) {
    const rows = await stores.facts.rows<{ row: string }>(
      `SELECT hex(toString(tuple(*))) AS row FROM ${table} ORDER BY row`,
    );
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

/** Every table of the fact store that keeps rows, but for its record of migrations. */
export async function factTablesOf({ facts }: Stores): Promise<readonly string[]> {
  const rows = await facts.rows<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'migration' ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

async function moment({ state }: Pick<Stores, 'state'>): Promise<{
  readonly seq: number;
  readonly importIdMax: number;
  readonly importsOpen: readonly number[];
  readonly generation: Manifest['generation'];
}> {
  const { rows: imports } = await state.query<{ id: string; state: string; to: string | null }>(
    'SELECT id, state, seq_to AS to FROM import',
  );
  const { rows: ready } = await state.query<{
    id: string;
    version: string;
    done: string;
    worked: string;
  }>(
    `SELECT id, model_version AS version, seq_done AS done, seq_worked AS worked FROM generation WHERE state = 'ready'`,
  );
  const [one] = ready;
  return {
    seq: Math.max(
      0,
      ...imports.filter((each) => each.state === 'done').map(({ to }) => Number(to)),
    ),
    importIdMax: Math.max(0, ...imports.map(({ id }) => Number(id))),
    importsOpen: imports
      .filter((each) => each.state !== 'done' && each.state !== 'failed')
      .map(({ id }) => Number(id)),
    generation:
      one === undefined
        ? null
        : {
            id: Number(one.id),
            modelVersion: Number(one.version),
            seqDone: Number(one.done),
            seqWorked: Number(one.worked),
          },
  };
}
