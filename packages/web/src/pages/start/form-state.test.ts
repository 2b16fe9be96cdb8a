import { usualWorths } from '@bothways/core';
import { expect, test } from 'vitest';
import {
  formSaid,
  rangeAbout,
  scaled,
  touchpointNew,
  unitOf,
  withMedian,
  worthsOf,
} from './form-state.ts';

test('[DO8] a range follows its middle until somebody says another', () => {
  expect(withMedian(null, 100)).toEqual({ median: 100, low: 80, high: 125 });
  expect(withMedian(rangeAbout(100), 10)).toEqual({ median: 10, low: 8, high: 12.5 });
  const said = { median: 100, low: 50, high: 400 };
  expect(withMedian(said, 120)).toEqual({ median: 120, low: 50, high: 400 });
  expect(withMedian(said, 20)).toEqual({ median: 20, low: 20, high: 400 });
  expect(withMedian(said, 900)).toEqual({ median: 900, low: 50, high: 900 });
});

test('[DO8] minutes and hours are typed, seconds are kept', () => {
  const { factor, perFactor } = unitOf('time:waiting');
  expect(scaled(rangeAbout(5), factor)).toEqual({ median: 300, low: 240, high: 375 });
  expect(scaled({ median: 12.6, low: 7.2, high: 22 }, 1 / perFactor).median).toBe(0.0035);
  expect(unitOf('money').factor).toBe(1);
});

test('[DO8] what has no name is none, and what nobody says is assumed', () => {
  const lines = [
    { ...({ give: 'business', kind: 'goods', property: null, times: 1 } as const), believed: null },
  ];
  const form = {
    ...{ name: '', currency: 'EU', worths: [] },
    touchpoints: [
      touchpointNew({ name: ' ' }),
      touchpointNew({ name: 'Buy', lines }),
      touchpointNew({ name: 'Not this', isIn: false }),
    ],
  };
  const said = formSaid(form, usualWorths);
  expect(said.touchpoints.map(({ name }) => name)).toEqual(['Buy']);
  expect(said.currency).toBe('EUR');
  const [assumed] = said.worths;
  expect(assumed).toMatchObject({ kind: 'goods', source: null });
  const own = { kind: 'goods', worth: rangeAbout(2), cost: null, source: 'us' };
  expect(worthsOf({ worths: [own] }, said.worths)).toEqual([own]);
});
