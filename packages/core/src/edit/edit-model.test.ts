import fc from 'fast-check';
import { expect, test } from 'vitest';
import { touchpointsOf } from '../model/model.ts';
import { editModel } from './edit-model.ts';
import { anyText, MORE, modelOf } from './editing-testing.ts';
import type { Edit } from './edits.ts';

const SHOP = `# Our shop.
bothways: 1
name: Shop
currency: EUR
actors:
  - { id: desk, kind: team, name: The desk } # Since 2019.
journeys:
  - id: order
    phases:
      - id: buy
        steps:
          - id: pay
            touchpoints:
              # Where most pay.
              - id: till
                channel: store
                # They see it there.
                when: event == "Paid"
                exchange:
                  - { give: customer, kind: money, quantity: 5 } # By card.

              # The other one.
              - { id: site, channel: web, quote: 'It works' }
          - id: leave
            touchpoints: []
`;

function edited(text: string, ...edits: readonly Edit[]): string {
  const after = editModel([{ file: 'shop.bothways.yaml', text }], edits);
  if ('refused' in after) throw new Error(after.refused.message);
  return after.files[0]?.text ?? '';
}

/** The lines that are new. */
function added(text: string, ...edits: readonly Edit[]): readonly string[] {
  const old = new Set(text.split('\n'));
  return edited(text, ...edits)
    .split('\n')
    .filter((line) => !old.has(line));
}

test.each<[string, Edit, readonly string[]]>([
  [
    'a field in a block, behind the key that it follows',
    { do: 'set', touchpoint: 'till', field: 'owner', value: 'desk' },
    ['                owner: desk'],
  ],
  [
    'a field in brackets',
    { do: 'set', touchpoint: 'site', field: 'owner', value: 'desk' },
    ["              - { id: site, channel: web, owner: desk, quote: 'It works' }"],
  ],
  [
    'a text in the quotes that it had',
    { do: 'set', touchpoint: 'site', field: 'quote', value: "It's fine" },
    ["              - { id: site, channel: web, quote: 'It''s fine' }"],
  ],
  [
    'a line of an exchange',
    {
      do: 'add-line',
      touchpoint: 'till',
      line: {
        give: 'business',
        kind: 'goods',
        quantity: '5',
        believed: { median: 5, low: 4, high: 6 },
      },
    },
    [
      '                  - { give: business, kind: goods, quantity: 5, believed: { median: 5, low: 4, high: 6 } }',
    ],
  ],
  [
    'a touchpoint has a line for each key',
    {
      do: 'add-touchpoint',
      journey: 'order',
      step: 'leave',
      name: 'Wave: goodbye',
      channel: 'post',
    },
    [
      '              - id: wave-goodbye',
      '                name: "Wave: goodbye"',
      '                channel: post',
    ],
  ],
  [
    'a list that is begun',
    {
      do: 'add-line',
      touchpoint: 'site',
      line: { give: 'customer', kind: 'money', quantity: 'properties.total' },
    },
    [
      "              - { id: site, channel: web, quote: 'It works', exchange: [{ give: customer, kind: money, quantity: properties.total }] }",
    ],
  ],
])('[ED5] %s', (_, edit, lines) => {
  expect(added(SHOP, edit)).toEqual(lines);
});

test('[ED4] a touchpoint moves with the comments above it and in it', () => {
  const moved = edited(SHOP, {
    ...{ do: 'move', what: 'touchpoint', id: 'site', journey: 'order' },
    ...{ step: 'pay', before: 'till' },
  } as Edit);
  expect(moved.indexOf('# The other one.')).toBeLessThan(moved.indexOf('id: site'));
  expect(moved.indexOf('id: site')).toBeLessThan(moved.indexOf('id: till'));
  const out = edited(SHOP, {
    ...{ do: 'move', what: 'touchpoint', id: 'till', journey: 'order', step: 'leave' },
  } as Edit);
  expect(out).toContain(`          - id: leave
            touchpoints:
              - id: till
                channel: store
                # They see it there.
                when: event == "Paid"
                exchange:
                  - { give: customer, kind: money, quantity: 5 } # By card.
`);
});

test('[ED6] each edit goes to its file, and what moves between journeys moves between files', () => {
  const files = [
    { file: 'a.bothways.yaml', text: SHOP },
    { file: 'b.bothways.yaml', text: MORE },
  ];
  const one = editModel(files, [{ do: 'rename', what: 'touchpoint', id: 'slow', name: 'By post' }]);
  if ('refused' in one) throw new Error(one.refused.message);
  expect(one.files[0]?.text).toBe(SHOP);
  expect(one.files[1]?.text).toContain('name: By post');
  const two = editModel(files, [
    { do: 'move', what: 'touchpoint', id: 'slow', journey: 'order', step: 'leave' },
  ]);
  if ('refused' in two) throw new Error(two.refused.message);
  expect(two.files[0]?.text).toContain('# What it costs.');
  expect(two.files[1]?.text).not.toContain('weeks.');
  expect(touchpointsOf(modelOf(two.files)).find(({ id }) => id === 'slow')?.quote).toBe(
    'It took\n\nweeks.\n',
  );
});

test('[ED7] ids come from names, are unique, and stay', () => {
  const add: Edit = {
    ...{ do: 'add-touchpoint', journey: 'order', step: 'pay' },
    ...{ name: 'Till', channel: 'store' },
  } as Edit;
  const files = [{ file: 'shop.bothways.yaml', text: SHOP }];
  const made = editModel(files, [add, add]);
  expect(made).toMatchObject({ made: [['till-2'], ['till-3']] });
  const named = modelOf([
    {
      file: 'a.bothways.yaml',
      text: edited(SHOP, { do: 'rename', what: 'touchpoint', id: 'till', name: 'Kasse' }),
    },
  ]);
  expect(touchpointsOf(named)[0]).toMatchObject({ id: 'till', name: 'Kasse' });
});

test('[ED8] any text is read as it was written, in blocks and in brackets', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('till', 'site'), (value, touchpoint) => {
      const text = edited(SHOP, { do: 'set', touchpoint, field: 'quote', value });
      const found = touchpointsOf(modelOf([{ file: 'a.bothways.yaml', text }]));
      const quote = found.find(({ id }) => id === touchpoint)?.quote;
      expect(quote).toBe(value.trim() === '' ? null : value.trim());
    }),
    { numRuns: 300 },
  );
});

test.each<[Edit, RegExp]>([
  [{ do: 'rename', what: 'touchpoint', id: 'gone', name: 'x' }, /no touchpoint "gone"/],
  [{ do: 'rename', what: 'touchpoint', id: 'till', name: ' ' }, /at least one letter/],
  [{ do: 'remove-line', touchpoint: 'till', leg: 4 }, /no exchange line 5/],
  [{ do: 'set-value', at: 0, part: 'worth', value: { median: 1 } }, /no valuation 1/],
])('[ED9] %j is refused', (edit, message) => {
  const files = [{ file: 'shop.bothways.yaml', text: SHOP }];
  const rename: Edit = { do: 'rename', what: 'model', name: 'Other' };
  expect(editModel(files, [rename, edit])).toMatchObject({
    refused: { message: expect.stringMatching(message), hint: expect.any(String) },
  });
  const broken = [{ file: 'shop.bothways.yaml', text: 'a: [' }];
  expect(editModel(broken, [rename])).toHaveProperty('refused');
});

test.each([
  [null, 'event == "New"'],
  ['event == "Paid"', 'event == "Paid" || event == "New"'],
  ['event == "New" || type == "page"', 'event == "New" || type == "page"'],
  ['properties.a ? true : false', '(properties.a ? true : false) || event == "New"'],
  ['event == "Why?"', 'event == "Why?" || event == "New"'],
  ['event == "Paid" // the till', 'event == "New" || event == "Paid" // the till'],
  [
    'event == "Paid" // || event == "New"',
    'event == "New" || event == "Paid" // || event == "New"',
  ],
  ['event == "New" // the till', 'event == "New" // the till'],
  ['properties.a ? true : false // so', 'event == "New" || (properties.a ? true : false // so\n)'],
  ['event == "http://shop"', 'event == "http://shop" || event == "New"'],
])('[ED10] %s takes one more event', (value, now) => {
  const set: Edit = { do: 'set', touchpoint: 'till', field: 'when', value };
  const text = edited(SHOP, set, { do: 'take-event', touchpoint: 'till', event: 'New' });
  const [till] = touchpointsOf(modelOf([{ file: 'a.bothways.yaml', text }]));
  expect(till?.when?.text).toBe(now);
});

test('[ED11] a pasted sheet becomes phases, steps and touchpoints', () => {
  const rows = [
    ['Phase', 'Order', 'Order', 'Receive'],
    ['Step', 'Pay', 'Wait', 'Open'],
    ['Touchpoints', 'Till', 'Text message', 'Parcel'],
    ['Pain points', '', 'Nobody says when', ''],
  ];
  const files = [{ file: 'shop.bothways.yaml', text: SHOP }];
  const after = editModel(files, [{ do: 'paste-grid', journey: 'order', rows }]);
  if ('refused' in after) throw new Error(after.refused.message);
  expect(after.made).toEqual([['till-2', 'text-message', 'parcel']]);
  const model = modelOf(after.files);
  expect(model.journeys[0]?.phases.map(({ name }) => name)).toEqual(['Buy', 'Order', 'Receive']);
  expect(after.files[0]?.text).toContain('Nobody says when');
  const alone = editModel(files, [{ do: 'paste-grid', journey: null, rows }]);
  if ('refused' in alone) throw new Error(alone.refused.message);
  expect(modelOf(alone.files).journeys).toHaveLength(2);
  expect(
    editModel(files, [{ do: 'paste-grid', journey: 'order', rows: [['hello']] }]),
  ).toHaveProperty('refused.hint');
});

test('[ED12] what is said by an alias is written out where it is edited, and nowhere else', () => {
  const text = SHOP.replace('exchange:\n', 'exchange: &same\n').replace(
    "quote: 'It works'",
    'exchange: *same',
  );
  const line = { give: 'customer', kind: 'money', quantity: '7' } as const;
  for (const [touchpoint, amounts] of [
    ['site', ['5', '7']],
    ['till', ['7', '5']],
  ] as const) {
    const after = edited(text, { do: 'set-line', touchpoint, leg: 0, line });
    const found = touchpointsOf(modelOf([{ file: 'a.bothways.yaml', text: after }]));
    expect(found.map(({ exchange }) => exchange[0]?.quantity.text)).toEqual(amounts);
  }
});

test('[ED12] what moves before the part that it says again has it written out', () => {
  const text = SHOP.replace('exchange:\n', 'exchange: &same\n').replace(
    "quote: 'It works'",
    'exchange: *same',
  );
  const before = touchpointsOf(modelOf([{ file: 'a.bothways.yaml', text }]));
  const [till, site] = before;
  if (till === undefined || site === undefined) throw new Error('the shop has two touchpoints');
  const { journey, step } = till;
  const after = edited(text, {
    ...{ do: 'move', what: 'touchpoint', id: site.id, journey, step, before: till.id },
  });
  const found = touchpointsOf(modelOf([{ file: 'a.bothways.yaml', text: after }]));
  expect(found.map(({ id }) => id).slice(0, 2)).toEqual([site.id, till.id]);
  expect(found[0]?.exchange.map(({ quantity }) => quantity.text)).toEqual(
    till.exchange.map(({ quantity }) => quantity.text),
  );
});

test('[ED12] a list with an anchor may lose its last item, and get one again', () => {
  const text = SHOP.replace('exchange:\n', 'exchange: &same # Both.\n');
  const line = { give: 'customer', kind: 'money', quantity: '7' } as const;
  const empty = edited(text, { do: 'remove-line', touchpoint: 'till', leg: 0 });
  expect(empty).toContain('exchange: &same [] # Both.\n');
  expect(edited(empty, { do: 'add-line', touchpoint: 'till', line })).toContain(
    'exchange: &same # Both.\n                  - { give: customer, kind: money, quantity: 7 }\n',
  );
});
