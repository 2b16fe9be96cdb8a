import fc from 'fast-check';
import { expect, test } from 'vitest';
import { believedLedger } from '../ledger/believed.ts';
import { touchpointsOf } from '../model/model.ts';
import { checkModelRules } from '../rules/check-model-rules.ts';
import { drafted, gridFrom, modelOf } from './drafting-testing.ts';
import { FORM_KINDS, type FormTouchpoint, type ModelForm, usualWorths } from './form.ts';
import { type EventSeen, touchpointOf } from './form-guess.ts';
import { believeDraft, writeForm } from './write-form.ts';

const name = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('', 'yes', '- x: #', 'it\'s "so"', 'Order Completed', 'a\nb', '\u2028'),
);
const believed = fc
  .tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }))
  .map(([median, spread]) => ({ median, low: median - spread, high: median + spread }));
const line = fc.record({
  give: fc.constantFrom('customer' as const, 'business' as const),
  kind: fc.constantFrom(...FORM_KINDS.map(({ id }) => id)),
  property: fc.option(
    fc.array(
      name.filter((each) => each !== ''),
      { minLength: 1, maxLength: 3 },
    ),
  ),
  times: fc.constantFrom(1, 60, 0.001),
  believed: fc.option(believed),
});
const form: fc.Arbitrary<ModelForm> = fc.record({
  name,
  currency: fc.constantFrom('EUR', 'USD'),
  touchpoints: fc.array(
    fc.record({
      name,
      channel: name,
      event: fc.option(fc.record({ type: fc.constantFrom('track', 'page'), name })),
      felt: fc.constantFrom(null, { property: ['felt'], scale: 'csat-5' }),
      volume: fc.option(believed),
      lines: fc.array(line, { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  worths: fc.array(
    fc.record({
      kind: fc.constantFrom(...FORM_KINDS.map(({ id }) => id)),
      worth: fc.option(believed),
      cost: fc.option(believed),
      source: fc.option(name),
    }),
    { maxLength: 3 },
  ),
});

test('[JD13] any form becomes a model that reads without an error', () => {
  fc.assert(
    fc.property(form, (said) => {
      const text = writeForm(said);
      expect(writeForm(said)).toBe(text);
      const model = modelOf(text);
      const errors = checkModelRules(model).filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
      expect(touchpointsOf(model).map((each) => each.name)).toEqual(
        said.touchpoints.map((each) => each.name.trim() || 'Touchpoint'),
      );
      expect(touchpointsOf(model).map((each) => each.exchange.length)).toEqual(
        said.touchpoints.map(
          ({ lines }) =>
            lines.filter((each) => each.property !== null || each.believed !== null).length,
        ),
      );
    }),
    { numRuns: 60 },
  );
});

const STALL: FormTouchpoint = {
  ...{ name: 'Buy at the stall', channel: 'store', event: null, felt: null },
  volume: { median: 400, low: 300, high: 533 },
  lines: [
    {
      ...{ give: 'business', kind: 'goods', property: null, times: 1 },
      believed: { median: 10, low: 8, high: 12.5 },
    },
    {
      ...{ give: 'customer', kind: 'money', property: null, times: 1 },
      believed: { median: 10, low: 8, high: 12.5 },
    },
  ],
};

test('[JD13] a believed ledger follows from it, with both voices', () => {
  const worths = usualWorths([STALL]);
  const model = modelOf(
    writeForm({ name: 'Honey', currency: 'EUR', touchpoints: [STALL], worths }),
  );
  const { total, unstated } = believedLedger(model);
  expect(unstated).toEqual([]);
  // 4,800 a year at 10: what is got is worth 1.2 of it, what is given costs 0.6.
  expect(total.customer).toMatchObject({ kind: 'estimate' });
  expect(total.customer.kind === 'estimate' ? total.customer.median : 0).toBeCloseTo(9600, -3);
  expect(total.business.kind === 'estimate' ? total.business.median : 0).toBeCloseTo(19_200, -3);
});

test('[JD14] what is assumed says so, what somebody said has its source', () => {
  const [assumed] = usualWorths([STALL]);
  if (assumed === undefined) throw new Error('goods have a worth');
  const worths = [{ ...assumed, cost: null, source: 'The workshop of May' }];
  const base = { name: 'Honey', currency: 'EUR', touchpoints: [STALL] };
  expect(modelOf(writeForm({ ...base, worths })).valuations[0]).toMatchObject({
    worth: { basis: 'stated', source: 'The workshop of May' },
    cost: null,
  });
  expect(modelOf(writeForm({ ...base, worths: [assumed] })).valuations[0]?.worth).toMatchObject({
    ...{ basis: 'assumed', source: null },
  });
});

const number = (path: string, low: number, high: number, share = 1) => ({
  ...{ path: [path], share, numbers: 1 },
  range: { low, median: (low + high) / 2, high },
});
const seen = (said: Partial<EventSeen>): EventSeen => ({
  ...{ type: 'track', name: 'Order Completed', count: 10, channel: '', properties: [] },
  ...said,
});

test('[JD15] a sale, a wait, a rating and a refund are known', () => {
  const sale = touchpointOf(
    seen({
      properties: [number('unit_price', 1, 9), number('price', 1, 9), number('total', 5, 90)],
    }),
  );
  expect(sale.lines.map(({ give, kind, property }) => [give, kind, property])).toEqual([
    ['business', 'goods', ['total']],
    ['customer', 'money', ['total']],
  ]);
  const call = touchpointOf(
    seen({
      name: 'CALL_ANSWERED',
      properties: [
        number('waitMinutes', 1, 20),
        number('rating', 1, 5, 0.3),
        number('agent_seconds', 9, 99),
      ],
    }),
  );
  expect(call).toMatchObject({
    ...{ name: 'Call answered', channel: 'phone' },
    felt: { property: ['rating'], scale: 'csat-5' },
  });
  expect(call.lines.map(({ give, kind, times }) => [give, kind, times])).toEqual([
    ['customer', 'time:waiting', 60],
    ['business', 'time:work', 1],
  ]);
  const refund = touchpointOf(seen({ name: 'Refunded', properties: [number('amount', 1, 5)] }));
  expect(refund.lines.map(({ give, kind }) => [give, kind])).toEqual([
    ['customer', 'goods'],
    ['business', 'money'],
  ]);
});

test.each([
  'Survey Answered',
  'Signed Up',
  'Friend Referred',
  'Something else',
  '',
  'MULTI_wordName',
])('[JD15] %s: neither side is without anything', (called) => {
  const { lines } = touchpointOf(seen({ name: called }));
  expect(new Set(lines.map(({ give }) => give))).toEqual(new Set(['customer', 'business']));
});

test('[JD16] a draft takes what is believed of its touchpoints, and keeps the rest with its comments', () => {
  const { text } = drafted(
    gridFrom(`
Phase       | Need      | Buy
Step        | Look      | Pay
Touchpoints | Web site  | Till
Pain points | Too slow  | Queue
`),
  );
  const [, till] = touchpointsOf(modelOf(text));
  if (till === undefined) throw new Error('the map has two touchpoints');
  const believed = believeDraft(text, {
    ...{ currency: 'CHF', worths: usualWorths([STALL]) },
    touchpoints: [{ ...STALL, id: till.id, name: 'At the till' }],
  });
  const model = modelOf(believed);
  const [web, now] = touchpointsOf(model);
  expect(model.currency).toBe('CHF');
  expect(now).toMatchObject({ name: 'At the till', believed: { volume: { median: 400 } } });
  expect(now?.exchange.map(({ kind }) => kind)).toEqual(['goods', 'money']);
  expect(web).toMatchObject({ name: 'Web site', believed: null });
  expect(model.valuations.map(({ kind }) => kind)).toEqual(['goods']);
  const comments = (of: string): number => of.split('\n').filter((line) => /#/.test(line)).length;
  expect(comments(believed)).toBeGreaterThan(comments(text) * 0.7);
  expect(believed).toContain('Too slow');
});
