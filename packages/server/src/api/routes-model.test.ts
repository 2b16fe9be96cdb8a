import { readFileSync } from 'node:fs';
import {
  type Job,
  type ModelShown,
  modelReply,
  modelSaved,
  modelVersionReply,
} from '@bothways/core/contract';
import { editModel } from '@bothways/core/edit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from '../ingest/rebuild.ts';
import { checkedFiles } from '../measure/model-shown.ts';
import { type Answer, ask } from './api-testing.ts';
import { type ServedWorkspace, servedWorkspace } from './app-testing.ts';

const path = new URL('../../../../examples/starter/model.bothways.yaml', import.meta.url);
const STARTER = [{ file: 'shop.bothways.yaml', text: readFileSync(path, 'utf8') }];

let served: ServedWorkspace;
beforeAll(async () => {
  served = await servedWorkspace('/nowhere');
});
afterAll(() => served.close());

const get = (at: string): Promise<Answer> => ask(served.address, at);
async function post(base: number | null, files: ModelShown['files'], note = ''): Promise<Answer> {
  const body = JSON.stringify({ base, files, note });
  const headers = { 'content-type': 'application/json' };
  return ask(served.address, '/api/model', { method: 'POST', headers, body });
}
async function jobEnded({ json }: Answer): Promise<Job> {
  const { job } = modelSaved.parse(json);
  for (;;) {
    const now = (await get(`/api/jobs/${job}`)).json as Job;
    if (now.state !== 'running') return now;
    await new Promise((next) => setImmediate(next));
  }
}
async function shown(): Promise<ModelShown> {
  return modelReply.parse((await get('/api/model')).json);
}
function renamed(files: ModelShown['files'], name: string): ModelShown['files'] {
  const after = editModel(files, [{ do: 'rename', what: 'touchpoint', id: 'counter', name }]);
  if ('refused' in after) throw new Error(after.refused.message);
  return after.files;
}

test('[AP80] where there is no model a first one is saved, and believed at once', async () => {
  expect(await get('/api/model')).toMatchObject({ status: 404, json: { code: 'no-model' } });
  const saved = await post(null, STARTER, ' The first ');
  expect(saved.status).toBe(202);
  expect(await jobEnded(saved)).toMatchObject({ state: 'done', result: { version: 1 } });
  const model = await shown();
  expect(model).toMatchObject({ version: 1, shown: 1, name: 'Corner Cycles', files: STARTER });
  expect(model.versions).toMatchObject([{ version: 1, note: 'The first', touchpoints: 2 }]);
  expect((await get('/api/overview')).json).toMatchObject({ model: 'Corner Cycles', events: 0 });
});

test('[AP81] of two who save at once one is told that the other was first', async () => {
  const both = await Promise.all(
    ['One', 'Two'].map((name) => post(1, renamed(STARTER, name), name)),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
  const [first, second] = both.toSorted((a, b) => a.status - b.status);
  expect(second?.json).toMatchObject({ code: 'model-moved', hint: expect.any(String) });
  if (first !== undefined) await jobEnded(first);
  expect(await post(null, STARTER)).toMatchObject({ status: 409 });
  expect(await post(77, STARTER)).toMatchObject({ status: 409 });
  const { version, shown: read, versions } = await shown();
  expect([version, read, versions.length]).toEqual([2, 2, 2]);
});

test('[AP82] a model with errors is refused with each in its place', async () => {
  const [{ file, text } = { file: '', text: '' }] = STARTER;
  const wrong = text.replace('when: event == "Repair Asked"', 'when: event = "Repair Asked"');
  const answer = await post(2, [{ file, text: wrong.replace('owner: workshop', 'owner: nobody') }]);
  expect(answer.status).toBe(422);
  const line = wrong.split('\n').findIndex((each) => each.includes('when: event =')) + 1;
  expect(answer.json).toMatchObject({
    code: 'model-wrong',
    problems: expect.arrayContaining([
      expect.objectContaining({
        file,
        line,
        message: expect.any(String),
        hint: expect.any(String),
      }),
    ]),
  });
  const odd = await post(2, [{ file, text: `${text}# \0\n` }]);
  expect(odd).toMatchObject({ status: 422, json: { problems: [{ code: 'no-text', column: 3 }] } });
  expect(await post(2, [{ file, text: `${text}\n` }], 'a\0')).toMatchObject({ status: 400 });
  expect(await post(2, [{ file: '\ud800', text: `${text}\n` }])).toMatchObject({ status: 400 });
  expect(await post(2, [])).toMatchObject({ status: 400 });
  expect((await shown()).version).toBe(2);
});

test('[AP83] the same text is one version, an earlier text again is a new one', async () => {
  const now = await shown();
  expect((await post(2, now.files, 'again')).json).toMatchObject({ version: 2 });
  // Whoever asks again because the answer was lost has an older base by then.
  expect((await post(1, now.files, 'again')).json).toMatchObject({ version: 2 });
  const first = modelVersionReply.parse((await get('/api/model/versions/1')).json);
  expect(first.files).toEqual(STARTER);
  const restored = await post(2, first.files, 'Back to the first');
  expect(await jobEnded(restored)).toMatchObject({ result: { version: 3 } });
  expect((await shown()).files).toEqual(STARTER);
  expect(await get('/api/model/versions/99')).toMatchObject({ json: { code: 'no-such-version' } });
});

test('[AP84] a save mends a damaged ledger, and a file that is rebuilt with is the newest', async () => {
  const { state } = served.stores;
  await state.query(`UPDATE generation SET damaged = 'a file is gone'`);
  expect((await get('/api/overview')).status).toBe(503);
  expect((await shown()).shown).toBe(null);
  const saved = await post(3, renamed(STARTER, 'Mended'));
  expect(await jobEnded(saved)).toMatchObject({ state: 'done' });
  expect((await get('/api/overview')).status).toBe(200);
  const files = renamed(STARTER, 'From a file');
  const { model } = checkedFiles(files);
  if (model === null) throw new Error('the starter does not read');
  await rebuild({ stores: served.stores, model, files });
  expect(await shown()).toMatchObject({ version: 5, shown: 5, files });
  await rebuild({ stores: served.stores, model, files });
  expect((await shown()).versions).toMatchObject([
    { version: 5, note: null },
    { version: 4 },
    {},
    {},
    {},
  ]);
  expect(await post(4, STARTER)).toMatchObject({ status: 409 });
});
