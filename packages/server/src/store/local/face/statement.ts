import { Readable } from 'node:stream';
import { FaceError } from './refusal.ts';
import { bodyText, type FaceRequest } from './request.ts';
import { formatClause, reachesOutside, type Token, tokens } from './sql.ts';

/** What a request asks to be done. */
export type Statement =
  /** Rows that come as a body; `head` is `INSERT INTO table (columns)`, `settings` its clause or empty. */
  | {
      readonly kind: 'rows';
      readonly head: string;
      readonly settings: string;
      readonly format: string;
      readonly body: Readable;
    }
  /** An INSERT with all it needs: of values, or of a query. */
  | { readonly kind: 'insert'; readonly sql: string }
  /** A query, without its format clause; `rest` is what came after that. */
  | { readonly kind: 'query'; readonly sql: string; readonly format: string; readonly rest: string }
  /** Any other: its answer is small. */
  | { readonly kind: 'other'; readonly sql: string; readonly format: string };

/**
 * The statement of a request, as the HTTP interface has it: in the address, with rows in the body; or all in the body.
 *
 * Errors: a FaceError if it reaches out of the store, or is too long.
 */
export async function statement(request: FaceRequest): Promise<Statement> {
  const { query } = request;
  const rows = query === undefined ? undefined : rowsInBody(query, request.body);
  if (rows !== undefined) return rows;
  const text = await bodyText(request.body);
  const parts = [query, text].filter((part) => part !== undefined && part !== '');
  const sql = parts.join('\n').replace(/[\s;]+$/, '');
  const found = tokens(sql);
  const clause = formatClause(sql, found);
  if (isInsert(found)) {
    // What follows its format is data, not SQL.
    refuseOutside(clause === undefined ? found : found.filter(({ from }) => from <= clause.from));
    return { kind: 'insert', sql };
  }
  refuseOutside(found);
  const format = clause?.format ?? request.format ?? 'TabSeparated';
  if (!isQuery(found)) return { kind: 'other', sql, format };
  if (clause === undefined) return { kind: 'query', sql, format, rest: '' };
  return { kind: 'query', sql: sql.slice(0, clause.from), format, rest: sql.slice(clause.to) };
}

function rowsInBody(query: string, body: Readable): Statement | undefined {
  const found = tokens(query);
  const clause = formatClause(query, found);
  if (!isInsert(found) || clause === undefined) return undefined;
  const before = found.filter(({ from }) => from < clause.from);
  refuseOutside(before);
  const settingsFrom =
    before.find(({ kind, value, depth }) => kind === 'word' && value === 'SETTINGS' && depth === 0)
      ?.from ?? clause.from;
  const data = query.slice(clause.to).trimStart();
  return {
    kind: 'rows',
    head: query.slice(0, settingsFrom).trim(),
    settings: query.slice(settingsFrom, clause.from).trim(),
    format: clause.format,
    body: data === '' ? body : Readable.from(preceded(Buffer.from(data), body)),
  };
}

function isInsert(found: readonly Token[]): boolean {
  return found.some(({ value, kind, depth }, at) => {
    if (kind !== 'word' || value !== 'INSERT' || depth !== 0) return false;
    return at === 0 || found[0]?.value === 'WITH';
  });
}

function isQuery(found: readonly Token[]): boolean {
  return ['SELECT', 'WITH', 'FROM', '('].includes(found[0]?.value ?? '');
}

function refuseOutside(found: readonly Token[]): void {
  const outside = reachesOutside(found);
  if (outside === undefined) return;
  const message = `Not enough privileges: ${outside} reaches out of this store`;
  throw new FaceError(497, 'ACCESS_DENIED', message);
}

async function* preceded(
  first: Buffer,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
