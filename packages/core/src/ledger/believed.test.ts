import { expect, test } from 'vitest';
import { believedLedger } from './believed.ts';
import {
  madeUpLine,
  madeUpModel,
  madeUpTouchpoint,
  madeUpValuation,
  madeUpWorth,
} from './made-up.ts';

const certain = (median: number) => ({ median, low: median, high: median });
const till = madeUpTouchpoint('till', {
  believed: { per: 'month', volume: { median: 9000, low: 7000, high: 11_571.428571 } },
  exchange: [
    madeUpLine(0, 'business', 'customer', 'goods', 'properties.total', certain(54)),
    madeUpLine(1, 'customer', 'business', 'money', 'properties.total', certain(54)),
    madeUpLine(2, 'customer', 'business', 'time:waiting', 'properties.seconds'),
    madeUpLine(3, 'customer', 'business', 'data:birth-date', ' 1 '),
  ],
});
const valuations = [
  madeUpValuation('goods', { worth: madeUpWorth(1.2), cost: madeUpWorth(0.6) }),
  madeUpValuation('goods', { segment: 'families', worth: madeUpWorth(9) }),
];
const model = madeUpModel({ valuations, touchpoints: [till] });

test.each([
  ['day', 365.25],
  ['week', 365.25 / 7],
  ['month', 12],
  ['quarter', 4],
  ['year', 1],
] as const)('[BL1] once a %s is %d times a year', (per, times) => {
  const once = { ...till, believed: { per, volume: certain(1) } };
  const { rows, touchpoints } = believedLedger(madeUpModel({ valuations, touchpoints: [once] }));
  expect(touchpoints[0]?.encounters.median).toBeCloseTo(times, 9);
  expect(Number(rows[0]?.quantity)).toBeCloseTo(54 * times, 2);
});

test('[BL1] volume times quantity makes a row that was never seen', () => {
  const { rows, total } = believedLedger(model);
  expect(rows[0]).toMatchObject({
    keys: { touchpoint: 'till', kind: 'goods' },
    giver: 'business',
    quantity: '5832000.00',
    unit: 'EUR',
    n: 0,
    grade: 'C',
    grades: {},
    worth: { kind: 'estimate', grade: 'C' },
  });
  expect(rows[0]?.quantityRange.low).toBeCloseTo((5_832_000 * 7) / 9, 0);
  expect(total.customer).toMatchObject({ kind: 'estimate', grade: 'C', n: 0 });
  const assumed = [madeUpValuation('goods', { worth: madeUpWorth(1, 0.5, 2, 'assumed') })];
  const [row] = believedLedger(madeUpModel({ valuations: assumed, touchpoints: [till] })).rows;
  expect(row?.worth).toMatchObject({ grade: 'D' });
});

test('[BL2] a bare number is certain, an expression without belief is listed', () => {
  const { rows, unstated } = believedLedger(model);
  expect(rows.map(({ kind }) => kind)).toEqual(['goods', 'money', 'data:birth-date']);
  expect(rows[2]?.quantity).toBe('108000');
  expect(unstated).toEqual([{ touchpoint: 'till', leg: 2, kind: 'time:waiting' }]);
  const silent = { ...till, believed: null };
  expect(believedLedger(madeUpModel({ touchpoints: [silent] }))).toMatchObject({
    rows: [],
    touchpoints: [],
    unstated: [],
    total: { customer: { kind: 'abstained', reason: 'nothing was exchanged' } },
  });
});

test('[BL2] a number of its own has the grade of its line where that is worse than C', () => {
  const [line] = till.exchange;
  if (line === undefined) throw new Error('no line');
  const gradeOf = (parts: Partial<typeof line>): string | undefined => {
    const number = { ...line, quantity: { ...line.quantity, text: '30' }, believed: null };
    const exchange = [{ ...number, ...parts }];
    return believedLedger(madeUpModel({ touchpoints: [{ ...till, exchange }] })).rows[0]?.grade;
  };
  expect(gradeOf({ grade: 'D' })).toBe('D');
  expect(gradeOf({ grade: 'A' })).toBe('C');
  expect(gradeOf({ grade: 'D', believed: certain(30) })).toBe('C');
});

test('[BL3] doubts multiply, and what is one number moves as one', () => {
  const wide = { median: 50, low: 25, high: 100 };
  const paid = { ...till, believed: { per: 'year', volume: certain(100) } as const };
  const legs = (second: string) => [
    madeUpLine(0, 'business', 'customer', 'goods', 'properties.total', wide),
    madeUpLine(1, 'customer', 'business', 'money', second, wide),
  ];
  const even = [madeUpValuation('goods', { worth: madeUpWorth(1) })];
  const netOf = (second: string) =>
    believedLedger(
      madeUpModel({ valuations: even, touchpoints: [{ ...paid, exchange: legs(second) }] }),
    ).total.customer;
  // The same total is paid and received: nothing is left to doubt.
  expect(netOf('properties.total')).toMatchObject({ low: 0, median: 0, high: 0 });
  const apart = netOf('properties.paid');
  if (apart.kind !== 'estimate') throw new Error(apart.reason);
  expect(apart.low).toBeLessThan(-3000);
  expect(apart.high).toBeGreaterThan(3000);
  const doubled = madeUpTouchpoint('shop', {
    believed: { per: 'year', volume: { median: 10, low: 5, high: 20 } },
    exchange: [
      madeUpLine(0, 'customer', 'business', 'money', 'x', { median: 3, low: 1.5, high: 6 }),
    ],
  });
  const [row] = believedLedger(madeUpModel({ touchpoints: [doubled] })).rows;
  // Two doubts of ratio 2 make one of ratio 2^sqrt 2.
  expect(row?.quantityRange.high).toBeCloseTo(30 * 2 ** Math.SQRT2, 6);
});

test('[BL4] a planned future is left out unless asked for', () => {
  const future = {
    ...model,
    journeys: model.journeys.map((journey) => ({ ...journey, state: 'future' as const })),
  };
  expect(believedLedger(future).rows).toEqual([]);
  expect(believedLedger(future, { includeFuture: true }).rows).toHaveLength(3);
  expect(believedLedger(future, { includeFuture: true, by: ['channel'] }).rows[0]?.keys).toEqual({
    channel: 'web',
  });
});

test('[BL5] belief is valued for everyone', () => {
  const { touchpoints } = believedLedger(model);
  const customer = touchpoints[0]?.nets.customer;
  if (customer?.kind !== 'estimate') throw new Error('no estimate');
  expect(customer.median).toBeCloseTo(0.2 * 5_832_000, 3);
});
