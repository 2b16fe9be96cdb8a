import fc from 'fast-check';
import { expect, test } from 'vitest';
import { believedLedger } from '../ledger/believed.ts';
import { drawsOf } from '../ledger/draws.ts';
import {
  madeUpLine,
  madeUpModel,
  madeUpRow,
  madeUpTouchpoint,
  madeUpValuation,
  madeUpWorth,
} from '../ledger/made-up.ts';
import { nets } from '../ledger/nets.ts';
import { believedFlows, holdings, measuredFlows } from './flow.ts';
import { networkOf } from './network.ts';

const draws = drawsOf();
const model = madeUpModel({
  valuations: [
    madeUpValuation('goods', { worth: madeUpWorth(1.2, 1, 1.44), cost: madeUpWorth(0.6) }),
    madeUpValuation('time:waiting', { cost: madeUpWorth(0.005, 0.002, 0.01) }),
    madeUpValuation('time:work', { worth: madeUpWorth(0.001), cost: madeUpWorth(0.01) }),
  ],
});
const partyOf = (actor: string): string => (actor === 'care' ? 'business' : actor);

const anyRows = fc.array(
  fc
    .tuple(
      fc.constantFrom('customer', 'business', 'care', 'courier'),
      fc.constantFrom('customer', 'business', 'care', 'courier'),
      fc.constantFrom('money', 'goods', 'time:waiting', 'data:birth-date'),
      fc.integer({ min: -1000, max: 1_000_000 }),
    )
    .map(([giver, receiver, kind, quantity]) => madeUpRow(giver, receiver, kind, quantity)),
  { maxLength: 12 },
);

test('[NW1] of each kind, what all received is what all gave', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const sums = new Map<string, bigint>();
      for (const kinds of holdings(rows).values())
        for (const [kind, held] of kinds) sums.set(kind, (sums.get(kind) ?? 0n) + held);
      expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
    }),
  );
});

test("[NW2] of a customer and a business alone, the nets are the ledger's", () => {
  const rows = [
    madeUpRow('business', 'customer', 'goods', 5400),
    madeUpRow('customer', 'business', 'money', 5400),
    madeUpRow('customer', 'business', 'time:waiting', 3000),
  ];
  const { actors } = networkOf(measuredFlows(rows, model), { draws });
  const ledger = nets(rows, model, { draws });
  const net = (id: string) => actors.find((each) => each.id === id)?.net;
  expect(net('customer')).toMatchObject({ ...ledger.customer, n: 100 });
  expect(net('business')).toMatchObject({ ...ledger.business, n: 100 });
});

test('[NW2] an order of rows changes nothing', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const net = (some: typeof rows): unknown =>
        Object.fromEntries(
          networkOf(measuredFlows(some, model), { draws: small }).actors.map((actor) => [
            actor.id,
            actor.net.kind === 'estimate' ? Math.round(actor.net.median * 1e6) : null,
          ]),
        );
      expect(net(rows.toReversed())).toEqual(net(rows));
    }),
    { numRuns: 30 },
  );
});
const small = drawsOf({ iterations: 100 });

type Given = readonly (readonly [from: string, to: string, kind: string, quantity: number])[];
const cases: readonly (readonly [string, string | null, Given])[] = [
  // Goods that cost 60 for money of 100: neither is short.
  [
    'kept',
    null,
    [
      ['business', 'customer', 'goods', 10_000],
      ['customer', 'business', 'money', 10_000],
    ],
  ],
  // Goods worth about 12 for money of 100.
  [
    'short',
    'customer',
    [
      ['business', 'customer', 'goods', 1000],
      ['customer', 'business', 'money', 10_000],
    ],
  ],
  // Goods worth 99 to 144 for money of 122, on either side of what they are worth.
  [
    'doubtful',
    'customer',
    [
      ['business', 'customer', 'goods', 10_000],
      ['customer', 'business', 'money', 12_200],
    ],
  ],
  ['one-way', 'courier', [['courier', 'customer', 'goods', 10_000]]],
  [
    'unsaid',
    null,
    [
      ['courier', 'customer', 'help', 3],
      ['customer', 'courier', 'data:birth-date', 1],
    ],
  ],
];
test.each(cases)('[NW3] %s: %s', (state, loser, given) => {
  const rows = given.map(([from, to, kind, quantity]) => madeUpRow(from, to, kind, quantity));
  const [pair, ...others] = networkOf(measuredFlows(rows, model), { draws }).pairs;
  expect(others).toEqual([]);
  expect(pair).toMatchObject({ state, loser });
});

test('[NW3] who is paid by somebody else is not left empty-handed', () => {
  const rows = [
    madeUpRow('courier', 'customer', 'goods', 1000),
    madeUpRow('business', 'courier', 'money', 1000),
  ];
  const { pairs } = networkOf(measuredFlows(rows, model), { draws });
  expect(pairs.map(({ state, loser }) => [state, loser])).toEqual([
    ['elsewhere', 'courier'],
    ['one-way', 'business'],
  ]);
});

test('[NW4] a team gives and gets for the business', () => {
  const rows = [
    madeUpRow('care', 'customer', 'time:work', 600),
    madeUpRow('care', 'business', 'time:work', 60),
    madeUpRow('customer', 'business', 'money', 10_000),
    madeUpRow('business', 'customer', 'goods', 10_000),
  ];
  const { pairs, ways, actors } = networkOf(measuredFlows(rows, model), { draws, partyOf });
  expect(pairs.map(({ a, b, state }) => [a, b, state])).toEqual([['business', 'customer', 'kept']]);
  expect(ways).toHaveLength(4);
  expect(actors.map(({ id }) => id)).toContain('care');
});

test('[NW5] what nobody valued is named and in no sum', () => {
  const rows = [
    madeUpRow('customer', 'business', 'data:birth-date', 12),
    madeUpRow('customer', 'business', 'money', 500),
    madeUpRow('courier', 'customer', 'help', 3),
  ];
  const { actors, ways } = networkOf(measuredFlows(rows, model), { draws });
  const business = actors.find(({ id }) => id === 'business');
  expect(business?.net).toMatchObject({ median: 5 });
  expect(business?.leavesOut).toEqual([
    { kind: 'data:birth-date', side: 'business', part: 'worth', quantity: 12 },
  ]);
  expect(ways.find(({ giver }) => giver === 'courier')?.worth).toEqual({
    kind: 'abstained',
    reason: 'no valuation says what help is worth to customer',
  });
});

test('[NW6] each touchpoint is judged by itself too', () => {
  const rows = [
    { ...madeUpRow('customer', 'business', 'money', 10_000), keys: { touchpoint: 'pay' } },
    { ...madeUpRow('business', 'customer', 'goods', 10_000), keys: { touchpoint: 'hand-over' } },
  ];
  const { pairs, places } = networkOf(measuredFlows(rows, model), { draws });
  expect(pairs.map(({ state }) => state)).toEqual(['kept']);
  expect(places.map(({ touchpoint, state }) => [touchpoint, state])).toEqual([
    ['pay', 'elsewhere'],
    ['hand-over', 'elsewhere'],
  ]);
});

test('[NW2] the believed network is the believed ledger', () => {
  const believed = { per: 'month', volume: { median: 100, low: 80, high: 125 } } as const;
  const planned = madeUpModel({
    valuations: model.valuations,
    touchpoints: [
      madeUpTouchpoint('pay', {
        believed,
        exchange: [
          madeUpLine(0, 'business', 'customer', 'goods', 'properties.total', point(50)),
          madeUpLine(1, 'customer', 'business', 'money', 'properties.total', point(50)),
        ],
      }),
    ],
  });
  const { actors, pairs } = networkOf(believedFlows(planned), { draws });
  const { total } = believedLedger(planned, { draws });
  for (const side of ['customer', 'business'] as const)
    expect(actors.find(({ id }) => id === side)?.net).toEqual(total[side]);
  expect(pairs.map(({ state }) => state)).toEqual(['kept']);
});

function point(median: number) {
  return { median, low: median, high: median };
}
