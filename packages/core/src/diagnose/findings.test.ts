import { expect, test } from 'vitest';
import { madeUpRow, madeUpValuation, madeUpWorth } from '../ledger/made-up.ts';
import { dataVerdict } from './claim-data-taken-nothing-given.ts';
import { findings } from './findings.ts';
import { call, evidence, fee, model, only, quiz, sale, valuations } from './made-up-shop.ts';

const NOTHING = { findings: [], strengths: [], blindSpots: [] };

test('[FI1] a touchpoint that takes money and gives nothing is one-sided capture', () => {
  const found = only([fee, sale]);
  expect(found).toMatchObject({ kind: 'one-sided-capture', touchpoint: 'fee', confidence: 1 });
  expect(found.customer).toMatchObject({ kind: 'estimate', n: 100, grade: 'A' });
  if (found.customer.kind === 'estimate') expect(found.customer.median).toBeCloseTo(-1200, 6);
  expect(found.why).toContain('Customers give EUR 1,200 a year here and get nothing back');
  expect(found.why).toContain('The plan gives customers nothing here.');
  expect(found.next).toContain('"Late fee"');
});

test.each([
  // goods handed over for EUR 1,200: the share of the price, and whether that is one-sided
  [0, true],
  [0.2, true],
  [0.45, false],
  [1, false],
])('[FI1] goods for %d of the price: one-sided is %s', (share, expected) => {
  const rows = [
    madeUpRow('customer', 'business', 'money', 120_000),
    madeUpRow('business', 'customer', 'goods', Math.round(120_000 * share)),
  ];
  const { findings: found } = findings({
    model,
    days: 365,
    touchpoints: [evidence('checkout', rows)],
  });
  expect(found.length > 0).toBe(expected);
  if (expected) expect(found[0]?.why).toContain('Planned in return: goods; measured: ');
});

test('[FI2] data taken with nothing given is found by counting, and abstains from money nobody valued', () => {
  const found = only([quiz]);
  expect(found).toMatchObject({
    kind: 'data-taken-nothing-given',
    grade: 'A',
    breakEven: { on: 'nothing' },
    customer: { kind: 'abstained' },
  });
  expect(found.confidence).toBeGreaterThan(0.999);
  expect(found.why).toContain('97 of 100 encounters that took data (97 %)');
  expect(found.why).toContain('100 disclosures of birth date data a year from 60 people');
  expect(found.people).toBe(60);
  expect(found.unvalued.map(({ kind, side, part }) => [kind, side, part])).toContainEqual([
    'data:birth-date',
    'customer',
    'cost',
  ]);
});

test.each([
  [100, 80, 'claimed'],
  [100, 79, 'not-claimed'],
  [30, 30, 'claimed'],
  [29, 29, 'blocked'],
  [29, 23, 'not-claimed'],
  [0, 0, 'not-claimed'],
])('[FI2] of %d encounters with data %d got nothing: %s', (giving, nothing, expected) => {
  expect(dataVerdict(giving, nothing).kind).toBe(expected);
});

test('[FI3] a touchpoint where both lose is costly for both', () => {
  const found = only([call, sale]);
  expect(found).toMatchObject({ kind: 'costly-for-both', touchpoint: 'call', grade: 'C' });
  if (found.joint.kind === 'estimate') expect(found.joint.median).toBeCloseTo(-800, -1);
  expect(found.breakEven).toMatchObject({ on: 'valuation', turns: null, holds: true });
  expect(found.next).toContain("customers' waiting time (EUR 300 a year)");
  expect(found.why).toContain('Seen in 100 encounters of 80 people over 365 days.');
});

test('[FI4] below 30 encounters nothing is claimed, and the reason is given', () => {
  const few = { ...fee, encounters: 29 };
  expect(findings({ model, days: 365, touchpoints: [few] })).toEqual({
    ...NOTHING,
    abstained: [
      {
        touchpoint: 'fee',
        reason: 'only 29 encounters; 30 are needed before anything is claimed',
        because: { code: 'few-encounters', seen: 29 },
      },
    ],
  });
});

test('[FI4] below 30 encounters that took data nothing is claimed of them, and the reason is given', () => {
  const few = { ...quiz, encountersGivingData: 29, encountersGivingDataGettingNothing: 29 };
  const { findings: found, abstained } = findings({ model, days: 365, touchpoints: [few] });
  expect(found).toEqual([]);
  expect(abstained[0]?.reason).toBe(
    'only 29 encounters took data; 30 are needed before anything is claimed of them',
  );
});

test('[FI5] what nobody has valued and could overturn a claim stops it', () => {
  const helped = evidence('fee', [
    ...fee.cube,
    madeUpRow('business', 'customer', 'help', 100, { grades: { A: 100 } }),
  ]);
  const { findings: found, abstained } = findings({ model, days: 365, touchpoints: [helped] });
  expect(found).toEqual([]);
  expect(abstained[0]?.reason).toContain('nobody has said what help costs the business');
  expect(abstained[0]?.reason).toContain('what help is worth to the customer');
  expect(abstained[0]?.because).toEqual({
    code: 'unvalued',
    what: [
      { kind: 'help', part: 'cost', side: 'business' },
      { kind: 'help', part: 'worth', side: 'customer' },
    ],
  });
  const said = {
    ...model,
    valuations: [
      ...valuations,
      madeUpValuation('help', { worth: madeUpWorth(1), cost: madeUpWorth(1) }),
    ],
  };
  expect(only([helped], said).kind).toBe('one-sided-capture');
});

test('[FI5] time nobody gains stops no claim, attention somebody may gain does', () => {
  const advert = evidence('call', [
    ...call.cube,
    madeUpRow('customer', 'business', 'attention', 100 * 30),
  ]);
  const { findings: found, abstained } = findings({ model, days: 365, touchpoints: [advert] });
  expect(found).toEqual([]);
  expect(abstained[0]?.reason).toContain('what attention is worth to the business');
});

test('[FI6] a touchpoint is judged by itself: what another one gives does not count', () => {
  const handover = evidence('handover', [madeUpRow('business', 'customer', 'goods', 120_000)]);
  expect(only([fee, handover]).touchpoint).toBe('fee');
});

test('[FI7] a touchpoint earns one finding: data goes first unless money is paid there', () => {
  const valued = {
    ...model,
    valuations: [
      ...valuations,
      madeUpValuation('data:birth-date', { worth: madeUpWorth(2), cost: madeUpWorth(3) }),
    ],
  };
  expect(only([quiz], valued).kind).toBe('data-taken-nothing-given');
  expect(only([{ ...quiz, cube: [...quiz.cube, ...fee.cube] }], valued).kind).toBe(
    'one-sided-capture',
  );
});

test('[FI8] the most lost a year comes first', () => {
  const { findings: found } = findings({ model, days: 365, touchpoints: [quiz, call, fee] });
  expect(found.map(({ touchpoint }) => touchpoint)).toEqual(['fee', 'call', 'quiz']);
});

test('[FI9] a year is extrapolated: half the days double the money, and few encounters widen the range', () => {
  const [year, half] = [365.25, 182.625].map(
    (days) => findings({ model, days, touchpoints: [fee] }).findings[0]?.business,
  );
  if (year?.kind !== 'estimate' || half?.kind !== 'estimate') throw new Error('no estimate');
  expect(half.median).toBeCloseTo(2 * year.median, 6);
  // 100 encounters: a relative spread of a tenth.
  expect(year.high / year.median).toBeCloseTo(Math.exp(1.6448536 * 0.1), 6);
});

test('[FI10] the same evidence gives the same findings, and an ordinary sale none', () => {
  const input = { model, days: 365, touchpoints: [fee, call, quiz, sale] };
  expect(findings(input)).toEqual(findings(input));
  expect(findings({ ...input, touchpoints: [sale] })).toEqual({ ...NOTHING, abstained: [] });
});

test.each([
  // Goods are worth 1.2 with sigma ln(1.44) / 3.29 = 0.111: P(1.2 share < 0.5) = Phi(ln(0.5 / (1.2 share)) / 0.111).
  [0.355, 'one-sided capture is likely (92 %) but not sure enough to claim (95 %)'],
  [0.37, 'one-sided capture is likely (85 %) but not sure enough to claim (95 %)'],
  [0.41, 'one-sided capture is likely (56 %) but not sure enough to claim (95 %)'],
  [0.42, null],
  [1, null],
])('[FI13] goods for %d of the price: %s', (share, reason) => {
  const rows = [
    madeUpRow('customer', 'business', 'money', 120_000),
    madeUpRow('business', 'customer', 'goods', Math.round(120_000 * share)),
  ];
  const said = findings({ model, days: 365, touchpoints: [evidence('checkout', rows)] });
  const because = { code: 'unsure', of: 'one-sided-capture' };
  const abstained = reason === null ? [] : [{ touchpoint: 'checkout', reason, because }];
  expect(said).toMatchObject({ findings: [], abstained });
});
