import { isMap, isSeq } from 'yaml';
import { linesAt } from './change-map.ts';
import { isJson, mannerOf } from './manner.ts';
import {
  behindKey,
  columnOf,
  dashOf,
  endOf,
  isNothing,
  lineEnd,
  linesOf,
  nodeAt,
  type Opened,
  pairEnd,
  pairOf,
  type Splice,
  spliced,
  startOf,
  type Way,
  type YAMLSeq,
} from './opened.ts';
import { refuse } from './refused.ts';
import { indented, writeFlow, writeItem } from './write-value.ts';

/** What is put into a list: plain data, and how it stood where it was taken from, if it was. */
export interface Item {
  readonly value: unknown;
  readonly written?: Written;
}

/** An item as it was written, at column 0: the comments above it, and its lines without the dash. */
export interface Written {
  readonly lead: readonly string[];
  readonly lines: readonly string[];
  /** In brackets or a single word: it may stand in another list in brackets. */
  readonly isFlow: boolean;
}

/** An item put into a list before the one at a position; a list that is not there yet is begun. */
export function itemInserted(file: Opened, way: Way, index: number, item: Item): string {
  const { text } = file;
  const list = nodeAt(file, way);
  const key = String(way.at(-1));
  const parent = nodeAt(file, way.slice(0, -1));
  if (isSeq(list) && list.items.length > 0)
    return spliced(text, [
      list.flow === true
        ? flowItem(text, list, index, item)
        : blockItem(file, list, { index, item, key }),
    ]);
  if (!isNothing(list) && !isSeq(list)) return noList(way);
  if (!isMap(parent)) return noList(way);
  const pair = pairOf(parent, key);
  if (pair === undefined) return noList(way);
  const colon = behindKey(text, pair.key);
  const end = pairEnd(text, pair);
  if (parent.flow === true)
    return spliced(text, [{ from: colon, to: end, text: ` [${flowText(item, isJson(parent))}]` }]);
  const column = columnOf(text, startOf(pair.key)) + mannerOf(file).listIndent;
  return spliced(text, [
    { from: colon, to: end, text: '' },
    linesAt(text, lineEnd(text, end), indented(itemLines(file, item, key), column)),
  ]);
}

function noList(way: Way): never {
  return refuse({
    message: `${way.join(' > ')} is no list`,
    hint: 'mend it in the file first',
  });
}

function itemLines(file: Opened, { value, written }: Item, key: string): readonly string[] {
  if (written === undefined) return writeItem(value, key, mannerOf(file));
  const [first = '', ...rest] = written.lines;
  return [...written.lead, `- ${first}`, ...indented(rest, 2)];
}

function flowText({ value, written }: Item, json: boolean): string {
  const [line = ''] = written?.lines ?? [];
  const isAsWas = written?.isFlow && written.lines.length === 1 && !line.includes('#');
  return isAsWas ? line : writeFlow(value, { json });
}

function flowItem(text: string, list: YAMLSeq, index: number, item: Item): Splice {
  const first = list.items[0];
  const json = /^\s*\{\s*"/.test(text) || isJson(isMap(first) ? first : undefined);
  const written = flowText(item, json);
  const next = list.items[index];
  if (next !== undefined) return { from: startOf(next), to: startOf(next), text: `${written}, ` };
  const at = endOf(text, list.items.at(-1));
  const opening = text.slice(startOf(list) + 1, startOf(first));
  const gap = opening.includes('\n') && opening.trim() === '' ? opening : ' ';
  return { from: at, to: at, text: `,${gap}${written}` };
}

function blockItem(
  file: Opened,
  list: YAMLSeq,
  { index, item, key }: { readonly index: number; readonly item: Item; readonly key: string },
): Splice {
  const { text } = file;
  const lines = indented(itemLines(file, item, key), columnOf(text, dashOf(list, 0)));
  const at =
    index < list.items.length
      ? placeOfItem(text, list, index).from
      : placeOfItem(text, list, list.items.length - 1).to;
  return linesAt(text, at, lines);
}

function placeOfItem(text: string, list: YAMLSeq, index: number): { from: number; to: number } {
  const start = dashOf(list, index);
  const end = endOf(text, list.items[index]);
  // What stands above the first may speak of them all: it stays.
  return linesOf(text, { start, end: Math.max(start, end), lead: index > 0 });
}

/** An item as it stands, to be put elsewhere. */
export function writtenAt(file: Opened, way: Way): Written {
  const { text } = file;
  const list = nodeAt(file, way.slice(0, -1));
  const index = Number(way.at(-1));
  const node = isSeq(list) ? list.items[index] : undefined;
  if (!isSeq(list) || node === undefined) return noList(way);
  const start = startOf(node);
  if (list.flow === true)
    return { lead: [], lines: [text.slice(start, endOf(text, node))], isFlow: true };
  const dash = dashOf(list, index);
  const { from, to } = placeOfItem(text, list, index);
  const lead = linesIn(text.slice(from, dash))
    .map((line) => line.trimStart())
    .filter(Boolean);
  const [first = '', ...rest] = linesIn(text.slice(start, to));
  const isBlock = !(isMap(node) || isSeq(node)) || node.flow === true;
  const column = isBlock ? columnOf(text, dash) + 2 : columnOf(text, start);
  return { lead, lines: [first, ...rest.map((line) => shifted(line, column))], isFlow: isBlock };
}

function linesIn(text: string): readonly string[] {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  return lines.length === 1 && lines[0] === '' ? [] : lines;
}

function shifted(line: string, by: number): string {
  const blanks = /^ */.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(blanks, by));
}

/** An item and the comments that are its own taken out; a list that is left empty stays as `[]`. */
export function itemDropped(file: Opened, way: Way): string {
  const { text } = file;
  const list = nodeAt(file, way.slice(0, -1));
  const index = Number(way.at(-1));
  const node = isSeq(list) ? list.items[index] : undefined;
  if (!isSeq(list) || node === undefined) return noList(way);
  const [previous, next] = [list.items[index - 1], list.items[index + 1]];
  if (list.flow === true) {
    if (next !== undefined)
      return spliced(text, [{ from: startOf(node), to: startOf(next), text: '' }]);
    const from = previous === undefined ? startOf(list) + 1 : endOf(text, previous);
    const to = previous === undefined ? endOf(text, list) - 1 : endOf(text, node);
    return spliced(text, [{ from, to, text: '' }]);
  }
  const drop: Splice = { ...placeOfItem(text, list, index), text: '' };
  if (next !== undefined || previous !== undefined) return spliced(text, [drop]);
  const parent = nodeAt(file, way.slice(0, -2));
  const pair = isMap(parent) ? pairOf(parent, String(way.at(-2))) : undefined;
  if (pair === undefined) return noList(way);
  const colon = behindKey(text, pair.key);
  return spliced(text, [{ from: colon, to: colon, text: ' []' }, drop]);
}
