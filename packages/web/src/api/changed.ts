import type { ChangedMonth } from '@bothways/core/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from './get.ts';

/** What changed in a month; the last full one unless said. */
export function useChanged(month: string | undefined, against: 'month' | 'year') {
  const asked = new URLSearchParams({ against, ...(month === undefined ? {} : { month }) });
  return useQuery({
    queryKey: ['changed', month ?? '', against],
    queryFn: ({ signal }) => get<ChangedMonth>(`/api/changed?${asked}`, signal),
    placeholderData: keepPreviousData,
  });
}
