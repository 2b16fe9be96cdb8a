import { type Spreads, spreadOfPeople, type ValueTransfer } from '@bothways/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importEvents } from '../../ingest/import-events.ts';
import { rebuild } from '../../ingest/rebuild.ts';
import {
  modelOf,
  recognisedInJs,
  storedEvents,
  WORLD,
  worldEvents,
} from '../../ingest/world-testing.ts';
import { type Generation, generationReady } from '../generation.ts';
import { openTestStores } from '../testing.ts';
import { movedSpreads, movedSpreadsAt } from './moved-spreads.ts';

const { model, files } = modelOf(WORLD);
let opened: Awaited<ReturnType<typeof openTestStores>>;
let generation: Generation;
let made: ReturnType<typeof recognisedInJs>;

beforeAll(async () => {
  opened = await openTestStores();
  const { stores } = opened;
  await importEvents({ stores, source: 'world', events: worldEvents(12, 900) });
  await rebuild({ stores, model, files });
  const ready = await generationReady(stores.state);
  if (ready === null) throw new Error('no generation is ready');
  generation = ready;
  made = recognisedInJs(await storedEvents(stores.facts), model);
});
afterAll(() => opened.close());

const spreadsOf = (transfers: readonly ValueTransfer[]): Spreads =>
  Object.fromEntries(
    [...Map.groupBy(transfers, ({ kind }) => kind)].map(([kind, some]) => {
      const who = Map.groupBy(some, (each) => each.personId ?? each.encounterId);
      const moved = [...who.values()].map((mine) =>
        mine.reduce((sum, { quantity }) => sum + Number(quantity), 0),
      );
      return [kind, expect.closeTo(spreadOfPeople(moved) ?? 0, 5)];
    }),
  );

test('[MS1] at each touchpoint, in each journey and over all it is that of what each person moved', async () => {
  const { facts } = opened.stores;
  const at = Map.groupBy(made.transfers, ({ touchpoint }) => touchpoint);
  const journeys = Map.groupBy(made.transfers, ({ journey }) => journey);
  const found = await movedSpreads(facts, generation);
  expect(found.all).toEqual(spreadsOf(made.transfers));
  expect(Object.fromEntries(found.at)).toEqual(
    Object.fromEntries([...at].map(([id, some]) => [id, spreadsOf(some)])),
  );
  expect(Object.fromEntries(found.journeys)).toEqual(
    Object.fromEntries([...journeys].map(([id, some]) => [id, spreadsOf(some)])),
  );
  for (const [id, spreads] of found.at)
    expect(await movedSpreadsAt(facts, generation, id)).toEqual(spreads);
});

test('[MS2] a sample of many people is the same each time and near all of them', async () => {
  const { facts } = opened.stores;
  const whole = await movedSpreads(facts, generation);
  const [sampled, again] = [
    await movedSpreads(facts, generation, { sampledFrom: 20 }),
    await movedSpreads(facts, generation, { sampledFrom: 20 }),
  ];
  expect(again).toEqual(sampled);
  expect([...sampled.at.keys()]).toEqual([...whole.at.keys()]);
  for (const [kind, spread] of Object.entries(whole.all)) {
    expect(sampled.all[kind]).toBeGreaterThan(spread / 2.5);
    expect(sampled.all[kind]).toBeLessThan(spread * 2.5);
  }
  // Asked touchpoint by touchpoint or all at once: the same.
  const places = Map.groupBy(made.encounters, (each) => each.touchpoint);
  const most = Math.max(...[...places.values()].map(({ length }) => length));
  expect((await movedSpreads(facts, generation, { sampledFrom: most })).at).toEqual(whole.at);
});
