import type { Valuations, WorthShown } from '@bothways/core/contract';
import { opinionKey, planOf, yearRead } from '@bothways/core/revalue';
import { expect, test } from 'vitest';
import { readTyped, typedOf } from './amounts.ts';
import { differencesOf, editsFor } from './differences.ts';
import { opinionsOf, sorted, unsaidKinds } from './opinions.ts';

function worth(median: number, low = median, high = median): WorthShown {
  const said = { source: null, agreedBy: null, agreedOn: null } as const;
  return { median, low, high, basis: 'stated' as const, ...said };
}

const valuations: Valuations = {
  ...{ model: 'Shop', modelVersion: 1, currency: 'EUR' },
  kinds: [
    { id: 'money', name: 'Money', family: 'money', unit: 'EUR', scale: 2 },
    { id: 'time', name: 'Time', family: 'time', unit: 'second', scale: 0 },
    { id: 'help', name: 'Help', family: 'help', unit: 'answer', scale: 0 },
  ],
  segments: [{ id: 'big', name: 'Big households' }],
  actors: [
    { id: 'customer', name: 'Customer', side: 'customer' },
    { id: 'business', name: 'Business', side: 'business' },
  ],
  valuations: [
    { kind: 'money', segment: null, give: null, worth: worth(1), cost: null },
    { kind: 'time', segment: 'big', give: null, worth: worth(0), cost: worth(0.01, 0.005, 0.02) },
  ],
};
const rows = ['money', 'time', 'help'].map((kind) => ({
  ...{ touchpoint: 'till', kind, segment: 'big', quantity: '100', n: 1, grade: 'A' as const },
  ...{ giver: 'customer', receiver: 'business' },
}));
const { model, rows: read } = yearRead(valuations, {
  ...{ generation: 1, days: 365, encounters: 1, touchpoints: [], planned: [], rows },
  spreads: { all: {}, journeys: {} },
});
const plan = planOf(model, read);

test('[WW2] each worth and cost is there, in minutes where the model has seconds', () => {
  const opinions = opinionsOf(valuations, valuations.valuations, plan);
  expect(opinions.map(({ name, about: { part } }) => [name, part])).toEqual([
    ['Money', 'worth'],
    ['Time', 'worth'],
    ['Time', 'cost'],
  ]);
  const [money, free, time] = opinions;
  expect(time).toMatchObject({ id: '1.cost', segment: 'Big households', whose: 'customer' });
  expect(time).toMatchObject({ per: { name: 'minute', units: 60 } });
  expect(time?.grid).toMatchObject({ median: 0.6, low: 0.15, high: 2.4 });
  expect([money?.grid, free?.grid]).toEqual([null, null]);
  const { top, families } = sorted(opinions, ['1.cost']);
  expect(top).toEqual([time]);
  expect(families.map(([family, some]) => [family, some.length])).toEqual([
    ['money', 1],
    ['time', 1],
  ]);
});

test('[WW3] what moved and nobody has valued is named, until somebody says it', () => {
  const names = (said: Valuations['valuations']) =>
    unsaidKinds(valuations, said, new Set(['money', 'time', 'help'])).map(({ name }) => name);
  expect(names(valuations.valuations)).toEqual(['Help']);
  const help = { kind: 'help', segment: null, give: null, worth: worth(2), cost: null };
  expect(names([...valuations.valuations, help])).toEqual([]);
  expect(unsaidKinds(valuations, valuations.valuations, new Set(['time']))).toEqual([]);
});

test('[WW4] what is typed is read in its unit, with a comma or a point, and said back alike', () => {
  const said = worth(0.01, 0.005, 0.02);
  const typed = typedOf(said, 60, true);
  expect(typed).toMatchObject({ median: '0,6', low: '0,3', high: '1,2' });
  expect(readTyped(typed, 60)).toEqual(said);
  expect(readTyped({ ...typed, median: '.9' }, 60)).toMatchObject({ median: 0.015 });
  expect(readTyped({ ...typed, low: '', high: '' }, 60)).toEqual(worth(0.01));
  expect(readTyped({ ...typed, median: 'much' }, 60)).toBe('median');
  for (const wrong of [
    { ...typed, low: '' },
    { ...typed, low: '0' },
    { ...typed, high: '0,5' },
  ])
    expect(readTyped(wrong, 60)).toBe('range');
});

test('[WW5] a version changes what was moved, says who agreed, and takes out from behind', () => {
  const time = { kind: 'time', segment: 'big', give: null } as const;
  const help = { kind: 'help', segment: null, give: 'customer' } as const;
  const moved = new Map([
    [opinionKey({ ...help, part: 'cost' }), { ...worth(5), basis: 'assumed' as const }],
    [opinionKey({ ...time, part: 'worth' }), null],
    [opinionKey({ ...time, part: 'cost' }), { ...worth(0.0123456789), basis: 'assumed' as const }],
  ]);
  expect(differencesOf(valuations.valuations, moved).map(({ was }) => was?.median)).toEqual([
    0,
    0.01,
    undefined,
  ]);
  const agreement = { by: ' finance ', on: '2026-11-22' };
  const origin = { basis: 'stated', agreedBy: 'finance', agreedOn: '2026-11-22' };
  expect(editsFor(valuations.valuations, moved, agreement)).toMatchObject([
    { do: 'set-value', at: 1, part: 'cost', value: { median: 0.0123457, ...origin } },
    { do: 'add-value', ...help, part: 'cost', value: { median: 5, ...origin } },
    { do: 'remove-value', at: 1, part: 'worth' },
  ]);
  const [nobody] = editsFor(valuations.valuations, moved, { by: '', on: '2026-11-22' });
  expect(nobody).toMatchObject({ value: { basis: 'assumed', agreedBy: null, agreedOn: null } });
});
