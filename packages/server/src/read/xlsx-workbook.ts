import { didYouMean, oneOf, quoted } from '@bothways/core';
import { type DateStyle, dateStyleOf } from './excel-date.ts';
import { refusedFile } from './import-refused.ts';
import { readXml, type XlsxParts } from './xlsx-parts.ts';

/** What a sheet needs of its workbook to be read. */
export interface Workbook {
  /** The part of the sheet. */
  readonly sheetPart: string;
  /** Whether dates count from 1904, as on old Macs. */
  readonly from1904: boolean;
  /** By number of cell style: how its numbers are dates; null: they are numbers. */
  readonly dateStyles: readonly (DateStyle | null)[];
  readonly sharedStrings: readonly string[];
}

/** Characters of the strings that cells share; they are held in memory, unlike the rows. */
const SHARED_CHARACTERS_MAX = 134_217_728;

/**
 * Reads the parts of a workbook that its sheets refer to.
 *
 * Errors: `ImportRefused` where there is no such sheet, or the shared strings are past the limit.
 */
export async function readWorkbook(xlsx: XlsxParts, sheet: string | null): Promise<Workbook> {
  const sheets: { name: string; id: string }[] = [];
  let from1904 = false;
  await readXml(xlsx, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'sheet')
        sheets.push({ name: attributes['name'] ?? '', id: attributes['r:id'] ?? idOf(attributes) });
      if (name === 'workbookPr') from1904 = isTrue(attributes['date1904']);
    },
  });
  const chosen = sheet === null ? sheets[0] : sheets.find(({ name }) => name === sheet);
  if (chosen === undefined) {
    const known = sheets.map(({ name }) => name);
    throw refusedFile(xlsx.file, {
      code: 'unknown-sheet',
      message: sheet === null ? 'the workbook has no sheet' : `there is no sheet ${quoted(sheet)}`,
      hint:
        known.length === 0
          ? 'save it again from a spreadsheet program, with its rows on a sheet'
          : didYouMean(sheet ?? '', known, `set file.sheet to ${oneOf(known)}`),
    });
  }
  return {
    sheetPart: await sheetPart(xlsx, chosen.id),
    from1904,
    dateStyles: await dateStyles(xlsx),
    sharedStrings: await sharedStrings(xlsx),
  };
}

/** The relation's id where the prefix of its namespace is not the usual `r`. */
function idOf(attributes: Readonly<Record<string, string>>): string {
  const found = Object.entries(attributes).find(([name]) => name.endsWith(':id'));
  return found?.[1] ?? '';
}

async function sheetPart(xlsx: XlsxParts, id: string): Promise<string> {
  let target = '';
  await readXml(xlsx, 'xl/_rels/workbook.xml.rels', {
    open: (name, attributes) => {
      if (name === 'Relationship' && attributes['Id'] === id) target = attributes['Target'] ?? '';
    },
  });
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function dateStyles(xlsx: XlsxParts): Promise<readonly (DateStyle | null)[]> {
  if (!xlsx.parts.has('xl/styles.xml')) return [];
  const codes = new Map<number, string>();
  const styles: (DateStyle | null)[] = [];
  let inCells = false;
  await readXml(xlsx, 'xl/styles.xml', {
    open: (name, attributes) => {
      if (name === 'numFmt')
        codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const format = Number(attributes['numFmtId'] ?? 0);
        styles.push(dateStyleOf(format, codes.get(format)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

async function sharedStrings(xlsx: XlsxParts): Promise<readonly string[]> {
  if (!xlsx.parts.has('xl/sharedstrings.xml')) return [];
  const strings: string[] = [];
  let characters = 0;
  let current = '';
  let isText = false;
  let phonetic = false;
  await readXml(xlsx, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      isText = name === 't' && !phonetic;
    },
    text: (text) => {
      if (isText) current += text;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') phonetic = false;
      if (name !== 'si') return;
      strings.push(current);
      characters += current.length + 8;
      if (characters > SHARED_CHARACTERS_MAX)
        throw new Error(
          `its cells share over ${SHARED_CHARACTERS_MAX} characters of text; save the sheet as CSV`,
        );
    },
  });
  return strings;
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
