import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Connection, Engine, Written } from './engine.ts';
import { Fifos } from './fifo.ts';
import { Gate } from './gate.ts';
import { insertBody } from './insert.ts';
import { FaceError, refusal } from './refusal.ts';
import { type FaceRequest, faceRequest, passwordOf } from './request.ts';
import { isSame } from './same.ts';
import { send } from './send.ts';
import { Sessions } from './sessions.ts';
import { literal } from './sql.ts';
import { type Statement, statement } from './statement.ts';

export interface FaceOptions {
  readonly port: number;
  readonly password: string;
  /** Statements at once; others wait. */
  readonly queriesMax: number;
  /** A directory of our own, for pipes and for bodies that must be whole before they go in. */
  readonly directory: string;
}

/** One request on its way. */
interface Task {
  readonly request: FaceRequest;
  readonly response: ServerResponse;
  readonly id: string;
  /** The comment in its statements by which they are killed. */
  readonly mark: string;
  /** Aborted when the sender leaves. */
  readonly signal: AbortSignal;
}

/**
 * ClickHouse's HTTP interface over the engine in this process, for the stock client: on loopback, behind a password.
 *
 * Each request has a connection of its own, so nothing set in one is seen by another. Answers and bodies stream.
 * A sender that leaves has its statement killed.
 */
export class Face {
  readonly #engine: Engine;
  readonly #options: FaceOptions;
  readonly #gate: Gate;
  readonly #sessions: Sessions;
  readonly #fifos: Fifos;
  readonly #server: Server;

  constructor(engine: Engine, options: FaceOptions) {
    this.#engine = engine;
    this.#options = options;
    this.#gate = new Gate(options.queriesMax);
    this.#sessions = new Sessions(engine);
    this.#fifos = new Fifos(options.directory);
    const patience = { keepAliveTimeout: 60_000, requestTimeout: 0, highWaterMark: 2 ** 18 };
    this.#server = createServer(patience, (request, response) => {
      this.#meet(request, response).catch(() => response.destroy());
    });
  }

  /** Listens; gives the port. Errors: those of listening, for instance that the port is taken. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port, '127.0.0.1', () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    this.#sessions.close();
  }

  async #meet(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.url === '/ping') {
      response.end('Ok.\n');
      return;
    }
    const id = randomUUID();
    const leaving = new AbortController();
    response.once('close', () => leaving.abort());
    try {
      if (!isSame(passwordOf(incoming) ?? '', this.#options.password)) {
        throw new FaceError(
          516,
          'AUTHENTICATION_FAILED',
          'Authentication failed: password is incorrect',
        );
      }
      const request = faceRequest(incoming);
      const queryId = (request.queryId ?? id).replace(/[^\x20-\x7e]/g, '?');
      response.setHeader('X-ClickHouse-Query-Id', queryId);
      response.setHeader('X-ClickHouse-Timezone', 'UTC');
      const mark = `/* ${id} */`;
      await this.#do({ request, response, id, mark, signal: leaving.signal });
    } catch (error) {
      refuse(response, error);
    } finally {
      // What was not read of a refused body would block the connection for the next request.
      if (!incoming.complete) incoming.resume();
    }
  }

  async #do(task: Task): Promise<void> {
    const asked = await statement(task.request);
    const entered = this.#sessions.enter(task.request);
    const { connection } = entered;
    const kill = (): void => {
      this.#engine.kill(task.mark).catch(() => {});
    };
    task.signal.addEventListener('abort', kill, { once: true });
    try {
      const { database, settings } = task.request;
      if (database !== undefined && database !== '') connection.use(database);
      connection.set(settings);
      if (asked.kind === 'rows') {
        const written = await this.#insertRows(task, connection, asked);
        finish(task, written);
      } else {
        await this.#inTurn(task.signal, () => this.#run(task, connection, asked));
      }
    } finally {
      task.signal.removeEventListener('abort', kill);
      entered.leave();
    }
  }

  #insertRows(
    task: Task,
    connection: Connection,
    asked: Statement & { readonly kind: 'rows' },
  ): Promise<Written> {
    return insertBody(connection, {
      ...asked,
      settings: `${asked.settings} ${task.mark}`,
      set: task.request.settings,
      aside: join(this.#options.directory, `insert-${task.id}`),
      inTurn: (run) => this.#inTurn(task.signal, run),
    });
  }

  async #run(
    task: Task,
    connection: Connection,
    asked: Exclude<Statement, { readonly kind: 'rows' }>,
  ): Promise<void> {
    if (asked.kind === 'insert') {
      // What ends an INSERT may be data, so the mark goes before it.
      finish(task, await connection.insert(`${task.mark} ${asked.sql}`, new Uint8Array()));
      return;
    }
    const { sql } = asked;
    const { format } = asked;
    task.response.setHeader('X-ClickHouse-Format', format);
    if (asked.kind === 'other') {
      summarise(task.response, { rows: 0, bytes: 0 });
      const { bytes } = await connection.run(`${sql}\n${task.mark}`, format);
      task.response.end(bytes);
      return;
    }
    const answer = this.#fifos.read(async (path) => {
      const into = `INTO OUTFILE ${literal(path)} TRUNCATE FORMAT ${format}`;
      await connection.run(`${sql} ${into} ${asked.rest}\n${task.mark}`, format);
    });
    const tag = task.id.replaceAll('-', '').slice(0, 16);
    await send(task.response, answer, { gzip: task.request.gzipWanted, tag, signal: task.signal });
  }

  async #inTurn<Result>(signal: AbortSignal, run: () => Promise<Result>): Promise<Result> {
    const leave = await this.#gate.enter(signal);
    try {
      return await run();
    } finally {
      leave();
    }
  }
}

function finish({ response }: Task, written: Written): void {
  summarise(response, written);
  response.end();
}

function summarise(response: ServerResponse, { rows, bytes }: Written): void {
  const summary = {
    read_rows: '0',
    read_bytes: '0',
    written_rows: String(rows),
    written_bytes: String(bytes),
    total_rows_to_read: '0',
    result_rows: '0',
    result_bytes: '0',
    elapsed_ns: '0',
  };
  response.setHeader('X-ClickHouse-Summary', JSON.stringify(summary));
}

function refuse(response: ServerResponse, thrown: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, code, message } = refusal(thrown);
  response.setHeader('X-ClickHouse-Exception-Code', String(code));
  response.statusCode = status;
  response.end(`${message}\n`);
}
