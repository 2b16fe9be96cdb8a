import type { Overview } from '@bothways/core/contract';
import { useQuery } from '@tanstack/react-query';
import { get } from './get.ts';

/** What is said of the ledger at one look. */
export function useOverview() {
  return useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => get<Overview>('/api/overview', signal),
  });
}
