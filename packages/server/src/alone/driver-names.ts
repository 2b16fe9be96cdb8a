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
  const known = (piece: string): NamedDriver | null => {
    const column = columnOf(piece, columns);
    return column === null ? groupOf(piece, columns) : { name: column, columns: [column] };
  };
  const drivers = piecesOf(text, ',', (piece) => known(piece) !== null).map(
    (piece) => known(piece) ?? unknown(file, missingIn(piece, columns), columns),
  );
  const all = drivers.flatMap((driver) => driver.columns);
  if (all.length === 0)
    throw refusedFile(file, {
      code: 'no-driver',
      message: '--drivers names no column',
      hint: `its columns are ${columnList(columns)}`,
    });
  const twice = all.find((name, at) => all.indexOf(name) !== at);
  if (twice !== undefined)
    throw refusedFile(file, {
      code: 'driver-twice',
      message: `the column ${JSON.stringify(twice)} is named twice among the drivers`,
      hint: 'name it once',
    });
  return drivers;
}

/** Several columns as one driver, `service=friendly+fast`; null where it is none. */
function groupOf(piece: string, columns: readonly string[]): NamedDriver | null {
  const at = piece.indexOf('=');
  if (at === -1) return null;
  const isColumn = (item: string): boolean => columnOf(item, columns) !== null;
  const items = piecesOf(piece.slice(at + 1), '+', isColumn).map((item) => columnOf(item, columns));
  const own = items.filter((item) => item !== null);
  if (own.length === 0 || own.length < items.length) return null;
  return { name: piece.slice(0, at).trim(), columns: own };
}

/** What of a piece is no column: of a group the first such item. */
function missingIn(piece: string, columns: readonly string[]): string {
  const at = piece.indexOf('=');
  if (at === -1) return piece;
  const items = piece.slice(at + 1).split('+');
  return items.find((item) => columnOf(item, columns) === null) ?? piece;
}

/** Pieces between marks; those that only together are known stay together. */
function piecesOf(
  text: string,
  mark: string,
  isKnown: (piece: string) => boolean,
): readonly string[] {
  const raw = text.split(mark);
  const pieces: string[] = [];
  for (let at = 0; at < raw.length; at += 1) {
    let piece = raw[at] ?? '';
    for (let end = raw.length; end > at + 1; end -= 1) {
      const joined = raw.slice(at, end).join(mark);
      if (!isKnown(joined)) continue;
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

function unknown(file: string, name: string, columns: readonly string[]): never {
  throw refusedFile(file, {
    code: 'no-such-column',
    message: `there is no column ${JSON.stringify(name.trim())}; its columns are ${columnList(columns)}`,
    hint: didYouMean(name.trim(), columns, 'name one of them'),
  });
}
