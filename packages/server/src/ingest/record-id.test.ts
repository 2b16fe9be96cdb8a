import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportBench, openImportBench } from './import-testing.ts';

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
});

const all = (source: string): string =>
  `source: ${source}\ntime: { column: at }\nevent: { column: what }\n`;
const line = (day: number, more: object = {}): string =>
  `${JSON.stringify({ at: `2024-05-${String(day).padStart(2, '0')}`, what: 'Bought', ...more })}\n`;
const counts = ({ accepted, duplicates }: { accepted: number; duplicates: number }) => [
  accepted,
  duplicates,
];

test('[I62] a record without an id is the same one in a log that grew by another key', async () => {
  const before = line(1, { a: 1 }) + line(2);
  const grown = `${before}${line(3, { b: 'new' })}`;
  expect(counts(await bench.take(all('grown'), bench.write('a.jsonl', before)))).toEqual([2, 0]);
  expect(counts(await bench.take(all('grown'), bench.write('a.jsonl', grown)))).toEqual([1, 2]);
  const turned = line(3, { b: 'new' }) + line(2) + line(1, { a: 1 });
  expect(counts(await bench.take(all('grown'), bench.write('a.jsonl', turned)))).toEqual([0, 3]);
});

test('[I62] what only late records have is told apart too, whatever properties are wanted', async () => {
  const mapping = `${all('late')}properties: { a: a }\n`;
  const head = Array.from({ length: 9000 }, (_, at) => line(1, { a: at })).join('');
  const late = line(2, { a: 1, till: 'one' }) + line(2, { a: 1, till: 'two' });
  expect(counts(await bench.take(mapping, bench.write('a.jsonl', head + late)))).toEqual([9002, 0]);
  expect(counts(await bench.take(mapping, bench.write('a.jsonl', late + head)))).toEqual([0, 9002]);
  const ids = (await bench.events('late')).map(({ message_id }) => message_id);
  expect(ids.filter((id) => !id.endsWith('.1'))).toEqual([]);
});
