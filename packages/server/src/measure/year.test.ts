import { drawsOf } from '@bothways/core';
import { valuationsReply, yearReply } from '@bothways/core/contract';
import { overviewDrawn, plannedYear, revalue } from '@bothways/core/revalue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../ingest/import-events.ts';
import { rebuild } from '../ingest/rebuild.ts';
import { modelOf, WORLD, worldEvents } from '../ingest/world-testing.ts';
import { generationReady } from '../store/generation.ts';
import { openTestStores } from '../store/testing.ts';
import type { Reading } from './reading.ts';
import { reportData } from './report.ts';
import { valuationsShown } from './valuations-shown.ts';
import { yearShown } from './year.ts';

let opened: Awaited<ReturnType<typeof openTestStores>>;
let reading: Reading;

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  await importEvents({ stores, source: 'world', events: worldEvents(41, 1200) });
  const { model, files } = modelOf(WORLD);
  await rebuild({ stores, model, files });
  const generation = await generationReady(stores.state);
  if (generation === null) throw new Error('no generation is ready');
  reading = { stores, generation, model };
});
afterAll(() => opened.close());

test('[ME9] what a browser values the year at, with nothing moved, is what the overview says', async () => {
  const year = yearReply.parse(JSON.parse(JSON.stringify(await yearShown(reading))));
  const valuations = valuationsReply.parse(JSON.parse(JSON.stringify(valuationsShown(reading))));
  const report = await reportData(reading, '2026-09-01T00:00:00.000Z');
  const { read, plan } = plannedYear(valuations, year);
  const drawn = overviewDrawn(report, read, drawsOf());
  expect(drawn.net).toEqual(report.net);
  expect(drawn.journeys).toEqual(report.journeys);
  expect(drawn.values).toEqual(report.values);
  expect(drawn.findings).toEqual(report.findings);
  // The closed form goes by the medians: it has the same touchpoints, and a sum wherever there is an estimate.
  const closed = revalue(plan, new Map());
  expect(closed.total.joint === null).toBe(drawn.net.measured?.joint.kind === 'abstained');
  expect(closed.touchpoints.map(({ touchpoint }) => touchpoint).sort()).toEqual(
    year.touchpoints.map(({ id }) => id).sort(),
  );
});
