import type { FindingShown } from '@bothways/core/contract';
import type { FindingsSearch, Shown } from './search.ts';

/** The findings that an address asks for, in its order; those of `me` are told apart. */
export function chosen(
  findings: readonly FindingShown[],
  search: FindingsSearch,
  me: string | null,
): { readonly yours: readonly FindingShown[]; readonly others: readonly FindingShown[] } {
  const { yours: only, shown = 'open', journey, kind, side, sort } = search;
  const fitting = findings.filter(
    (each) =>
      isShown(each, shown) &&
      (journey === undefined || each.journey?.id === journey) &&
      (kind === undefined || each.said.kind === kind) &&
      (side === undefined || losingSide(each) === side),
  );
  const ordered = sort === 'joint' ? fitting.toSorted((a, b) => jointOf(a) - jointOf(b)) : fitting;
  const isYours = ({ owner }: FindingShown): boolean => me !== null && owner?.id === me;
  return {
    yours: ordered.filter(isYours),
    others: only === true && me !== null ? [] : ordered.filter((each) => !isYours(each)),
  };
}

function isShown({ state, isFound }: FindingShown, shown: Shown): boolean {
  const isSettled = state === 'dismissed' || state === 'closed';
  switch (shown) {
    case 'all':
      return true;
    case 'open':
      return isFound && !isSettled;
    case 'gone':
      return !isFound;
    default:
      return state === shown;
  }
}

/** Which side loses by a finding; null: where no money says so. */
export function losingSide({ said }: FindingShown): 'customer' | 'business' | 'both' | null {
  const loses = (side: 'customer' | 'business'): boolean =>
    said[side].kind === 'estimate' && said[side].median < 0;
  if (loses('customer')) return loses('business') ? 'both' : 'customer';
  return loses('business') ? 'business' : null;
}

/** What is unknown goes last. */
function jointOf({ joint }: FindingShown): number {
  return joint.kind === 'estimate' ? joint.median : Number.POSITIVE_INFINITY;
}
