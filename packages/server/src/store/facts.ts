import type { Readable } from 'node:stream';

/** A value bound to a `{name:Type}` placeholder of a statement. */
export type FactParameter = string | number | bigint | boolean | null | readonly FactParameter[];

export interface FactOptions {
  readonly parameters?: Readonly<Record<string, FactParameter>>;
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly signal?: AbortSignal;
}

/**
 * The fact store: ClickHouse SQL through the stock client over HTTP, whoever answers at the address.
 * Every query has a time and a memory limit. 64-bit integers and decimals come back as strings.
 * Errors: a `StoreError` that names the store, the ClickHouse code and the statement.
 */
export interface Facts {
  /** The rows of a query, whole: for results known to be small. */
  rows<Row>(sql: string, options?: FactOptions): Promise<readonly Row[]>;
  /** A statement without a result: DDL, INSERT ... SELECT. */
  run(sql: string, options?: FactOptions): Promise<void>;
  /** Streams a body in a ClickHouse format (`JSONEachRow`, `RowBinary`, `TabSeparated` ...) into `INSERT INTO {into}`; resolves when acknowledged and synced. */
  insert(into: string, format: string, body: Readable, options?: FactOptions): Promise<void>;
  /** The bytes of a query's result in a format (`Parquet`, `CSVWithNames`, `JSONEachRow` ...), as a stream. */
  stream(sql: string, format: string, options?: FactOptions): Promise<Readable>;
}
