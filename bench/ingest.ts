import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, type Pool } from 'pg';
import { openStores } from '../packages/server/src/store/open-stores.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { batches, liveEvent } from './live-events.ts';
import { load, posted } from './live-load.ts';
import { type LiveServer, serveLive } from './live-server.ts';
import { visibleMs } from './live-visible.ts';
import { watchMemory } from './processes.ts';
import { median, rounded, secondsOf } from './timing.ts';
import { withFolder } from './workspace.ts';

/** Live events in: how many are accepted, and processed into ledger and state, beside what the stores and a bare server could do. */
export const ingestBench: Bench = {
  name: 'ingest',
  about:
    'live events over HTTP into ledger and state, beside PostgreSQL and a bare server; rows are events',
  rows: 200_000,
  rounds: 3,
  run: (options) => withFolder((folder) => measured(folder, options)),
};

const BATCH = 100;
const CONNECTIONS = 4;
const SINGLE_CONNECTIONS = 32;

async function measured(folder: string, options: BenchOptions): Promise<Figures> {
  const { rows, rounds, progress } = options;
  const server = await serveLive(folder);
  const stores = await openStores(server.data);
  const memory = watchMemory(server.data);
  try {
    progress('warming up');
    await inBatches(server, Math.min(rows, 5_000), 'warm');
    const accepted: number[] = [];
    const processed: number[] = [];
    const postgres: number[] = [];
    const single: number[] = [];
    const bare: number[] = [];
    const singles = Math.ceil(rows / 10);
    for (let round = 0; round < rounds; round += 1) {
      progress(`round ${round + 1} of ${rounds}`);
      postgres.push(await unnested(stores.state, rows));
      const took = await inBatches(server, rows, `batch${round}`);
      accepted.push(rows / took.accepted);
      processed.push(rows / took.processed);
      bare.push(await besideBare(stores.state, singles));
      single.push(await one(server, singles, `single${round}`));
    }
    progress('seeing events in the state of their people at 500/s');
    const visible = await visibleMs(server, rows);
    const processed_per_s = rounded(median(processed));
    return {
      rows,
      accepted_per_s: rounded(median(accepted)),
      processed_per_s,
      postgres_per_s: rounded(median(postgres)),
      postgres_ratio: rounded(processed_per_s / median(postgres)),
      single_per_s: rounded(median(single)),
      bare_per_s: rounded(median(bare)),
      bare_ratio: rounded(median(single) / median(bare)),
      visible_median_ms: rounded(visible.median),
      visible_p99_ms: rounded(visible.p99),
      rss_mb: memory.end(),
    };
  } finally {
    await stores.close();
    await server.stop();
  }
}

/** Seconds until all were answered, and until all are in ledger and state. */
async function inBatches(
  server: LiveServer,
  rows: number,
  run: string,
): Promise<{ readonly accepted: number; readonly processed: number }> {
  const before = (await server.health()).processed;
  const requests = batches(rows, BATCH, run, (json) => posted('/v1/batch', server.writeKey, json));
  const from = performance.now();
  await load(server.port, CONNECTIONS, requests);
  const accepted = (performance.now() - from) / 1000;
  await server.processed(before + rows);
  return { accepted, processed: (performance.now() - from) / 1000 };
}

/** Single events a second, each a request of its own. */
async function one(server: LiveServer, rows: number, run: string): Promise<number> {
  const before = (await server.health()).processed;
  const requests = Array.from({ length: rows }, (_, number) =>
    posted('/v1/track', server.writeKey, JSON.stringify(tracked(number, rows, run))),
  );
  const seconds = await secondsOf(() =>
    load(server.port, SINGLE_CONNECTIONS, requests[Symbol.iterator]()),
  );
  await server.processed(before + rows);
  return rows / seconds;
}

function tracked(number: number, rows: number, run: string): Record<string, unknown> {
  return { ...liveEvent(number, rows, run), type: 'track', event: 'Product Viewed' };
}

/** Rows a second of the least that could be done: 100 events a statement into such an inbox with its unique index, one connection. */
async function unnested(state: Pool, rows: number): Promise<number> {
  const client = new Client(addressOf(state));
  await client.connect();
  try {
    await client.query(
      `DROP TABLE IF EXISTS bench_inbox;
       CREATE TABLE bench_inbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source int NOT NULL, key uuid NOT NULL,
         accepted_at timestamptz NOT NULL DEFAULT clock_timestamp(), body jsonb NOT NULL, UNIQUE (source, key))`,
    );
    const statements = Array.from({ length: Math.ceil(rows / BATCH) }, (_, index) => {
      const events = Array.from({ length: BATCH }, (_, place) =>
        liveEvent(index * BATCH + place, rows, 'bare'),
      );
      return [
        events.map(({ messageId }) => keyOf(String(messageId))),
        events.map((event) => JSON.stringify(event)),
      ];
    });
    const seconds = await secondsOf(async () => {
      for (const values of statements)
        await client.query({
          name: 'unnest',
          text: 'INSERT INTO bench_inbox (source, key, body) SELECT 1, key, body FROM unnest($1::uuid[], $2::jsonb[]) AS sent (key, body) ON CONFLICT DO NOTHING',
          values,
        });
    });
    await client.query('DROP TABLE bench_inbox');
    return (statements.length * BATCH) / seconds;
  } finally {
    await client.end();
  }
}

function keyOf(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 32);
}

/** Single requests a second of a bare server with the same commit. */
async function besideBare(state: Pool, rows: number): Promise<number> {
  await state.query(
    `DROP TABLE IF EXISTS bare_seen, bare_inbox;
     CREATE TABLE bare_seen (source int NOT NULL, key uuid NOT NULL, day date NOT NULL DEFAULT current_date, PRIMARY KEY (source, key));
     CREATE TABLE bare_inbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, accepted_at timestamptz NOT NULL DEFAULT clock_timestamp(), body bytea NOT NULL);
     ALTER TABLE bare_inbox ALTER COLUMN body SET STORAGE EXTERNAL`,
  );
  const { user, password, host, port, database } = addressOf(state);
  const address = `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
  const child = spawn(process.execPath, [BARE, address], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const at = await firstLine(child);
    const requests = Array.from({ length: rows }, (_, number) =>
      posted('/', 'key', JSON.stringify(tracked(number, rows, 'bare'))),
    );
    const seconds = await secondsOf(() =>
      load(at, SINGLE_CONNECTIONS, requests[Symbol.iterator]()),
    );
    return rows / seconds;
  } finally {
    child.kill();
    await state.query('DROP TABLE IF EXISTS bare_seen, bare_inbox');
    await wait(50);
  }
}

const BARE = fileURLToPath(new URL('./bare-server.ts', import.meta.url));

async function firstLine({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error('bug: the bare server was started without an output');
  for await (const line of createInterface({ input: stdout })) return Number(line);
  throw new Error('the bare server ended without a port');
}

function addressOf({ options }: Pool): {
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
} {
  const { user = '', password, host = '', port = 0, database = '' } = options;
  return { user, password: typeof password === 'string' ? password : '', host, port, database };
}
