import type { People, PersonShown, PersonTimeline } from '@bothways/core/contract';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { get } from './get.ts';

/** How soon what is on its way into the ledger is asked for again. */
const BEHIND_MS = 1000;

/** Those last seen, by pages. */
export function usePeople(after: string | undefined) {
  return useQuery({
    queryKey: ['people', after ?? null],
    queryFn: ({ signal }) =>
      get<People>(
        `/api/people${after === undefined ? '' : `?after=${encodeURIComponent(after)}`}`,
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Whoever is known by an id of a source, or by a pseudonym. */
export function findPeople(id: string): Promise<People> {
  return get<People>(`/api/people?find=${encodeURIComponent(id)}`, new AbortController().signal);
}

/** What is known of one person. Where part of it is still on its way, it is asked for again. */
export function usePerson(id: string) {
  return useQuery({
    queryKey: ['person', id],
    queryFn: ({ signal }) => get<PersonShown>(`/api/people/${encodeURIComponent(id)}`, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.isBehind === true ? BEHIND_MS : false),
  });
}

/** What happened to one person, by pages: the first comes with the person. */
export function useTimeline(person: PersonShown) {
  const { person: id, timeline } = person;
  return useInfiniteQuery({
    queryKey: ['timeline', id, timeline.entries[0]?.id ?? '', timeline.next],
    queryFn: ({ pageParam, signal }) =>
      pageParam === ''
        ? timeline
        : get<PersonTimeline>(
            `/api/people/${id}/timeline?after=${encodeURIComponent(pageParam)}`,
            signal,
          ),
    initialPageParam: '',
    initialData: { pages: [timeline], pageParams: [''] },
    getNextPageParam: ({ next }) => next,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
