// The only file that loads chDB, and only ever in the fact-engine process.
import { createRequire } from 'node:module';
import { Session } from 'chdb';
import { identifier, literal } from './sql.ts';

/** What the engine in a process has otherwise than a server, set back on every connection: SQL must mean the same on both. */
const serverSettings: readonly (readonly [string, string])[] = [
  ['implicit_select', '0'],
  ['allow_introspection_functions', '0'],
];

/** What the engine wrote for one INSERT. */
export interface Written {
  readonly rows: number;
  readonly bytes: number;
}

/** The part of chDB's native addon that its own wrapper gives for text formats only; the addon itself is binary-safe. */
interface Native {
  InsertRawAsyncConnection(
    connection: unknown,
    head: string,
    data: Uint8Array,
    countLines: boolean,
  ): Promise<{ readonly rowsWritten: number; readonly bytesWritten: number }>;
}

/** The engine on one data directory. One a process, for as long as the process lives. */
export class Engine {
  readonly #directory: string;
  readonly #keep: Session;
  readonly #native: Native;

  /** Opens the directory. Errors: whatever chDB says, for instance that another process has it. */
  constructor(directory: string, memoryMax: number) {
    this.#directory = directory;
    this.#native = nativeAddon();
    this.#keep = new Session(directory, {
      connectionArgs: [
        `--max_server_memory_usage=${memoryMax}`,
        // What is dropped is gone from the disk at once, not eight minutes later: it may hold somebody who was erased.
        '--database_atomic_delay_before_drop_table_sec=1',
      ],
    });
    // The engine's own default database shows the machine's files as tables.
    this.#keep.query('DROP DATABASE IF EXISTS default');
    this.#keep.query('CREATE DATABASE default ENGINE = Memory');
  }

  /** A connection of its own, so that settings and parameters die with it. */
  connect(): Connection {
    const session = new Session(this.#directory);
    // The engine would run a query on one core wherever less than a GiB for each is free, which a cap like ours never leaves.
    session.query('SET max_threads_min_free_memory_per_thread = 0');
    return new Connection(session, this.#native);
  }

  /** Stops the statements that hold this mark; they fail with code 394 soon after. */
  async kill(mark: string): Promise<void> {
    // In two halves, so that this statement does not hold it.
    const half = mark.length / 2;
    const halves = [mark.slice(0, half), mark.slice(half)].map(literal);
    await this.#keep.queryAsync(`KILL QUERY WHERE position(query, concat(${halves})) > 0 ASYNC`);
  }

  close(): void {
    this.#keep.close();
  }
}

/** One connection: what is set on it holds for its statements only. */
export class Connection {
  readonly #session: Session;
  readonly #native: Native;

  constructor(session: Session, native: Native) {
    this.#session = session;
    this.#native = native;
  }

  use(database: string): void {
    this.#session.query(`USE ${identifier(database)}`);
  }

  /** Sets settings and `param_*`; names are checked by the caller, values quoted here. `readonly` goes last, as it forbids the others. */
  set(settings: ReadonlyMap<string, string>): void {
    const last = ([name]: readonly [string, string]): number => Number(name === 'readonly');
    const pairs = [...new Map([...serverSettings, ...settings])].sort((a, b) => last(a) - last(b));
    const all = pairs.map(([name, value]) => `${name} = ${literal(value)}`);
    this.#session.query(`SET ${all.join(', ')}`);
  }

  /** Runs a statement whole; its result is small or none. */
  async run(
    sql: string,
    format: string,
  ): Promise<{ readonly bytes: Uint8Array; readonly rowsRead: number }> {
    const result = await this.#session.queryAsync(sql, { format });
    return { bytes: result.bytes(), rowsRead: result.rowsRead };
  }

  /** `head` is an INSERT up to its format's name. All rows of `data` go in by this one INSERT. */
  async insert(head: string, data: Uint8Array): Promise<Written> {
    // One space ends the format's name; the binary formats take whatever follows as data.
    const done = await this.#native.InsertRawAsyncConnection(
      this.#session.connection,
      `${head} `,
      data,
      false,
    );
    return { rows: done.rowsWritten, bytes: done.bytesWritten };
  }

  close(): void {
    this.#session.close();
  }
}

function nativeAddon(): Native {
  const fromHere = createRequire(import.meta.url);
  const fromChdb = createRequire(fromHere.resolve('chdb'));
  const libc = process.platform === 'linux' ? '-gnu' : '';
  return fromChdb(`@chdb/lib-${process.platform}-${process.arch}${libc}`);
}
