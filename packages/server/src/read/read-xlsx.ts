import { dateText } from './excel-date.ts';
import type { Flaw, SourceRecord } from './source-record.ts';
import { openXlsx, type XlsxParts, xmlOf } from './xlsx-parts.ts';
import { readWorkbook, type Workbook } from './xlsx-workbook.ts';

/** What Excel itself can hold; more is no sheet. */
const COLUMNS_MAX = 16_384;
const ROWS_MAX = 1_048_576;

/**
 * The rows of a sheet, from its first, in batches. Numbers come as JavaScript writes them, dates and times as ISO 8601
 * without an offset, booleans as true and false; empty rows are no records.
 *
 * Shape: `line` is the row number. `file` is what messages call the file at `path`.
 * Errors: `ImportRefused` where the file or the sheet cannot be read.
 */
export async function* readXlsx(
  file: string,
  path: string,
  sheet: string | null,
): AsyncGenerator<readonly SourceRecord[]> {
  const xlsx = await openXlsx(file, path);
  try {
    yield* sheetRows(xlsx, await readWorkbook(xlsx, sheet));
  } finally {
    xlsx.zip.close();
  }
}

interface Sheet {
  readonly workbook: Workbook;
  records: SourceRecord[];
  line: number;
  cells: string[];
  flaw: Flaw | null;
  column: number;
  type: string;
  style: number;
  value: string;
  isValue: boolean;
  phonetic: boolean;
}

async function* sheetRows(
  xlsx: XlsxParts,
  workbook: Workbook,
): AsyncGenerator<readonly SourceRecord[]> {
  const sheet: Sheet = {
    workbook,
    records: [],
    line: 0,
    cells: [],
    flaw: null,
    column: 0,
    type: '',
    style: 0,
    value: '',
    isValue: false,
    phonetic: false,
  };
  const listener = {
    open: (name: string, attributes: Readonly<Record<string, string>>) =>
      openTag(sheet, name, attributes),
    text: (text: string) => {
      if (sheet.isValue) sheet.value += text;
    },
    close: (name: string) => closeTag(sheet, name),
  };
  for await (const _ of xmlOf(xlsx, workbook.sheetPart, listener)) {
    if (sheet.records.length === 0) continue;
    const { records } = sheet;
    sheet.records = [];
    yield records;
  }
}

function openTag(sheet: Sheet, name: string, attributes: Readonly<Record<string, string>>): void {
  switch (name) {
    case 'row':
      sheet.line = Number(attributes['r'] ?? sheet.line + 1);
      sheet.cells = [];
      sheet.flaw = null;
      sheet.column = 0;
      if (!(sheet.line >= 1 && sheet.line <= ROWS_MAX))
        throw new Error(`row ${attributes['r']} is none`);
      return;
    case 'c':
      sheet.column = attributes['r'] === undefined ? sheet.column + 1 : columnOf(attributes['r']);
      if (!(sheet.column >= 1 && sheet.column <= COLUMNS_MAX))
        throw new Error(`cell ${attributes['r']} is none`);
      sheet.type = attributes['t'] ?? 'n';
      sheet.style = Number(attributes['s'] ?? 0);
      sheet.value = '';
      return;
    case 'rPh':
      sheet.phonetic = true;
      return;
    case 'v':
      sheet.isValue = true;
      return;
    case 't':
      sheet.isValue = sheet.type === 'inlineStr' && !sheet.phonetic;
  }
}

function closeTag(sheet: Sheet, name: string): void {
  switch (name) {
    case 'v':
    case 't':
      sheet.isValue = false;
      return;
    case 'rPh':
      sheet.phonetic = false;
      return;
    case 'c':
      if (sheet.value !== '') putCell(sheet);
      return;
    case 'row': {
      const { line, cells, flaw } = sheet;
      if (cells.length > 0) sheet.records.push({ line, cells, raw: null, flaw });
    }
  }
}

function putCell(sheet: Sheet): void {
  const { cells, column } = sheet;
  while (cells.length < column - 1) cells.push('');
  cells[column - 1] = cellText(sheet);
}

function cellText(sheet: Sheet): string {
  const { type, value, style, workbook, column } = sheet;
  switch (type) {
    case 's':
      return workbook.sharedStrings[Number(value)] ?? '';
    case 'b':
      return value === '1' || value === 'true' ? 'true' : 'false';
    case 'e':
      sheet.flaw = {
        reason: 'bad-cell',
        detail: `cell ${column} holds the error ${value}; mend its formula`,
      };
      return value;
    case 'n': {
      const number = Number(value);
      const date = workbook.dateStyles[style] ?? null;
      const text = date === null ? null : dateText(number, date, workbook.from1904);
      return text ?? (Number.isFinite(number) ? String(number) : value);
    }
    default:
      return value;
  }
}

/** `BC12` is in column 55. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column;
}
