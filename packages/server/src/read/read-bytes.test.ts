import { execFileSync, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { formatFolder, readWhole, refusalOf } from './format-testing.ts';
import { readBytes } from './read-bytes.ts';
import { unzstd } from './unzstd.ts';

const { put, remove } = formatFolder();
afterAll(remove);

const TABLE = `a,b\n${Array.from({ length: 20_000 }, (_, at) => `${at},"x ${at * at}"\n`).join('')}`;
const PACK = {
  gzip: (bytes: Buffer | string) => gzipSync(bytes),
  zstd: (bytes: Buffer | string) =>
    zstdCompressSync(bytes, { params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
};
const SKIPPED_FRAME = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);

describe.each(['gzip', 'zstd'] as const)('[I32] %s', (packing) => {
  const pack = PACK[packing];
  const name = packing === 'gzip' ? 'a.csv.gz' : 'a.csv.zst';

  test('is known by its first bytes, whatever it is called, one part after another', async () => {
    const plain = await readWhole(put('plain.csv', TABLE));
    expect(plain.records).toHaveLength(20_000);
    expect(await readWhole(put(name, pack(TABLE)))).toEqual(plain);
    expect(await readWhole(put('called.csv', pack(TABLE)))).toEqual(plain);
    const half = TABLE.length >> 1;
    const parts = [pack(TABLE.slice(0, half)), pack(''), pack(TABLE.slice(half))];
    expect(await readWhole(put(name, Buffer.concat(parts)))).toEqual(plain);
  });

  test('cut short at any twentieth it is refused', async () => {
    const whole = Buffer.concat([pack(TABLE), pack(TABLE)]);
    for (let part = 1; part < 20; part += 1) {
      const cut = whole.subarray(0, Math.floor((whole.length * part) / 20));
      if (part === 10) continue; // Between the two: that is whole.
      expect(await refusalOf(put(name, cut)), `${part}/20`).toMatch(
        new RegExp(`^${packing}-cut-short: the ${packing} file ends in the middle`),
      );
    }
  });

  test('damaged, or with other bytes behind it, it is refused', async () => {
    const whole = pack(TABLE);
    const wrong = Buffer.from(whole);
    wrong[wrong.length >> 1] = (wrong[wrong.length >> 1] ?? 0) ^ 0xff;
    for (const bytes of [wrong, Buffer.concat([whole, Buffer.from('and more of it')])])
      expect(await refusalOf(put(name, bytes))).toMatch(
        new RegExp(`^${packing}-(damaged|cut-short): `),
      );
  });

  test('a bomb is refused with both figures, long before it went off', async () => {
    const part = pack(Buffer.alloc(33_554_432, 'a\n'));
    const path = put('bomb', Buffer.concat(Array.from({ length: 18 }, () => part)));
    const read = async (): Promise<number> => {
      let bytes = 0;
      for await (const chunk of readBytes({ file: 'bomb', path })) bytes += chunk.length;
      return bytes;
    };
    await expect(read()).rejects.toThrow(
      /^bomb:1:1: \d+ bytes of it unpack to over 5\d{8}, more than 250 times as much/,
    );
  });
});

test('[I32] frames to be skipped are', async () => {
  const bytes = Buffer.concat([
    SKIPPED_FRAME,
    PACK.zstd('a\n1\n'),
    SKIPPED_FRAME,
    PACK.zstd('2\n'),
  ]);
  expect((await readWhole(put('skip.csv', bytes))).rows).toEqual([{ a: '1' }, { a: '2' }]);
});

test('[I32] zstd comes back however its frames and chunks are cut', async () => {
  const blocks = fc.uint8Array({ maxLength: 3_000 });
  const parts = fc.array(
    fc.record({ block: blocks, times: fc.integer({ min: 0, max: 40 }), sized: fc.boolean() }),
    { maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(parts, fc.integer({ min: 1, max: 700 }), async (frames, size) => {
      const plain = frames.map(({ block, times }) =>
        Buffer.concat(Array.from({ length: times }, () => block)),
      );
      const packed = Buffer.concat(
        plain.map((bytes, at) =>
          zstdCompressSync(bytes, {
            params: {
              [constants.ZSTD_c_contentSizeFlag]: frames[at]?.sized === true ? 1 : 0,
              [constants.ZSTD_c_checksumFlag]: at % 2,
            },
          }),
        ),
      );
      async function* chunks(): AsyncGenerator<Buffer> {
        for (let at = 0; at < packed.length; at += size) yield packed.subarray(at, at + size);
      }
      const back: Buffer[] = [];
      for await (const chunk of unzstd(chunks())) back.push(chunk);
      expect(Buffer.concat(back).equals(Buffer.concat(plain))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('[I31] a file is known by its name, else by its first bytes', async () => {
  const csv = await readWhole(put('t.csv', 'a,b\n1,2\n'));
  for (const name of ['t', 't.dat', 't.tab', 't.txt', 't.tsv', 't.gz'])
    expect(
      (
        await readWhole(
          put(name, name.startsWith('t.t') && name !== 't.txt' ? 'a\tb\n1\t2\n' : 'a,b\n1,2\n'),
        )
      ).rows,
      name,
    ).toEqual(csv.rows);
  const lines = '{"a":1,"b":2}\n';
  for (const name of ['t.jsonl', 't.ndjson', 't.json', 'x', 'x.gz', 'x.json.zst'])
    expect((await readWhole(put(name, lines))).rows, name).toEqual(csv.rows);
  expect((await readWhole(put('list', `[${lines}]`))).rows).toEqual(csv.rows);
  const log = '<log><event><int key="a" value="1"/><int key="b" value="2"/></event></log>';
  for (const name of ['t.xes', 't.xes.gz', 'y', 'y.xml'])
    expect(
      (await readWhole(put(name, name.endsWith('.gz') ? gzipSync(log) : log))).rows,
      name,
    ).toEqual(csv.rows);
  expect((await readWhole(put('z.csv', lines), { format: 'jsonl' })).rows).toEqual(csv.rows);
  expect((await readWhole(put('brackets.csv', '[a],[b]\n1,2\n'))).columns).toEqual(['[a]', '[b]']);
});

test.each([
  [
    'a.csv',
    'PAR1....PAR1',
    /^format-differs: it is called \.csv, but it starts as a Parquet file; set file.format in the mapping, or rename/,
  ],
  [
    'a.csv.gz',
    gzipSync('<?xml version="1.0"?><log/>'),
    /^format-differs: it is called \.csv, but it starts as XML/,
  ],
  ['a.csv', '{"a":1}', /^format-differs: it is called \.csv, but it starts as JSON/],
  ['a.csv', '[ {"a":1}]', /^format-differs: it is called \.csv, but it starts as JSON/],
  ['a.jsonl', '<log/>', /^format-differs: it is called \.jsonl, but it starts as XML/],
  ['a.xes', 'a,b\n', /^format-differs: it is called \.xes, but it starts as text/],
  ['a.xes', '', /^format-differs: it is called \.xes, but it starts as an empty file/],
  ['a.xlsx', 'a,b\n', /^format-differs: it is called \.xlsx, but it starts as text/],
  [
    'a.parquet',
    'PK\u0003\u0004',
    /^format-differs: it is called \.parquet, but it starts as a zip file, as XLSX is/,
  ],
  ['a.bin', '\0\u0001\u0002', /^unknown-format: neither its name nor its first bytes/],
])('[I31] %s with other bytes is refused', async (name, bytes, says) => {
  expect(await refusalOf(put(name, bytes))).toMatch(says);
});

test('[I31] a format that a mapping says is held against the bytes too', async () => {
  expect(await refusalOf(put('b.csv', 'a\n1\n'), { format: 'parquet' })).toMatch(
    /^format-differs: the mapping says file.format: parquet, but it starts as text; correct file.format/,
  );
});

test('[I32] a pipe, which cannot be read twice, is refused with what to do', async () => {
  const path = put('a-pipe', '');
  rmSync(path);
  execFileSync('mkfifo', [path]);
  const writer = spawn('sh', ['-c', 'echo a,b > "$0"', path]);
  expect(await refusalOf(path)).toMatch(/^file-is-a-pipe: this is a pipe/);
  writer.kill();
});
