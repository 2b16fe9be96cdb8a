import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { formatFolder, readWhole, refusalOf } from './format-testing.ts';

const { put, remove } = formatFolder();
afterAll(remove);

const START = '1970-01-01T00:00:00Z';
const attribute = (name: string, value: unknown, time?: string) =>
  time === undefined ? { name, value } : { name, time, value };
const related = (objectId: string, qualifier: string) => ({ objectId, qualifier });

/** Order management in the shape of the standard's own example: orders of items, packages, employees. */
const LOG = {
  objectTypes: [
    {
      name: 'orders',
      attributes: [
        { name: 'price', type: 'float' },
        { name: 'paid', type: 'boolean' },
      ],
    },
    { name: 'items', attributes: [{ name: 'weight', type: 'float' }] },
    { name: 'customers', attributes: [{ name: 'tier', type: 'string' }] },
  ],
  eventTypes: [
    { name: 'place order', attributes: [{ name: 'total-items', type: 'integer' }] },
    { name: 'pay order', attributes: [{ name: 'on time', type: 'boolean' }] },
  ],
  objects: [
    {
      ...{ id: 'o1', type: 'orders', relationships: [related('i1', 'comprises')] },
      attributes: [
        attribute('price', '99.5', '2024-05-03T00:00:00Z'),
        attribute('price', '100.0', START),
        attribute('paid', 'False', START),
        attribute('paid', 'True', '2024-05-02T10:00:00Z'),
      ],
    },
    { id: 'i1', type: 'items', attributes: [attribute('weight', 0.25, START)] },
    { id: 'i2', type: 'items', attributes: [attribute('weight', 1, START)] },
    { id: 'c1', type: 'customers', attributes: [attribute('tier', 'gold')] },
  ],
  events: [
    {
      ...{ id: 'e1', type: 'place order', time: '2024-05-01T09:00:00Z' },
      attributes: [attribute('total-items', '2')],
      relationships: [
        related('o1', 'order'),
        related('i1', 'item'),
        related('i2', 'item'),
        related('c1', 'places'),
      ],
    },
    {
      ...{ id: 'e2', type: 'pay order', time: '2024-05-02T10:00:00Z' },
      attributes: [attribute('on time', true), attribute('a.b', 'dotted')],
      relationships: [related('o1', 'order'), related('o1', 'due'), related('gone', 'x')],
    },
    {
      id: 'e3',
      type: 'send reminder',
      time: '2024-05-04T10:00:00Z',
      relationships: [related('o1', 'order')],
    },
    { id: 'e4', type: 'audit', time: 'soon' },
  ],
};
const NESTED = '['.repeat(200_000) + ']'.repeat(200_000);
const DEEP = { id: 'deep', attributes: [{ name: 'x', value: 'DEEP' }] };
const ROWS = [
  {
    ...{
      'ocel:eid': 'e1',
      'ocel:activity': 'place order',
      'ocel:timestamp': '2024-05-01T09:00:00Z',
      'total-items': '2',
    },
    ...{
      'ocel:type:orders': 'o1',
      'ocel:qualifier:orders': 'order',
      'orders.price': '100.0',
      'orders.paid': 'false',
    },
    ...{ 'ocel:type:items': '["i1","i2"]', 'ocel:qualifier:items': '["item","item"]' },
    ...{
      'ocel:type:customers': 'c1',
      'ocel:qualifier:customers': 'places',
      'customers.tier': 'gold',
    },
  },
  {
    ...{
      'ocel:eid': 'e2',
      'ocel:activity': 'pay order',
      'ocel:timestamp': '2024-05-02T10:00:00Z',
      'on time': 'true',
    },
    ...{ 'a\\.b': 'dotted', 'ocel:type:orders': 'o1', 'ocel:qualifier:orders': '["order","due"]' },
    ...{ 'orders.price': '100.0', 'orders.paid': 'true', 'ocel:missing': 'gone' },
  },
  {
    ...{
      'ocel:eid': 'e3',
      'ocel:activity': 'send reminder',
      'ocel:timestamp': '2024-05-04T10:00:00Z',
    },
    ...{
      'ocel:type:orders': 'o1',
      'ocel:qualifier:orders': 'order',
      'orders.price': '99.5',
      'orders.paid': 'true',
    },
  },
  { 'ocel:eid': 'e4', 'ocel:activity': 'audit', 'ocel:timestamp': 'soon' },
];

test('[I43] an OCEL log gives its events with the objects they touch, as those were at that time', async () => {
  const { columns, types, rows, records } = await readWhole(
    put('orders.jsonocel', JSON.stringify(LOG)),
  );
  expect(rows).toEqual(ROWS);
  expect(records.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
  const typed = Object.fromEntries(columns.map((name, index) => [name, types?.[index]]));
  expect(typed).toMatchObject({
    'total-items': 'number',
    'orders.price': 'number',
    'orders.paid': 'bool',
  });
  expect(typed).toMatchObject({
    'on time': 'bool',
    'customers.tier': 'text',
    'ocel:type:items': 'text',
  });
});

test('[I43] objects may stand before the events or behind them; a .json of them is known by its first key', async () => {
  const { objects, events, eventTypes, objectTypes } = LOG;
  const turned = JSON.stringify(
    { events, objects, eventTypes, objectTypes, other: { x: [1] } },
    null,
    2,
  );
  for (const [name, text] of [
    ['turned.json', turned],
    ['turned.json.gz', gzipSync(turned)],
    ['turned', turned],
  ] as const)
    expect((await readWhole(put(name, text))).rows, name).toEqual(ROWS);
});

test('[I44] a log that breaks off, is of version 1, is no log, or whose objects are damaged is refused', async () => {
  const text = JSON.stringify(LOG);
  for (let part = 1; part < 20; part += 1)
    expect(
      await refusalOf(put('cut.jsonocel', text.slice(0, Math.floor((text.length * part) / 20)))),
      `${part}/20`,
    ).toMatch(/^json-damaged: .* breaks off/);
  const refused: readonly (readonly [unknown, RegExp])[] = [
    [{ 'ocel:global-log': {}, 'ocel:events': {} }, /^ocel-1: this is OCEL 1.0/],
    [[LOG], /^not-ocel: .*it is a list/],
    [{ ...LOG, objects: { o1: {} } }, /^not-ocel: .*"objects" is no list/],
    [
      { ...LOG, objects: [...LOG.objects, LOG.objects[0]] },
      /^ocel-damaged: .*"o1" stands there twice/,
    ],
    [{ ...LOG, objects: [{ type: 'x' }] }, /^ocel-damaged: .*objects\[0\] has no id/],
    [{ ...LOG, objects: [7] }, /^ocel-damaged: .*objects\[0\]: the record is a number/],
    [{ ...LOG, events: [] }, /^no-records/],
  ];
  for (const [value, says] of refused)
    expect(await refusalOf(put('bad.jsonocel', JSON.stringify(value)), { format: 'ocel' })).toMatch(
      says,
    );
});

test('[I44] what is no event is refused by itself', async () => {
  const events = [
    LOG.events[0],
    7,
    { id: 'long', type: 'x'.repeat(1_100_000) },
    LOG.events[2],
    DEEP,
  ];
  const { records, rows } = await readWhole(
    put('events.jsonocel', JSON.stringify({ ...LOG, events }).replace('"DEEP"', NESTED)),
  );
  expect(records.map(({ flaw }) => flaw?.reason ?? null)).toEqual([
    null,
    'bad-record',
    'record-too-long',
    null,
    'bad-record',
  ]);
  expect(rows[3]).toEqual(ROWS[2]);
});

test('[I43] whatever objects have is what their events show', async () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'b', '.', '\\', ' ', 'é'),
    minLength: 1,
    maxLength: 4,
  });
  const values = fc.array(
    fc.tuple(
      name,
      fc.integer({ min: 0, max: 20 }),
      fc.string({ minLength: 1, maxLength: 4 }).filter((text) => text.isWellFormed()),
    ),
    { maxLength: 6 },
  );
  const day = (at: number): string => new Date(Date.UTC(2024, 0, 1 + at)).toISOString();
  await fc.assert(
    fc.asyncProperty(
      values,
      fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 5 }),
      async (attributes, times) => {
        const log = {
          objects: [
            {
              id: 'o',
              type: 't',
              attributes: attributes.map(([key, at, value]) => attribute(key, value, day(at))),
            },
          ],
          events: times.map((at, index) => ({
            id: `e${index}`,
            type: 'x',
            time: day(at),
            relationships: [related('o', 'q')],
          })),
        };
        const { rows } = await readWhole(put('any.jsonocel', JSON.stringify(log)));
        times.forEach((at, index) => {
          const wanted = new Map<string, string>();
          for (const [key, , value] of attributes
            .filter(([, from]) => from <= at)
            .toSorted((a, b) => a[1] - b[1]))
            wanted.set(`t.${key.replaceAll(/[.\\]/g, '\\$&')}`, value);
          const shown = Object.entries(rows[index] ?? {}).filter(([key]) => key.startsWith('t.'));
          expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted));
        });
      },
    ),
    { numRuns: 60 },
  );
});
