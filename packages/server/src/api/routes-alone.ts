import {
  aloneColumnsBody,
  aloneColumnsReply,
  aloneDriversBody,
  aloneExperienceBody,
  aloneJourneysBody,
  aloneNpsBody,
  apiError,
  jobBegun,
} from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { driversAlone } from '../alone/drivers-alone.ts';
import { driversShownOf } from '../alone/drivers-shown.ts';
import { experienceAlone } from '../alone/experience-alone.ts';
import { scaleOf } from '../alone/felt-scale.ts';
import { guessedRoles } from '../alone/guessed-roles.ts';
import { journeysAlone } from '../alone/journeys-alone.ts';
import { journeysDrawn } from '../alone/journeys-drawn.ts';
import { npsAlone } from '../alone/nps-alone.ts';
import type { ReadSoFar } from '../alone/read-columns.ts';
import { missingOf } from '../alone/survey-columns.ts';
import { columnsSeen } from '../jobs/columns-seen.ts';
import type { Jobs, Progress } from '../jobs/jobs.ts';
import type { SentFile, Uploads } from '../jobs/uploads.ts';
import { writable } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;

/** What is done with a file by itself; what comes of it is the reply that the ledger's page draws. */
type Look<Body> = (
  file: SentFile,
  body: Body,
  progress: (soFar: ReadSoFar) => void,
) => Promise<unknown>;

/** Files looked at by themselves: no model, no ledger, and nothing of them is kept. */
export function addAloneRoutes(server: FastifyInstance, jobs: Jobs, uploads: Uploads): void {
  server.withTypeProvider<ZodTypeProvider>().post(
    '/api/alone/columns',
    {
      schema: {
        summary: 'What is in a file, and which column may be what',
        operationId: 'aloneColumns',
        body: aloneColumnsBody,
        response: { 200: aloneColumnsReply, ...REFUSED },
      },
    },
    async ({ body: { upload } }) => {
      const file = uploads.find(upload);
      const { format, records, columns } = await columnsSeen(file);
      const told = columns.map(({ range: _, ...column }) => column);
      const guess = guessedRoles(columns);
      return writable({ name: file.name, format, records, columns: told, guess });
    },
  );
  const add = lookAdder(server, jobs, uploads);
  add('/api/alone/journeys', 'What happened', aloneJourneysBody, journeysOf);
  add('/api/alone/experience', 'How it felt', aloneExperienceBody, experienceOf);
  add('/api/alone/drivers', 'What shapes value', aloneDriversBody, driversOf);
  add('/api/alone/nps', 'The Net Promoter Score', aloneNpsBody, npsOf);
}

/** Adds the route of a look: it begins a job that holds the file until it has ended. */
function lookAdder(server: FastifyInstance, jobs: Jobs, uploads: Uploads) {
  return <Body extends z.ZodType<{ readonly upload: string }>>(
    path: string,
    what: string,
    body: Body,
    look: Look<z.output<Body>>,
  ): void => {
    server.post<{ Body: z.output<Body> }>(
      path,
      {
        schema: {
          summary: `${what} according to a file by itself; the job gives what the ledger's reply is`,
          operationId: path.replaceAll(
            /^\/api\/|\/(.)/g,
            (_, next?: string) => next?.toUpperCase() ?? '',
          ),
          ...{ body, response: { 202: jobBegun, ...REFUSED } },
        },
      },
      async (request, reply) => {
        const asked = request.body as z.output<Body>;
        const { file, release } = uploads.hold(asked.upload);
        const job = jobs.start('alone', async (progress) => {
          try {
            return await look(file, asked, said(progress));
          } finally {
            await release();
          }
        });
        return reply.status(202).send({ job });
      },
    );
  };
}

async function journeysOf(
  { place, name }: SentFile,
  { case: caseColumn, activity, at }: z.infer<typeof aloneJourneysBody>,
  progress: (soFar: ReadSoFar) => void,
) {
  // Who chose none means none, not the one that is called like a time.
  const asked = { case: caseColumn, activity, at: at ?? '', time: null, gap: null };
  return journeysDrawn(name, await journeysAlone(place, asked, progress));
}

async function experienceOf(
  { place }: SentFile,
  body: z.infer<typeof aloneExperienceBody>,
  progress: (soFar: ReadSoFar) => void,
) {
  const scale = scaleOf('scale', body.scale);
  const felt = {
    ...{ case: body.case, activity: body.activity, at: body.at, time: null },
    ...{ felt: body.felt, scale, overall: body.overall, overallScale: scale },
    ...{ days: null, person: null, missing: missingOf('') },
  };
  const asked = { felt, momentsMin: 2, survey: null };
  return (await experienceAlone(place, asked, progress)).experience;
}

async function driversOf(
  { place, name }: SentFile,
  { outcome, drivers, missing }: z.infer<typeof aloneDriversBody>,
  progress: (soFar: ReadSoFar) => void,
) {
  const asked = {
    ...{ outcome, drivers: drivers.map((each) => ({ name: each, columns: [each] })) },
    ...{ missing: missingOf(missing), weight: null, cluster: null, by: null },
    method: 'lmg' as const,
  };
  return driversShownOf(name, await driversAlone(place, asked, progress));
}

async function npsOf(
  { place }: SentFile,
  { score, weight, by, missing }: z.infer<typeof aloneNpsBody>,
  progress: (soFar: ReadSoFar) => void,
) {
  return npsAlone(place, { score, weight, by, missing: missingOf(missing) }, progress);
}

/** How far a file has been read, in words. */
function said(progress: Progress): (soFar: ReadSoFar) => void {
  return ({ rows, bytes, bytesOfFile }) => {
    const part =
      bytesOfFile > 0
        ? ` (${Math.round((100 * Math.min(bytes, bytesOfFile)) / bytesOfFile)} %)`
        : '';
    progress(`${rows.toLocaleString('en')} records read${part}`);
  };
}
