import { decodeText, type Encoding } from './decode-text.ts';
import { type ImportRefused, refusedFile } from './import-refused.ts';
import { type JsonPiece, jsonPieces } from './json-pieces.ts';
import { jsonRecord, rawDigits, rawNumber } from './json-record.ts';
import { timeParser } from './parse-time.ts';
import { type FilePlace, readBytes } from './read-bytes.ts';
import { brokenJson } from './read-json.ts';
import type { ColumnType } from './source-file.ts';
import { RECORD_CHARACTERS_MAX } from './source-record.ts';

/** A value that an attribute of an object has from a time on. */
interface TimedValue {
  readonly name: string;
  /** Milliseconds since 1970; -Infinity where the log does not say. */
  readonly from: number;
  readonly text: string;
}

/** An object of an OCEL log, as events need it. */
export interface OcelObject {
  readonly type: string;
  /** By time, the earliest first. */
  readonly values: readonly TimedValue[];
}

/** All but the events of an OCEL log. */
export interface OcelObjects {
  readonly objects: ReadonlyMap<string, OcelObject>;
  /** What the attributes of a type of objects or of events are, as the log declares them. */
  readonly objectTypes: ReadonlyMap<string, ReadonlyMap<string, ColumnType>>;
  readonly eventTypes: ReadonlyMap<string, ReadonlyMap<string, ColumnType>>;
}

/** Characters of the objects: they are held in memory, unlike the events. */
const CHARACTERS_MAX = 268_435_456;
/** What an object and each of its values take besides, about. */
const OVERHEAD = { object: 96, value: 48 };

const isoTime = timeParser('iso', 'UTC');

type Loose = Readonly<Record<string, unknown>>;

/**
 * Reads the objects and the declared types of an OCEL 2.0 log, wherever in the file they stand.
 *
 * Errors: `ImportRefused` where the file is none, is of version 1, is damaged, or its objects are too many to hold.
 */
export async function readOcelObjects(
  place: FilePlace,
  encoding: Encoding | null,
): Promise<OcelObjects> {
  const { file } = place;
  const found = {
    objects: new Map<string, OcelObject>(),
    objectTypes: new Map<string, ReadonlyMap<string, ColumnType>>(),
    eventTypes: new Map<string, ReadonlyMap<string, ColumnType>>(),
  };
  let characters = 0;
  for await (const pieces of ocelPieces(place, encoding))
    for (const piece of pieces) {
      refuseOther(file, piece);
      if (piece.section === 'objectTypes' || piece.section === 'eventTypes') {
        const { name, attributes } = entryOf(file, piece);
        found[piece.section].set(textOf(name), declared(attributes));
      }
      if (piece.section !== 'objects') continue;
      characters += addObject(file, found.objects, piece);
      if (characters > CHARACTERS_MAX)
        throw refusedFile(file, {
          code: 'ocel-too-large',
          message: `its objects have over ${CHARACTERS_MAX} characters; they are held in memory, unlike the events`,
          hint: 'export fewer object types or attributes, or split the log',
        });
    }
  return found;
}

/** The elements of the lists of an OCEL log. */
export async function* ocelPieces(
  place: FilePlace,
  encoding: Encoding | null,
  onBytes?: (count: number) => void,
): AsyncGenerator<readonly JsonPiece[]> {
  try {
    yield* jsonPieces(decodeText(readBytes(place, onBytes), encoding), RECORD_CHARACTERS_MAX);
  } catch (error) {
    throw brokenJson(place.file, error);
  }
}

/** The values that the attributes of an object have at a time. */
export function valuesAt({ values }: OcelObject, at: number): ReadonlyMap<string, string> {
  const inForce = new Map<string, string>();
  for (const { name, from, text } of values) if (from <= at) inForce.set(name, text);
  return inForce;
}

/** A JSON value as a cell. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return rawDigits(value) ?? (typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** A list of objects, whatever was sent. */
export function looseList(value: unknown): readonly Loose[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is Loose => typeof each === 'object' && each !== null);
}

/** When it was; null where the text is no time. */
export function momentOf(value: unknown): number | null {
  const text = textOf(value);
  const moment = isoTime(text);
  if (typeof moment === 'number') return moment;
  const far = Date.parse(text);
  return Number.isNaN(far) ? null : far;
}

function refuseOther(file: string, { section, ordinal }: JsonPiece): void {
  if (/^ocel:(events|objects|global-log)$/.test(section))
    throw refusedFile(file, {
      code: 'ocel-1',
      message: 'this is OCEL 1.0; only 2.0 is read',
      hint: 'convert it: pm4py and ocpa write OCEL 2.0 JSON',
    });
  const isList = ordinal > 0;
  if (section === '' || (!isList && /^(objects|events|objectTypes|eventTypes)$/.test(section)))
    throw refusedFile(file, {
      code: 'not-ocel',
      message: `this is JSON, but no OCEL 2.0 log: ${section === '' ? 'it is a list' : `"${section}" is no list`}`,
      hint: 'an OCEL log is one object with the lists objectTypes, eventTypes, objects and events; set file.format: jsonl for other JSON',
    });
}

function entryOf(file: string, { section, ordinal, text, isTooLong }: JsonPiece): Loose {
  const { value, flaw } = jsonRecord(ordinal, text.trim(), rawNumber);
  if (isTooLong || flaw !== null)
    throw damaged(
      file,
      `${section}[${ordinal - 1}]: ${isTooLong ? 'over a million characters' : flaw?.detail}`,
    );
  return value as Loose;
}

function addObject(file: string, objects: Map<string, OcelObject>, piece: JsonPiece): number {
  const { id, type, attributes } = entryOf(file, piece);
  const name = textOf(id);
  if (name === '') throw damaged(file, `objects[${piece.ordinal - 1}] has no id`);
  if (objects.has(name))
    throw damaged(file, `the object ${JSON.stringify(name.slice(0, 60))} stands there twice`);
  let characters = OVERHEAD.object + name.length;
  const values = looseList(attributes)
    .map((each) => ({
      name: textOf(each['name']),
      from: momentOf(each['time']) ?? Number.NEGATIVE_INFINITY,
      text: textOf(each['value']),
    }))
    .sort((a, b) => a.from - b.from || 0);
  for (const value of values) characters += OVERHEAD.value + value.name.length + value.text.length;
  objects.set(name, { type: textOf(type), values });
  return characters;
}

function declared(attributes: unknown): ReadonlyMap<string, ColumnType> {
  return new Map(
    looseList(attributes).map(({ name, type }) => [textOf(name), columnType(textOf(type))]),
  );
}

function columnType(type: string): ColumnType {
  if (type === 'integer' || type === 'float') return 'number';
  return type === 'boolean' ? 'bool' : 'text';
}

function damaged(file: string, message: string): ImportRefused {
  return refusedFile(file, {
    code: 'ocel-damaged',
    message: `the OCEL log cannot be read: ${message}; nothing of this import was kept`,
    hint: 'export the log again',
  });
}
