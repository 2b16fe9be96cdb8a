import { didYouMean } from '@bothways/core';
import { refusedFile } from '../read/import-refused.ts';
import { columnList } from './read-columns.ts';

/** A driver as it was named: one column, or several as one thing. */
export interface NamedDriver {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Reads `price,service=friendly+fast` into drivers: names of columns, those that hold commas too, and groups of them.
 *
 * Errors: `ImportRefused` on a name that is no column, or comes twice.
 */
export function namedDrivers(
  file: string,
  text: string,
  columns: readonly string[],
): readonly NamedDriver[] {
  const drivers = piecesOf(text, columns).map((piece): NamedDriver => {
    const column = columnOf(piece, columns);
    if (column !== null) return { name: column, columns: [column] };
    const [name = '', items = ''] = split(piece, '=');
    return items === ''
      ? unknown(file, piece, columns)
      : {
          name: name.trim(),
          columns: piecesOf(items, columns, '+').map(
            (item) => columnOf(item, columns) ?? unknown(file, item, columns),
          ),
        };
  });
  const all = drivers.flatMap((driver) => driver.columns);
  const twice = all.find((name, at) => all.indexOf(name) !== at);
  if (twice !== undefined)
    throw refusedFile(file, {
      code: 'driver-twice',
      message: `the column ${JSON.stringify(twice)} is named twice among the drivers`,
      hint: 'name it once',
    });
  return drivers;
}

/** Pieces between marks; those that only together are a column stay together. */
function piecesOf(text: string, columns: readonly string[], mark = ','): readonly string[] {
  const raw = text.split(mark);
  const pieces: string[] = [];
  for (let at = 0; at < raw.length; at += 1) {
    let piece = raw[at] ?? '';
    for (let end = raw.length; end > at + 1; end -= 1) {
      const joined = raw.slice(at, end).join(mark);
      if (columnOf(joined, columns) === null) continue;
      piece = joined;
      at = end - 1;
      break;
    }
    if (piece.trim() !== '') pieces.push(piece);
  }
  return pieces;
}

/** A column by its name, in whichever case where only one can be meant. */
function columnOf(name: string, columns: readonly string[]): string | null {
  const wanted = name.trim();
  if (columns.includes(wanted)) return wanted;
  const alike = columns.filter((column) => column.toLowerCase() === wanted.toLowerCase());
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

function split(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function unknown(file: string, name: string, columns: readonly string[]): never {
  throw refusedFile(file, {
    code: 'no-such-column',
    message: `there is no column ${JSON.stringify(name.trim())}; its columns are ${columnList(columns)}`,
    hint: didYouMean(name.trim(), columns, 'name one of them'),
  });
}
