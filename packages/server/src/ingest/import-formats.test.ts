import { spawn } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWhole } from '../read/format-testing.ts';
import { withScratch } from '../read/scratch.ts';
import { importFiles } from './import-files.ts';
import type { ImportResult } from './import-run.ts';
import { type ImportBench, openImportBench } from './import-testing.ts';

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(async () => {
  await bench.close();
});

const mappingOf = (source: string): string => `bothways_mapping: 1
source: ${source}
id: id
time: { column: at }
event: { column: what }
properties: { total: total, city: who.city }
`;
const LINES = `{"id":"a","at":"2024-05-01T10:00:00Z","what":"Bought","total":12.5,"who":{"city":"Ghent"}}
{"id":"b","at":"2024-05-01T11:00:00Z","what":"Bought","total":7}
{"id":"c",
`;

function piped(
  source: string,
  content: string | Buffer,
  files: readonly string[] = ['-'],
): Promise<ImportResult> {
  const { stores, dataDir } = bench;
  const mappingFile = join(dataDir, `${source}.yaml`);
  writeFileSync(mappingFile, mappingOf(source));
  const input = Readable.from([Buffer.from(content)]);
  return importFiles({ stores, dataDir, files, mappingFile, input });
}

const scratch = (): readonly string[] =>
  readdirSync(bench.dataDir).filter((name) => name.startsWith('scratch-'));

test('[I33] standard input is taken as a file is, called so in rejects, and leaves nothing', async () => {
  for (const [source, content] of [
    ['pipe', LINES],
    ['pipe-gz', gzipSync(LINES)],
  ] as const) {
    expect(await piped(source, content)).toMatchObject({ read: 3, accepted: 2, rejected: 1 });
    const events = await bench.events(source);
    expect(events.map(({ properties }) => properties)).toEqual([
      { total: '12.5', city: '"Ghent' },
      { total: '7' },
    ]);
    const rejects = await bench.stores.facts.rows(
      `SELECT file, line, reason FROM reject WHERE source = {source:String}`,
      { parameters: { source } },
    );
    expect(rejects).toEqual([{ file: 'standard input', line: '3', reason: 'bad-json' }]);
  }
  expect(scratch()).toEqual([]);
});

test('[I33] standard input that is empty, or named twice, is refused', async () => {
  await expect(piped('empty', '')).rejects.toThrow('standard input:1:1: nothing came');
  await expect(piped('twice', LINES, ['-', '-'])).rejects.toThrow('it is named twice');
  expect(scratch()).toEqual([]);
});

test('[I33] what a killed import left of it goes with the next one', async () => {
  const mappingFile = join(bench.dataDir, 'killed.yaml');
  writeFileSync(mappingFile, mappingOf('killed'));
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'import-child-testing.ts'), bench.dataDir, mappingFile, '-'],
    { stdio: ['pipe', 'ignore', 'inherit'] },
  );
  const ended = new Promise((resolve) => child.on('exit', resolve));
  child.stdin.write(LINES.repeat(1000));
  const spool = (): string | undefined =>
    scratch()
      .map((name) => join(bench.dataDir, name, 'standard-input'))
      .find((path) => existsSync(path) && statSync(path).size > 0);
  while (spool() === undefined && child.exitCode === null) await wait(20);
  const path = spool() ?? '';
  expect(statSync(path).mode & 0o777).toBe(0o600);
  child.kill('SIGKILL');
  await ended;
  expect(readFileSync(path, 'utf8')).toContain('Bought');
  expect(await piped('after', LINES)).toMatchObject({ events: 2 });
  expect(scratch()).toEqual([]);
});

test('[I33] what is left of a process that had the number of this one goes too, and none of its own', async () => {
  mkdirSync(join(bench.dataDir, `scratch-${process.pid}-before`));
  await withScratch(bench.dataDir, async (folder) => {
    expect(scratch()).toEqual([basename(folder)]);
    expect(await piped('beside', LINES)).toMatchObject({ events: 2 });
    expect(scratch()).toEqual([basename(folder)]);
  });
  expect(scratch()).toEqual([]);
});

test('[I37] a file without a mapping of its properties gives all of them, as its types say', async () => {
  const file = bench.write(
    'all.jsonl',
    `{"id":1,"at":"2024-05-01T10:00:00Z","n":9007199254740993,"ok":false,"a.b":1,"a":{"b":[1]},"text":"7"}\n`,
  );
  await bench.take('source: all\ntime: { column: at }\nevent: Seen\nid: id\n', file);
  const [event] = await bench.events('all');
  expect(event).toMatchObject({
    message_id: '1',
    properties: { n: '"9007199254740993', ok: 'false', 'a\\.b': '1', 'a.b': '"[1]', text: '"7' },
  });
});

test('[I45] a code that comes as text behind numbers keeps its zeros', async () => {
  const line = (code: unknown, at: number): string =>
    `${JSON.stringify({ id: at, at: '2024-05-01', what: 'Seen', code })}\n`;
  const lines = Array.from({ length: 9000 }, (_, at) => line(at, at));
  const file = bench.write('codes.jsonl', `${lines.join('')}${line('007', 9000)}`);
  await bench.take(
    'source: codes\nid: id\ntime: { column: at }\nevent: { column: what }\nproperties: { code: code }\n',
    file,
  );
  const codes = (await bench.events('codes')).map(({ properties }) => properties['code']);
  expect([codes[8], codes.at(-1)]).toEqual(['8', '"007']);
});

test('[I45] a column that no record has refuses the import, with the one that was meant', async () => {
  const file = bench.write(
    'cols.jsonl',
    '{"id":1,"at":"2024-05-01","who":{"city":"x"}}\n'.repeat(2000),
  );
  expect(
    await bench.refusal(
      'source: cols\ntime: { column: at }\nevent: Seen\nproperties: { city: who.cty }\n',
      file,
    ),
  ).toEqual([
    `unknown-column: ${file} has no column "who.cty"; did you mean "who.city"? It has "id", "at" or "who.city"`,
  ]);
});

test('[I41] Parquet as another program writes it, by every codec, gives the values it was made of', async () => {
  const { facts } = bench.stores;
  for (const codec of ['zstd', 'lz4', 'snappy', 'gzip', 'brotli', 'none']) {
    const path = join(bench.dataDir, `other-${codec}.parquet`);
    const bytes = await facts.stream(
      `SELECT number AS id, toDecimal128('-1234.5678', 10) AS exact, toDateTime64('2024-05-01 10:00:00.123456', 6, 'UTC') + number AS at,
        toDate32('2024-02-29') AS day, toFloat32(0.1) AS f, if(number % 3 = 0, NULL, 'x' || toString(number)) AS s,
        [1, NULL, 9007199254740993] AS list, map('k', [1.5]) AS m, tuple(number AS a, 'y' AS b)::Tuple(a UInt64, b String) AS t,
        toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0') AS uuid, toUInt64(18446744073709551615) AS big, toLowCardinality('low') AS low
      FROM numbers(1000)`,
      'Parquet',
      {
        settings: {
          output_format_parquet_compression_method: codec,
          output_format_parquet_row_group_size: 300,
        },
      },
    );
    await pipeline(bytes, createWriteStream(path));
    const { rows, types, columns } = await readWhole(path);
    expect(rows).toHaveLength(1000);
    expect(rows[301]).toEqual({
      ...{
        id: '301',
        exact: '-1234.5678000000',
        at: '2024-05-01T10:05:01.123Z',
        day: '2024-02-29',
      },
      ...{
        f: '0.1',
        s: 'x301',
        list: '[1,null,9007199254740993]',
        m: '{"k":[1.5]}',
        't.a': '301',
        't.b': 'y',
      },
      ...{ uuid: '61f0c404-5cb3-11e7-907b-a6006ad3dba0', big: '18446744073709551615', low: 'low' },
    });
    expect(rows.filter(({ s }) => s === undefined)).toHaveLength(334);
    expect(types?.[columns.indexOf('exact')]).toBe('number');
  }
});

test('[I43] [I34] logs go the whole road: who, what, when, which case, and how long it took', async () => {
  const log = bench.write(
    'calls.xes',
    `<log><trace><string key="concept:name" value="c1"/>
<event><string key="concept:name" value="Call"/><string key="lifecycle:transition" value="start"/><date key="time:timestamp" value="2024-05-01T10:00:00+02:00"/></event>
<event><string key="concept:name" value="Call"/><string key="lifecycle:transition" value="complete"/><date key="time:timestamp" value="2024-05-01T10:02:30+02:00"/></event>
<event><string key="concept:name" value="Call"/><date key="time:timestamp" value="never"/></event></trace></log>`,
  );
  const xes = `source: calls\nid: ['case:concept:name', 'time:timestamp']\ntime: { column: 'time:timestamp' }\nevent: { column: 'concept:name' }
case: 'case:concept:name'\nperson: 'case:concept:name'\nproperties: { step: 'lifecycle:transition', seconds: duration_s }\n`;
  expect(await bench.take(xes, log)).toMatchObject({ read: 3, accepted: 2, rejected: 1 });
  const calls = await bench.events('calls');
  expect(calls.map(({ at, name, case_id, properties }) => [at, name, case_id, properties])).toEqual(
    [
      ['2024-05-01 08:00:00.000', 'Call', 'c1', { step: '"start' }],
      ['2024-05-01 08:02:30.000', 'Call', 'c1', { step: '"complete', seconds: '150' }],
    ],
  );
  const [reject] = await bench.stores.facts.rows(
    `SELECT line, reason FROM reject WHERE source = 'calls'`,
  );
  expect(reject).toEqual({ line: '4', reason: 'bad-time' });

  const orders = bench.write(
    'orders.json',
    JSON.stringify({
      ...{
        objectTypes: [{ name: 'order', attributes: [{ name: 'price', type: 'float' }] }],
        eventTypes: [],
      },
      objects: [
        {
          id: 'o1',
          type: 'order',
          attributes: [{ name: 'price', time: '1970-01-01T00:00:00Z', value: '9.5' }],
        },
      ],
      events: [
        {
          id: 'e1',
          type: 'Paid',
          time: '2024-05-01T08:00:00Z',
          relationships: [{ objectId: 'o1', qualifier: 'of' }],
        },
      ],
    }),
  );
  const ocel = `source: orders\nid: 'ocel:eid'\ntime: { column: 'ocel:timestamp' }\nevent: { column: 'ocel:activity' }\ncase: 'ocel:type:order'\nproperties: { price: order.price }\n`;
  expect(await bench.take(ocel, orders)).toMatchObject({ accepted: 1, rejected: 0 });
  expect(await bench.events('orders')).toMatchObject([
    { message_id: 'e1', name: 'Paid', case_id: 'o1', properties: { price: '9.5' } },
  ]);
});
