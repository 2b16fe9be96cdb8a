import type { NetworkFigures, NetworkShown } from '@bothways/core/contract';
import { believedFlows, measuredFlows, networkOf } from '@bothways/core/network';
import { ALL_PLACES, valuationsSaid, valuedBy, volumeOf, yearRead } from '@bothways/core/revalue';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { get } from '../../api/get.ts';
import { useValuations, useYear } from '../../api/overview.ts';
import { movesKept, subscribe } from '../../valued/shared.ts';
import type { NetworkSearch } from './search.ts';

/** The network as it is asked for, with its figures as somebody moved them. */
export function useNetwork({ journey, evidence }: NetworkSearch) {
  const asked = new URLSearchParams({
    ...(journey === undefined ? {} : { journey }),
    ...(evidence === undefined ? {} : { evidence }),
  }).toString();
  const query = useQuery({
    queryKey: ['network', asked],
    queryFn: ({ signal }) => get<NetworkShown>(`/api/network?${asked}`, signal),
    placeholderData: keepPreviousData,
  });
  return { ...query, data: useMovedNetwork(query.data) };
}

/** Its figures under the opinions that count at this moment, once they are let go; the same object where none is moved. */
function useMovedNetwork(network: NetworkShown | undefined): NetworkShown | undefined {
  const { moves, version } = useSyncExternalStore(subscribe, movesKept);
  const isMoved = moves.now.size > 0 && network !== undefined;
  const { data: valuations } = useValuations(isMoved);
  const { data: year } = useYear(isMoved);
  return useMemo(() => {
    if (!isMoved || valuations === undefined || year === undefined) return network;
    if (version !== valuations.modelVersion || year.generation !== network.generation)
      return network;
    const read = yearRead(valuations, year);
    const now = valuedBy(read, valuationsSaid(valuations.valuations, moves.now));
    return { ...network, figures: figuresOf(network, now) };
  }, [network, isMoved, valuations, year, version, moves.now]);
}

function figuresOf(
  { evidence, actors, touchpoints, journey }: NetworkShown,
  { model, rows, counted }: ReturnType<typeof yearRead>,
): NetworkFigures {
  const known = new Set(touchpoints.map(({ id }) => id));
  const parties = new Map(actors.map(({ id, party }) => [id, party]));
  const all = evidence === 'measured' ? measuredFlows(rows, model) : believedFlows(model);
  const flows = all.filter(({ touchpoint }) => journey === null || known.has(touchpoint));
  const whole =
    journey === null
      ? counted.all
      : {
          encounters: [...known].reduce(
            (sum, id) => sum + (counted.at.get(id)?.encounters ?? 0),
            0,
          ),
          spreads: counted.inJourney.get(journey),
        };
  return networkOf(flows, {
    partyOf: (actor) => parties.get(actor) ?? actor,
    volume: (place) =>
      evidence === 'believed'
        ? null
        : place === ''
          ? volumeOf(ALL_PLACES, whole)
          : volumeOf(place, counted.at.get(place) ?? { encounters: 0 }),
  });
}
