import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { Input } from './input.ts';
import { openSourceFile } from './source-file.ts';
import type { SourceRecord } from './source-record.ts';
import { workbookOf, zipOf } from './zip-testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-xlsx-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const INPUT: Input = { format: null, delimiter: null, encoding: null, sheet: null, header: 1 };

function put(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function read(
  path: string,
  input = INPUT,
): Promise<{ columns: readonly string[]; records: readonly SourceRecord[] }> {
  const source = await openSourceFile(path, input);
  const records: SourceRecord[] = [];
  for await (const batch of source.records()) records.push(...batch);
  return { columns: source.columns, records };
}

async function refusal(path: string, input = INPUT): Promise<string> {
  return read(path, input).then(
    () => 'it was taken',
    (error: unknown) => String(error),
  );
}

test('[I11] a sheet gives the records that the same table gives as CSV, packed once more or not', async () => {
  const day = new Date(Date.UTC(2024, 6, 1, 8, 30));
  const rows = [
    ['id', 'at', 'total', 'gift', 'note'],
    ['a', day, 12.5, true, 'x, "y"\nz <&> é'],
    ['b', day, 0.1 + 0.2, false, ' padded '],
  ];
  const path = join(folder, 'sales.xlsx');
  await writeExcelFile(
    rows.map((row, index) =>
      row.map((value) =>
        value instanceof Date && index > 0 ? { value, format: 'yyyy-mm-dd hh:mm' } : value,
      ),
    ),
  ).toFile(path);
  const csv = put(
    'sales.csv',
    Buffer.from(
      'id,at,total,gift,note\na,2024-07-01T08:30:00,12.5,true,"x, ""y""\nz <&> é"\nb,2024-07-01T08:30:00,0.30000000000000004,false, padded \n',
    ),
  );
  const sheet = await read(path);
  const text = await read(csv);
  expect(sheet.columns).toEqual(text.columns);
  expect(sheet.records.map(({ cells }) => cells)).toEqual(text.records.map(({ cells }) => cells));
  expect(sheet.records.map(({ line }) => line)).toEqual([2, 3]);
  const packed = put('packed.xlsx.gz', gzipSync(readFileSync(path)));
  expect(await read(packed)).toEqual(sheet);
});

test('[I11] cells are read by type: shared and inline, formulas, booleans, errors, dates by style and system, gaps', async () => {
  const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="d.m.yyyy"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/></cellXfs></styleSheet>`;
  const shared =
    '<sst><si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></si></sst>';
  const sheet = `<x:worksheet xmlns:x="urn:x"><x:sheetData>
    <x:row r="2"><x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c r="B2" t="inlineStr"><x:is><x:t>two</x:t></x:is></x:c><x:c r="C2" t="str"><x:f>A1</x:f><x:v>three</x:v></x:c><x:c r="D2" t="s"><x:v>1</x:v></x:c></x:row>
    <x:row r="4"><x:c r="A4" s="1"><x:v>41301</x:v></x:c><x:c r="B4" s="2"><x:v>41301.5</x:v></x:c><x:c r="D4" t="b"><x:v>1</x:v></x:c></x:row>
    <x:row><x:c t="d"><x:v>2017-01-28T10:00:00</x:v></x:c><x:c><x:v>1E3</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c></x:row>
    <x:row r="6"/></x:sheetData></x:worksheet>`;
  const path = put(
    'types.xlsx',
    workbookOf(sheet, { shared, styles, properties: '<workbookPr date1904="1"/>' }),
  );
  const { columns, records } = await read(path);
  expect(columns).toEqual(['plain', 'two', 'three', 'rich']);
  expect(records.map(({ line, cells, flaw }) => [line, cells, flaw?.reason ?? null])).toEqual([
    [4, ['2017-01-28', '2017-01-28T12:00:00', '', 'true'], null],
    [5, ['2017-01-28T10:00:00', '1000', '#REF!'], 'bad-cell'],
  ]);
});

test('[I22] a document type, a bomb, a damaged zip and an unknown sheet are refused', async () => {
  const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>';
  const sheet = `<worksheet><sheetData>${row}</sheetData></worksheet>`;
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
  expect(await refusal(put('dtd.xlsx', workbookOf(`${bomb}${sheet}`)))).toContain(
    'declares a document type',
  );
  expect(await refusal(put('entity.xlsx', workbookOf(sheet.replace('>a<', '>&b;<'))))).toContain(
    'cannot be read',
  );
  const blank = workbookOf(
    `<worksheet><sheetData>${row}${' '.repeat(140_000_000)}</sheetData></worksheet>`,
  );
  expect(await refusal(put('bomb.xlsx', blank))).toContain('times its size');
  const long = workbookOf(
    `<worksheet><sheetData><row><c t="inlineStr"><is><t>${'ab'.repeat(5_000_000)}</t></is></c></row></sheetData></worksheet>`,
  );
  expect(await refusal(put('long.xlsx', long))).toContain('has a text of over');
  expect(await refusal(put('far.xlsx', workbookOf(sheet.replace('A1', 'XFE1'))))).toContain(
    'cell XFE1 is none',
  );
  const whole = workbookOf(sheet);
  expect(await refusal(put('cut.xlsx', whole.subarray(0, whole.length - 30)))).toContain(
    'cannot be read',
  );
  expect(await refusal(put('empty.xlsx', zipOf({ a: 'b' })))).toContain(
    'it has no part xl/workbook.xml',
  );
  expect(await refusal(put('zip.csv', whole))).toContain('this is a zip file, not text');
  expect(await refusal(put('sheet.xlsx', whole), { ...INPUT, sheet: 'Salse' })).toContain(
    'did you mean "Sales"?',
  );
});
