import { isAlias, isMap, isScalar } from 'yaml';
import { isJson, mannerOf } from './manner.ts';
import {
  behindKey,
  columnOf,
  endOf,
  isNothing,
  lineStart,
  linesOf,
  type Node,
  nodeAt,
  type Opened,
  type Pair,
  pairEnd,
  pairOf,
  type Scalar,
  type Splice,
  spliced,
  startOf,
  type Way,
  type YAMLMap,
} from './opened.ts';
import { refuse } from './refused.ts';
import {
  indented,
  type Quote,
  writeEntry,
  writeFlow,
  writeKey,
  writeScalar,
} from './write-value.ts';

// Changes of maps, as changes of the text: nothing but the entry is written anew.

const QUOTES: Readonly<Record<string, Quote>> = { QUOTE_SINGLE: 'single', QUOTE_DOUBLE: 'double' };

/** Another text, number, true or false where one stands. */
export function scalarSet(file: Opened, way: Way, value: unknown): string {
  const { text } = file;
  const parent = nodeAt(file, way.slice(0, -1));
  const node = nodeAt(file, way);
  const isFlow =
    (isMap(parent) || parent === undefined) && isMap(parent) ? parent.flow === true : true;
  const json = isJson(parent);
  const quote = isScalar(node) ? QUOTES[node.type ?? ''] : undefined;
  const written = json
    ? JSON.stringify(value)
    : writeScalar(value, { flow: isFlow, ...(quote === undefined ? {} : { quote }) });
  const at = nothingAt(text, parent, way);
  if (isNothing(node) && (node === undefined || endOf(text, node) === startOf(node)) && at !== null)
    return spliced(text, [{ from: at, to: at, text: ` ${written}` }]);
  if (node === undefined || !(isScalar(node) || isAlias(node))) return nowhere(way);
  const isBlock = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  const note = isBlock ? /^[|>][^\n#]*?( #[^\n]*)/.exec(text.slice(startOf(node)))?.[1] : undefined;
  return spliced(text, [
    { from: startOf(node), to: endOf(text, node), text: written + (note ?? '') },
  ]);
}

/** Behind the colon of a key that has nothing behind it. */
function nothingAt(text: string, parent: Node | undefined, way: Way): number | null {
  if (!isMap(parent)) return null;
  const pair = pairOf(parent, String(way.at(-1)));
  return pair === undefined ? null : behindKey(text, pair.key);
}

function nowhere(way: Way): never {
  return refuse({
    message: `nothing stands at ${way.join(' > ')}`,
    hint: 'the model has changed meanwhile: look at it again',
  });
}

/** A new entry; `order` says behind which keys it stands. */
export function keyAdded(
  file: Opened,
  way: Way,
  {
    key,
    value,
    order,
  }: { readonly key: string; readonly value: unknown; readonly order: readonly string[] },
): string {
  const { text, root } = file;
  const map = nodeAt(file, way);
  if (isNothing(map)) return scalarReplaced(file, way, writeFlow({ [key]: value }, mannerOf(file)));
  if (!isMap(map)) return nowhere(way);
  const [first] = map.items;
  const before = entryBefore(map, key, order);
  if (map.flow === true || first === undefined || before === undefined)
    return spliced(text, [flowEntry(text, map, { key, value, before })]);
  const { to } = entryLines(text, map, before);
  const lines = indented(
    writeEntry(key, value, mannerOf(file)),
    columnOf(text, startOf(first.key)),
  );
  const isTop = map === root && /\n\s*\n/.test(text);
  return spliced(text, [linesAt(text, to, isTop ? ['', ...lines] : lines)]);
}

/** Lines put in at the beginning of a line, or behind the last. */
export function linesAt(text: string, at: number, lines: readonly string[]): Splice {
  const br = text.includes('\r\n') ? '\r\n' : '\n';
  const isOpen = at === text.length && at > 0 && text[at - 1] !== '\n';
  const put = lines.map((line) => (isOpen ? br + line : line + br)).join('');
  return { from: at, to: at, text: put };
}

/** `key: nothing` becomes something on its line. */
function scalarReplaced(file: Opened, way: Way, written: string): string {
  const { text } = file;
  const at = nothingAt(text, nodeAt(file, way.slice(0, -1)), way);
  if (at === null) return nowhere(way);
  const node = nodeAt(file, way);
  const end = node === undefined ? at : Math.max(at, endOf(text, node));
  const from = node === undefined || endOf(text, node) === startOf(node) ? at : startOf(node);
  return spliced(text, [
    { from, to: end > from ? end : from, text: from === at ? ` ${written}` : written },
  ]);
}

/** The entry that a new one is put behind: the last of those that stand before it by custom, else the last of all. */
function entryBefore(map: YAMLMap, key: string, order: readonly string[]): Pair | undefined {
  const rank = order.indexOf(key);
  if (rank === -1) return map.items.at(-1);
  const earlier = map.items.filter(({ key: name }) => {
    const at = isScalar(name) ? order.indexOf(String(name.value)) : -1;
    return at !== -1 && at < rank;
  });
  return earlier.at(-1) ?? map.items.at(-1);
}

function flowEntry(
  text: string,
  map: YAMLMap,
  {
    key,
    value,
    before,
  }: { readonly key: string; readonly value: unknown; readonly before: Pair | undefined },
): Splice {
  const json = isJson(map) || (map.items.length === 0 && /^\s*[{[]\s*"/.test(text));
  const written = `${writeKey(key, json, true)}: ${writeFlow(value, { json })}`;
  if (before === undefined)
    return { from: startOf(map), to: endOf(text, map), text: `{ ${written} }` };
  const at = pairEnd(text, before);
  const [first] = map.items;
  const opening = text.slice(startOf(map) + 1, startOf(first?.key));
  const gap = opening.includes('\n') && opening.trim() === '' ? opening : ' ';
  return { from: at, to: at, text: `,${gap}${written}` };
}

function entryLines(text: string, map: YAMLMap, pair: Pair): { from: number; to: number } {
  const lead = map.items[0] !== pair;
  return linesOf(text, { start: startOf(pair.key), end: pairEnd(text, pair), lead });
}

/** An entry and the comments that are its own taken out. */
export function keyDropped(file: Opened, way: Way): string {
  const { text } = file;
  const map = nodeAt(file, way.slice(0, -1));
  const pair = isMap(map) ? pairOf(map, String(way.at(-1))) : undefined;
  if (!isMap(map) || pair === undefined) return nowhere(way);
  return spliced(text, [keyDrop(text, map, pair)]);
}

function keyDrop(text: string, map: YAMLMap, pair: Pair<Scalar, Node | null>): Splice {
  const start = startOf(pair.key);
  const end = pairEnd(text, pair);
  const at = map.items.indexOf(pair);
  const [previous, next] = [map.items[at - 1], map.items[at + 1]];
  if (map.flow === true) {
    if (next !== undefined) return { from: start, to: startOf(next.key), text: '' };
    if (previous !== undefined) return { from: pairEnd(text, previous), to: end, text: '' };
    return { from: startOf(map), to: endOf(text, map), text: '{}' };
  }
  if (next === undefined && previous === undefined) return { from: start, to: end, text: '{}' };
  if (text.slice(lineStart(text, start), start).trim() === '')
    return { ...entryLines(text, map, pair), text: '' };
  // It stands behind a dash: the next entry takes its place there.
  const after = next === undefined ? end : startOf(next.key);
  const between = text.slice(end, after);
  return { from: start, to: between.includes('#') ? end : after, text: '' };
}
