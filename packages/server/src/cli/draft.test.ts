import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from '@bothways/core';
import { parse } from 'csv-parse/sync';
import { afterAll, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { pastedRows } from '../jobs/pasted-rows.ts';
import { BOTHWAYS, bothways, document, REPOSITORY, temporaryFolder } from './cli-testing.ts';

interface Drafted {
  readonly file: string;
  readonly layout: string;
  readonly touchpoints: number;
  readonly toFill: number;
  readonly notTaken: readonly {
    readonly row: number;
    readonly column: number;
    readonly text: string;
  }[];
}

const folder = temporaryFolder();
const MAPS = join(REPOSITORY, 'examples/journey-map');
const STARTER = join(REPOSITORY, 'examples/starter/model.bothways.yaml');
const MATRIX = join(MAPS, 'matrix.csv');
const matrix: readonly (readonly string[])[] = parse(readFileSync(MATRIX));
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function draft(
  file: string,
  ...options: readonly string[]
): Promise<Drafted & { text: string }> {
  counter += 1;
  const out = join(folder, `${counter}.bothways.yaml`);
  const told = await document<Drafted>(['draft', file, '--out', out, ...options]);
  return { ...told, text: readFileSync(out, 'utf8') };
}
let counter = 0;

/** What a spreadsheet puts on the clipboard. */
function clipboard(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string =>
    text.includes('\n') ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join('\t')).join('\r\n');
}

function paste(
  text: string,
  ...options: readonly string[]
): { code: number | null; out: string; err: string } {
  const line = [BOTHWAYS, 'draft', '-', ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, line, {
    input: text,
    encoding: 'utf8',
    cwd: folder,
  });
  return { code: status, out: stdout, err: stderr };
}

test.concurrent.each([
  ['matrix.csv', 'matrix', { journeys: 1, phases: 3, steps: 6, touchpoints: 7, insights: 14 }],
  ['long.csv', 'long', { journeys: 2, phases: 4, steps: 7, touchpoints: 7, insights: 5 }],
])('[DF1] our %s becomes a model that checks without an error', async (name, layout, counts) => {
  const told = await draft(join(MAPS, name));
  expect(told).toMatchObject({ layout, ...counts });
  expect(told.toFill).toBe(told.text.match(/# fill in: /g)?.length);
  expect(await document(['check', told.file])).toMatchObject({ ok: true, errors: [] });
});

test('[DF2] a map is the same as CSV, as XLSX with merged cells on any sheet, and pasted', async () => {
  const csv = await draft(MATRIX);
  expect(csv.notTaken).toMatchObject([{ row: 18, column: 4, text: 'Rain brings twice as many' }]);
  const path = join(folder, 'map.xlsx');
  const merged = (row: readonly string[]) =>
    row.map((text, at) => {
      const next = row.findIndex((each, index) => index > at && each !== '');
      if (at === 0) return text === '' ? null : { value: text };
      return text === ''
        ? null
        : { value: text, columnSpan: (next === -1 ? row.length : next) - at };
    });
  const cells = matrix.map((row, index) =>
    index === 2 ? merged(row) : row.map((text) => (text === '' ? null : { value: text })),
  );
  const other = [[{ value: 'nothing' }, { value: 'here' }]];
  await writeExcelFile([
    { data: other, sheet: 'Notes' },
    { data: cells, sheet: 'Map' },
  ]).toFile(path);
  const xlsx = await draft(path, '--sheet', 'Map');
  expect(xlsx.text).toBe(csv.text);
  const pasted = paste(clipboard(matrix), '--out', 'pasted.bothways.yaml', '--json');
  expect([pasted.code, pasted.err]).toEqual([0, '']);
  const text = readFileSync(join(folder, 'pasted.bothways.yaml'), 'utf8');
  expect(text).toBe(csv.text);
});

test('[DF3] a draft is written beside nothing, twice the same, and overwrites nothing', async () => {
  const out = join(folder, 'kept.bothways.yaml');
  const first = await document(['draft', MATRIX, '--out', out]);
  const text = readFileSync(out, 'utf8');
  expect(await document(['draft', MATRIX, '--out', out])).toEqual(first);
  writeFileSync(out, `${text}# mine\n`);
  const refused = await document(['draft', MATRIX, '--out', out], { code: 1 });
  expect(refused).toMatchObject({ message: expect.stringContaining('already') });
  expect(readFileSync(out, 'utf8')).toBe(`${text}# mine\n`);
  const { code, out: said } = await bothways(['draft', MATRIX], { cwd: folder });
  expect([code, existsSync(join(folder, 'model.bothways.yaml'))]).toEqual([0, true]);
  expect(said).toMatch(
    /7 touchpoints.*\n28 places to fill in.*\n1 cell found no place.*\n.*row 18, column 4: "Rain/,
  );
});

test.concurrent('[DF4] sheets come in whatever encoding and delimiter spreadsheets write', async () => {
  const rows = [
    ['Kundenreise: Radreparatur', '', ''],
    ['', 'Suchen, finden', 'Abholen'],
    ['Kontaktpunkte', 'Webseite; Schaufenster', 'Theke'],
    ['Gefühle', 'müde', 'froh'],
  ];
  const quoted = (mark: string) =>
    rows
      .map((row) => row.map((each) => (each.includes(mark) ? `"${each}"` : each)).join(mark))
      .join('\r\n');
  const files = [
    put('utf8.csv', quoted(',')),
    put('excel.csv', Buffer.from(quoted(';'), 'latin1')),
    put('bom.csv', `\uFEFF${quoted(';')}`),
    put('unicode.txt', Buffer.from(`\uFEFF${clipboard(rows)}`, 'utf16le')),
    put('tabs.tsv', clipboard(rows)),
  ];
  const texts: string[] = [];
  for (const file of files) texts.push((await draft(file)).text);
  expect(new Set(texts).size).toBe(1);
  const { model } = readModel([{ file: 'a', text: texts[0] ?? '' }]);
  expect(model?.journeys[0]?.phases.map(({ name, stage }) => [name, stage])).toEqual([
    ['Suchen, finden', 'discovery'],
    ['Abholen', null],
  ]);
  const { err } = await bothways(['draft', 'excel.csv', '--out', 'e.bothways.yaml'], {
    cwd: folder,
  });
  expect(err).toContain('Windows-1252');
});

test('[DF4] quotes that nothing calls for are text, unless most cells have them', () => {
  const cells = (text: string) => pastedRows(text).map(({ line, cells: row }) => [line, ...row]);
  expect(cells('a\t"b\nc ""d"""\t"e" f\r\n"g\th\n\n"i"\tj\n')).toEqual([
    [1, 'a', 'b\nc "d"', '"e" f'],
    [2, '"g', 'h'],
    [3, ''],
    [4, '"i"', 'j'],
  ]);
  expect(cells('"a"\t"b"\n"c"\t""')).toEqual([
    [1, 'a', 'b'],
    [2, 'c', ''],
  ]);
});

const sheet = (rows: number, columns: number): string =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => 'a').join(',')).join(
    '\n',
  );
const refusals: readonly (readonly [string, string | Buffer, readonly string[], RegExp])[] = [
  [
    'events.csv',
    readFileSync(join(REPOSITORY, 'examples/starter/events.csv')),
    [],
    /no journey map.*row 1: "id", "at".*row 2: .*row 3: /,
  ],
  ['empty.csv', '', [], /no cell says anything/],
  ['one.csv', 'a\nb\n', [], /one column/],
  ['wide.csv', sheet(3, 2001), [], /2001 columns; a map may have 2000/],
  ['high.csv', sheet(10_002, 2), [], /10002 rows are filled; a map may have 10000/],
  ['quotes.csv', 'a,b\n"c" d,e\n', [], /quotes\.csv:2:1: .*quote/],
  ['text.csv', 'a,b\n', ['--sheet', 'x'], /no sheets/],
  ['log.xes', '<?xml version="1.0"?><log/>', [], /XES.*CSV, TSV or XLSX/],
  ['packed.csv', Buffer.from('PK\u0003\u0004aaaaaaaaaa'), [], /zip/],
];
test.concurrent.each(refusals)(
  '[DF5] %s is refused with what was seen',
  async (name, content, options, said) => {
    const path = put(name, content);
    const out = join(folder, `${name}.bothways.yaml`);
    const ended = await bothways(['draft', path, '--out', out, ...options, '--json']);
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.out)).toMatchObject({
      ok: false,
      message: expect.stringMatching(said),
    });
    expect(ended.err).not.toMatch(/fault of Bothways|\n\s+at /);
    expect(existsSync(out)).toBe(false);
  },
);

test('[DF5] so are a sheet that is not there and a file on stdin', async () => {
  const path = join(folder, 'sheets.xlsx');
  await writeExcelFile([{ data: [[{ value: 'a' }]], sheet: 'Map' }]).toFile(path);
  const refused = await document(['draft', path, '--sheet', 'Mpa'], { code: 1 });
  expect(refused).toMatchObject({ message: expect.stringMatching(/no sheet "Mpa".*"Map"/) });
  expect(String(refused['message'])).not.toContain('file.sheet');
  expect(paste('PK\u0003\u0004', '--out', 'x.bothways.yaml')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/stdin.*XLSX/),
  });
});

test('[LE6] what the believed ledger leaves out is named', async () => {
  const text = readFileSync(STARTER, 'utf8').replace(
    /(properties\.minutes \* 60), believed: [^}]*\}/,
    '$1',
  );
  writeFileSync(join(folder, 'm.bothways.yaml'), text);
  const line = ['ledger', '--believed', '--model', 'm.bothways.yaml'];
  expect(await document(line, { cwd: folder })).toMatchObject({
    unstated: [{ touchpoint: 'counter', leg: 1, kind: 'time:waiting' }],
  });
  const { out } = await bothways(line, { cwd: folder });
  expect(out).toMatch(/^Left out, for nobody said .*believed: \{ median/m);
  expect(out).toContain('\n  counter: time:waiting');
});
