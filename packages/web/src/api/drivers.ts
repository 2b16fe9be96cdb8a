import type { Drivers } from '@bothways/core/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from './get.ts';

/** What drivers are asked for; what is left out is chosen by what the ledger has. */
export interface DriversWanted {
  readonly outcome?: string;
  readonly by?: 'influence' | 'touchpoint';
  readonly segment?: string;
  readonly cost?: string;
}

/** What shapes value, of the ledger. */
export function useDrivers({ outcome, by, segment, cost }: DriversWanted) {
  const asked = new URLSearchParams({
    ...(outcome === undefined ? {} : { outcome }),
    ...(by === undefined ? {} : { by }),
    ...(segment === undefined ? {} : { segment }),
    ...(cost === undefined ? {} : { cost }),
  }).toString();
  return useQuery({
    queryKey: ['drivers', asked],
    queryFn: ({ signal }) =>
      get<Drivers>(asked === '' ? '/api/drivers' : `/api/drivers?${asked}`, signal),
    placeholderData: keepPreviousData,
  });
}
