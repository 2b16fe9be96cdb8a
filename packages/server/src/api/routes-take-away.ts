import { apiError, type Overview, takeAwayParams, takeAwayQuery } from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { takeAwayMaker } from '../deliver/take-away/in-thread.ts';
import type { TakeAway } from '../deliver/take-away/take-away.ts';
import { changedMonth } from '../measure/changed.ts';
import { takeAwayTold } from '../measure/take-away-told.ts';
import { ApiRefusal, noLedger } from './refusal.ts';
import type { Asked } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;
const STATUS = {
  'not-offered': 400,
  'no-journey': 404,
  'no-touchpoints': 404,
  'nothing-compared': 404,
  'too-large': 422,
};

/** Files to take away: made one after another in a thread, and never kept. */
export function addTakeAwayRoutes(server: FastifyInstance, { replies, directory }: Asked): void {
  const maker = takeAwayMaker();
  server.get<{
    Params: z.output<typeof takeAwayParams>;
    Querystring: z.output<typeof takeAwayQuery>;
  }>(
    '/api/takeaway/:what.:format',
    {
      schema: {
        summary: 'A file to take away: the journey, the findings, a summary, what changed',
        operationId: 'takeAway',
        params: takeAwayParams,
        querystring: takeAwayQuery,
        response: { ...REFUSED },
      },
    },
    async ({ params: { what, format }, query }, reply) => {
      const { journey = null, segment, lang: language, theme, ...months } = query;
      // What changed is told of everybody.
      const kept = await replies.reply('overview', what === 'changed' ? undefined : segment);
      const reading = await replies.reading();
      if (kept === null || reading === null) throw noLedger(directory);
      const overview = JSON.parse(kept.body.toString()) as Overview;
      const wish = { what, format, journey, language, theme };
      const changed = what === 'changed' ? await changedMonth(reading, months) : null;
      const making = maker.make(takeAwayTold(reading, overview, changed), wish);
      if (making === null) throw busy();
      const { name, type, bytes } = fileOf(await making);
      return reply
        .type(type)
        .headers({ 'content-disposition': `attachment; filename="${name}"` })
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    },
  );
}

function fileOf(made: TakeAway): Extract<TakeAway, { kind: 'file' }> {
  if (made.kind === 'file') return made;
  const { code, message, hint } = made;
  throw new ApiRefusal(STATUS[code], { code, message, hint });
}

function busy(): ApiRefusal {
  return new ApiRefusal(503, {
    code: 'busy',
    message: 'several files are being made already',
    hint: 'ask again in a few seconds',
  });
}
