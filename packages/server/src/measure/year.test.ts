import { drawsOf } from '@bothways/core';
import { yearReply } from '@bothways/core/contract';
import { basisOf, type CubeRow, drawnNets, planOf, revalue } from '@bothways/core/revalue';
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
  const basis = basisOf(JSON.parse(JSON.stringify(valuationsShown(reading))));
  const report = await reportData(reading, '2026-09-01T00:00:00.000Z');
  const rows = year.rows.map(
    ({ touchpoint, quantity, grade, ...row }): CubeRow => ({
      ...row,
      keys: { touchpoint },
      quantity: BigInt(quantity),
      grades: { [grade]: row.n },
    }),
  );
  const at = new Map(year.touchpoints.map(({ id, encounters }) => [id, encounters]));
  const encounters = { total: year.encounters, at };
  const drawn = drawnNets(basis, rows, new Map(), encounters, drawsOf());
  const { customer, business, joint } = report.net.measured ?? {};
  expect(drawn.total).toEqual({ customer, business, joint });
  const voices = report.journeys
    .flatMap(({ phases }) => phases.flatMap(({ steps }) => steps))
    .flatMap(({ touchpoints }) => touchpoints)
    .filter(({ measured }) => measured !== null);
  expect(voices.length).toBeGreaterThan(1);
  for (const { id, measured } of voices) {
    expect(drawn.touchpoints.get(id)?.customer).toEqual(measured?.customer);
    expect(drawn.touchpoints.get(id)?.business).toEqual(measured?.business);
  }
  // The closed form goes by the medians: it has the same touchpoints, and a sum wherever there is an estimate.
  const closed = revalue(planOf(basis, rows), new Map());
  expect(closed.total.joint === null).toBe(drawn.total.joint.kind === 'abstained');
  expect(closed.touchpoints.map(({ touchpoint }) => touchpoint).sort()).toEqual(
    [...drawn.touchpoints.keys()].sort(),
  );
});
