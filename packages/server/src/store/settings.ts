import { availableParallelism } from 'node:os';
import { StoreError } from './store-error.ts';

/** Every setting of the stores, each read from the environment once, at `storeSettings()`. */
export interface StoreSettings {
  /** `DATABASE_URL`: a PostgreSQL to use instead of the local one, `postgres://user:password@host:5432/name`. */
  readonly databaseUrl: string | undefined;
  /** `CLICKHOUSE_URL`: a ClickHouse to use instead of the local one, `https://user:password@host:8443/database`. */
  readonly clickhouseUrl: string | undefined;
  /** `BOTHWAYS_CLICKHOUSE_CLUSTER`: the cluster's name if that ClickHouse is one; tables are then replicated. */
  readonly clickhouseCluster: string | undefined;
  /** `BOTHWAYS_FACTS_MEMORY_MAX`: bytes that the local fact engine may use; 1.2 GiB unless set, at least 256 MiB. */
  readonly factsMemoryMax: number;
  /** `BOTHWAYS_FACTS_QUERY_MEMORY_MAX`: bytes that one query may use; 8 tenths of the above unless set. */
  readonly factsQueryMemoryMax: number;
  /** `BOTHWAYS_FACTS_QUERIES_MAX`: queries that the local fact engine runs at once, others wait; 12 unless set. */
  readonly factsQueriesMax: number;
}

/** What docs/reference/settings.md says of each variable. */
export const STORE_VARIABLES = [
  {
    name: 'DATABASE_URL',
    usual: 'a local PostgreSQL',
    about: 'a PostgreSQL to use instead, as `postgres://user:password@host:5432/name`',
  },
  {
    name: 'CLICKHOUSE_URL',
    usual: 'a local fact engine',
    about: 'a ClickHouse to use instead, as `https://user:password@host:8443/database`',
  },
  {
    name: 'BOTHWAYS_CLICKHOUSE_CLUSTER',
    usual: 'none',
    about:
      'the name of the cluster, where that ClickHouse is one: tables are then replicated on it',
  },
  {
    name: 'BOTHWAYS_FACTS_MEMORY_MAX',
    usual: '1288490188 (1.2 GiB)',
    about: 'bytes that the local fact engine may use, at least 268435456',
  },
  {
    name: 'BOTHWAYS_FACTS_QUERY_MEMORY_MAX',
    usual: '8 tenths of that',
    about: 'bytes that one query may use, at least 1048576',
  },
  {
    name: 'BOTHWAYS_FACTS_QUERIES_MAX',
    usual: '12, or as many as there are cores',
    about: 'queries that the local fact engine runs at once; others wait',
  },
] as const;

/**
 * The settings of the stores as the environment has them.
 *
 * Errors: a StoreError on a number that is none, naming the variable.
 */
export function storeSettings(
  // biome-ignore lint/style/noProcessEnv: this is the one file that reads the stores' environment.
  environment: Readonly<Record<string, string | undefined>> = process.env,
): StoreSettings {
  const factsMemoryMax = wholeNumber(
    environment,
    'BOTHWAYS_FACTS_MEMORY_MAX',
    1.2 * 2 ** 30,
    2 ** 28,
  );
  return {
    databaseUrl: environment['DATABASE_URL'] || undefined,
    clickhouseUrl: environment['CLICKHOUSE_URL'] || undefined,
    clickhouseCluster: environment['BOTHWAYS_CLICKHOUSE_CLUSTER'] || undefined,
    factsMemoryMax,
    factsQueryMemoryMax: wholeNumber(
      environment,
      'BOTHWAYS_FACTS_QUERY_MEMORY_MAX',
      factsMemoryMax * 0.8,
      2 ** 20,
    ),
    factsQueriesMax: wholeNumber(
      environment,
      'BOTHWAYS_FACTS_QUERIES_MAX',
      Math.max(12, availableParallelism()),
      1,
    ),
  };
}

function wholeNumber(
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
  usual: number,
  least: number,
): number {
  const text = environment[name];
  if (text === undefined || text === '') return Math.floor(usual);
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new StoreError({
    store: 'facts',
    code: 'setting',
    seen: `${name}=${text}: want a whole number of at least ${least}`,
    todo: `unset it for ${Math.floor(usual)}`,
  });
}

/** Whether who runs this has a screen, and is no machine that builds: `CI`, and on Linux `DISPLAY` or `WAYLAND_DISPLAY`. */
export function hasScreen(
  // biome-ignore lint/style/noProcessEnv: the one place that reads it.
  { CI, DISPLAY, WAYLAND_DISPLAY }: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const isSet = (each: string | undefined): boolean => (each ?? '') !== '';
  if (isSet(CI)) return false;
  return process.platform !== 'linux' || isSet(DISPLAY) || isSet(WAYLAND_DISPLAY);
}

/** The environment in which the app is built: the caller's, where `NODE_ENV` may ask for an app that is slow and says more. */
export function buildEnvironment(
  // biome-ignore lint/style/noProcessEnv: the one place that reads it.
  environment: Readonly<Record<string, string | undefined>> = process.env,
): NodeJS.ProcessEnv {
  return { ...environment, NODE_ENV: 'production' };
}
