import { bindMapping } from '../ingest/bind-mapping.ts';
import { FELT_PROPERTY, type Mapping, type Named, type Property } from '../ingest/mapping.ts';
import { type DecimalParser, decimalParser } from '../ingest/parse-number.ts';
import { pseudonyms } from '../ingest/pseudonym.ts';
import { StagedRows } from '../ingest/staged-rows.ts';
import { timeParser } from '../read/parse-time.ts';
import type { SourceFile } from '../read/source-file.ts';
import type { Head } from './head.ts';

/** An event as it would become of a record, or of the lines of one group; or why it would be refused. */
export interface EventPreview {
  /** ISO 8601, UTC; null: it has no time. */
  readonly at: string | null;
  /** Whether the record says more than the day. */
  readonly hasClock: boolean;
  readonly event: string;
  /** As the file has it; null: nobody. */
  readonly person: string | null;
  readonly channel: string;
  readonly values: readonly { readonly name: string; readonly text: string }[];
  /** How many lines of the file it is made of. */
  readonly lines: number;
  /** Why it would be refused; null: it would be taken. */
  readonly flaw: string | null;
}

const VALUES_MOST = 6;

/** The first events that a mapping makes of a head, as people would say them; nothing is kept. */
export function previewEvents(
  mapping: Mapping,
  source: SourceFile,
  head: Head,
  most: number,
): readonly EventPreview[] {
  const reader = cellReader(mapping, source, head);
  const groups = new Map<string, (readonly string[])[]>();
  for (const [index, cells] of head.rows.entries()) {
    const own = mapping.group.map((column) => reader.cell(cells, column));
    const key = own.length === 0 ? String(index) : JSON.stringify(own);
    const lines = groups.get(key);
    if (lines !== undefined) lines.push(cells);
    else if (groups.size < most) groups.set(key, [cells]);
    else if (own.length === 0) break;
  }
  return [...groups.values()].map((lines) => previewOf(mapping, reader, lines));
}

interface CellReader {
  cell(cells: readonly string[], column: string): string;
  time(cells: readonly string[]): number | null;
  flaw(cells: readonly string[]): string | null;
  readonly number: DecimalParser;
}

function cellReader(mapping: Mapping, source: SourceFile, { columns, format }: Head): CellReader {
  const indexes = new Map(columns.map((column, index) => [column, index]));
  const cell = (cells: readonly string[], column: string): string =>
    cells[indexes.get(column) ?? -1] ?? '';
  const { time } = mapping;
  const parse = timeParser(time.kind === 'column' ? time.format : 'iso', time.zone);
  const sheet = format === 'xlsx' ? timeParser('iso', time.zone) : parse;
  const write = bindMapping(mapping, source, [], pseudonyms(Buffer.alloc(32)));
  const sums = (mapping.properties ?? []).filter(
    (each) => each.kind === 'sum' || (each.kind === 'count' && each.where.length > 0),
  );
  const row = new StagedRows(sums.length);
  return {
    cell,
    number: decimalParser(mapping.numbers),
    time: (cells) => {
      if (time.kind === 'constant') return time.at;
      const text = cell(cells, time.column);
      const moment = [parse(text), sheet(text)].find((each) => typeof each === 'number');
      return typeof moment === 'number' ? moment : null;
    },
    flaw: (cells) => {
      const flaw = write(cells, 1, row);
      row.dropRow();
      return flaw?.detail ?? null;
    },
  };
}

function previewOf(
  mapping: Mapping,
  reader: CellReader,
  lines: readonly (readonly string[])[],
): EventPreview {
  const first = lines[0] ?? [];
  const at = reader.time(first);
  const named = (said: Named): string => {
    if (said.kind === 'constant') return said.name;
    const value = reader.cell(first, said.column);
    return said.names.get(value) ?? value;
  };
  const person = mapping.person.map((column) => reader.cell(first, column)).filter(Boolean);
  const felt = mapping.felt === null ? '' : reader.cell(first, mapping.felt.column);
  const isAnswer = felt !== '' && !(mapping.felt?.none.has(felt) ?? false);
  const values = (mapping.properties ?? []).flatMap((property) => {
    const text = textOf(property, reader, lines);
    return text === '' ? [] : [{ name: property.key, text }];
  });
  return {
    at: at === null ? null : new Date(at).toISOString(),
    hasClock: at !== null && at % 86_400_000 !== 0,
    event: mapping.type === 'track' ? named(mapping.event) : mapping.type,
    person: person.length === 0 ? null : person.join(' '),
    channel: named(mapping.channel),
    values: [
      ...(isAnswer ? [{ name: FELT_PROPERTY, text: felt }] : []),
      ...values.toSorted((a, b) => rankOf(a.text) - rankOf(b.text)),
    ].slice(0, VALUES_MOST),
    lines: lines.length,
    flaw: lines.map(reader.flaw).find((each) => each !== null) ?? null,
  };
}

/** Numbers say more than texts at a glance. */
function rankOf(text: string): number {
  return Number.isNaN(Number(text)) ? 1 : 0;
}

function textOf(
  property: Property,
  reader: CellReader,
  lines: readonly (readonly string[])[],
): string {
  const first = lines[0] ?? [];
  switch (property.kind) {
    case 'value':
      return String(property.value);
    case 'count':
      return String(lines.length);
    case 'column': {
      const text = reader.cell(first, property.column);
      if (property.none.has(text)) return '';
      const said = property.names.get(text) ?? text;
      return property.as === 'number' ? (reader.number(said) ?? said) : said;
    }
    case 'sum': {
      const amounts = lines.map((cells) => {
        const amount = Number(reader.number(reader.cell(cells, property.column)) ?? Number.NaN);
        if (property.times === null) return amount;
        return amount * Number(reader.number(reader.cell(cells, property.times)) ?? Number.NaN);
      });
      const known = amounts.filter((each) => !Number.isNaN(each));
      if (known.length === 0) return '';
      return String(Number(known.reduce((sum, each) => sum + each, 0).toFixed(4)));
    }
  }
}
