import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportBench, openImportBench } from './import-testing.ts';
import { StagedRows } from './staged-rows.ts';
import { createStaging, dropStaging, type StagingTables } from './staging-tables.ts';

const ID = 900_001;
let bench: ImportBench;
let tables: StagingTables;
beforeAll(async () => {
  bench = await openImportBench();
  tables = await createStaging(bench.stores.facts, ID, { source: "o'hara", receivedAt: 1e12 }, 1);
}, 60_000);
afterAll(async () => {
  await dropStaging(bench.stores.facts, ID);
  await bench.close();
});

const text = fc.string({ unit: 'grapheme', maxLength: 80 });
const rows = fc.array(
  fc.record({
    message_id: text,
    counted: fc.boolean(),
    identity: fc.option(fc.uint8Array({ minLength: 16, maxLength: 16 })),
    linked: fc.array(fc.uint8Array({ minLength: 16, maxLength: 16 }), { maxLength: 2 }),
    at: fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) - 1 }),
    sent: fc.option(fc.constant(4_294_967_296)),
    name: fc.oneof(fc.constantFrom('a', 'b', ''), text),
    bag: fc.array(fc.tuple(fc.constantFrom('k', 'l.m', 'ü'), text), { maxLength: 3 }),
    sum: fc.option(fc.constant('1.50')),
    /** How much of the row is written before it is refused; 10: it is taken. */
    refused: fc.oneof(fc.constant(10), fc.integer({ min: 0, max: 9 })),
  }),
  { minLength: 1, maxLength: 400 },
);
type Row = typeof rows extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never;

function write(to: StagedRows, row: Row, seq: number): void {
  const steps = [
    () => to.seq.add(seq),
    () => to.message_id.add(row.message_id),
    () => to.counted.add(row.counted),
    () => to.identity_id.add(row.identity),
    () => {
      for (const each of row.linked) to.links(each);
    },
    () => to.at.add(row.at),
    () => to.sent_at.add(row.sent),
    () => to.name.add(row.name),
    () => {
      to.properties.start();
      for (const [key, value] of row.bag) to.properties.text(key, value);
      if (row.refused !== 9) to.properties.end();
    },
    () => to.sums[0]?.add(row.sum),
  ];
  for (const step of steps.slice(0, row.refused)) step();
  if (row.refused < 10) to.dropRow();
  else to.endRow();
}

test('[I60] rows come to the fact store as they were written, whatever was refused between them', async () => {
  const { facts } = bench.stores;
  const block = new StagedRows(1);
  let seq = 0;
  for (const some of fc.sample(rows, { seed: 5, numRuns: 12 })) {
    const wanted = some
      .filter(({ refused }) => refused === 10)
      .map((row, index) => ({
        seq: String(seq + index + 1),
        message_id: row.message_id,
        counted: row.counted ? 1 : 0,
        identity: row.identity === null ? null : Buffer.from(row.identity).toString('hex'),
        linked: row.linked.map((each) => Buffer.from(each).toString('hex')),
        at: String(row.at),
        sent: row.sent === null ? null : String(row.sent),
        name: row.name,
        bag: row.bag.map(([key, value]) => [key, `"${value}`]),
        n: '1',
        sum: row.sum,
      }));
    const first = seq;
    for (const row of some) {
      write(block, row, seq + 1);
      if (row.refused === 10) seq += 1;
    }
    if (block.rows > 0) {
      const { columns, parts } = block.block();
      expect(columns).not.toContain('channel');
      await facts.insert(`${tables.line} (${columns.join(', ')})`, 'Native', Readable.from(parts));
    }
    block.clear();
    const got = await facts.rows(
      `SELECT seq, message_id, counted, lower(hex(identity_id)) AS identity,
         arrayMap(each -> lower(hex(each)), anonymous_ids) AS linked, toString(toUnixTimestamp64Milli(at)) AS at,
         toString(toUnixTimestamp64Milli(sent_at)) AS sent, name, arrayZip(mapKeys(properties), mapValues(properties)) AS bag,
         n, sum_0 AS sum FROM ${tables.line} WHERE seq > {first:UInt64} ORDER BY seq`,
      { parameters: { first } },
    );
    expect(got).toEqual(wanted);
  }
});

test('[I61] events whose parts are handed over are those that are copied where one is left out', async () => {
  const lines = Array.from(
    { length: 3_000 },
    (_, row) => `${row},2026-01-02,w${row % 7},${row / 4}`,
  );
  const head = 'id,at,who,much';
  const mapping = (source: string): string =>
    `source: ${source}\nid: id\ntime: { column: at }\nevent: X\nperson: who\nproperties: { much: { column: much, as: number } }\n`;
  const whole = await bench.take(
    mapping('whole'),
    bench.write('a.csv', [head, ...lines].join('\n')),
  );
  const twice = [head, ...lines.slice(0, 1_000), lines[7], ...lines.slice(1_000)].join('\n');
  const other = await bench.take(mapping('twice'), bench.write('b.csv', twice));
  expect([whole.events, other.events, other.duplicates]).toEqual([3_000, 3_000, 1]);
  const bare = async (source: string): Promise<unknown> => {
    const events = await bench.events(source);
    return events.map(({ seq, ...event }) => ({ ...event, after: +seq - Number(events[0]?.seq) }));
  };
  expect(await bare('twice')).toEqual(await bare('whole'));
});
