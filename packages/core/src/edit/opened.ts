import {
  type Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { parseFile } from '../model/parse-file.ts';
import { dataOf, sourceText } from '../model/source-tree.ts';
import { refuse } from './refused.ts';

/** A file of a model, taken apart: its text, and the nodes with the places where they stand in it. */
export interface Opened {
  readonly file: string;
  readonly text: string;
  readonly root: Node | null;
}

/** A stretch of the text that is replaced. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The way to a value of a file: keys of maps and positions in lists. */
export type Way = readonly (string | number)[];

export function opened(file: string, text: string): Opened {
  const { contents } = parseDocument(text, {
    keepSourceTokens: true,
    merge: true,
    uniqueKeys: false,
    version: '1.2',
  });
  return { file, text, root: contents };
}

/**
 * What a file says, as plain data: aliases followed, merges merged.
 *
 * Errors: refuses a file that does not read.
 */
export function saidIn(file: string, text: string): unknown {
  const { tree, problems } = parseFile(sourceText(file, text));
  const [first] = problems;
  if (tree !== null && first === undefined) return dataOf(tree);
  return refuse({
    message: `${file} does not read as YAML${first === undefined ? '' : `: line ${first.line}, ${first.message}`}`,
    hint: first?.hint ?? 'mend the file by hand',
  });
}

export function spliced(text: string, splices: readonly Splice[]): string {
  let out = '';
  let at = 0;
  for (const { from, to, text: put } of splices.toSorted((a, b) => a.from - b.from)) {
    out += text.slice(at, from) + put;
    at = to;
  }
  return out + text.slice(at);
}

/**
 * What stands at the end of a way; undefined: nothing.
 *
 * Errors: refuses to go through an alias, as what it stands for is used elsewhere too.
 */
export function nodeAt({ root, file }: Opened, way: Way): Node | undefined {
  let node: Node | undefined = root ?? undefined;
  for (const [index, step] of way.entries()) {
    if (isAlias(node)) throughAlias(file, way.slice(0, index));
    if (isMap(node)) {
      const value: unknown = pairOf(node, String(step))?.value;
      node = isNode(value) ? value : undefined;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      node = isNode(item) ? item : undefined;
    } else return undefined;
  }
  return node;
}

/** The same, and where an alias stands on the way: the alias. */
export function nodeWritten(file: Opened, way: Way): Node | undefined {
  for (let length = 0; length < way.length; length += 1) {
    const node = nodeAt(file, way.slice(0, length));
    if (isAlias(node)) return node;
  }
  return nodeAt(file, way);
}

/** The keys and positions below a node that lead to an offset, as far as there are any; of a key its value counts too. */
export function wayTo(text: string, node: Node, at: number): Way {
  if (isSeq(node)) {
    const index = node.items.findIndex((item) => startOf(item) <= at && at < endOf(text, item));
    const item: unknown = node.items[index];
    return isNode(item) ? [index, ...wayTo(text, item, at)] : [];
  }
  if (!isMap(node)) return [];
  const pair = node.items.find((each) => startOf(each.key) <= at && at < pairEnd(text, each));
  if (pair === undefined || !isScalar(pair.key)) return [];
  const below = isNode(pair.value) ? wayTo(text, pair.value, at) : [];
  return [String(pair.key.value), ...below];
}

function throughAlias(file: string, way: Way): never {
  return refuse({
    message: `${way.join(' > ')} is written as an alias (*) in ${file}`,
    hint: 'write out what it stands for in the file first',
  });
}

export function pairOf(map: YAMLMap, key: string): Pair<Scalar, Node | null> | undefined {
  const found = map.items.find(
    ({ key: name }) =>
      isScalar(name) && typeof name.value !== 'symbol' && String(name.value) === key,
  );
  return found as Pair<Scalar, Node | null> | undefined;
}

export function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** Where the last sign of a value stands, without what follows of blanks and comments. */
export function endOf(text: string, node: unknown): number {
  if (isMap(node) && node.flow !== true) {
    const last = node.items.at(-1);
    return last === undefined ? startOf(node) : pairEnd(text, last);
  }
  if (isSeq(node) && node.flow !== true)
    return node.items.length === 0 ? startOf(node) : endOf(text, node.items.at(-1));
  if (!isNode(node)) return 0;
  const [start = 0, end = 0] = node.range ?? [];
  const isBlock = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  return isBlock ? start + text.slice(start, end).trimEnd().length : end;
}

export function pairEnd(text: string, { key, value }: Pair): number {
  const written = isNode(value) ? endOf(text, value) : 0;
  // Of nothing the place is after the blanks that follow; the colon is where the pair ends.
  if (isNode(value) && written > startOf(value)) return written;
  return behindKey(text, key);
}

/** Where the value of a key begins: behind its colon, and behind the anchor or tag that stands before the value. */
export function behindKey(text: string, key: unknown): number {
  const end = isNode(key) ? (key.range?.[1] ?? 0) : 0;
  const colon = text.indexOf(':', end) + 1;
  const marks = /^(?:[ \t]+[&!][^\s,[\]{}]*)+/.exec(text.slice(colon, lineEnd(text, colon)));
  return colon + (marks?.[0].length ?? 0);
}

/** Where the dash of an item of a list in block style stands. */
export function dashOf(list: YAMLSeq, index: number): number {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') return -1;
  const starts = token.items.flatMap(({ start }) => {
    const dash = start.find(({ type }) => type === 'seq-item-ind');
    return dash === undefined ? [] : [dash.offset];
  });
  return starts[index] ?? -1;
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the line break of the line; the end of the text where it has none. */
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found + 1;
}

export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** The lines of an item or entry that begins a line of its own: with the comments right above (`lead`) and deeper ones below. */
export function linesOf(
  text: string,
  { start, end, lead }: { readonly start: number; readonly end: number; readonly lead: boolean },
): { readonly from: number; readonly to: number } {
  const column = columnOf(text, start);
  let from = lineStart(text, start);
  while (lead && from > 0) {
    const above = lineStart(text, from - 1);
    if (commentColumn(text, above) !== column) break;
    from = above;
  }
  let to = lineEnd(text, end);
  while (to < text.length) {
    const found = commentColumn(text, to);
    if (found === null || found <= column) break;
    to = lineEnd(text, to);
  }
  return { from, to };
}

/** Where the comment of a line that is nothing else begins; null: it is no such line. */
function commentColumn(text: string, start: number): number | null {
  const found = /^ *(?=#)/.exec(text.slice(start, lineEnd(text, start)));
  return found === null ? null : found[0].length;
}

export function isNothing(node: Node | undefined): node is Scalar<null> | undefined {
  return node === undefined || (isScalar(node) && node.value === null);
}

export type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq };
