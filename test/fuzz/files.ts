// The same forty sales in every format that is read, whole: what the fuzz run damages.
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { workbookOf } from '../../packages/server/src/read/zip-testing.ts';

interface Sale {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly total: number;
}

const SALES: readonly Sale[] = Array.from({ length: 40 }, (_, index) => ({
  id: `s-${index}`,
  at: new Date(Date.UTC(2025, 2, 1 + index, 9, index)).toISOString(),
  what: index % 5 === 0 ? 'Order Returned' : 'Order Completed',
  who: `c${index % 7}`,
  total: index * 1.25,
}));
const KEYS = ['id', 'at', 'what', 'who', 'total'] as const;

export const SALES_MAPPING = `bothways_mapping: 1
source: fuzz
id: id
time: { column: at }
event: { column: what }
channel: web
person: who
properties:
  total: { column: total, as: number }
`;

const csv = `${KEYS.join(',')}\n${SALES.map((sale) => KEYS.map((key) => `"${sale[key]}"`).join(',')).join('\n')}\n`;
const jsonl = SALES.map((sale) => `${JSON.stringify(sale)}\n`).join('');
const cell = (value: unknown): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (values: readonly unknown[]): string => `<row>${values.map(cell).join('')}</row>`;
const sheet = `<worksheet><sheetData>${row(KEYS)}${SALES.map((sale) => row(KEYS.map((key) => sale[key]))).join('')}</sheetData></worksheet>`;
const xes = `<?xml version="1.0"?>
<log xmlns="http://www.xes-standard.org/">
${SALES.map((sale) => `<trace><string key="concept:name" value="${sale.id}"/><event>${KEYS.map((key) => `<string key="${key}" value="${sale[key]}"/>`).join('')}<date key="time:timestamp" value="${sale.at}"/><string key="lifecycle:transition" value="complete"/></event></trace>`).join('\n')}
</log>`;
const ocel = JSON.stringify({
  objectTypes: [{ name: 'order', attributes: [] }],
  eventTypes: [{ name: 'sale', attributes: [] }],
  objects: SALES.map(({ id }) => ({ id: `o-${id}`, type: 'order', attributes: [] })),
  events: SALES.map((sale) => ({
    ...{ id: sale.id, type: sale.what, time: sale.at },
    attributes: KEYS.map((key) => ({ name: key, value: sale[key] })),
    relationships: [{ objectId: `o-${sale.id}`, qualifier: 'of' }],
  })),
});
const parquet = Buffer.from(
  parquetWriteBuffer({
    columnData: KEYS.map((key) => ({
      name: key,
      data: SALES.map((sale) => sale[key]),
      type: key === 'total' ? ('DOUBLE' as const) : ('STRING' as const),
    })),
  }),
);

/** Each file by the name that says its format. */
export const SALES_FILES: Readonly<Record<string, Buffer>> = {
  'sales.csv': Buffer.from(csv),
  'sales.csv.gz': gzipSync(csv),
  'sales.jsonl': Buffer.from(jsonl),
  'sales.jsonl.zst': zstdCompressSync(jsonl),
  'sales.json': Buffer.from(JSON.stringify(SALES)),
  'sales.xlsx': workbookOf(sheet),
  'sales.parquet': parquet,
  'sales.xes': Buffer.from(xes),
  'sales.jsonocel': Buffer.from(ocel),
};
