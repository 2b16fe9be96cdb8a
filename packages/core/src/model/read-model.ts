import { buildModel } from './build-model.ts';
import { checkMeaning } from './check-meaning.ts';
import { checkReferences } from './check-references.ts';
import { checkShape } from './check-shape.ts';
import { lintModel } from './lint-model.ts';
import { mergeTrees } from './merge-trees.ts';
import type { Model, Problem } from './model.ts';
import { parseFile } from './parse-file.ts';
import { errorAt, inReadingOrder, seen } from './problems.ts';
import { type Branch, dataOf, sourceText, type Tree } from './source-tree.ts';

/** A file of a model as it was read, YAML or JSON. */
export interface ModelText {
  /** What messages call it: its path as the user wrote it. */
  readonly file: string;
  readonly text: string;
}

/**
 * Reads a model from one file or several: lists are appended in file order, maps merged. Tells all that is wrong at once,
 * in reading order: first syntax, then (once every file can be read) keys, values, ids and references.
 *
 * Shape: model is null if a problem is an error; lints come only with a model.
 * Errors: never throws on bad input.
 */
export function readModel(files: readonly ModelText[]): {
  model: Model | null;
  problems: readonly Problem[];
} {
  const names = files.map(({ file }) => file);
  const { tree, problems } = readTree(files);
  if (tree === null) return { model: null, problems: inReadingOrder(problems, names) };
  const shape = checkShape(tree);
  const errors = [...problems, ...shape.problems, ...checkMeaning(tree), ...checkReferences(tree)];
  if (errors.length > 0 || shape.file === null)
    return { model: null, problems: inReadingOrder(errors, names) };
  const model = buildModel(shape.file, tree);
  return { model, problems: inReadingOrder(lintModel(model, shape.file, tree), names) };
}

/** All files as one tree; null if one of them cannot be read at all. */
function readTree(files: readonly ModelText[]): {
  tree: Branch | null;
  problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const branches: Branch[] = [];
  for (const { file, text } of files) {
    const source = sourceText(file, text);
    const parsed = parseFile(source);
    problems.push(...parsed.problems);
    if (parsed.tree === null) continue;
    if (parsed.tree.kind === 'branch') branches.push(parsed.tree);
    else problems.push(notAMap(parsed.tree));
  }
  const [first, ...rest] = branches;
  if (files.length === 0) return { tree: null, problems: [noFile()] };
  if (first === undefined || problems.length > 0) return { tree: null, problems };
  let tree = first;
  for (const next of rest) {
    const merged = mergeTrees(tree, next);
    problems.push(...merged.problems);
    tree = merged.tree;
  }
  return { tree: withBareKinds(tree), problems };
}

/** A kind of which nothing is said (`help:`) is a kind all the same. */
function withBareKinds(tree: Branch): Branch {
  const values = tree.entries.get('values');
  if (values?.value.kind !== 'branch') return tree;
  const kinds = [...values.value.entries].map(([kind, { key, value }]) => {
    const isBare = value.kind === 'leaf' && value.value === null;
    const stated: Tree = isBare ? { ...key, kind: 'branch', entries: new Map() } : value;
    return [kind, { key, value: stated }] as const;
  });
  const value: Branch = { ...values.value, entries: new Map(kinds) };
  return { ...tree, entries: new Map(tree.entries).set('values', { key: values.key, value }) };
}

function notAMap(tree: Tree): Problem {
  const what = seen(dataOf(tree));
  return errorAt(tree, {
    code: what === 'nothing' ? 'file-empty' : 'wrong-type',
    message: `the file holds ${what}`,
    hint: 'begin with bothways: 1, name: ... and currency: ..., each on a line of its own',
  });
}

function noFile(): Problem {
  return errorAt(
    { source: sourceText('(no file)', ''), start: 0, end: 0 },
    {
      code: 'no-file',
      message: 'there is no model file',
      hint: 'name a file or a folder that ends in .bothways.yaml',
    },
  );
}
