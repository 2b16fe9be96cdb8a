import type { Overview } from '@bothways/core/contract';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type Conclusion, conclusionsOf } from './conclusions.ts';
import type { WorthSearch } from './search.ts';

/** The conclusion that stands in the address, and whether what it hangs on is a table. */
export function useChosen(overview: Overview) {
  const search = useSearch({ from: '/worth' });
  const navigate = useNavigate();
  const conclusions = useMemo(() => conclusionsOf(overview), [overview]);
  const chosen: Conclusion = conclusions.find(({ id }) => id === search.of) ?? JOINT;
  const choose = (to: { readonly of?: string; readonly as?: 'table' | undefined }): void =>
    void navigate({
      to: '/worth',
      search: searchOf({ ...search, ...to }),
      replace: true,
      resetScroll: false,
    });
  return { conclusions, chosen, choose, asTable: search.as === 'table' };
}

const JOINT: Conclusion = { id: 'joint', net: 'joint', finding: null };

function searchOf({
  of,
  as,
}: {
  readonly of?: string;
  readonly as?: 'table' | undefined;
}): WorthSearch {
  return { ...(of === undefined ? {} : { of }), ...(as === undefined ? {} : { as }) };
}
