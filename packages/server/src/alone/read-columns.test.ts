import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { columnNames, readColumns } from './read-columns.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-columns-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function written(text: string | Buffer, ending = 'csv'): string {
  files += 1;
  const path = join(folder, `${files}.${ending}`);
  writeFileSync(path, text);
  return path;
}

test('[RD1] numbers come as numbers, texts as codes of their values, whatever the format', async () => {
  const csv = 'who,score,felt\nann,1.5,good\nbo,,\nann,-2e1,"so, so"\n';
  const json = [
    { who: 'ann', score: 1.5, felt: 'good' },
    { who: 'bo' },
    { who: 'ann', score: -20, felt: 'so, so' },
  ]
    .map((each) => JSON.stringify(each))
    .join('\n');
  for (const path of [
    written(csv),
    written(gzipSync(csv), 'csv.gz'),
    written(csv.replaceAll('\n', '\r\n')),
    written(json, 'jsonl'),
  ]) {
    const read = await readColumns(path, { texts: ['who', 'felt'], numbers: ['score'] });
    expect(read.rows).toBe(3);
    expect([...(read.numbers.get('score') ?? [])]).toEqual([1.5, Number.NaN, -20]);
    expect(read.texts.get('who')).toEqual({ values: ['ann', 'bo'], codes: Int32Array.of(0, 1, 0) });
    expect(read.texts.get('felt')).toEqual({
      values: ['good', 'so, so'],
      codes: Int32Array.of(0, -1, 1),
    });
    expect(read.unread).toEqual({ count: 0, first: null });
    expect(await columnNames(path)).toEqual(['who', 'score', 'felt']);
  }
});

test('[RD2] codes for no answer are none, and words stand for the numbers they are given', async () => {
  const path = written('a,b\n1,satisfied\n-99,neutral\n0,satisfied\n11.0,\n');
  const read = await readColumns(path, {
    texts: [],
    numbers: ['a', 'b'],
    codes: {
      missing: [-99, 11],
      words: new Map([
        [
          'b',
          new Map([
            ['satisfied', 1],
            ['neutral', 0],
          ]),
        ],
      ]),
    },
  });
  expect([...(read.numbers.get('a') ?? [])]).toEqual([1, Number.NaN, 0, Number.NaN]);
  expect([...(read.numbers.get('b') ?? [])]).toEqual([1, 0, 1, Number.NaN]);
});

test('[RD3] cells that are no number and records out of shape are counted, with the first place', async () => {
  const path = written('a,b\n1,2\nx,3\nNA,4\n5,y\n6\n7,8,9\n');
  const read = await readColumns(path, { texts: [], numbers: ['b', 'a'] });
  expect(read.rows).toBe(4);
  expect(read.unread).toEqual({ count: 2, first: { line: 3, column: 'a', cell: 'x' } });
  expect(read.refused.count).toBe(2);
  expect(read.refused.first).toEqual({
    line: 6,
    column: '',
    cell: 'it has 1 cells under 2 column names',
  });
});

test('[RD4] a column that there is not, or twice, is refused with those that there are', async () => {
  const path = written('Score,who,who\n1,2,3\n');
  await expect(readColumns(path, { texts: [], numbers: ['score '] })).rejects.toThrow(
    'there is no column "score "; its columns are "Score", "who", "who"; did you mean "Score"?',
  );
  await expect(readColumns(path, { texts: ['who'], numbers: [] })).rejects.toThrow(
    'the column "who" stands 2 times in the header; rename one of them',
  );
  await expect(columnNames(written(''))).rejects.toThrow('the file has no records');
  await expect(columnNames(join(folder, 'nothing.csv'))).rejects.toThrow('there is no such file');
});
