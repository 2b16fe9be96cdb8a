import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { document } from '../packages/server/src/cli/cli-testing.ts';
import { generationReady } from '../packages/server/src/store/generation.ts';
import { openStores } from '../packages/server/src/store/open-stores.ts';

const MODEL = fileURLToPath(new URL('./bench.bothways.yaml', import.meta.url));

/** What is disturbed: an import, a rebuild of what came since, a rebuild of everything under a changed model. */
export const DEEDS = ['import', 'rebuild', 'rebuild-changed'] as const;
export type Deed = (typeof DEEDS)[number];

/** A workspace with a good ledger, kept aside so that each round begins with it, at the same path. */
export interface KillWorld {
  readonly data: string;
  /** Puts the data directory back to where a deed begins. */
  reset(deed: Deed): void;
  /** The command line of a deed. */
  line(deed: Deed): readonly string[];
}

/** Makes it: a third of the events imported and rebuilt; for the rebuilds also the rest imported. */
export async function killWorld(folder: string, rows: number): Promise<KillWorld> {
  const data = join(folder, 'data');
  const at = (name: string): string => join(folder, name);
  const early = Math.ceil(rows / 3);
  const model = readFileSync(MODEL, 'utf8');
  writeFileSync(at('early.csv'), csv(0, early));
  writeFileSync(at('late.csv'), csv(early, rows));
  writeFileSync(at('mapping.yaml'), MAPPING);
  writeFileSync(at('model.yaml'), model);
  writeFileSync(at('changed.yaml'), model.replace('rating >= 4', 'rating >= 3'));
  const take = (file: string): readonly string[] => [
    ...['import', at(file), '--map', at('mapping.yaml'), '--data', data],
  ];
  const rebuild = (file: string): readonly string[] => [
    ...['rebuild', '--model', at(file), '--data', data],
  ];
  const lines: Readonly<Record<Deed, readonly string[]>> = {
    import: take('late.csv'),
    rebuild: rebuild('model.yaml'),
    'rebuild-changed': rebuild('changed.yaml'),
  };
  const copy = (from: string, to: string): void => {
    rmSync(to, { recursive: true, force: true });
    // As root PostgreSQL's files are another user's, which Node's own copying would not keep.
    execFileSync('cp', ['-a', from, to]);
  };
  await document(take('early.csv'), { code: 1 });
  await document(lines.rebuild);
  copy(data, at('before-import'));
  await document(lines.import, { code: 1 });
  copy(data, at('before-rebuild'));
  return {
    data,
    line: (deed) => lines[deed],
    reset: (deed) => copy(at(deed === 'import' ? 'before-import' : 'before-rebuild'), data),
  };
}

/** Every row of each table as a hash, sorted: two workspaces hold the same where these are the same. */
export type Contents = Readonly<Record<string, readonly string[]>>;

/** What a workspace holds, but for numbers of imports and times of arrival, which differ from run to run. */
export async function contentsOf(data: string): Promise<Contents> {
  const stores = await openStores(data);
  try {
    const generation = await generationReady(stores.state);
    const id = generation?.id ?? 0;
    const made = ['encounter', 'transfer', 'leg_refused', 'unmapped'] as const;
    const contents: Record<string, readonly string[]> = {};
    const read = async (name: string, columns: string, table: string): Promise<void> => {
      const rows = await stores.facts.rows<{ hash: string }>(
        `SELECT toString(sipHash64(tuple(${columns}))) AS hash FROM ${table} ORDER BY hash`,
      );
      contents[name] = rows.map(({ hash }) => hash);
    };
    await read('event', '* EXCEPT received_at', 'event');
    await read('reject', '* EXCEPT (import_id, at)', 'reject');
    for (const name of made) await read(name, '*', `${name}_g${id}`);
    return contents;
  } finally {
    await stores.close();
  }
}

/** Rows that one has and the other has not, or not as often. */
export function missing(wanted: Contents, seen: Contents): number {
  let count = 0;
  for (const [table, rows] of Object.entries(wanted)) {
    const left = new Map<string, number>();
    for (const hash of seen[table] ?? []) left.set(hash, (left.get(hash) ?? 0) + 1);
    for (const hash of rows) {
      const there = left.get(hash) ?? 0;
      if (there === 0) count += 1;
      else left.set(hash, there - 1);
    }
  }
  return count;
}

const NAMES = [
  ...['Product Viewed', 'Product Added', 'Order Completed', 'Order Delivered', 'Order Returned'],
  ...['Support Called', 'Review Written', 'Email Opened', 'Video Played'],
];

/** Lines of events; one in 100 has no readable time, one in 300 says an earlier id again. */
function csv(from: number, to: number): string {
  const lines = ['id,at,person,what,order_id,total,discount,seconds,rating,late'];
  const start = Date.UTC(2024, 9, 1);
  for (let row = from; row < to; row += 1) {
    const mixed = Math.imul(row + 1, 2_654_435_761) >>> 0;
    const at = new Date(start + row * 60_000).toISOString();
    const id = row % 300 === 299 ? Math.floor(row / 2) : row;
    lines.push(
      `m-${id},${row % 100 === 50 ? 'soon' : at},p-${mixed % 997},${NAMES[mixed % NAMES.length]},o-${mixed >>> 8},${
        (mixed % 9_999) / 100
      },${(mixed % 499) / 100},${mixed % 300},${1 + (mixed % 5)},${mixed % 9 === 0}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

const MAPPING = `bothways_mapping: 1
source: bench
id: id
time: { column: at }
event: { column: what }
person: person
properties:
  order_id: order_id
  total: { column: total, as: number }
  discount: { column: discount, as: number }
  seconds: { column: seconds, as: number }
  rating: { column: rating, as: number }
  late: { column: late, as: bool }
`;
