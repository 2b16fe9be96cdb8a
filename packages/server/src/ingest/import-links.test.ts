import { afterAll, beforeAll, expect, test } from 'vitest';
import { linksOf } from '../store/links.ts';
import { type ImportBench, openImportBench } from './import-testing.ts';
import { type PseudonymOf, workspacePseudonyms } from './pseudonym.ts';

let bench: ImportBench;
let idOf: (of: PseudonymOf, id: string) => string;
beforeAll(async () => {
  bench = await openImportBench();
  const pseudonym = await workspacePseudonyms(bench.stores.state);
  idOf = (of, id) => pseudonym(of, id).toString('hex');
}, 60_000);
afterAll(() => bench.close());

const MAPPING = `time: { column: at }
event: Seen
person: user
anonymous: browser
`;

async function linked(browsers: readonly string[]): Promise<readonly unknown[]> {
  const links = await linksOf(
    bench.stores.state,
    browsers.map((each) => idOf('anonymous', each)),
  );
  const names = new Map([
    ...browsers.map((each) => [idOf('anonymous', each), each] as const),
    ...['anna', 'ben', 'null'].map((each) => [idOf('user', each), each] as const),
  ]);
  return links.map(({ anonymous, identified, at, saidBy }) => [
    ...[names.get(anonymous), names.get(identified), new Date(at).toISOString().slice(0, 10)],
    saidBy,
  ]);
}

test('[I72] a mapping that names a user and an anonymous id links them, by the first line of a group', async () => {
  const lines = [
    'id,at,user,browser',
    '1,2026-01-03,anna,b1',
    '2,2026-01-02,anna,b1',
    '3,2026-01-01,,b1',
    '4,2026-01-01,null,b2',
    '5,2026-01-01,ben,anonymous',
    '6,2026-01-05,ben,b2',
    '6,2026-01-01,ben,b3',
    '7,2026-01-01,,',
  ];
  const file = bench.write('seen.csv', `${lines.join('\n')}\n`);
  await bench.take(`source: seen\nid: id\n${MAPPING}`, file);
  const events = await bench.events('seen');
  expect(events.map(({ identity }) => identity)).toEqual([
    ...[idOf('user', 'anna'), idOf('user', 'anna'), idOf('anonymous', 'b1')],
    ...[idOf('anonymous', 'b2'), idOf('user', 'ben'), idOf('user', 'ben'), null],
  ]);
  const wanted = [
    ['b1', 'anna', '2026-01-02', '2'],
    ['b2', 'ben', '2026-01-05', '6'],
  ];
  expect(await linked(['b1', 'b2', 'b3', 'anonymous'])).toEqual(wanted);
  const grouped = lines.map((line) => line.replaceAll(/b(\d)/g, 'g$1'));
  const groups = bench.write('groups.csv', `${grouped.join('\n')}\n`);
  await bench.take(`source: groups\ngroup: { by: id }\n${MAPPING}`, groups);
  expect(await linked(['g1', 'g2', 'g3'])).toEqual([
    ['g1', 'anna', '2026-01-02', '2'],
    ['g2', 'ben', '2026-01-05', '6'],
  ]);
  // What is there already says nothing, though it is told otherwise now.
  const again = bench.write('again.csv', 'id,at,user,browser\n2,2026-01-01,ben,b1\n');
  expect((await bench.take(`source: seen\nid: id\n${MAPPING}`, again)).duplicates).toBe(1);
  expect(await linked(['b1', 'b2'])).toEqual(wanted);
});

test('[I72] of very many links each is kept once, by its first event', async () => {
  const count = 45_000;
  const lines = Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 0, 1 + (index % 5))).toISOString();
    return `m${index},${at},anna,many${index % 22_500}`;
  });
  const file = bench.write('many.csv', `id,at,user,browser\n${lines.join('\n')}\n`);
  await bench.take(`source: many\nid: id\n${MAPPING}`, file);
  const { rows } = await bench.stores.state.query<{ n: string; at: Date }>(
    `SELECT count(*) AS n, max(at) AS at FROM identity JOIN identity_link ON anonymous = identity AND said_by LIKE 'm%'`,
  );
  expect(rows[0]?.n).toBe('22500');
  expect(await linked(['many7'])).toEqual([['many7', 'anna', '2026-01-03', 'm22507']]);
}, 30_000);
