import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type ClickhouseOptions, clickhouseFacts, type OpenFacts } from './clickhouse-facts.ts';
import { checkRecord } from './damage.ts';
import { type Lease, type LeaseOptions, lease } from './local/lease.ts';
import { type Address, localDatabase, localUser } from './local/protocol.ts';
import { filled, migrate } from './migrate.ts';
import { type StoreSettings, storeSettings } from './settings.ts';
import { StoreError, type StoreName } from './store-error.ts';
import { isAway, storeFault } from './store-faults.ts';
import type { Stores } from './stores.ts';

export interface OpenOptions {
  /** Told in plain words what takes its time. */
  readonly progress?: (text: string) => void;
  /** Unless the environment's. */
  readonly settings?: StoreSettings;
  /** Only the ledger will be read: that events are missing is then told, and no reason to refuse. */
  readonly reading?: boolean;
  /** Told what is damaged and yet no reason to refuse. */
  readonly warn?: (text: string) => void;
}

/**
 * Opens both stores of a workspace and brings them to the newest version: those that `DATABASE_URL` and
 * `CLICKHOUSE_URL` name, else local ones in the data directory, which other Bothways processes may share.
 *
 * Errors: a StoreError that says which store, why, and what to do. Nothing is left open then.
 */
export async function openStores(dataDir: string, options: OpenOptions = {}): Promise<Stores> {
  const settings = options.settings ?? storeSettings();
  try {
    const stores = await connectStores(dataDir, { ...options, settings });
    const { state, facts } = stores;
    try {
      await migrate(state, facts, { cluster: settings.clickhouseCluster, ...options });
      // A server of its own watches over its files, and a replica may lag behind.
      if (settings.clickhouseUrl === undefined) await refuseDamaged(stores, options);
    } catch (error) {
      await stores.close();
      throw error;
    }
    return stores;
  } catch (error) {
    throw storeFault(error, dataDir);
  }
}

async function refuseDamaged(stores: Stores, { reading, warn }: OpenOptions): Promise<void> {
  const { event, reject } = await checkRecord(stores);
  if (event !== null && reading !== true) throw event;
  for (const damage of [event, reject]) if (damage !== null) warn?.(damage.message);
}

/** The same, at whatever version they are. */
export async function connectStores(dataDir: string, options: OpenOptions = {}): Promise<Stores> {
  const settings = options.settings ?? storeSettings();
  const progress = options.progress ?? (() => {});
  const wants: StoreName[] = [];
  if (settings.databaseUrl === undefined) wants.push('state');
  if (settings.clickhouseUrl === undefined) wants.push('facts');
  const { factsMemoryMax, factsQueriesMax } = settings;
  let follow: LeaseOptions['moved'] = () => {};
  const moved: LeaseOptions['moved'] = (addresses) => follow(addresses);
  const local =
    wants.length === 0
      ? undefined
      : await lease({
          directory: dataDir,
          wants,
          progress,
          moved,
          factsMemoryMax,
          factsQueriesMax,
        });
  const state = openState(settings, local);
  const facts = openFacts(settings, local);
  follow = (addresses) => {
    if (addresses.state !== undefined) state.options.port = addresses.state.port;
    if (addresses.facts !== undefined) facts.move(localUrl(addresses.facts));
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing ??= Promise.all([state.end(), facts.close()]).then(() => local?.leave());
    return closing;
  };
  const isLocal = (store: StoreName): boolean => wants.includes(store);
  try {
    if (isLocal('state')) await untilBack(() => state.query('SELECT 1'));
    await untilBack(() => makeDatabase(settings, local), isLocal('facts') ? backMsMax : 0);
  } catch (error) {
    await close();
    throw error;
  }
  return { state, facts, close };
}

/** Milliseconds that a local store which was killed is given to be there again. */
const backMsMax = 30_000;

/** Asks a store until it answers: one that was killed is being started again, and PostgreSQL then first recovers. */
async function untilBack(ask: () => Promise<unknown>, msMax = backMsMax): Promise<void> {
  for (let waited = 0, delay = 50; ; waited += delay, delay = Math.min(delay * 2, 1000)) {
    try {
      await ask();
      return;
    } catch (error) {
      if (waited >= msMax || !isAway(error)) throw error;
      await wait(delay);
    }
  }
}

function openState(settings: StoreSettings, local: Lease | undefined): pg.Pool {
  const address = local?.addresses.state;
  const pool = new pg.Pool({
    ...(address === undefined
      ? { connectionString: settings.databaseUrl }
      : { host: '127.0.0.1', user: localUser, database: localDatabase.state, ...address }),
    application_name: 'bothways',
    max: 10,
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks while idle is replaced; who uses a broken one gets the error.
  pool.on('error', () => {});
  return pool;
}

function openFacts(settings: StoreSettings, local: Lease | undefined): OpenFacts {
  return clickhouseFacts(factsAt(settings, local));
}

/** The fact store's database: ours, as the engine's own default one takes no views that refresh. */
async function makeDatabase(settings: StoreSettings, local: Lease | undefined): Promise<void> {
  const options = factsAt(settings, local);
  const facts = clickhouseFacts({ ...options, database: 'default' });
  const name = `\`${options.database.replaceAll('`', '')}\``;
  const sql = `CREATE DATABASE IF NOT EXISTS ${name} {cluster} ENGINE = Atomic`;
  try {
    await facts.run(filled(sql, settings.clickhouseCluster));
  } finally {
    await facts.close();
  }
}

function factsAt(settings: StoreSettings, local: Lease | undefined): ClickhouseOptions {
  const queryMemoryMax = settings.factsQueryMemoryMax;
  const address = local?.addresses.facts;
  if (address !== undefined) {
    return {
      url: localUrl(address),
      username: localUser,
      password: address.password,
      database: localDatabase.facts,
      queryMemoryMax,
    };
  }
  const url = parsed(settings.clickhouseUrl ?? '');
  return {
    url: url.origin,
    username: decodeURIComponent(url.username) || 'default',
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1) || 'bothways',
    queryMemoryMax,
  };
}

function parsed(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol)) return url;
  const seen = `CLICKHOUSE_URL is no http address: ${text.replace(/:[^:@/]*@/, ':...@')}`;
  const todo =
    'write it as https://user:password@host:8443/database, or unset it for the local store';
  throw new StoreError({ store: 'facts', code: 'address', seen, todo });
}

function localUrl({ port }: Address): string {
  return `http://127.0.0.1:${port}`;
}
