import type { Valuations } from '@bothways/core/contract';
import { basisOf, planOf } from '@bothways/core/revalue';
import { expect, test } from 'vitest';
import { opinionsByKind, unsaidKinds } from './opinions.ts';

function worth(median: number, low = median, high = median) {
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
const row = { giver: 'customer', receiver: 'business', n: 1, grades: { A: 1 }, keys: {} } as const;
const rows = ['money', 'time', 'help'].map((kind) => ({
  ...row,
  ...{ kind, segment: 'big', quantity: 100n },
}));

test('[WW2] each worth and cost is there, in minutes where the model has seconds', () => {
  const kinds = opinionsByKind(valuations, planOf(basisOf(valuations), rows));
  // What nothing can be moved in stands last.
  expect(kinds.map(({ name, opinions }) => [name, opinions.length])).toEqual([
    ['Time', 2],
    ['Money', 1],
  ]);
  const [time, money] = kinds;
  expect(time?.opinions[1]).toMatchObject({ id: '1.cost', segment: 'Big households' });
  expect(time?.opinions[1]).toMatchObject({ whose: 'customer', per: { name: 'minute' } });
  expect(time?.opinions[1]?.grid).toMatchObject({ median: 0.6, low: 0.15, high: 2.4 });
  expect(time?.opinions[1]?.high).toBeCloseTo(1.2, 9);
  expect([time?.opinions[0]?.grid, money?.opinions[0]?.grid]).toEqual([null, null]);
});

test('[WW3] what moved and nobody has valued is named', () => {
  expect(unsaidKinds(valuations, new Set(['money', 'time', 'help']))).toEqual(['Help']);
  expect(unsaidKinds(valuations, new Set(['time']))).toEqual([]);
});
