import type { BecameOfEvents } from '@bothways/core/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from '../../api/get.ts';

/** What the events in the ledger became. */
export function useBecame(isWanted: boolean) {
  return useQuery({
    queryKey: ['became'],
    queryFn: ({ signal }) => get<BecameOfEvents>('/api/data/became', signal),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  });
}
