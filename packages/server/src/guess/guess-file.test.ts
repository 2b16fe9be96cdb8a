import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { checkColumns } from '../ingest/check-columns.ts';
import { readMapping } from '../ingest/read-mapping.ts';
import { ImportRefused } from '../read/import-refused.ts';
import type { SourceFile } from '../read/source-file.ts';
import { type Guess, guessFile } from './guess-file.ts';
import type { Head } from './head.ts';
import { checkHead } from './head-check.ts';
import { jump, pick, tableText, written } from './labelled.ts';
import { proposalYaml } from './proposal-yaml.ts';
import { propose } from './propose.ts';

const folder = mkdtempSync(join(tmpdir(), 'guess-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function guessOf(file: string, content: string | Buffer): Promise<Guess> {
  const path = join(folder, file);
  writeFileSync(path, content);
  return guessFile({ file, path }, folder);
}

async function mappingOf(
  file: string,
  content: string | Buffer,
): Promise<Extract<Guess, { kind: 'mapping' }>> {
  const guess = await guessOf(file, content);
  if (guess.kind !== 'mapping') throw new Error(`${file} is ${guess.kind}`);
  return guess;
}

const name = fc.oneof(
  fc.constantFrom(
    '',
    'id',
    'case_id',
    'time',
    'date',
    'event',
    'customer',
    'amount',
    'nps',
    'felt',
  ),
  fc.constantFrom(
    'x-mine',
    '__proto__',
    'a.b',
    'a\\.b',
    '..',
    '<<',
    'null',
    '1',
    '#',
    'a: b',
    'constructor',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const value = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '1',
    '-99',
    'yes',
    'no',
    'NA',
    '2024-01-31',
    '31.01.2024',
    '1/2/24',
    '1700000000',
  ),
  fc.integer().map(String),
  fc.double().map(String),
  fc.string({ unit: 'binary', maxLength: 9 }).map((text) => text.toWellFormed()),
);

/** Any head: few kinds of values in each column, so that columns are something at times. */
const anyHead = fc
  .array(fc.record({ name, values: fc.array(value, { minLength: 1, maxLength: 5 }) }), {
    minLength: 2,
    maxLength: 7,
  })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns.map((column) => column.name.trim())),
      rows: fc
        .integer({ min: 1, max: 40 })
        .map((count) =>
          Array.from({ length: count }, (_, row) =>
            columns.map(({ values }, at) => pick(values, jump(row * 7 + at, 1000))),
          ),
        ),
      types: fc.option(
        fc.tuple(
          ...columns.map(() =>
            fc.constantFrom('text' as const, 'number' as const, 'bool' as const),
          ),
        ),
      ),
      delimiter: fc.constantFrom(',', ';'),
      header: fc.nat(4),
    }),
  );

test('[GS13] of any head a mapping is proposed that readMapping takes, and the same again', () => {
  fc.assert(
    fc.property(anyHead, name, ({ columns, rows, types, delimiter, header }, file) => {
      const format = types === null ? ('csv' as const) : ('jsonl' as const);
      const head: Head = {
        format,
        encoding: null,
        delimiter,
        header,
        columns,
        types,
        rows,
        ragged: 0,
        isWhole: true,
      };
      const { text } = proposalYaml(propose(head, file), { file, seen: [] });
      const { mapping, problems } = readMapping('x.yaml', text);
      expect(problems).toEqual([]);
      if (mapping === null) return;
      const source: SourceFile = { file, path: file, format, columns, types, async *records() {} };
      expect(checkColumns(mapping, source, [])).toEqual([]);
      const { checked, rejected } = checkHead(mapping, source, head);
      expect(rejected).toBeLessThanOrEqual(checked);
      expect(proposalYaml(propose(head, file), { file, seen: [] }).text).toBe(text);
    }),
    { numRuns: 250 },
  );
});

test('[GS13] of any bytes a mapping is proposed, or they are refused in plain words', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
    fc
      .string({
        unit: fc.constantFrom('a', '1', ',', ';', '\n', '"', '.', ' ', '{', '}', ':', '<', '\0'),
        maxLength: 200,
      })
      .map((text) => Buffer.from(text)),
  );
  const ending = fc.constantFrom('csv', 'txt', 'jsonl', 'xes', 'xlsx', 'parquet', 'bin', 'csv.gz');
  await fc.assert(
    fc.asyncProperty(bytes, ending, async (content, end) => {
      const outcome = await guessOf(`any.${end}`, content).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ImportRefused);
      else expect(outcome).toHaveProperty('kind');
    }),
    { numRuns: 100 },
  );
}, 60_000);

const LOG = tableText(['case_id', 'activity', 'timestamp', 'cost'], 60, (i) => [
  `c${Math.floor(i / 4)}`,
  pick(['Ask', 'Answer', 'Pay'], i),
  written(i).blank,
  jump(i, 90),
]);

test('[GS14] the proposal is tried on the head: what it would reject is told and makes it less sure', async () => {
  const clean = await mappingOf('clean.csv', LOG);
  expect(clean).toMatchObject({ check: { checked: 60, rejected: 0 }, toMend: [] });
  expect(clean.sure).toBeGreaterThan(0.9);
  const lines = LOG.split('\n');
  const bent = lines.map((line, index) =>
    index % 10 === 3 ? line.replace(/\d{4}-\d\d-\d\d[^,]*/, 'soon') : line,
  );
  const spoiled = await mappingOf('spoiled.csv', bent.join('\n'));
  expect(spoiled.check).toMatchObject({
    checked: 60,
    rejected: 6,
    reasons: [{ reason: 'bad-time', count: 6 }],
  });
  expect(spoiled.sure).toBeLessThan(0.92 * clean.sure);
  expect(spoiled.notes.join(' ')).toContain('6 would be rejected');
  const where = spoiled.toMend.find(({ key }) => key === 'time');
  expect(spoiled.text.split('\n')[(where?.line ?? 0) - 1]).toMatch(/^time: /);
});

test.each([
  ['1.234', ','],
  ['1,234', ';'],
])(
  '[GS5] a file whose numbers can all be read either way, such as %s, waits for a person',
  async (amount, mark) => {
    const lines = LOG.split('\n').filter((line) => line !== '');
    const open = lines.map((line, at) =>
      [...line.split(','), at === 0 ? 'amount' : amount].join(mark),
    );
    const { toMend, text } = await mappingOf('open.csv', open.join('\n'));
    expect(toMend.map(({ key }) => key)).toEqual(['numbers']);
    expect(text.split('\n')[(toMend[0]?.line ?? 0) - 1]).toMatch(/^numbers: /);
  },
);

test.each([
  ['plain', 'log.csv', Buffer.from(LOG)],
  ['gzip', 'log.csv.gz', gzipSync(LOG)],
  ['Zstandard', 'log.csv.zst', zstdCompressSync(LOG)],
  ['without an ending', 'log', Buffer.from(LOG)],
  [
    'JSONL',
    'log.jsonl',
    Buffer.from(
      LOG.split('\n')
        .slice(1)
        .map((line) => {
          const [caseId, activity, timestamp, cost] = line.split(',');
          return JSON.stringify({ case_id: caseId, activity, timestamp, cost: Number(cost) });
        })
        .join('\n'),
    ),
  ],
])('[GS14] a file that is %s gives the same roles', async (_, file, content) => {
  const { mapping } = await mappingOf(file, content);
  expect(mapping).toMatchObject({
    time: { column: 'timestamp' },
    event: { column: 'activity' },
    case: 'case_id',
  });
});

test.each([
  ['empty.csv', '', 'empty'],
  ['header.csv', 'a,b,c\n', 'no records'],
  ['one.csv', 'name\nann\nbob\n', 'one column'],
  ['blanks.txt', 'id   when   what\n1    now  x\n2    then     yy\n', 'blanks of varying number'],
  [
    'wide.csv',
    `${Array.from({ length: 3000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(2999)}1\n`,
    '3,000 columns',
  ],
  ['page.csv', '<!DOCTYPE html><html><body>a,b</body></html>', 'XML'],
  ['ragged.csv', 'a,b\n1\n2,3,4\n5,6,7,8\n1,2,3,4,5\n1,2,3,4,5,6\n', 'equally many cells'],
  ['rubbish.csv', Buffer.from(Array.from({ length: 900 }, (_, i) => (i * 37) % 256)), 'no text'],
])('[GS16] %s is refused in plain words', async (file, content, words) => {
  await expect(guessOf(file, content)).rejects.toThrow(ImportRefused);
  await expect(guessOf(file, content)).rejects.toThrow(words);
});

test("[GS17] events in Segment's shape and journey maps are told apart", async () => {
  const sent = Array.from({ length: 9 }, (_, i) =>
    JSON.stringify({
      type: 'track',
      event: 'Paid',
      userId: `u${i}`,
      messageId: `m${i}`,
      timestamp: written(i).iso,
    }),
  );
  expect(await guessOf('sent.jsonl', sent.join('\n'))).toEqual({
    kind: 'segment',
    format: 'jsonl',
  });
  const map = [
    'Phase,Discover,Discover,Buy',
    'Step,See the ad,Visit,Pay',
    'Touchpoint,Ad,Shop,Till',
    'Pain points,too loud,far away,queue',
    'Emotion,0,1,-1',
  ];
  expect(await guessOf('map.csv', map.join('\n'))).toMatchObject({ kind: 'journey map' });
});
