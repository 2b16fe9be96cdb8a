import { isAlias, isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';
import type { Problem } from './model.ts';
import { errorAt, quoted, type Remark } from './problems.ts';
import type { Branch, Leaf, ScalarStyle, SourceText, Span, Tree } from './source-tree.ts';

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

type Entries = Map<string, { readonly key: Span; readonly value: Tree }>;

interface Walk {
  readonly source: SourceText;
  readonly limits: { readonly depth: number; readonly values: number };
  readonly anchors: Map<string, unknown>;
  readonly problems: Problem[];
  /** Where the last node stood: for those that have no place of their own. */
  at: Span;
  valuesLeft: number;
}

/**
 * The library's nodes as our tree: aliases followed, merge keys (`<<`) merged, every value with its place.
 * Following aliases is bounded by how many values come out, so a few lines cannot fill the memory.
 */
export function treeOf(
  source: SourceText,
  contents: unknown,
  limits: Walk['limits'],
): { tree: Tree | null; problems: readonly Problem[] } {
  const start = { source, start: 0, end: 0 };
  const valuesLeft = limits.values;
  const walk: Walk = { source, limits, anchors: new Map(), problems: [], at: start, valuesLeft };
  const tree = nodeTree(walk, contents, 0);
  if (walk.valuesLeft < 0) {
    note(walk, {
      code: 'aliases-too-large',
      message: `with its aliases followed the file has over ${limits.values} values, or repeats itself without end`,
      hint: 'write out what the aliases (*) stand for, or use fewer',
    });
  }
  return { tree: walk.problems.length === 0 ? tree : null, problems: walk.problems };
}

function note(walk: Walk, remark: Remark): void {
  walk.problems.push(errorAt(walk.at, remark));
}

function nodeTree(walk: Walk, node: unknown, depth: number): Tree {
  walk.valuesLeft -= 1;
  if (depth > walk.limits.depth) walk.valuesLeft = -1;
  if (walk.valuesLeft < 0) return nothingAt(walk.at);
  if (isAlias(node)) return aliasTree(walk, node, depth);
  if (isScalar(node)) return leafOf(walk, node);
  if (isSeq(node)) {
    const span = spanOf(walk, node);
    if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
    return {
      kind: 'list',
      ...span,
      items: node.items.map((item) => nodeTree(walk, item, depth + 1)),
    };
  }
  if (isMap(node)) return branchOf(walk, node, depth);
  return nothingAt(walk.at);
}

function nothingAt(span: Span): Leaf {
  return { kind: 'leaf', ...span, value: null, written: '', style: 'plain' };
}

function spanOf(walk: Walk, node: { range?: readonly number[] | null }): Span {
  const [start, end] = node.range ?? [];
  if (start === undefined || end === undefined) return walk.at;
  walk.at = { source: walk.source, start, end };
  return walk.at;
}

function aliasTree(
  walk: Walk,
  alias: { source: string; range?: readonly number[] | null },
  depth: number,
): Tree {
  const at = spanOf(walk, alias);
  const target = walk.anchors.get(alias.source);
  if (target !== undefined) {
    const tree = nodeTree(walk, target, depth + 1);
    walk.at = at;
    return tree;
  }
  note(walk, {
    code: 'alias-unknown',
    message: `nothing above is marked &${alias.source}`,
    hint: `mark what you mean with &${alias.source}, or put the text in quotes`,
  });
  return nothingAt(at);
}

function leafOf(walk: Walk, node: Scalar): Leaf {
  const span = spanOf(walk, node);
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  const { value } = node;
  const style = STYLES[node.type ?? ''] ?? 'plain';
  const written = node.source ?? String(value);
  const known =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean';
  return { kind: 'leaf', ...span, value: known ? value : String(value), written, style };
}

function branchOf(walk: Walk, node: YAMLMap, depth: number): Branch {
  const span = spanOf(walk, node);
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  const entries: Entries = new Map();
  const merged: Branch[] = [];
  for (const { key, value } of node.items) {
    const at = isScalar(key) ? spanOf(walk, key) : walk.at;
    if (isScalar(key) && typeof key.value === 'symbol') {
      merged.push(...branchesToMerge(walk, nodeTree(walk, value, depth + 1)));
      continue;
    }
    const name = keyOf(walk, key);
    const tree = nodeTree(walk, value, depth + 1);
    walk.at = at;
    if (name === undefined) continue;
    if (entries.has(name)) {
      note(walk, {
        code: 'key-twice',
        message: `${quoted(name)} stands twice in this map`,
        hint: 'keep one of them',
      });
    }
    entries.set(name, { key: at, value: withPlace(tree, at) });
  }
  for (const { entries: more } of merged)
    for (const [name, entry] of more) if (!entries.has(name)) entries.set(name, entry);
  return { kind: 'branch', ...span, entries };
}

/** A key without a value has no place of its own: its key's. */
function withPlace(tree: Tree, key: Span): Tree {
  return tree.kind === 'leaf' && tree.value === null ? { ...tree, ...key } : tree;
}

function keyOf(walk: Walk, key: unknown): string | undefined {
  if (!isScalar(key)) {
    note(walk, {
      code: 'key-not-text',
      message: 'a key is a list, a map or an alias here',
      hint: 'write the key as plain text',
    });
    return undefined;
  }
  if (key.anchor !== undefined) walk.anchors.set(key.anchor, key);
  const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
  if (name !== '__proto__') return name;
  note(walk, {
    code: 'key-reserved',
    message: '"__proto__" is no key',
    hint: 'choose another name',
  });
  return undefined;
}

function branchesToMerge(walk: Walk, tree: Tree): readonly Branch[] {
  const found = tree.kind === 'list' ? tree.items : [tree];
  return found.flatMap((each) => {
    if (each.kind === 'branch') return [each];
    if (walk.valuesLeft < 0) return [];
    note(walk, {
      code: 'merge-not-a-map',
      message: '"<<" merges something that is not a map',
      hint: 'merge an alias of a map: <<: *name',
    });
    return [];
  });
}
