import type { Readable } from 'node:stream';
import {
  type ClickHouseClient,
  ClickHouseError,
  ClickHouseLogLevel,
  createClient,
} from '@clickhouse/client';
import type { FactOptions, Facts } from './facts.ts';
import { codeOf, reason, StoreError } from './store-error.ts';

/** Milliseconds without a byte either way after which a request counts as lost. */
const silenceMsMax = 2 * 60 * 60 * 1000;
/** Seconds that a query may take unless it says otherwise, and a statement that writes. */
const seconds = { query: 120, write: 3600 } as const;

export interface ClickhouseOptions {
  /** `http://host:port`, without user. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  /** Bytes that one query may use. */
  readonly queryMemoryMax: number;
}

/** A fact store that can be closed. */
export interface OpenFacts extends Facts {
  /** From now on it is at another address. */
  move(url: string): void;
  close(): Promise<void>;
}

/** The fact store at an address, through the stock client. */
export function clickhouseFacts(options: ClickhouseOptions): OpenFacts {
  let client = clientFor(options);
  return {
    async rows<Row>(sql: string, given: FactOptions = {}): Promise<readonly Row[]> {
      return guarded(sql, async () => {
        const result = await client.query({
          query: sql,
          format: 'JSONEachRow',
          ...passed(given, seconds.query),
        });
        return result.json<Row>();
      });
    },
    async run(sql: string, given: FactOptions = {}): Promise<void> {
      await guarded(sql, () => client.command({ query: sql, ...passed(given, seconds.write) }));
    },
    async insert(
      into: string,
      format: string,
      body: Readable,
      given: FactOptions = {},
    ): Promise<void> {
      const query = `INSERT INTO ${into} FORMAT ${format}`;
      await guarded(query, () => insertInto(client, query, body, given));
    },
    async stream(sql: string, format: string, given: FactOptions = {}): Promise<Readable> {
      const query = `${sql}\nFORMAT ${format}`;
      return guarded(query, async () => {
        const { stream } = await client.exec({ query, ...passed(given, seconds.query) });
        return stream;
      });
    },
    move(url: string): void {
      const before = client;
      client = clientFor({ ...options, url });
      before.close().catch(() => {});
    },
    close: () => client.close(),
  };
}

function clientFor(options: ClickhouseOptions): ClickHouseClient {
  const { url, username, password, database, queryMemoryMax } = options;
  return createClient({
    ...{ url, username, password, database },
    application: 'bothways',
    // Every error is thrown as a StoreError; it is not for the client to print.
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: silenceMsMax,
    max_open_connections: 32,
    clickhouse_settings: {
      max_memory_usage: String(queryMemoryMax),
      output_format_json_quote_64bit_integers: 1,
      output_format_json_quote_decimals: 1,
      date_time_input_format: 'best_effort',
    },
  });
}

async function insertInto(
  client: ClickHouseClient,
  query: string,
  values: Readable,
  given: FactOptions,
): Promise<void> {
  const { stream } = await client.exec({ query, values, ...passed(given, seconds.write) });
  for await (const _ of stream) {
    // An INSERT answers nothing; its end is the acknowledgement.
  }
}

function passed(given: FactOptions, secondsMax: number): Record<string, unknown> {
  return {
    clickhouse_settings: { max_execution_time: secondsMax, ...given.settings },
    ...(given.parameters === undefined ? {} : { query_params: given.parameters }),
    ...(given.signal === undefined ? {} : { abort_signal: given.signal }),
  };
}

async function guarded<Result>(statement: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (cause) {
    throw failure(statement, cause);
  }
}

function failure(statement: string, cause: unknown): StoreError {
  const code = codeOf(cause) ?? 'unknown';
  const seen = reason(cause).trim();
  return new StoreError({
    store: 'facts',
    code,
    seen,
    todo: advice(cause, code),
    statement,
    cause,
  });
}

function advice(cause: unknown, code: string): string {
  if (!(cause instanceof ClickHouseError)) {
    return code === 'ECONNREFUSED' || code === 'ECONNRESET'
      ? 'try again in a moment: it is being started again; if it stays so, see the folder log in the data directory'
      : 'see that the fact store runs and can be reached';
  }
  switch (code) {
    case '241':
      return 'ask for less at once, or raise BOTHWAYS_FACTS_MEMORY_MAX';
    case '159':
      return 'ask for less at once';
    case '394':
      return 'it was stopped on request';
    case '516':
    case '194':
      return 'see the user and password in CLICKHOUSE_URL';
    case '243':
      return 'make room on the disk of the data directory';
    default:
      return 'mend the statement';
  }
}
