import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportBench, openImportBench } from './import-testing.ts';
import { watermark } from './watermark.ts';

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
});

const SHOP = `source: SOURCE
id: id
time: { column: at, zone: Europe/Amsterdam }
event: { column: what, names: { '1': Order Completed } }
channel: store
person: customer
properties: { total: { column: total, as: number }, gift: { column: gift, as: bool }, note: note }
`;
const shop = (source: string): string => SHOP.replace('SOURCE', source);

test('[I13] records become events, in the order of files and lines, with what the mapping says of them', async () => {
  const before = await watermark(bench.stores.state);
  const first = bench.write(
    'a.csv',
    'id,at,what,customer,total,gift,note\na1,2024-07-01 10:00,1,c1,12.50,yes,"Hi, there"\n',
  );
  const second = bench.write(
    'b.csv.gz',
    'note,gift,total,customer,what,at,id\n,,,,Returned,2024-07-01,b1\n',
  );
  expect(await bench.take(shop('plain'), first, second)).toEqual({
    ...{ source: 'plain', read: 2, accepted: 2, duplicates: 0, rejected: 0, events: 2 },
    ...{ reasons: [], groups: null, mixedTimes: 0 },
  });
  const [one, two] = await bench.events('plain');
  expect(one).toMatchObject({
    ...{ message_id: 'a1', seq: String(before + 1), account: null, case_id: null },
    ...{ at: '2024-07-01 08:00:00.000', type: 'track', name: 'Order Completed', channel: 'store' },
    ...{
      properties: { total: '12.5', gift: 'true', note: '"Hi, there' },
      context: {},
      n: '1',
      grade: 'A',
    },
  });
  expect(one?.identity).toMatch(/^[0-9a-f]{32}$/);
  expect(two).toMatchObject({
    message_id: 'b1',
    seq: String(before + 2),
    identity: null,
    name: 'Returned',
    properties: {},
  });
  expect(await watermark(bench.stores.state)).toBe(before + 2);
});

test('[I14] an import of what is there already changes nothing, rejects included', async () => {
  const file = bench.write(
    'c.csv',
    'id,at,what,customer,total,gift,note\n1,2024-01-01,1,c,1,,\n2,2024-01-01,1,c,x,,\n1,2024-01-02,1,c,2,,\n',
  );
  const first = await bench.take(shop('twice'), file);
  expect(first).toMatchObject({ read: 3, accepted: 1, duplicates: 1, rejected: 1, events: 1 });
  const events = await bench.events('twice');
  const rejects = await bench.stores.facts.rows(`SELECT * FROM reject WHERE source = 'twice'`);
  expect(await bench.take(shop('twice'), file)).toMatchObject({
    read: 3,
    accepted: 0,
    duplicates: 2,
    rejected: 1,
    events: 0,
  });
  const more = bench.write(
    'd.csv',
    'id,at,what,customer,total,gift,note\n3,2024-01-03,1,c,3,,\n1,2024-01-01,1,c,9,,\n',
  );
  expect(await bench.take(shop('twice'), more)).toMatchObject({
    read: 2,
    accepted: 1,
    duplicates: 1,
    events: 1,
  });
  const now = await bench.events('twice');
  expect(now.slice(0, 1)).toEqual(events);
  expect(now.map(({ properties }) => properties['total'])).toEqual(['1', '3']);
  expect(await bench.stores.facts.rows(`SELECT * FROM reject WHERE source = 'twice'`)).toEqual(
    rejects,
  );
});

test('[I15] equal records without an id are as many events, and stay so when imported again', async () => {
  const mapping = 'source: counted\ntime: { column: at }\nevent: Sold\n';
  const file = bench.write(
    'e.csv',
    'at,item\n2024-01-01,tea\n2024-01-01,tea\n2024-01-02,tea\n2024-01-01,tea\n',
  );
  expect(await bench.take(mapping, file)).toMatchObject({
    read: 4,
    accepted: 4,
    duplicates: 0,
    events: 4,
  });
  const ids = (await bench.events('counted')).map(({ message_id }) => message_id);
  expect(ids.map((id) => id.slice(64))).toEqual(['.1', '.2', '.1', '.3']);
  expect(new Set(ids).size).toBe(4);
  expect(await bench.take(mapping, file)).toMatchObject({ accepted: 0, duplicates: 4, events: 0 });
  const more = bench.write(
    'f.csv',
    'at,item\n2024-01-01,tea\n2024-01-01,tea\n2024-01-01,tea\n2024-01-01,tea\n',
  );
  expect(await bench.take(mapping, more)).toMatchObject({ accepted: 1, duplicates: 3, events: 1 });
});

test("[I16] lines of a group are one event: the first line's values, exact sums as JavaScript writes them, counts", async () => {
  const mapping = `source: baskets
group: { by: [day, basket] }
time: { column: at }
event: Paid
account: household
properties:
  total: { column: amount, as: number, sum: true }
  tax: { column: tax, as: number, sum: true }
  lines: { count: true }
  first: item
`;
  const rows = [
    ['d1', '1', '2024-01-01 10:00', 'h', '0.1', '', 'tea'],
    ['d1', '2', '2024-01-01 11:00', '', '1e21', '-0.0000001', 'cup'],
    ['d1', '1', '2024-01-01 09:00', 'h', '0.2', '', 'pot'],
    ['d2', '1', '2024-01-02 09:00', '', '12345678901234567.89', '', ''],
    ['d1', '1', '2024-01-01 09:00', 'h', 'x', '', 'bad'],
    ['d2', '1', '2024-01-02 09:00', '', '4.440892e-16', '2', 'last'],
    ['', '1', '2024-01-02 09:00', '', '1', '', ''],
  ];
  const text = [
    'day,basket,at,household,amount,tax,item',
    ...rows.map((row) => row.join(',')),
  ].join('\n');
  const file = bench.write('baskets.csv', text);
  expect(await bench.take(mapping, file)).toMatchObject({
    ...{ read: 7, accepted: 5, duplicates: 0, rejected: 2, events: 3 },
    reasons: [
      { reason: 'bad-number', count: 1 },
      { reason: 'missing-id', count: 1 },
    ],
  });
  const [one, two, three] = await bench.events('baskets');
  expect(one).toMatchObject({
    message_id: 'd1\u001f1',
    at: '2024-01-01 10:00:00.000',
    identity: null,
  });
  expect(one?.account).toMatch(/^[0-9a-f]{32}$/);
  expect(one?.properties).toEqual({ total: '0.3', lines: '2', first: '"tea' });
  expect(two?.properties).toEqual({ total: '1e+21', tax: '-1e-7', lines: '1', first: '"cup' });
  expect(three?.properties).toEqual({ total: '12345678901234568', tax: '2', lines: '2' });
  expect(await bench.take(mapping, file)).toMatchObject({
    accepted: 0,
    duplicates: 5,
    rejected: 2,
    events: 0,
  });
});

test('[I20] side tables add their columns; a required one refuses the record it has no row for', async () => {
  const file = bench.write(
    'm.csv',
    'id,at,who,kind\n1,2024-01-01,h1,a\n2,2024-01-01,h2,b\n3,2024-01-01,h9,a\n',
  );
  bench.writeBeside(file, 'homes.csv', 'home,age,size\nh1,65+,2\nh2,,3\n');
  bench.writeBeside(file, 'kinds.csv', 'kind,title\na,Tea\n');
  const mapping = `source: joined
id: id
time: { column: at }
event: Seen
joins:
  - { file: homes.csv, on: { who: home }, as: home, required: true }
  - { file: kinds.csv, on: kind, columns: [title] }
`;
  expect(await bench.take(mapping, file)).toMatchObject({
    read: 3,
    accepted: 2,
    reasons: [{ reason: 'no-join', count: 1 }],
  });
  const properties = (await bench.events('joined')).map((event) => event.properties);
  expect(properties).toEqual([
    { 'home.age': '"65+', 'home.size': '"2', title: '"Tea' },
    { 'home.size': '"3' },
  ]);
  bench.writeBeside(file, 'kinds.csv', 'kind,title\na,Tea\na,Coffee\n');
  expect((await bench.refusal(mapping, file))[0]).toContain('join-key-twice');
});

test('[I21] an aggregate stands for many occurrences of nobody in a period, at grade B', async () => {
  const file = bench.write(
    'calls.csv',
    'month;calls;minutes\n2026-05-01;4100;14,5\n2026-06-01;-3;1\n2026-07-01;12;9\n',
  );
  const mapping = `source: phone
id: month
time: { column: month }
event: Call Taken
aggregate: { n: calls, per: month }
numbers: { decimal: ",", group: "." }
properties: { minutes: { column: minutes, as: number } }
`;
  expect(await bench.take(mapping, file)).toMatchObject({
    read: 3,
    accepted: 2,
    reasons: [{ reason: 'bad-count', count: 1 }],
  });
  const [may, july] = await bench.events('phone');
  expect(may).toMatchObject({
    n: '4100',
    grade: 'B',
    identity: null,
    properties: { minutes: '14.5' },
  });
  expect(july).toMatchObject({ n: '12' });
  expect(await untils('phone')).toEqual(['2026-06-01 00:00:00.000', '2026-08-01 00:00:00.000']);
});

test.each([
  // The clock goes forward on 29 March 2026 and back on 25 October.
  ['day', '2026-03-29', '2026-03-29 22:00:00.000'],
  ['day', '2026-10-25', '2026-10-25 23:00:00.000'],
  ['week', '2026-03-23', '2026-03-29 22:00:00.000'],
  ['month', '2028-02-01', '2028-02-29 23:00:00.000'],
  ['month', '2026-10-01', '2026-10-31 23:00:00.000'],
  ['month', '2026-01-31', '2026-02-27 23:00:00.000'],
  ['quarter', '2026-01-01', '2026-03-31 22:00:00.000'],
  ['year', '2026-07-01', '2027-06-30 22:00:00.000'],
])('[I30] a %s from %s ends by the calendar of the zone', async (per, begin, end) => {
  const source = `${per} from ${begin}`;
  const rest = `event: Call Taken\naggregate: { n: calls, per: ${per} }\n`;
  const file = bench.write('calls.csv', `begin,calls\n${begin},7\n`);
  const zone = 'Europe/Berlin';
  await bench.take(`source: ${source}\ntime: { column: begin, zone: ${zone} }\n${rest}`, file);
  await bench.take(
    `source: constant ${source}\ntime: { constant: '${begin}', zone: ${zone} }\n${rest}`,
    file,
  );
  expect(await untils(source)).toEqual([end]);
  expect(await untils(`constant ${source}`)).toEqual([end]);
});

async function untils(source: string): Promise<readonly (string | null)[]> {
  const rows = await bench.stores.facts.rows<{ until: string | null }>(
    'SELECT toString(until) AS until FROM event WHERE source = {source:String} ORDER BY seq',
    { parameters: { source } },
  );
  return rows.map(({ until }) => until);
}
