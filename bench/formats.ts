import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { importEventFiles } from '../packages/server/src/ingest/import-event-files.ts';
import { importFiles } from '../packages/server/src/ingest/import-files.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import { processorSeconds, watchMemory } from './processes.ts';
import { median, rounded, secondsOf } from './timing.ts';
import { settled, withBenchStores, withFolder } from './workspace.ts';

/** The same events from a file of each format, and lines of CSV that are grouped: records a second, to the end of the import. */
export const formatsBench: Bench = {
  name: 'formats',
  about: 'an import of the same events from a file of each format, and of lines that are grouped',
  rows: 200_000,
  rounds: 3,
  run: (options) =>
    withFolder(async (folder) => {
      const files: (readonly [name: string, file: string])[] = [];
      for (const [name, { extension, write }] of Object.entries(FORMATS)) {
        options.progress(`writing ${options.rows} records of ${name}`);
        const file = join(folder, `${name}.${extension}`);
        await pipeline(Readable.from(write(options.rows)), createWriteStream(file));
        files.push([name, file]);
      }
      return measure(folder, files, options);
    }),
};

interface Format {
  readonly extension: string;
  readonly write: (rows: number) => Generator<string | Uint8Array>;
  /** The columns of the mapping; null: events in Segment's shape, which need none. */
  readonly mapping: string | null;
}

const PLAIN = `id: id
time: { column: at }
event: { column: what }
case: order
person: person
properties: { total: total, seconds: seconds }
`;

const FORMATS: Readonly<Record<string, Format>> = {
  csv: {
    extension: 'csv',
    write: (rows) => lines(rows, 'id,at,what,order,person,total,seconds\n', csvLine),
    mapping: PLAIN.replace(
      'total: total, seconds: seconds',
      'total: { column: total, as: number }, seconds: { column: seconds, as: number }',
    ),
  },
  grouped: {
    extension: 'csv',
    write: (rows) => lines(rows, 'id,at,what,order,person,total,seconds\n', csvLine),
    mapping: PLAIN.replace('id: id', 'group: { by: order }').replace(
      'total: total, seconds: seconds',
      'total: { column: total, as: number, sum: true }, lines: { count: true }',
    ),
  },
  jsonl: { extension: 'jsonl', write: (rows) => lines(rows, '', jsonLine), mapping: PLAIN },
  sent: { extension: 'jsonl', write: (rows) => lines(rows, '', sentLine), mapping: null },
  parquet: { extension: 'parquet', write: parquet, mapping: PLAIN },
  xes: {
    extension: 'xes',
    write: xes,
    mapping: `id: id
time: { column: 'time:timestamp' }
event: { column: 'concept:name' }
case: 'case:concept:name'
person: 'case:person'
properties: { total: total, seconds: duration_s }
`,
  },
  ocel: {
    extension: 'jsonocel',
    write: ocel,
    mapping: `id: 'ocel:eid'
time: { column: 'ocel:timestamp' }
event: { column: 'ocel:activity' }
case: 'ocel:type:order'
person: 'ocel:type:customer'
properties: { total: total, seconds: seconds }
`,
  },
};

interface Made {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly order: string;
  readonly person: string;
  readonly total: number;
  readonly seconds: number;
}

const START = Date.UTC(2024, 9, 1);
const NAMES = ['Product Viewed', 'Product Added', 'Order Completed', 'Order Delivered'];
/** Lines of one order. */
const ORDER = 5;

function made(row: number): Made {
  const mixed = Math.imul(row, 2_654_435_761) >>> 0;
  const order = Math.floor(row / ORDER);
  return {
    id: `m-${row}`,
    at: new Date(START + row * 30_000).toISOString(),
    what: NAMES[mixed % NAMES.length] ?? '',
    order: `o-${order}`,
    person: `p-${Math.imul(order, 40_503) % 30_011}`,
    total: (mixed % 9_999) / 100,
    seconds: mixed % 300,
  };
}

function* lines(
  rows: number,
  head: string,
  line: (each: Made, row: number) => string,
): Generator<string> {
  yield head;
  for (let from = 0; from < rows; from += 1_000) {
    let text = '';
    for (let row = from; row < Math.min(rows, from + 1_000); row += 1) text += line(made(row), row);
    yield text;
  }
}

function csvLine({ id, at, what, order, person, total, seconds }: Made): string {
  return `${id},${at},${what},${order},${person},${total},${seconds}\n`;
}

function jsonLine(each: Made): string {
  return `${JSON.stringify(each)}\n`;
}

function sentLine({ id, at, what, order, person, total, seconds }: Made): string {
  const context = { caseId: order };
  const properties = { total, seconds };
  return `${JSON.stringify({ type: 'track', event: what, messageId: id, userId: person, timestamp: at, context, properties })}\n`;
}

function* parquet(rows: number): Generator<Uint8Array> {
  const all = Array.from({ length: rows }, (_, row) => made(row));
  const text = (key: keyof Made) => ({
    name: key,
    data: all.map((each) => each[key]),
    type: 'STRING' as const,
  });
  const number = (key: keyof Made) => ({
    name: key,
    data: all.map((each) => each[key]),
    type: 'DOUBLE' as const,
  });
  yield new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        ...(['id', 'at', 'what', 'order', 'person'] as const).map(text),
        ...(['total', 'seconds'] as const).map(number),
      ],
    }),
  );
}

function* xes(rows: number): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n';
  yield* lines(rows, '', ({ id, at, order, person, total }, row) => {
    const what = NAMES[(row >> 1) % NAMES.length] ?? '';
    const trace =
      row % ORDER === 0
        ? `<trace>\n<string key="concept:name" value="${order}"/>\n<string key="person" value="${person}"/>\n`
        : '';
    const event = `<event>\n<string key="id" value="${id}"/>\n<string key="concept:name" value="${what}"/>\n<string key="lifecycle:transition" value="${row % 2 === 0 ? 'start' : 'complete'}"/>\n<date key="time:timestamp" value="${at}"/>\n<float key="total" value="${total}"/>\n</event>\n`;
    return `${trace}${event}${row % ORDER === ORDER - 1 || row === rows - 1 ? '</trace>\n' : ''}`;
  });
  yield '</log>\n';
}

function* ocel(rows: number): Generator<string> {
  yield '{"objectTypes":[{"name":"order","attributes":[]},{"name":"customer","attributes":[{"name":"tier","type":"string"}]}],"eventTypes":[],\n"objects":[{"id":"p-none","type":"customer"}';
  const seen = new Set<string>();
  for (let row = 0; row < rows; row += ORDER) {
    const { order, person } = made(row);
    yield `,\n${JSON.stringify({ id: order, type: 'order' })}`;
    if (!seen.has(person))
      yield `,\n${JSON.stringify({ id: person, type: 'customer', attributes: [{ name: 'tier', time: '1970-01-01T00:00:00Z', value: 'gold' }] })}`;
    seen.add(person);
  }
  yield '],\n"events":[';
  yield* lines(rows, '', ({ id, at, what, order, person, total, seconds }, row) => {
    const attributes = Object.entries({ total, seconds }).map(([name, value]) => ({ name, value }));
    const relationships = [order, person].map((objectId) => ({ objectId, qualifier: 'of' }));
    return `${row === 0 ? '' : ',\n'}${JSON.stringify({ id, type: what, time: at, attributes, relationships })}`;
  });
  yield ']}\n';
}

async function measure(
  folder: string,
  files: readonly (readonly [name: string, file: string])[],
  { rows, rounds, progress }: BenchOptions,
): Promise<Figures> {
  return withBenchStores(async (stores, dataDir) => {
    const memory = watchMemory(dataDir);
    const figures: Record<string, number | null> = { rows };
    for (const [name, file] of files) {
      progress(`importing ${name}, ${rounds} rounds`);
      const seconds: number[] = [];
      const processor: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const source = `${name}-${round}`;
        const mapping = FORMATS[name]?.mapping ?? null;
        const mappingFile = join(folder, `${source}.yaml`);
        if (mapping !== null)
          writeFileSync(mappingFile, `bothways_mapping: 1\nsource: ${source}\n${mapping}`);
        await settled(stores.facts);
        const before = processorSeconds(dataDir);
        seconds.push(
          await secondsOf(async () => {
            const { read, accepted } =
              mapping === null
                ? await importEventFiles({ stores, dataDir, files: [file], source })
                : await importFiles({ stores, dataDir, files: [file], mappingFile });
            if (read !== rows || accepted !== rows)
              throw new Error(`${accepted} of ${rows} records of ${name} came in`);
          }),
        );
        processor.push(processorSeconds(dataDir) - before);
      }
      figures[`${name}_per_second`] = rounded(rows / median(seconds));
      const least = Math.min(...processor);
      figures[`${name}_per_processor_second`] = least > 0 ? rounded(rows / least) : null;
    }
    return { ...figures, rss_mb: memory.end() };
  });
}
