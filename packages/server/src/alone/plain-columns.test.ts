import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openSourceFile } from '../read/source-file.ts';
import { plainColumns } from './plain-columns.ts';
import { type ColumnsWanted, NOTHING_ASKED, readColumns, readRecords } from './read-columns.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-plain-'));
afterAll(() => rmSync(folder, { recursive: true }));

const WANTED: ColumnsWanted = {
  texts: ['t', 'both'],
  numbers: ['n', 'both', 'last'],
  codes: { missing: [0, -99], words: new Map([['last', new Map([['good', 7]])]]) },
};

async function bothWays(path: string): Promise<{ fast: unknown; slow: unknown }> {
  const source = await openSourceFile(path, NOTHING_ASKED);
  const nothing = { progress: () => {}, checkSize: () => {} };
  return {
    fast: await plainColumns(source, WANTED, nothing),
    slow: await readRecords(source, WANTED, nothing.progress),
  };
}

const cell = fc.oneof(
  fc.constantFrom('', '0', '-99', 'NA', 'good', '5.', '.5', '-', '-0', '1e3', ' 7', '007', 'x'),
  fc.constantFrom('"a"', '"1.5"', '""', '"b,c"', '"d""e"', 'ä€', '"ä"', 'a"b', '1234567890123456'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.integer({ min: -200, max: 200 }).map((whole) => String(whole / 8)),
);
const line = fc.array(cell, { minLength: 5, maxLength: 5 }).map((cells) => cells.join(','));
const odd = fc.constantFrom(
  '',
  '1,2',
  '"a\nb",1,2,3,4',
  '1,2,3,4,"x',
  '1,2,3,4,5\r6',
  '"a"b,1,2,3,4',
);

test('[RD5] the fast way gives what the slow way gives, or nothing', async () => {
  let [taken, left] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 30, arbitrary: line }, { weight: 1, arbitrary: odd }), {
        maxLength: 12,
      }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\uFEFF'),
      fc.boolean(),
      async (lines, end, mark, isClosed) => {
        const text = `${mark}${['n,t,skipped,both,last', ...lines].join(end)}${isClosed ? end : ''}`;
        const path = join(folder, 'any.csv');
        writeFileSync(path, text);
        const { fast, slow } = await bothWays(path);
        if (fast === null) left += 1;
        else {
          taken += 1;
          expect(fast).toEqual(slow);
        }
      },
    ),
    { numRuns: 200 },
  );
  expect(Math.min(taken, left)).toBeGreaterThan(20);
});

test('[RD5] cells are whole wherever the bytes are cut, packed or not', async () => {
  const lines = Array.from(
    { length: 60_000 },
    (_, at) =>
      `${(at % 97) / 4},touchpoint ${at % 31},"no, not this",${at},${at % 5 === 0 ? '' : at % 11}`,
  );
  const text = `n,t,skipped,both,last\n${lines.join('\n')}`;
  const plain = join(folder, 'large.csv');
  const packed = join(folder, 'large.csv.gz');
  writeFileSync(plain, text);
  writeFileSync(packed, gzipSync(text));
  const { fast, slow } = await bothWays(plain);
  expect(fast).toEqual(slow);
  expect(await readColumns(packed, WANTED)).toEqual(slow);
}, 30_000);

test.each([
  ['a quote in a cell', '1,"a ""b""",,2,3\n'],
  ['a cell over two lines', '1,"a\nb",,2,3\n'],
  ['a record too short', '1,a,,2\n'],
  ['bytes that are no text', Buffer.from([0x31, 0x2c, 0xff, 0x2c, 0x2c, 0x32, 0x2c, 0x33, 0x0a])],
])('[RD6] with %s the slow way reads', async (_, record) => {
  const path = join(folder, 'odd.csv');
  writeFileSync(path, Buffer.concat([Buffer.from('n,t,skipped,both,last\n'), Buffer.from(record)]));
  const { fast, slow } = await bothWays(path);
  expect(fast).toBeNull();
  expect(await readColumns(path, WANTED)).toEqual(slow);
});
