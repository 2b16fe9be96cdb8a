import type { Place } from './model.ts';

/** A file as it came, with the offset at which each of its lines starts. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** A stretch of a file: from `start` up to, not including, `end`. */
export interface Span {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** One value of a file. `written` is how a plain value stands there: `1.20` for 1.2. */
export interface Leaf extends Span {
  readonly kind: 'leaf';
  readonly value: string | number | boolean | null;
  readonly written: string;
  readonly style: ScalarStyle;
}

export interface List extends Span {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

export interface Branch extends Span {
  readonly kind: 'branch';
  readonly entries: ReadonlyMap<string, { readonly key: Span; readonly value: Tree }>;
}

/** A file's content with its places: what zod checks as data, and what problems point into. */
export type Tree = Leaf | List | Branch;

/** The way to a value: keys of maps and positions in lists. */
export type Path = readonly PropertyKey[];

export function sourceText(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
    lineStarts.push(at + 1);
  return { file, text, lineStarts };
}

/** The line and column (from 1) of an offset, by halving. */
export function placeAt({ file, lineStarts }: SourceText, offset: number): Place {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { file, line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}

export function placeOf({ source, start }: Span): Place {
  return placeAt(source, start);
}

/** What stands right under a map or list at a key or position; nothing there: undefined. */
export function child(tree: Tree | undefined, step: PropertyKey): Tree | undefined {
  if (tree?.kind === 'branch') return tree.entries.get(String(step))?.value;
  if (tree?.kind === 'list') return tree.items[Number(step)];
  return undefined;
}

export function find(tree: Tree | undefined, path: Path): Tree | undefined {
  return path.reduce<Tree | undefined>(child, tree);
}

/** The deepest thing on the way that is there: where to point when something is missing. */
export function findNearest(tree: Tree, path: Path): Tree {
  let nearest = tree;
  for (const step of path) {
    const next = child(nearest, step);
    if (next === undefined) return nearest;
    nearest = next;
  }
  return nearest;
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

/** The text of a leaf; anything else: undefined. */
export function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'leaf' && typeof tree.value === 'string' ? tree.value : undefined;
}

/** Keys that anybody may add anywhere; nothing reads them, all are kept. */
export function isExtensionKey(key: string): boolean {
  return key.startsWith('x-');
}

/** Everything as plain data, as written. */
export function dataOf(tree: Tree): unknown {
  switch (tree.kind) {
    case 'leaf':
      return tree.value;
    case 'list':
      return tree.items.map(dataOf);
    case 'branch':
      return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, dataOf(value)]));
  }
}

/** What the schema looks at: without `x-` keys, and a key with nothing behind it counts as not written. */
export function dataToCheck(tree: Tree): unknown {
  switch (tree.kind) {
    case 'leaf':
      return tree.value;
    case 'list':
      return tree.items.map(dataToCheck);
    case 'branch':
      return Object.fromEntries(
        [...tree.entries]
          .filter(([key, { value }]) => !isExtensionKey(key) && !isNothing(value))
          .map(([key, { value }]) => [key, dataToCheck(value)]),
      );
  }
}

function isNothing(tree: Tree): boolean {
  return tree.kind === 'leaf' && tree.value === null;
}
