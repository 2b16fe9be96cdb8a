import { apiError } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './api-testing.ts';
import { fillLarkfield, type ServedWorkspace, servedWorkspace } from './app-testing.ts';

let served: ServedWorkspace;
beforeAll(async () => {
  served = await servedWorkspace('/no-app', (stores) => fillLarkfield(stores, 400));
});
afterAll(() => served.close());

const get = (path: string) => ask(served.address, `/api/takeaway/${path}`);

test('[AP60] a file to take away', async () => {
  const { status, headers, text } = await get('journey.pdf?lang=de');
  expect(status).toBe(200);
  expect(headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
  expect(headers['content-disposition']).toMatch(
    /^attachment; filename="larkfield-[a-z0-9-]+-\d{4}-\d\d\.pdf"$/,
  );
  expect(text.startsWith('%PDF-')).toBe(true);
  expect((await get('journey.svg?segment=families')).text).toContain('for Families');
  const { headers: named } = await get('summary.csv?segment=families');
  expect(named['content-disposition']).toContain('-for-families-');
});

test.each([
  ['summary.pptx', 400, 'not-offered'],
  ['nothing.pdf', 400, 'bad-request'],
  ['journey.doc', 400, 'bad-request'],
  ['journey.pdf?lang=fr', 400, 'bad-request'],
  ['journey.pdf?journey=none', 404, 'no-journey'],
  ['journey.pdf?segment=none', 404, 'no-such-segment'],
  ['changed.pdf?month=1999-01', 404, 'nothing-compared'],
])('[AP60] %s is a %i, %s', async (path, status, code) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  expect(apiError.parse(answer.json).code).toBe(code);
});
