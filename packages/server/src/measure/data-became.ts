import { type Model, type Touchpoint, touchpointsOf } from '@bothways/core';
import { BECAME_MAX, type BecameOfEvents } from '@bothways/core/contract';
import { moneyByGrade } from '@bothways/core/network';
import { type Became, type BecameRow, becameOf, type CameRow } from '../store/measure/became.ts';
import { cube } from '../store/measure/cube.ts';
import type { Reading } from './reading.ts';

/** What the events in the ledger became, by name, and how much of what happens is seen at all. */
export async function dataBecame(reading: Reading): Promise<BecameOfEvents> {
  const { stores, generation, model } = reading;
  const { facts } = stores;
  const { came, became, refused } = await becameOf(facts, generation);
  const money = moneyByGrade(await cube({ facts, generation, model, by: ['grade'] }), model);
  const known = new Map(touchpointsOf(model).map((each) => [each.id, each]));
  const names = [...Map.groupBy(came, ({ name }) => name)]
    .map(([name, rows]) => nameOf(name, rows, { became, refused }, known))
    .sort((a, b) => b.events - a.events);
  const sum = (some: typeof names, of: 'events' | 'unmapped'): number =>
    some.reduce((total, each) => total + each[of], 0);
  const rare = names.slice(BECAME_MAX);
  const events = sum(names, 'events');
  return {
    generation: generation.id,
    names: names.slice(0, BECAME_MAX),
    others: { names: rare.length, events: sum(rare, 'events'), unmapped: sum(rare, 'unmapped') },
    coverage: {
      ...{ events, reaching: events - sum(names, 'unmapped') },
      ...touchpointsSeen(model, became),
      money,
    },
    currency: model.currency,
  };
}

function touchpointsSeen(
  model: Model,
  became: readonly BecameRow[],
): Pick<BecameOfEvents['coverage'], 'touchpoints' | 'seen'> {
  const reached = new Set(became.map(({ touchpoint }) => touchpoint));
  const current = touchpointsOf(model, 'current');
  return {
    touchpoints: current.length,
    seen: current.filter(({ id }) => reached.has(id)).length,
  };
}

function nameOf(
  name: string,
  came: readonly CameRow[],
  { became, refused }: Pick<Became, 'became' | 'refused'>,
  known: ReadonlyMap<string, Touchpoint>,
): BecameOfEvents['names'][number] {
  const count = (some: readonly { readonly count: number }[]): number =>
    some.reduce((sum, each) => sum + each.count, 0);
  const rows = became.filter((each) => each.name === name);
  const taken = rows.filter(({ touchpoint }) => touchpoint !== '');
  const types = came.map(({ type }) => type);
  return {
    name,
    type: types.join(', '),
    canBeTaken: types.includes('track') && !types.includes(name),
    events: count(came),
    unmapped: count(rows.filter(({ touchpoint }) => touchpoint === '')),
    touchpoints: [...Map.groupBy(taken, ({ touchpoint }) => touchpoint)].map(([id, some]) => ({
      ...{ id, name: known.get(id)?.name ?? id, channel: known.get(id)?.channel ?? '' },
      count: count(some),
    })),
    refused: refused.filter((each) => each.name === name).map(({ name: _, ...each }) => each),
  };
}
