import type { FindingAnswer, FindingShown, FindingsReply } from '@bothways/core/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get } from './get.ts';
import { send } from './send.ts';

const KEY = ['findings'] as const;

/** What there is to act on, and what people said and did about it. */
export function useFindings() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<FindingsReply>('/api/findings', signal),
  });
}

/** An answer as a page gives it; its id is made here, so that it counts once even where it is sent twice. */
export interface ToAnswer {
  readonly key: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly deed: FindingAnswer['do'];
  readonly text?: string;
}

/**
 * Answers a finding: shown at once as if it had been taken, and taken back where it was not.
 *
 * Errors: an ApiError: `finding-moved` (409) where somebody was first, `words-missing` (422).
 */
export function useAnswer() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, by, deed, text = '' }: ToAnswer) => {
      const id = crypto.randomUUID();
      return send<FindingShown>(`/api/findings/${encodeURIComponent(key)}/answers`, {
        ...{ id, by: by.id, do: deed, text },
      });
    },
    onMutate: async (answer) => {
      await queries.cancelQueries({ queryKey: KEY });
      const before = queries.getQueryData<FindingsReply>(KEY);
      put(answer.key, (finding) => supposed(finding, answer));
      return { before };
    },
    onSuccess: (shown, { deed }) => {
      put(shown.key, () => shown);
      if (!SETTLING.has(deed)) return;
      // What is dismissed or closed is not the step that matters most any more.
      void queries.invalidateQueries({ queryKey: ['overview'] });
      void queries.invalidateQueries({ queryKey: ['changed'] });
    },
    onError: async (_fault, _answer, context) => {
      if (context?.before !== undefined) queries.setQueryData(KEY, context.before);
      await queries.invalidateQueries({ queryKey: KEY });
    },
  });

  function put(key: string, change: (finding: FindingShown) => FindingShown): void {
    queries.setQueryData<FindingsReply>(KEY, (reply) =>
      reply === undefined
        ? reply
        : {
            ...reply,
            findings: reply.findings.map((each) => (each.key === key ? change(each) : each)),
          },
    );
  }
}

const SETTLING: ReadonlySet<string> = new Set(['dismiss', 'close', 'reopen']);

const STATES = {
  accept: 'accepted',
  dismiss: 'dismissed',
  work: 'in-work',
  close: 'closed',
} as const;

/** A finding as it will stand if the answer is taken. */
function supposed(finding: FindingShown, { by, deed, text = '' }: ToAnswer): FindingShown {
  const at = new Date().toISOString();
  const { state } = finding;
  const next =
    deed === 'see' || deed === 'say'
      ? deed === 'see' && state === 'new'
        ? 'seen'
        : state
      : deed === 'reopen'
        ? finding.before
        : STATES[deed];
  const isMoved = deed !== 'see' && deed !== 'say';
  return {
    ...finding,
    state: next,
    newTo: finding.newTo.filter((each) => each !== by.id),
    ...(isMoved ? { since: at, by, reason: text, may: [], before: finding.state } : {}),
    history: [
      ...finding.history,
      { id: -1, did: deed, by: { id: by.id, name: by.name }, text, at, stake: null },
    ],
  };
}
