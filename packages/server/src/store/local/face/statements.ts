import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Connection, Written } from './engine.ts';
import { Fifos } from './fifo.ts';
import { insertBody } from './insert.ts';
import { FaceError } from './refusal.ts';
import { bodyText, type FaceRequest } from './request.ts';
import { formatClause, reachesOutside, type Token, tokens } from './sql.ts';

export interface Answer {
  readonly body: AsyncIterable<Uint8Array>;
  readonly format?: string;
  readonly written?: Written;
}

/** Formats whose pieces may be put end to end: they have neither a head nor a foot. */
const endless = new Set(
  `JSONEachRow JSONLines NDJSON JSONCompactEachRow JSONStringsEachRow JSONCompactStringsEachRow TabSeparated TSV TabSeparatedRaw
  TSVRaw CSV RowBinary Native LineAsString TSKV Null`.split(/\s+/),
);

/** Runs statements as the HTTP interface has them: the statement in the address or in the body, rows in the body. */
export class Statements {
  readonly #directory: string;
  readonly #fifos: Fifos;

  constructor(directory: string) {
    this.#directory = directory;
    this.#fifos = new Fifos(directory);
  }

  /** `mark` is a comment put before the statement, to kill it by. Errors: the engine's, or a FaceError. */
  async answer(connection: Connection, request: FaceRequest, mark: string): Promise<Answer> {
    const { query } = request;
    if (query !== undefined) {
      const found = tokens(query);
      if (isInsert(found)) {
        const clause = formatClause(query, found);
        if (clause !== undefined) {
          refuseOutside(found);
          const rest = query.slice(clause.to).trimStart();
          const head = `${mark} ${query.slice(0, clause.from).trimEnd()}`;
          const body =
            rest === '' ? request.body : Readable.from(chained(Buffer.from(rest), request.body));
          return this.#insert(connection, request, head, clause.format, body);
        }
      }
    }
    const text = await bodyText(request.body);
    const sql = [query, text].filter((part) => part !== undefined && part !== '').join('\n');
    return this.#run(
      connection,
      sql.trimEnd().replace(/;$/, ''),
      request.format ?? 'TabSeparated',
      mark,
    );
  }

  async #insert(
    connection: Connection,
    request: FaceRequest,
    head: string,
    format: string,
    body: Readable,
  ): Promise<Answer> {
    const names = [...request.settings.keys()];
    const written = await insertBody(connection, {
      head,
      format,
      body,
      token: request.settings.get('insert_deduplication_token'),
      whole: names.some((name) => /^format_(csv|tsv)_|^input_format_(csv|tsv)_/.test(name)),
      directory: this.#directory,
      id: randomUUID(),
    });
    return { body: nothing(), written };
  }

  async #run(connection: Connection, sql: string, usual: string, mark: string): Promise<Answer> {
    const found = tokens(sql);
    const clause = formatClause(sql, found);
    if (isInsert(found)) {
      refuseOutside(clause === undefined ? found : found.filter(({ from }) => from <= clause.from));
      const written = await connection.insert(`${mark} ${sql}`, new Uint8Array());
      return { body: nothing(), written };
    }
    refuseOutside(found);
    const format = clause?.format ?? usual;
    if (!isQuery(found)) {
      const { bytes } = await connection.run(`${mark} ${sql}`, format);
      return { body: once(bytes), format };
    }
    if (endless.has(format)) return { body: connection.stream(`${mark} ${sql}`, format), format };
    const head = clause === undefined ? sql : sql.slice(0, clause.from);
    const rest = clause === undefined ? '' : sql.slice(clause.to);
    const body = this.#fifos.read(async (path) => {
      const into = `INTO OUTFILE '${path}' TRUNCATE FORMAT ${format}`;
      await connection.run(`${mark} ${head} ${into} ${rest}`, format);
    });
    return { body, format };
  }
}

function isInsert(found: readonly Token[]): boolean {
  return found[0]?.value === 'INSERT';
}

function isQuery(found: readonly Token[]): boolean {
  const first = found[0]?.value ?? '';
  return (
    ['SELECT', 'WITH', 'FROM', '('].includes(first) &&
    !found.some(({ value, depth }) => value === 'INSERT' && depth === 0)
  );
}

function refuseOutside(found: readonly Token[]): void {
  const outside = reachesOutside(found);
  if (outside === undefined) return;
  throw new FaceError(
    497,
    'ACCESS_DENIED',
    `Not enough privileges: ${outside} reaches out of this store`,
  );
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* chained(
  first: Buffer,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
