import type { SourceMade, Sources } from '@bothways/core/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get } from './get.ts';
import { send } from './send.ts';

const KEY = ['sources'] as const;

/** Where live events come from. */
export function useSources() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Sources>('/api/sources', signal),
    staleTime: 0,
  });
}

/** Makes a source; its key is told this once. */
export function useMakeSource() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => send<SourceMade>('/api/sources', { name }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** Gives a source another key. The one before goes on for some days. */
export function useRotateKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ source, graceDays }: { readonly source: string; readonly graceDays: number }) =>
      send<SourceMade>(`/api/sources/${encodeURIComponent(source)}/rotate`, { graceDays }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** Makes all keys of a source worthless. */
export function useRevokeKeys() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (source: string) =>
      send<{ revoked: number }>(`/api/sources/${encodeURIComponent(source)}/revoke`, {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
