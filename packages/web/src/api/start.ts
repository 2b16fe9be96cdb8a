import type {
  ChoicesSaid,
  EventsSeen,
  JobBegun,
  Look,
  Start,
  Upload,
} from '@bothways/core/contract';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { get } from './get.ts';
import { send, sendFile } from './send.ts';

/** What is in this workspace, to begin with. */
export function useStart() {
  return useQuery({
    queryKey: ['start'],
    queryFn: ({ signal }) => startNow(signal),
    staleTime: 0,
  });
}

/** The same, once. */
export function startNow(signal: AbortSignal): Promise<Start> {
  return get<Start>('/api/start', signal);
}

/** Begins to make the made-up company; gives its job. */
export function useMakeDemo() {
  return useMutation({ mutationFn: () => send<JobBegun>('/api/demo', {}) });
}

/** Sends a file, to be looked at. */
export function sendUpload(
  file: File,
  how: { readonly onPart: (part: number) => void; readonly signal: AbortSignal },
): Promise<Upload> {
  return sendFile<Upload>(`/api/uploads?name=${encodeURIComponent(file.name)}`, file, how);
}

/** What a file is, with what was put right of it; what was seen before stays meanwhile. */
export function useLook(id: string, choices: ChoicesSaid) {
  return useQuery({
    queryKey: ['look', id, choices],
    queryFn: () => send<Look>(`/api/uploads/${id}/look`, choices),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Begins to take a file in; gives its job. */
export function useImport(id: string) {
  return useMutation({
    mutationFn: (choices: ChoicesSaid) => send<JobBegun>(`/api/uploads/${id}/import`, choices),
  });
}

/** What came in by name. */
export function useEventsSeen() {
  return useQuery({
    queryKey: ['events-seen'],
    queryFn: ({ signal }) => get<EventsSeen>('/api/events-seen', signal),
  });
}
