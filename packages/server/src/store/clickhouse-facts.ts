import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { FactOptions, Facts } from './facts.ts';
import { codeOf, reason, StoreError } from './store-error.ts';

/** Milliseconds without a byte either way after which a request counts as lost. */
const silenceMsMax = 2 * 60 * 60 * 1000;
/** Seconds that a query may take unless it says otherwise, and what writes or streams. */
const seconds = { query: 120, long: 3600 } as const;

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
      await guarded(sql, () => client.command({ query: sql, ...passed(given, seconds.long) }));
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
        const answer = await client.exec({ query, ...passed(given, seconds.long) });
        const tag = answer.response_headers['x-clickhouse-exception-tag'];
        const body = watched(answer.stream, query, typeof tag === 'string' ? tag : undefined);
        return Readable.from(body, { objectMode: false });
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
  const { stream } = await client.exec({ query, values, ...passed(given, seconds.long) });
  for await (const _ of stream) {
    // An INSERT answers nothing; its end is the acknowledgement.
  }
}

/** An answer as it comes; if it breaks off, with the error that the store said at its end. */
async function* watched(
  body: Readable,
  statement: string,
  tag: string | undefined,
): AsyncGenerator<Uint8Array> {
  let last: readonly Buffer[] = [];
  try {
    for await (const chunk of body) {
      last = [...last.slice(-1), chunk];
      yield chunk;
    }
  } catch (cause) {
    const end = Buffer.concat(last).toString('utf8');
    const at = tag === undefined ? -1 : end.lastIndexOf(`__exception__\r\n${tag}\r\n`);
    if (at === -1) throw failure(statement, cause);
    const seen =
      end
        .slice(at)
        .split('\r\n')[2]
        ?.replace(/\n\d+ \w+$/, '') ?? '';
    const code = /Code: (\d+)/.exec(seen)?.[1] ?? 'unknown';
    throw new StoreError({ store: 'facts', code, seen, todo: advice(code), statement, cause });
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
    todo: advice(code),
    statement,
    cause,
  });
}

function advice(code: string): string {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return 'try again in a moment, it may be starting; if it stays so, see the folder log in the data directory';
    case '241':
      return 'ask for less at once, or raise BOTHWAYS_FACTS_MEMORY_MAX';
    case '159':
      return 'ask for less at once';
    case '394':
    case 'ABORT_ERR':
      return 'it was stopped on request';
    case '194':
    case '516':
      return 'see the user and password in CLICKHOUSE_URL';
    case '243':
      return 'make room on the disk of the data directory';
    default:
      return /^\d+$/.test(code) ? 'mend the statement' : 'see that it runs and can be reached';
  }
}
