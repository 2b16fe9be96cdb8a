import { expect, test } from 'vitest';
import { lookAt } from './look.ts';
import { pastedRows } from './pasted-rows.ts';

const TEXT = `bothways: 1
name: Shop
currency: EUR
values: { goods: { name: Plants, unit: EUR } }
journeys:
  - id: order
    phases:
      - id: buy
        steps:
          - id: pay
            moment_of_truth: true
            touchpoints:
              - id: till
                channel: store
                owner: nobody
                when: event = "Paid"
                believed: { volume: { per: month, median: 5, low: 9, high: 7 } }
                exchange:
                  - { give: customer, kind: money, quantity: 5 }
                  - { give: customer, kind: mony, quantity: 5 }
              - { id: site, channel: web, when: event = "Bought" }
      - { id: empty, name: Nothing here }
`;
const files = [{ file: 'shop.bothways.yaml', text: TEXT }];

test('[ED14] a model with errors is shown as it is written, with what is always there', () => {
  const { outline } = lookAt(files);
  expect(outline).toMatchObject({ name: 'Shop', currency: 'EUR' });
  expect(outline.actors.map(({ id }) => id)).toEqual(['customer', 'business']);
  expect(outline.kinds.map(({ name }) => name)).toEqual(['Money', 'Plants']);
  const [buy, empty] = outline.journeys[0]?.phases ?? [];
  expect(empty).toEqual({ id: 'empty', name: 'Nothing here', steps: [] });
  const [pay] = buy?.steps ?? [];
  expect(pay).toMatchObject({ id: 'pay', name: 'Pay', isMoment: true });
  expect(pay?.touchpoints[0]).toMatchObject({
    ...{ id: 'till', name: 'Till', channel: 'store', owner: 'nobody', when: 'event = "Paid"' },
    volume: { per: 'month', median: 5, low: 9, high: 7 },
    exchange: [{ kind: 'money', quantity: '5', believed: null }, { kind: 'mony' }],
  });
});

test('[ED15] each problem names the part that it speaks of, and the field', () => {
  const first = lookAt(files).problems.map(({ part }) => part);
  expect(first).toContainEqual({
    ...{ what: 'touchpoint', journey: 'order', id: 'till', field: 'believed', index: null },
  });
  expect(first).toContainEqual({
    ...{ what: 'touchpoint', journey: 'order', id: 'till', field: 'exchange', index: 1 },
  });
  // Expressions are looked at once the rest is right.
  const mended = TEXT.replace('low: 9', 'low: 4')
    .replace('mony', 'money')
    .replace('nobody', 'business');
  const then = lookAt([{ file: 'shop.bothways.yaml', text: mended }]).problems;
  const wrong = then.filter(({ problem }) => problem.severity === 'error').map(({ part }) => part);
  expect(wrong).toEqual([
    { what: 'touchpoint', journey: 'order', id: 'till', field: 'when', index: null },
    { what: 'touchpoint', journey: 'order', id: 'site', field: 'when', index: null },
  ]);
});

test.each([
  [
    'a\tb\r\nc\td\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\t"b\nb"\t"say ""so"""\n', [['a', 'b\nb', 'say "so"']]],
  [
    'a;b,c;d\n1;2;3\n',
    [
      ['a', 'b,c', 'd'],
      ['1', '2', '3'],
    ],
  ],
  [
    'a,b\n\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['a\t\tb\n\t\t\n', [['a', '', 'b']]],
])('[ED16] %j is rows of cells', (text, rows) => {
  expect(pastedRows(text)).toEqual(rows);
});
