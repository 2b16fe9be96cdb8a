import { answerBody, apiError, findingShown, findingsReply } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type LedgerFindings, ledgerFindings } from '../measure/finding-seen.ts';
import { type AnswerRefusal, answerFinding, findingsShown } from '../measure/findings-shown.ts';
import { ledgerState } from './kept-replies.ts';
import { onceAState } from './once-a-state.ts';
import { ApiRefusal, noLedger } from './refusal.ts';
import { type Asked, writable } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** What there is to act on, and what people answer to it. */
export function addFindingRoutes(server: FastifyInstance, asked: Asked): void {
  const typed = server.withTypeProvider<ZodTypeProvider>();
  const ledger = latestFindings(asked);
  typed.get(
    '/api/findings',
    {
      schema: {
        summary: 'What there is to act on, and what became of it',
        operationId: 'findings',
        response: { 200: findingsReply, ...REFUSED },
      },
    },
    async () => writable(await findingsShown(await ledger(), new Date())),
  );
  typed.post(
    '/api/findings/:key/answers',
    {
      schema: {
        summary: 'Says or does something about a finding; the same answer sent twice counts once',
        operationId: 'answerFinding',
        params: z.strictObject({ key: z.string().max(500).describe('kind:touchpoint.') }),
        body: answerBody,
        response: { 200: findingShown, ...REFUSED },
      },
    },
    async ({ params: { key }, body }) => {
      const answered = await answerFinding(await ledger(), key, body, new Date());
      if ('code' in answered) throw refusal(answered, key);
      return writable(answered);
    },
  );
}

/** What the ledger says of findings, worked out once for each state of it. */
function latestFindings({ replies, directory }: Asked): () => Promise<LedgerFindings> {
  const once = onceAState<LedgerFindings>();
  return async () => {
    const reading = await replies.reading();
    if (reading === null) throw noLedger(directory);
    return once(ledgerState(reading), () => ledgerFindings(reading));
  };
}

function refusal(refused: AnswerRefusal, key: string): ApiRefusal {
  switch (refused.code) {
    case 'no-finding':
      return new ApiRefusal(404, {
        code: refused.code,
        message: `nobody has ever found "${key}" here`,
        hint: 'the keys of all findings are in /api/findings',
      });
    case 'unknown-person':
      return new ApiRefusal(422, {
        code: refused.code,
        message: 'the model has no such actor, or it is a customer',
        path: 'by',
        hint: `say who answers: ${refused.people.join(', ')}`,
      });
    case 'words-missing':
      return new ApiRefusal(422, {
        code: refused.code,
        message: `"${refused.deed}" without a word`,
        path: 'text',
        hint: WORDS_WANTED[refused.deed] ?? 'say it in words',
      });
    case 'id-used':
      return new ApiRefusal(409, {
        code: refused.code,
        message: 'another answer was sent with this id',
        path: 'id',
        hint: 'make a new id for each answer; the same one only to send an answer again',
      });
    case 'finding-moved':
      return new ApiRefusal(409, {
        code: refused.code,
        message: `it is ${refused.state} already${refused.by === null ? '' : `, by ${refused.by}`}`,
        path: 'do',
        hint: 'read it again: somebody was first; "reopen" takes a dismissal or a closing back',
      });
  }
}

const WORDS_WANTED: Readonly<Record<string, string>> = {
  dismiss: 'say why it is dismissed: whoever reads it later wants to know',
  close: 'say what was done',
  say: 'say something',
};
