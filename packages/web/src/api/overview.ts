import type { Overview, Valuations, Year } from '@bothways/core/contract';
import { useQuery } from '@tanstack/react-query';
import { get } from './get.ts';
import { useMoved } from './moved.ts';

/** What is said of the ledger at one look, with the figures as somebody moved them. `segment`: of its people alone, as agreed. */
export function useOverview(segment?: string) {
  const query = useOverviewAgreed(segment);
  const moved = useMoved(query.data);
  return { ...query, data: segment === undefined ? moved : query.data };
}

/** The same as it is agreed. */
export function useOverviewAgreed(segment?: string) {
  return useQuery({
    queryKey: segment === undefined ? ['overview'] : ['overview', segment],
    queryFn: ({ signal }) =>
      get<Overview>(
        segment === undefined
          ? '/api/overview'
          : `/api/overview?segment=${encodeURIComponent(segment)}`,
        signal,
      ),
    // While another segment's figures come, those before stand, so that nothing jumps.
    placeholderData: (before) => before,
  });
}

/** What a unit of each kind is worth and costs, as the model says. */
export function useValuations(isWanted = true) {
  return useQuery({
    queryKey: ['valuations'],
    queryFn: ({ signal }) => get<Valuations>('/api/valuations', signal),
    enabled: isWanted,
  });
}

/** What moved in a year, to be valued. */
export function useYear(isWanted = true) {
  return useQuery({
    queryKey: ['year'],
    queryFn: ({ signal }) => get<Year>('/api/year', signal),
    enabled: isWanted,
  });
}
