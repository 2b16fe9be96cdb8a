import { hash } from 'node:crypto';
import { isBlockedId } from '@bothways/core/person';
import { timeParser } from '../read/parse-time.ts';
import type { SourceFile } from '../read/source-file.ts';
import type { Flaw } from '../read/source-record.ts';
import { bindSums } from './bind-numbers.ts';
import { bindProperties } from './bind-properties.ts';
import type { Cells, CellsWriter } from './cells-writer.ts';
import type { Mapping, Named } from './mapping.ts';
import { periodEnd } from './period-end.ts';
import type { Pseudonyms } from './pseudonym.ts';
import { joinKey, type SideTable } from './side-table.ts';
import type { StagedRows } from './staged-rows.ts';
import { writePerson } from './write-event.ts';

/** Writes a whole staged row. */
export type RecordWriter = (cells: Cells, seq: number, row: StagedRows) => Flaw | null;

/**
 * A mapping and the columns of one file, as a writer of staged rows. Every column was checked to be there.
 */
export function bindMapping(
  mapping: Mapping,
  source: SourceFile,
  tables: readonly SideTable[],
  pseudonyms: Pseudonyms,
): RecordWriter {
  const columns = [...source.columns, ...tables.flatMap((table) => table.columns)];
  const indexes = new Map(columns.map((column, index) => [column, index]));
  const at = (column: string): number => indexes.get(column) ?? -1;
  const joined = bindJoins(tables, at);
  const parts: readonly CellsWriter[] = [
    bindId(mapping, at, source),
    ...bindPerson(mapping, at, pseudonyms),
    ...bindAccount(mapping.account.map(at), pseudonyms),
    ...bindCase(mapping.case.map(at)),
    bindTime(mapping, source, at),
    bindConstant('type', mapping.type),
    bindNamed('name', mapping.event, at, mapping.type === 'track'),
    bindNamed('channel', mapping.channel, at, false),
    bindProperties(mapping, source, columns, at),
    ...bindCount(mapping.aggregate?.count ?? null, at),
    bindConstant('grade', mapping.grade),
    ...bindSums(mapping, at),
  ];
  return (cells, seq, row) => {
    const whole = joined === null ? cells : joined(cells);
    if ('reason' in whole) return whole;
    row.seq.add(seq);
    for (const part of parts) {
      const flaw = part(whole, row);
      if (flaw !== null) return flaw;
    }
    return null;
  };
}

/** Whether records of a mapping have no id of their own. */
export function isCounted({ id }: Mapping): boolean {
  return id.length === 0;
}

function bindJoins(
  tables: readonly SideTable[],
  at: (column: string) => number,
): ((cells: Cells) => Cells | Flaw) | null {
  if (tables.length === 0) return null;
  const steps = tables.map(({ join, columns, rows }) => ({
    file: join.file,
    keys: join.on.map(([own]) => at(own)),
    names: join.on.map(([own]) => own).join(', '),
    none: columns.map(() => ''),
    rows,
    required: join.required,
  }));
  return (cells) => {
    const whole = [...cells];
    for (const { file, keys, names, none, rows, required } of steps) {
      const key = joinKey(keys.map((index) => whole[index] ?? ''));
      const found = rows.get(key);
      if (found === undefined && required)
        return {
          reason: 'no-join',
          detail: `${file} has no row for ${names} ${JSON.stringify(key.slice(0, 60))}; add one, or set required: false`,
        };
      whole.push(...(found ?? none));
    }
    return whole;
  };
}

const ID_MARK = '\u001f';

/** Several ids as one text, from which they could be told again; null where one is empty. */
function idOf(cells: Cells, indexes: readonly number[]): string | null {
  if (indexes.length === 1) return cells[indexes[0] ?? 0] || null;
  const ids: string[] = [];
  for (const index of indexes) {
    const id = cells[index] ?? '';
    if (id === '') return null;
    ids.push(id.replaceAll('\\', '\\\\').replaceAll(ID_MARK, `\\${ID_MARK}`));
  }
  return ids.join(ID_MARK);
}

/**
 * The whole of a record, to be told from others. Of a file without a header it is what it holds by name, in an order of its
 * own: which columns there are, and where, depends on the records beside it.
 */
function bindWhole({ columns, types }: SourceFile): (cells: Cells) => string {
  const own = columns.length;
  if (types === null)
    return (cells) => JSON.stringify(cells.length === own ? cells : cells.slice(0, own));
  const named = columns
    .map((name, index) => ({ name, index }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return (cells) => {
    const held: string[] = [];
    for (const { name, index } of named) {
      const cell = cells[index] ?? '';
      if (cell !== '') held.push(name, cell);
    }
    return JSON.stringify(held);
  };
}

function bindId(mapping: Mapping, at: (column: string) => number, source: SourceFile): CellsWriter {
  const indexes = mapping.id.map(at);
  const names = mapping.id.join(', ');
  const whole = bindWhole(source);
  if (isCounted(mapping))
    return (cells, row) => {
      row.message_id.add(`${hash('sha256', whole(cells))}.1`);
      row.counted.add(true);
      return null;
    };
  return (cells, row) => {
    const id = idOf(cells, indexes);
    if (id === null)
      return {
        reason: 'missing-id',
        detail: `${names} is empty; give the record an id, or leave "id" out of the mapping`,
      };
    row.message_id.add(id);
    row.counted.add(false);
    return null;
  };
}

/** Where a client names both a user and an anonymous id, ids that name nobody count as absent, as they do live. */
function bindPerson(
  { person, anonymous }: Mapping,
  at: (column: string) => number,
  pseudonyms: Pseudonyms,
): readonly CellsWriter[] {
  if (person.length + anonymous.length === 0) return [];
  const [users, others] = [person.map(at), anonymous.map(at)];
  const named = (cells: Cells, indexes: readonly number[]): string | null => {
    const id = indexes.length === 0 ? null : idOf(cells, indexes);
    return id !== null && others.length > 0 && isBlockedId(id) ? null : id;
  };
  return [
    (cells, row) => {
      writePerson(row, named(cells, users), [named(cells, others)], pseudonyms);
      return null;
    },
  ];
}

function bindAccount(indexes: readonly number[], pseudonyms: Pseudonyms): readonly CellsWriter[] {
  if (indexes.length === 0) return [];
  return [
    (cells, row) => {
      const id = idOf(cells, indexes);
      row.account_id.add(id === null ? null : pseudonyms('account', id));
      return null;
    },
  ];
}

function bindCase(indexes: readonly number[]): readonly CellsWriter[] {
  if (indexes.length === 0) return [];
  return [
    (cells, row) => {
      row.case_id.add(idOf(cells, indexes));
      return null;
    },
  ];
}

/** `at`, an aggregate's end, and no other times: a file knows when it happened, not when it was sent. */
function bindTime(
  { time, aggregate }: Mapping,
  { format }: SourceFile,
  at: (column: string) => number,
): CellsWriter {
  const per = aggregate?.per ?? null;
  const endOf = periodEnd(per, time.zone);
  const write = (row: StagedRows, moment: number): null => {
    row.at.add(moment);
    if (per !== null) row.until.add(endOf(moment));
    return null;
  };
  if (time.kind === 'constant') return (_, row) => write(row, time.at);
  const index = at(time.column);
  const parse = timeParser(time.format, time.zone);
  // A date of a sheet is none of its texts: it comes as ISO 8601 whatever the pattern.
  const parseSheet = format === 'xlsx' ? timeParser('iso', time.zone) : parse;
  return (cells, row) => {
    const text = cells[index] ?? '';
    if (text === '')
      return { reason: 'missing-time', detail: `${time.column} is empty; give the record a time` };
    let moment = parse(text);
    if (moment === 'bad-time') moment = parseSheet(text);
    if (typeof moment === 'string')
      return {
        reason: moment,
        detail: `${time.column} is ${JSON.stringify(text.slice(0, 60))}; wanted ${time.format} from 1970 to 2199`,
      };
    return write(row, moment);
  };
}

function bindConstant(column: 'type' | 'grade' | 'name' | 'channel', text: string): CellsWriter {
  return (_, row) => {
    row[column].add(text);
    return null;
  };
}

function bindNamed(
  into: 'name' | 'channel',
  named: Named,
  at: (column: string) => number,
  required: boolean,
): CellsWriter {
  if (named.kind === 'constant') return bindConstant(into, named.name);
  const index = at(named.column);
  return (cells, row) => {
    const value = cells[index] ?? '';
    if (value === '' && required)
      return { reason: 'missing-event', detail: `${named.column} is empty; name what happened` };
    row[into].add(named.names.get(value) ?? value);
    return null;
  };
}

/** How many occurrences an aggregate stands for; any other event for itself alone. */
function bindCount(column: string | null, at: (column: string) => number): readonly CellsWriter[] {
  if (column === null) return [];
  const index = at(column);
  return [
    (cells, row) => {
      const text = (cells[index] ?? '').trim();
      const count = /^\d{1,15}$/.test(text) ? Number(text) : null;
      if (count === null)
        return {
          reason: 'bad-count',
          detail: `${column} is ${JSON.stringify(text.slice(0, 60))}; wanted a whole number from 0`,
        };
      row.n.add(count);
      return null;
    },
  ];
}
