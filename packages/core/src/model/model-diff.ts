import type { Model } from './model.ts';
import { keyOf, type Part, type PartName, partsOfModel } from './model-parts.ts';

/** One difference between two versions of a model, in the vocabulary's words. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly what: PartName;
  readonly id: string;
  /** Where it stands: `journey first-order > phase buy > step checkout`; empty at the top. */
  readonly path: string;
  /** Only when changed: what is said of it, such as `owner` or `worth`. */
  readonly field?: string;
  /** In words; null: not said. When moved: the path or neighbour before and after. */
  readonly before?: string | null;
  readonly after?: string | null;
  /** All of it in one line: `touchpoint checkout-web: owner shop-team -> web-team`. */
  readonly sentence: string;
}

/**
 * What became different from one version of a model to the next. What stands where in the files never counts; order counts
 * where it means something (the first match wins, a map reads left to right). Of a part that came or went as a whole, its
 * own lines are not told again.
 *
 * Shape: in the order of the newer model, sort by sort; what went comes last within its sort.
 */
export function modelDiff(before: Model, after: Model): readonly Change[] {
  const old = named(partsOfModel(before));
  const current = named(partsOfModel(after));
  const jumped = outOfOrder(old, current);
  const changes: Change[] = [];
  for (const what of SORTS) {
    for (const [key, part] of current) {
      if (part.what !== what) continue;
      const earlier = old.get(key);
      if (earlier === undefined) changes.push(...added(part, old, current));
      else changes.push(...moved(earlier, part, jumped), ...changed(earlier, part));
    }
    for (const [key, part] of old)
      if (part.what === what && !current.has(key)) changes.push(...removed(part, old, current));
  }
  return changes;
}

const SORTS: readonly PartName[] = [
  'model',
  'actor',
  'segment',
  'persona',
  'value kind',
  'valuation',
  'journey',
  'phase',
  'step',
  'touchpoint',
  'exchange line',
  'extension',
];

type Parts = ReadonlyMap<string, Part>;

function named(parts: readonly Part[]): Parts {
  return new Map(parts.map((part) => [keyOf(part), part]));
}

/** The lines of a touchpoint that came as a whole go without saying. */
function isToldByOwner({ what, owner }: Part, here: Parts, there: Parts): boolean {
  return what === 'exchange line' && owner !== null && here.has(owner) && !there.has(owner);
}

function added(part: Part, old: Parts, current: Parts): readonly Change[] {
  if (isToldByOwner(part, current, old)) return [];
  const { what, id, path } = part;
  const to = path === '' ? '' : ` to ${path}`;
  return [{ kind: 'added', what, id, path, sentence: `${keyOf(part)}: added${to}` }];
}

function removed(part: Part, old: Parts, current: Parts): readonly Change[] {
  if (isToldByOwner(part, old, current)) return [];
  const { what, id, path } = part;
  const from = path === '' ? '' : ` from ${path}`;
  return [{ kind: 'removed', what, id, path, sentence: `${keyOf(part)}: removed${from}` }];
}

function changed(earlier: Part, part: Part): readonly Change[] {
  const { what, id, path } = part;
  const old = new Map(earlier.fields);
  const current = new Map(part.fields);
  const fields = [...new Set([...current.keys(), ...old.keys()])];
  return fields.flatMap((field): readonly Change[] => {
    const before = old.get(field) ?? null;
    const after = current.get(field) ?? null;
    if (before === after) return [];
    const said =
      what === 'extension'
        ? `${keyOf(part)}: changed`
        : `${keyOf(part)}: ${field} ${words(before)} -> ${words(after)}`;
    return [{ kind: 'changed', what, id, path, field, before, after, sentence: said }];
  });
}

function words(said: string | null): string {
  return said === null ? '(none)' : said === '' ? '""' : said;
}

/** To another place of the model, or past its neighbours. */
function moved(earlier: Part, part: Part, jumped: ReadonlyMap<string, string>): readonly Change[] {
  const { what, id, path } = part;
  if (earlier.path !== path) {
    const sentence = `${keyOf(part)}: moved from ${earlier.path} to ${path}`;
    return [{ kind: 'moved', what, id, path, before: earlier.path, after: path, sentence }];
  }
  const after = jumped.get(keyOf(part));
  if (after === undefined) return [];
  return [{ kind: 'moved', what, id, path, after, sentence: `${keyOf(part)}: moved ${after}` }];
}

/** The parts that changed their order among those that stayed, the fewest that explain it, with where they went. */
function outOfOrder(old: Parts, current: Parts): ReadonlyMap<string, string> {
  const rank = new Map([...old.keys()].map((key, index) => [key, index]));
  const groups = Map.groupBy(
    [...current].filter(([key, part]) => part.ordered && old.get(key)?.path === part.path),
    ([, { what, path }]) => `${what} ${path}`,
  );
  const jumped = new Map<string, string>();
  for (const group of groups.values()) {
    const kept = longestRise(group.map(([key]) => rank.get(key) ?? -1));
    for (const [index, [key]] of group.entries()) {
      if (kept.has(index)) continue;
      const [neighbour] = group[index - 1] ?? [];
      jumped.set(key, neighbour === undefined ? 'to the front' : `after ${neighbour}`);
    }
  }
  return jumped;
}

/**
 * Positions of a longest rising run of numbers, not necessarily side by side.
 *
 * Source: Fredman (1975), On computing the length of longest increasing subsequences, Discrete Math. 11(1).
 */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [position, number] of numbers.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? -1] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[position] = ends[low - 1] ?? -1;
    ends[low] = position;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1) ?? -1; at !== -1; at = before[at] ?? -1) kept.add(at);
  return kept;
}
