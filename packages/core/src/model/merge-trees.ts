import type { Problem } from './model.ts';
import { errorAt, quoted, seen } from './problems.ts';
import { type Branch, dataOf, placeOf, type Tree } from './source-tree.ts';

/**
 * Several files as one: lists are appended in file order, maps are merged, a single value may be stated again
 * only as it was.
 */
export function mergeTrees(first: Branch, second: Branch): { tree: Branch; problems: Problem[] } {
  const problems: Problem[] = [];
  const entries = new Map(first.entries);
  for (const [name, entry] of second.entries) {
    const before = entries.get(name);
    if (before === undefined) {
      entries.set(name, entry);
      continue;
    }
    const merged = mergeValues(name, before.value, entry.value);
    problems.push(...merged.problems);
    entries.set(name, { key: before.key, value: merged.tree });
  }
  return { tree: { ...first, entries }, problems };
}

function mergeValues(
  name: string,
  before: Tree,
  after: Tree,
): { tree: Tree; problems: readonly Problem[] } {
  if (isNothing(after)) return { tree: before, problems: [] };
  if (isNothing(before)) return { tree: after, problems: [] };
  if (before.kind === 'list' && after.kind === 'list')
    return { tree: { ...before, items: [...before.items, ...after.items] }, problems: [] };
  if (before.kind === 'branch' && after.kind === 'branch') return mergeTrees(before, after);
  if (before.kind === 'leaf' && after.kind === 'leaf' && before.value === after.value)
    return { tree: before, problems: [] };
  const { file, line } = placeOf(before);
  const problem = errorAt(after, {
    code: 'stated-twice',
    message: `${quoted(name)} is ${seen(dataOf(after))} here and ${seen(dataOf(before))} in ${file}:${line}`,
    hint: 'state it once, in one of the files',
  });
  return { tree: before, problems: [problem] };
}

function isNothing(tree: Tree): boolean {
  return tree.kind === 'leaf' && tree.value === null;
}
