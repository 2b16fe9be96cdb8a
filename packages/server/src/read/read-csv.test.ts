import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delimiterOf, readCsv } from './read-csv.ts';
import type { SourceRecord } from './source-record.ts';

async function recordsOf(
  chunks: Iterable<string>,
  delimiter = ',',
): Promise<readonly SourceRecord[]> {
  async function* streamed(): AsyncGenerator<string> {
    yield* chunks;
  }
  const records: SourceRecord[] = [];
  for await (const batch of readCsv(streamed(), delimiter)) records.push(...batch);
  return records;
}

/** A text cut into pieces of a size, as a disk would give it. */
function cut(text: string, size: number): readonly string[] {
  return text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
}

const cell = fc.string({
  unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é'),
  maxLength: 6,
});

test('[I4] any table comes back as it was written, however it is cut into chunks, as csv-parse reads it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (rows, newline, size, last) => {
        const lines = rows.map((row) =>
          row.map((each) => `"${each.replaceAll('"', '""')}"`).join(','),
        );
        const text = lines.join(newline) + (last ? newline : '');
        const records = await recordsOf(cut(text, size));
        expect(records.map(({ cells }) => cells)).toEqual(rows);
        expect(records.map(({ raw }) => raw)).toEqual(lines);
        expect(parse(text, { relax_column_count: true })).toEqual(rows);
      },
    ),
  );
});

test.each([
  [
    'a,b\n1,2',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    'a,b\r1,2\r',
    [
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ],
  ],
  [
    'a\n\n\r\nb\n',
    [
      [1, ['a']],
      [4, ['b']],
    ],
  ],
  [
    '"a\nb",2\n3,4\n',
    [
      [1, ['a\nb', '2']],
      [3, ['3', '4']],
    ],
  ],
  [
    '5" pipe,x\n""\n',
    [
      [1, ['5" pipe', 'x']],
      [2, ['']],
    ],
  ],
  [
    'a,\n,\n',
    [
      [1, ['a', '']],
      [2, ['', '']],
    ],
  ],
])('[I4] %j has the records %j', async (text, wanted) => {
  for (const size of [1, 2, 3, 100]) {
    const records = await recordsOf(cut(text, size));
    expect(records.map(({ line, cells }) => [line, cells])).toEqual(wanted);
  }
});

test.each([
  ['a;b,c;d', ';'],
  ['a,b', ','],
  ['a\tb', '\t'],
  ['"a,b"|c', '|'],
  ['only', ','],
])('[I4] %j is delimited by %j', (line, delimiter) => {
  expect(delimiterOf(line)).toBe(delimiter);
});

test('[I5] a stray quote costs one record, and the rest is read', async () => {
  const text = '1,a\n2,"b\n3,c\n4,"d"\n5,"e"x\n6,f\n7,"never\n8,h\n';
  for (const size of [1, 5, 100]) {
    const records = await recordsOf(cut(text, size));
    expect(records.map(({ line, flaw }) => [line, flaw?.reason ?? null])).toEqual([
      [1, null],
      [2, 'bad-quotes'],
      [3, null],
      [4, null],
      [5, 'bad-quotes'],
      [6, null],
      [7, 'bad-quotes'],
      [8, null],
    ]);
    expect(records[1]?.raw).toBe('2,"b');
    expect(records[4]?.flaw?.detail).toContain('stands behind the closing quote of cell 2');
  }
});

test('[I6] a record of over a million characters is refused by itself', async () => {
  const long = 'x'.repeat(700_000);
  const text = `1,a\n2,${long}${long}\n3,c\n4,"${long}\n${long}"\n5,e\n`;
  const records = await recordsOf(cut(text, 100_000));
  const outcome = records.map(({ line, flaw }) => [line, flaw?.reason ?? null]);
  expect(outcome.slice(0, 4)).toEqual([
    [1, null],
    [2, 'record-too-long'],
    [3, null],
    [4, 'record-too-long'],
  ]);
  expect(outcome.at(-1)).toEqual([6, null]);
});
