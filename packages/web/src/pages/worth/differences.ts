import type { Valuations, WorthShown } from '@bothways/core/contract';
import type { Edit } from '@bothways/core/edit';
import { aboutOf, isSameWorth, type OpinionKey, type Opinions } from '@bothways/core/revalue';

/** One thing that a version changes: what was said, and what is said instead; null: nothing. */
export interface Difference {
  readonly key: OpinionKey;
  readonly was: WorthShown | null;
  readonly is: WorthShown | null;
}

/** Who stands for what was changed. */
export interface Agreement {
  /** Empty: nobody yet. */
  readonly by: string;
  /** ISO 8601 date. */
  readonly on: string;
}

/** What moved opinions change, in the order in which the model says them, what is new last. */
export function differencesOf(
  valuations: Valuations['valuations'],
  moved: Opinions,
): readonly Difference[] {
  return [...moved]
    .map(([key, is]) => ({ key, is, at: placeOf(valuations, key), was: wasOf(valuations, key) }))
    .sort((a, b) => (a.at === -1 ? 1 : b.at === -1 ? -1 : a.at - b.at))
    .map(({ key, was, is }) => ({ key, was, is }));
}

/**
 * The edits that write moved opinions into a model. Places are kept until the last: what is new comes after them, and what is
 * said no more goes from behind.
 */
export function editsFor(
  valuations: Valuations['valuations'],
  moved: Opinions,
  agreement: Agreement,
): readonly Edit[] {
  const edits = differencesOf(valuations, moved).flatMap(({ key, is, was }): Edit[] => {
    const about = aboutOf(key);
    const at = placeOf(valuations, key);
    if (about === null) return [];
    const { part } = about;
    if (is === null) return at === -1 ? [] : [{ do: 'remove-value', at, part }];
    const value = agreed(is, was, agreement);
    return at === -1
      ? [{ do: 'add-value', ...about, value }]
      : [{ do: 'set-value', at, part, value }];
  });
  const order = (edit: Edit): number =>
    edit.do === 'remove-value' ? 1e9 - edit.at : edit.do === 'add-value' ? 1 : 0;
  return edits.toSorted((a, b) => order(a) - order(b));
}

/** What somebody agrees to is stated by them; what only its words were changed of keeps who agreed. */
function agreed(is: WorthShown, was: WorthShown | null, { by, on }: Agreement): WorthShown {
  const { median, low, high } = is;
  const written = { ...is, median: rounded(median), low: rounded(low), high: rounded(high) };
  if (by.trim() === '' || is.agreedBy !== null || isSameWorth(is, was)) return written;
  return {
    ...written,
    basis: is.basis === 'assumed' ? 'stated' : is.basis,
    agreedBy: by.trim(),
    agreedOn: on === '' ? null : on,
  };
}

/** Six digits are more than anybody means. */
function rounded(amount: number): number {
  return Number(amount.toPrecision(6));
}

function placeOf(valuations: Valuations['valuations'], key: OpinionKey): number {
  const about = aboutOf(key);
  if (about === null) return -1;
  const { part, ...whom } = about;
  const isIt = ({ kind, segment, give }: Valuations['valuations'][number]): boolean =>
    kind === whom.kind && segment === whom.segment && give === whom.give;
  const saying = valuations.findIndex((each) => isIt(each) && each[part] !== null);
  return saying === -1 ? valuations.findIndex(isIt) : saying;
}

function wasOf(valuations: Valuations['valuations'], key: OpinionKey): WorthShown | null {
  const about = aboutOf(key);
  return about === null ? null : (valuations[placeOf(valuations, key)]?.[about.part] ?? null);
}
