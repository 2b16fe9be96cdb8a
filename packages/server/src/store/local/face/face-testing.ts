import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { startFactEngine } from '../fact-engine.ts';

export interface TestFace {
  readonly url: string;
  readonly password: string;
  readonly directory: string;
  /** The stock client, unmodified; `options` are its own. */
  client(options?: Parameters<typeof createClient>[0]): ClickHouseClient;
  /** Bytes of memory that the engine's process has resident. */
  residentBytes(): number;
  isRunning(): boolean;
  close(): Promise<void>;
}

/** A fact engine with its face, in a process and a directory of their own. */
export async function openTestFace(memoryMax = 1.2 * 2 ** 30, queriesMax = 12): Promise<TestFace> {
  const directory = mkdtempSync(join(tmpdir(), "bothways' face-"));
  mkdirSync(join(directory, 'log'));
  const password = 'correct-horse';
  const options = { directory, factsMemoryMax: Math.floor(memoryMax), factsQueriesMax: queriesMax };
  const store = await startFactEngine(options, { port: 0, password });
  let running = true;
  store.ended.then(
    () => {
      running = false;
    },
    () => {},
  );
  const url = `http://127.0.0.1:${store.address.port}`;
  const clients: ClickHouseClient[] = [];
  const pid = readFileSync(join(directory, 'facts.pid'), 'utf8').trim();
  const client = (more: Parameters<typeof createClient>[0] = {}): ClickHouseClient => {
    const log = { level: ClickHouseLogLevel.OFF };
    const made = createClient({ url, username: 'bothways', password, log, ...more });
    clients.push(made);
    return made;
  };
  await client().command({ query: 'CREATE DATABASE bothways ENGINE = Atomic' });
  return {
    ...{ url, password, directory, client },
    residentBytes: () =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) *
      1024,
    isRunning: () => running,
    async close() {
      await Promise.all(clients.map((each) => each.close()));
      await store.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
