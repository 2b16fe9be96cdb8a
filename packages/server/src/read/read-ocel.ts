import { bagKey } from '@bothways/core';
import type { Encoding } from './decode-text.ts';
import type { JsonPiece } from './json-pieces.ts';
import { jsonRecord, rawDigits, rawNumber } from './json-record.ts';
import type { KeyedColumns } from './keyed-columns.ts';
import {
  looseList,
  momentOf,
  type OcelObjects,
  ocelPieces,
  textOf,
  valuesAt,
} from './ocel-objects.ts';
import type { FilePlace } from './read-bytes.ts';
import type { ColumnType } from './source-file.ts';
import { RECORD_CHARACTERS_MAX, type SourceRecord } from './source-record.ts';

/** Where ids of objects stand that the log does not have. */
const MISSING = 'ocel:missing';

/**
 * The events of an OCEL 2.0 log, in batches: `ocel:eid`, `ocel:activity` and `ocel:timestamp`; their attributes by name; for
 * each type of object `ocel:type:<type>`, the id of the related one (a JSON list of several), and `ocel:qualifier:<type>`;
 * of a single one its attributes, `<type>.<attribute>`, as they were when the event happened.
 *
 * Shape: `line` is the place of the event in its list, from 1.
 * Errors: `ImportRefused` where the file breaks off; what is no event is a record with a flaw.
 * Source: OCEL 2.0 specification (2023), ocel-standard.org; names of columns after pm4py.
 */
export async function* readOcel(
  place: FilePlace,
  encoding: Encoding | null,
  log: OcelObjects,
  columns: KeyedColumns,
  onBytes?: (count: number) => void,
): AsyncGenerator<readonly SourceRecord[]> {
  const writer = new EventWriter(log, columns);
  const blank = columns.names.map(() => '');
  for await (const pieces of ocelPieces(place, encoding, onBytes)) {
    const records = pieces
      .filter(({ section }) => section === 'events')
      .map((piece) => recordOf(piece, writer, [...blank]));
    if (records.length > 0) yield records;
  }
}

function recordOf(
  { ordinal, text, isTooLong }: JsonPiece,
  writer: EventWriter,
  cells: string[],
): SourceRecord {
  if (isTooLong) {
    const detail = `over ${RECORD_CHARACTERS_MAX} characters; leave out what no rule needs`;
    return { line: ordinal, cells, raw: text, flaw: { reason: 'record-too-long', detail } };
  }
  const { raw, value, flaw } = jsonRecord(ordinal, text.trimEnd(), rawNumber);
  if (flaw === null) writer.write(value as Readonly<Record<string, unknown>>, cells);
  return { line: ordinal, cells, raw, flaw };
}

interface Relation {
  readonly id: string;
  readonly qualifier: string;
}

class EventWriter {
  private readonly log: OcelObjects;
  private readonly columns: KeyedColumns;
  private readonly paths = new Map<string, string>();

  constructor(log: OcelObjects, columns: KeyedColumns) {
    this.log = log;
    this.columns = columns;
  }

  write(event: Readonly<Record<string, unknown>>, cells: string[]): void {
    const type = textOf(event['type']);
    this.put(cells, ['ocel:eid'], textOf(event['id']), 'text');
    this.put(cells, ['ocel:activity'], type, 'text');
    this.put(cells, ['ocel:timestamp'], textOf(event['time']), 'text');
    const types = this.log.eventTypes.get(type);
    for (const { name, value } of looseList(event['attributes'])) {
      const key = textOf(name);
      this.put(cells, [key], textOf(value), types?.get(key) ?? typeOf(value));
    }
    const at = momentOf(event['time']) ?? Number.NaN;
    for (const [of, relations] of this.related(event['relationships']))
      this.putRelated(cells, of, relations, at);
  }

  /** The relations by the type of their object; those of objects that are not there by null. */
  private related(relationships: unknown): ReadonlyMap<string | null, readonly Relation[]> {
    const byType = new Map<string | null, Relation[]>();
    for (const { objectId, qualifier } of looseList(relationships)) {
      const id = textOf(objectId);
      const type = this.log.objects.get(id)?.type ?? null;
      const relations = byType.get(type) ?? [];
      const said = textOf(qualifier);
      if (!relations.some((each) => each.id === id && each.qualifier === said))
        relations.push({ id, qualifier: said });
      byType.set(type, relations);
    }
    return byType;
  }

  private putRelated(
    cells: string[],
    type: string | null,
    relations: readonly Relation[],
    at: number,
  ): void {
    const ids = [...new Set(relations.map(({ id }) => id))];
    if (type === null) {
      this.put(cells, [MISSING], oneOrList(ids), 'text');
      return;
    }
    const qualifiers = relations.map(({ qualifier }) => qualifier);
    this.put(cells, [`ocel:type:${type}`], oneOrList(ids), 'text');
    this.put(cells, [`ocel:qualifier:${type}`], oneOrList(qualifiers), 'text');
    const only = ids.length === 1 ? this.log.objects.get(ids[0] ?? '') : undefined;
    if (only === undefined) return;
    const types = this.log.objectTypes.get(type);
    for (const [name, text] of valuesAt(only, at))
      this.put(cells, [type, name], text, types?.get(name) ?? 'text');
  }

  private put(cells: string[], path: readonly string[], text: string, type: ColumnType): void {
    if (text === '') return;
    const index = this.columns.at(this.pathOf(path));
    this.columns.see(index, type);
    if (index !== -1) cells[index] = type === 'bool' ? text.toLowerCase() : text;
  }

  private pathOf(path: readonly string[]): string {
    const key = path.join('\u0000');
    const known = this.paths.get(key);
    if (known !== undefined) return known;
    const made = bagKey(path);
    if (this.paths.size < 10_000) this.paths.set(key, made);
    return made;
  }
}

function typeOf(value: unknown): ColumnType {
  if (typeof value === 'number' || rawDigits(value) !== null) return 'number';
  return typeof value === 'boolean' ? 'bool' : 'text';
}

function oneOrList(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : JSON.stringify(texts);
}
