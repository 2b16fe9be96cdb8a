import type { Experience } from '@bothways/core/contract';
import { useQuery } from '@tanstack/react-query';
import { get } from './get.ts';

/** How a journey felt: of one journey, and through the eyes of one segment, where they are named. */
export function useExperience({
  journey,
  segment,
}: {
  readonly journey?: string;
  readonly segment?: string;
}) {
  const asked = new URLSearchParams({
    ...(journey === undefined ? {} : { journey }),
    ...(segment === undefined ? {} : { segment }),
  }).toString();
  return useQuery({
    queryKey: ['experience', asked],
    queryFn: ({ signal }) =>
      get<Experience>(asked === '' ? '/api/experience' : `/api/experience?${asked}`, signal),
    // While another's figures come, those before stand, so that nothing jumps.
    placeholderData: (before) => before,
  });
}
