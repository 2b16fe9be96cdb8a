import type { Sheet, Cell as XlsxCell } from 'write-excel-file/node';
import writeExcelFile from 'write-excel-file/node';
import { stillZip } from './still-zip.ts';
import type { Cell, Column, Table } from './tables.ts';

/** As Excel writes number formats, whatever the reader's language: it shows them in that. */
const formats = {
  money: '#,##0.00',
  index: '+0.00;-0.00;0.00',
  count: '#,##0',
  amount: '#,##0.0000##',
} as const;
const INK = '#14212b';
/** The most characters of a cell and of a sheet's name (Excel specifications and limits). */
const TEXT_MAX = 32_767;
const NAME_MAX = 31;

/** Tables as a workbook, a sheet each: real numbers, a head that stays, ranges in columns of their own. */
export async function tablesXlsx(tables: readonly Table[], date: string): Promise<Uint8Array> {
  const sheets = tables.map(
    ({ name, columns, rows }): Sheet<never> => ({
      sheet: sheetName(name),
      data: [
        columns.map(
          (column): XlsxCell => ({
            ...{ value: column.name, type: String, fontWeight: 'bold', wrap: true },
            ...{ backgroundColor: '#eef1f3', textColor: INK, alignVertical: 'top' },
            align: column.holds === undefined ? 'left' : 'right',
          }),
        ),
        ...rows.map((row) => row.map((cell, index) => cellOf(cell, columns[index]))),
      ],
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    }),
  );
  const made = await writeExcelFile(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBuffer();
  return stillZip(made, date);
}

function cellOf(cell: Cell, column: Column | undefined): XlsxCell {
  if (cell === null) return null;
  if (typeof cell === 'number')
    return { value: cell, type: Number, format: formats[column?.holds ?? 'amount'] };
  const value = xmlText(cell).slice(0, TEXT_MAX);
  // As text whatever it begins with: a sheet never takes it for a formula.
  return { value, type: String, wrap: (column?.width ?? 0) >= 40, alignVertical: 'top' };
}

/** Without what XML forbids. */
export function xmlText(text: string): string {
  return text.toWellFormed().replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '\ufffd');
}

function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, ' ').slice(0, NAME_MAX);
}
