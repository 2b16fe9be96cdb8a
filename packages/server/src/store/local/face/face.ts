import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Connection, Engine } from './engine.ts';
import { Gate } from './gate.ts';
import { FaceError, refusal } from './refusal.ts';
import { type FaceRequest, faceRequest, passwordOf } from './request.ts';
import { isSame } from './same.ts';
import { Sessions } from './sessions.ts';
import { type Answer, Statements } from './statements.ts';

export interface FaceOptions {
  readonly port: number;
  readonly password: string;
  /** Statements at once. */
  readonly queriesMax: number;
  /** A directory of our own, for pipes and for bodies that must be whole before they go in. */
  readonly directory: string;
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
  readonly #statements: Statements;
  readonly #server: Server;

  constructor(engine: Engine, options: FaceOptions) {
    this.#engine = engine;
    this.#options = options;
    this.#gate = new Gate(options.queriesMax);
    this.#sessions = new Sessions(engine);
    this.#statements = new Statements(options.directory);
    this.#server = createServer(
      { keepAliveTimeout: 60_000, requestTimeout: 0 },
      (request, response) => {
        this.#handle(request, response).catch(() => response.destroy());
      },
    );
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

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/ping')) {
      response.end('Ok.\n');
      return;
    }
    const queryId = randomUUID();
    try {
      if (!isSame(passwordOf(request) ?? '', this.#options.password)) {
        throw new FaceError(
          516,
          'AUTHENTICATION_FAILED',
          'Authentication failed: password is incorrect',
        );
      }
      await this.#answer(faceRequest(request), queryId, response);
    } catch (error) {
      refuse(response, error, queryId);
    } finally {
      if (!request.complete) request.resume();
    }
  }

  async #answer(request: FaceRequest, mark: string, response: ServerResponse): Promise<void> {
    const queryId = request.queryId ?? mark;
    response.setHeader('X-ClickHouse-Query-Id', queryId.replace(/[^\x20-\x7e]/g, '?'));
    response.setHeader('X-ClickHouse-Timezone', 'UTC');
    const comment = `/* ${mark} */`;
    let over = false;
    const left = new Promise<'left'>((resolve) => {
      response.once('close', () => {
        if (over) return;
        this.#engine.kill(comment).catch(() => {});
        resolve('left');
      });
    });
    const entering = this.#gate.enter();
    if ((await Promise.race([entering, left])) === 'left') {
      entering.then(
        (leave) => leave(),
        () => {},
      );
      return;
    }
    const leave = await entering;
    const session = this.#sessions.enter(request);
    try {
      prepare(session.connection, request);
      const answer = await this.#statements.answer(session.connection, request, comment);
      await send(response, answer, request.gzipWanted);
    } finally {
      over = true;
      session.leave();
      leave();
    }
  }
}

function prepare(connection: Connection, request: FaceRequest): void {
  if (request.database !== undefined && request.database !== '') connection.use(request.database);
  connection.set(request.settings);
}

async function send(response: ServerResponse, answer: Answer, gzip: boolean): Promise<void> {
  const iterator = answer.body[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (answer.format !== undefined) response.setHeader('X-ClickHouse-Format', answer.format);
  const { written } = answer;
  response.setHeader(
    'X-ClickHouse-Summary',
    JSON.stringify({
      read_rows: '0',
      read_bytes: '0',
      written_rows: String(written?.rows ?? 0),
      written_bytes: String(written?.bytes ?? 0),
      total_rows_to_read: '0',
      result_rows: '0',
      result_bytes: '0',
    }),
  );
  const body = Readable.from(resumed(first, iterator), { objectMode: false });
  const through: Transform[] = [];
  if (gzip) {
    response.setHeader('Content-Encoding', 'gzip');
    through.push(createGzip({ level: 1 }));
  }
  await pipeline([body, ...through, response]);
}

async function* resumed(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function refuse(response: ServerResponse, thrown: unknown, queryId: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { status, code, message } = refusal(thrown);
  response.removeHeader('Content-Encoding');
  if (!response.hasHeader('X-ClickHouse-Query-Id'))
    response.setHeader('X-ClickHouse-Query-Id', queryId);
  response.setHeader('X-ClickHouse-Exception-Code', String(code));
  response.statusCode = status;
  response.end(`${message}\n`);
}
