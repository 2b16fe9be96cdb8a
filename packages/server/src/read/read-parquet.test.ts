import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, expect, test } from 'vitest';
import { formatFolder, readWhole, refusalOf } from './format-testing.ts';

const { put, remove } = formatFolder();
afterAll(remove);

type Written = Parameters<typeof parquetWriteBuffer>[0];

function parquet(columnData: ColumnSource[], more: Partial<Written> = {}): Buffer {
  return Buffer.from(parquetWriteBuffer({ columnData, ...more }));
}

const root = (count: number) => ({ name: 'root', num_children: count });

test('[I41] a Parquet file gives what its schema says: whole numbers and decimals exact, times as ISO 8601, structs by path', async () => {
  const bytes = parquet(
    [
      { name: 'id', data: [9007199254740993n, -1n, 0n] },
      { name: 'price', data: [1.234, -0.005, 0] },
      { name: 'at', data: [1714557600123456n, -1n, null] },
      { name: 'local', data: [1714557600123n, 0n, null] },
      { name: 'day', data: [19782, -1, null] },
      { name: 'clock', data: [3_723_004, 0, null] },
      { name: 'f', data: [0.1, 1e30, Number.NaN] },
      { name: 'ok', data: [true, false, null] },
      { name: 'note', data: ['caf\u00e9', '', null] },
      { name: 'raw', data: [new Uint8Array([1, 255]), new Uint8Array([97]), null] },
      { name: 'a.b', data: ['dot', null, null] },
    ],
    {
      schema: [
        root(11),
        { name: 'id', type: 'INT64', repetition_type: 'REQUIRED' },
        { name: 'price', type: 'INT32', converted_type: 'DECIMAL', scale: 3, precision: 9 },
        {
          name: 'at',
          type: 'INT64',
          logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
        },
        {
          name: 'local',
          type: 'INT64',
          logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' },
        },
        { name: 'day', type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
        {
          name: 'clock',
          type: 'INT32',
          converted_type: 'TIME_MILLIS',
          repetition_type: 'OPTIONAL',
        },
        { name: 'f', type: 'FLOAT', repetition_type: 'OPTIONAL' },
        { name: 'ok', type: 'BOOLEAN', repetition_type: 'OPTIONAL' },
        { name: 'note', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
        { name: 'raw', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
        { name: 'a.b', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      ].map((element) => ({ repetition_type: 'OPTIONAL', ...element })) as NonNullable<
        Written['schema']
      >,
    },
  );
  const { columns, types, rows, records } = await readWhole(put('a.parquet', bytes));
  expect(rows).toEqual([
    {
      ...{ id: '9007199254740993', price: '1.234', at: '2024-05-01T10:00:00.123Z' },
      ...{ local: '2024-05-01T10:00:00.123', day: '2024-02-29', clock: '01:02:03.004' },
      ...{ f: '0.1', ok: 'true', note: 'caf\u00e9', raw: '01ff', 'a\\.b': 'dot' },
    },
    {
      ...{
        id: '-1',
        price: '-0.005',
        at: '1969-12-31T23:59:59.999Z',
        local: '1970-01-01T00:00:00.000',
      },
      ...{
        day: '1969-12-31',
        clock: '00:00:00.000',
        f: '1e+30',
        ok: 'false',
        raw: 'a',
      },
    },
    { id: '0', price: '0.000', f: 'NaN' },
  ]);
  expect(records.map(({ line }) => line)).toEqual([1, 2, 3]);
  expect(Object.fromEntries(columns.map((name, index) => [name, types?.[index]]))).toMatchObject({
    ...{ id: 'number', price: 'number', at: 'text', f: 'number', ok: 'bool', raw: 'text' },
  });
});

test('[I41] structs are columns by path, lists and maps JSON, packed or not, by gzip, or zstd besides', async () => {
  const schema = [
    root(2),
    { name: 'who', num_children: 2, repetition_type: 'OPTIONAL' },
    { name: 'name', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    { name: 'age', type: 'INT32', repetition_type: 'OPTIONAL' },
    { name: 'tags', num_children: 1, converted_type: 'LIST', repetition_type: 'OPTIONAL' },
    { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
    { name: 'element', type: 'INT64', repetition_type: 'OPTIONAL' },
  ] as NonNullable<Written['schema']>;
  const data: ColumnSource[] = [
    { name: 'who', data: [{ name: 'Ann', age: 7 }, null, { name: null, age: 8 }] },
    { name: 'tags', data: [[1n, null, 9007199254740993n], [], null] },
  ];
  const rows = [
    { 'who.name': 'Ann', 'who.age': '7', tags: '[1,null,9007199254740993]' },
    { tags: '[]' },
    { 'who.age': '8' },
  ];
  const plain = parquet(data, { schema, codec: 'UNCOMPRESSED' });
  const files = [
    put('plain.parquet', plain),
    put('snappy.parquet', parquet(data, { schema })),
    put('grouped.parquet', parquet(data, { schema, rowGroupSize: 1 })),
    put('packed.parquet.gz', gzipSync(plain)),
    put('packed', zstdCompressSync(plain)),
  ];
  for (const file of files) {
    const read = await readWhole(file);
    expect(read.columns).toEqual(['who.name', 'who.age', 'tags']);
    expect(read.rows).toEqual(rows);
  }
});

test('[I41] rows come in order, however many and in whatever row groups', async () => {
  const ids = Array.from({ length: 70_001 }, (_, at) => at);
  const names = ids.map((id) => (id % 7 === 0 ? null : `n${id % 100}`));
  const bytes = parquet(
    [
      { name: 'id', data: ids, type: 'INT32' },
      { name: 'name', data: names, type: 'STRING' },
    ],
    { rowGroupSize: [1, 69_000, 500], pageSize: 4_096 },
  );
  const { records } = await readWhole(put('many.parquet', bytes));
  expect(records).toHaveLength(70_001);
  expect(records.every(({ line, cells }) => cells[0] === String(line - 1))).toBe(true);
  expect(records.every(({ cells }, at) => cells[1] === (names[at] ?? ''))).toBe(true);
});

test('[I42] a Parquet file that is cut short anywhere, damaged, encrypted or packed by an unknown codec is refused', async () => {
  const text = Array.from({ length: 500 }, (_, at) => `text ${at}`);
  const whole = parquet([{ name: 'a', data: text, type: 'STRING' }], { codec: 'UNCOMPRESSED' });
  for (let part = 1; part < 20; part += 1)
    expect(
      await refusalOf(
        put('cut.parquet', whole.subarray(0, Math.floor((whole.length * part) / 20))),
      ),
      `${part}/20`,
    ).toMatch(/^parquet-damaged: .*nothing of this import was kept/);
  const closed = Buffer.from(whole);
  closed.write('PARE', closed.length - 4);
  expect(await refusalOf(put('closed.parquet', closed))).toMatch(/^parquet-encrypted/);
  for (let at = 4; at < whole.length; at += 37) {
    const wrong = Buffer.from(whole);
    wrong[at] = (wrong[at] ?? 0) ^ 0xff;
    expect(await refusalOf(put('wrong.parquet', wrong)), `byte ${at}`).toMatch(
      /^(parquet-(damaged|codec|encrypted)|packed-too-tightly|it was taken|no-records)/,
    );
  }
});

test('[I42] a row with bytes that are no text, and one of over a million characters, are refused by themselves', async () => {
  const data = [
    new Uint8Array([0xff, 0xfe]),
    Buffer.from('good'),
    Buffer.from('x'.repeat(1_100_000)),
  ];
  const schema = [
    root(1),
    { name: 'a', type: 'BYTE_ARRAY', converted_type: 'ENUM', repetition_type: 'OPTIONAL' },
  ] as NonNullable<Written['schema']>;
  const bytes = parquet([{ name: 'a', data }], { schema });
  const { records } = await readWhole(put('bad.parquet', bytes));
  expect(records.map(({ flaw }) => flaw?.reason ?? null)).toEqual([
    'bad-encoding',
    null,
    'record-too-long',
  ]);
});

test('[I41] whatever is written comes back', async () => {
  const cell = {
    STRING: fc.string({ unit: 'grapheme', maxLength: 8 }),
    INT32: fc.integer(),
    INT64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    DOUBLE: fc.double({ noNaN: true }),
    BOOLEAN: fc.boolean(),
  };
  const column = fc.constantFrom('STRING', 'INT32', 'INT64', 'DOUBLE', 'BOOLEAN').chain((type) =>
    fc.record({
      type: fc.constant(type as keyof typeof cell),
      data: fc.array(
        fc.option(cell[type as keyof typeof cell] as fc.Arbitrary<unknown>, { freq: 3 }),
        { minLength: 12, maxLength: 12 },
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(column, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 12 }),
      async (columns, rowGroupSize) => {
        const columnData = columns.map(
          ({ type, data }, at) => ({ name: `c${at}`, type, data }) as ColumnSource,
        );
        const { records } = await readWhole(
          put('any.parquet', parquet(columnData, { rowGroupSize })),
        );
        expect(records).toHaveLength(12);
        records.forEach(({ cells }, row) => {
          const wanted = columns.map(({ data }) => (data[row] === null ? '' : String(data[row])));
          expect(cells).toEqual(wanted);
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('[I41] where columns are wanted only their fields are read, in the order of the file', async () => {
  const columnData = Array.from({ length: 300 }, (_, at) => ({
    name: `c${at}`,
    data: Array.from({ length: 3000 }, (_, row) => `${at}.${row}`),
  }));
  const path = put('wide.parquet', Buffer.from(parquetWriteBuffer({ columnData })));
  const { columns, records } = await readWhole(path, {}, ['c299', 'c7']);
  expect(columns).toEqual(['c7', 'c299']);
  expect(records.map(({ line }) => line)).toEqual(records.map((_, row) => row + 1));
  expect(records.map(({ cells }) => cells)).toEqual(
    records.map((_, row) => [`7.${row}`, `299.${row}`]),
  );
  expect(records).toHaveLength(3000);
  expect((await readWhole(path, {}, ['c7', 'none'])).columns).toHaveLength(300);
});
