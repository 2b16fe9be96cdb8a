import type { JourneysReply } from '@bothways/core/contract';
import { useQuery } from '@tanstack/react-query';
import { get } from './get.ts';

/** How journeys really went: of one journey, and through the eyes of one segment, where they are named. */
export function useJourneys(
  { journey, segment }: { readonly journey?: string; readonly segment?: string },
  isWanted = true,
) {
  const asked = new URLSearchParams({
    ...(journey === undefined ? {} : { journey }),
    ...(segment === undefined ? {} : { segment }),
  }).toString();
  return useQuery({
    queryKey: ['journeys', asked],
    queryFn: ({ signal }) =>
      get<JourneysReply>(asked === '' ? '/api/journeys' : `/api/journeys?${asked}`, signal),
    enabled: isWanted,
    // While another's figures come, those before stand, so that nothing jumps.
    placeholderData: (before) => before,
  });
}
