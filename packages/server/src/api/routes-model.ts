import { touchpointsOf } from '@bothways/core';
import {
  apiError,
  modelReply,
  modelSave,
  modelSaved,
  modelVersionReply,
} from '@bothways/core/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { rebuildNewest } from '../jobs/rebuild-newest.ts';
import { checkedFiles, modelShown, versionWhole } from '../measure/model-shown.ts';
import { saveVersion, versionOf } from '../store/model-versions.ts';
import { ApiRefusal } from './refusal.ts';
import type { Asked } from './routes.ts';

const REFUSED = { '4xx': apiError, '5xx': apiError } as const;
/** A whole model, as JSON. */
const BODY_BYTES_MAX = 64 * 1024 * 1024;

/** The model: as it stands, as it was, and saved anew. */
export function addModelRoutes(server: FastifyInstance, { stores, jobs, directory }: Asked): void {
  const typed = server.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/model',
    {
      schema: {
        summary: 'The model as it stands, and the versions before',
        operationId: 'model',
        response: { 200: modelReply, ...REFUSED },
      },
    },
    async () => {
      const shown = await modelShown(stores);
      if (shown !== null) return shown as z.infer<typeof modelReply>;
      throw new ApiRefusal(404, {
        code: 'no-model',
        message: 'this workspace has no model yet',
        hint: `begin one in the app, or run "bothways rebuild --model MODEL --data ${directory}"`,
      });
    },
  );
  typed.get(
    '/api/model/versions/:version',
    {
      schema: {
        summary: 'A version of the model, whole',
        operationId: 'modelVersion',
        params: z.strictObject({ version: z.coerce.number().int().min(1) }),
        response: { 200: modelVersionReply, ...REFUSED },
      },
    },
    async ({ params: { version } }) => {
      const saved = await versionOf(stores.state, version);
      if (saved !== null) return versionWhole(saved) as z.infer<typeof modelVersionReply>;
      throw new ApiRefusal(404, {
        code: 'no-such-version',
        message: `there is no version ${version} of the model`,
        hint: 'those that are there stand in /api/model',
      });
    },
  );
  typed.post(
    '/api/model',
    {
      bodyLimit: BODY_BYTES_MAX,
      schema: {
        summary: 'Saves the model as a new version and brings the ledger to it',
        operationId: 'saveModel',
        body: modelSave,
        response: { 202: modelSaved, ...REFUSED },
      },
    },
    async ({ body: { base, files, note } }, reply) => {
      const { model, problems } = checkedFiles(files);
      if (model === null)
        throw new ApiRefusal(422, {
          code: 'model-wrong',
          message: 'the model has errors: nothing was saved',
          hint: 'put right what is listed, each at its place, and save again',
          problems: problems
            .filter(({ severity }) => severity === 'error')
            .map((each) => ({ ...each })),
        });
      const touchpoints = touchpointsOf(model).length;
      const asked = { name: model.name, files, touchpoints, note: note.trim() };
      const saved = await saveVersion(stores.state, asked, base);
      if ('moved' in saved) throw modelMoved(saved.moved, base);
      const job = jobs.start('model', (progress) => rebuildNewest(stores, progress));
      return reply.status(202).send({ version: saved.version, job });
    },
  );
}

function modelMoved(now: number | null, base: number | null): ApiRefusal {
  const seen = (version: number | null): string =>
    version === null ? 'none' : `version ${version}`;
  return new ApiRefusal(409, {
    code: 'model-moved',
    message: `the model was saved elsewhere meanwhile: it is ${seen(now)} now, and this began from ${seen(base)}`,
    hint: 'take the newer version and make your changes in it again, or save yours over it: both stay in the list of versions',
  });
}
