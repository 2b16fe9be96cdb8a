import { bagKey } from '@bothways/core';
import type { FileMetaData, SchemaElement, SchemaTree } from 'hyparquet';
import { rawNumber } from './json-record.ts';
import { parquetLeaf } from './parquet-text.ts';
import type { ColumnType } from './source-file.ts';

/** A field of a Parquet schema as the columns that it makes. */
export interface ParquetField {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** Writes a value into the cells from `at` on. */
  readonly put: (value: unknown, cells: string[], at: number) => void;
}

/** The field of a node: a struct's children each by their path; lists and maps are JSON texts. */
export function parquetField(node: SchemaTree, prefix: string | null): ParquetField {
  const key = bagKey([node.element.name]);
  const name = prefix === null ? key : `${prefix}.${key}`;
  if (isStruct(node)) return structField(node, name);
  if (node.children.length === 0 && node.element.repetition_type !== 'REPEATED') {
    const { type, text } = parquetLeaf(node.element);
    return {
      columns: [{ name, type }],
      put: (value, cells, at) => {
        cells[at] = isNothing(value) ? '' : text(value);
      },
    };
  }
  const plain = plainOf(node);
  return {
    columns: [{ name, type: 'text' }],
    put: (value, cells, at) => {
      cells[at] = isNothing(value) ? '' : JSON.stringify(plain(value));
    },
  };
}

/**
 * A schema whose values come as they lie in the file, but for texts: what the reader makes of decimals and times is not
 * exact, so that is done here.
 */
export function plainSchema(metadata: FileMetaData): FileMetaData {
  return { ...metadata, schema: metadata.schema.map(plainElement) };
}

const KEPT_LOGICAL: ReadonlySet<string | undefined> = new Set([
  ...['STRING', 'LIST', 'MAP', 'UUID', 'FLOAT16', 'INTEGER', 'VARIANT'],
]);
const KEPT_CONVERTED: ReadonlySet<string | undefined> = new Set([
  ...['UTF8', 'LIST', 'MAP', 'UINT_8', 'UINT_16', 'UINT_32', 'UINT_64'],
]);

function plainElement(element: SchemaElement): SchemaElement {
  const { converted_type: converted, logical_type: logical, ...rest } = element;
  const isText =
    ['UTF8', 'JSON', 'ENUM'].includes(converted ?? '') ||
    ['STRING', 'JSON', 'ENUM'].includes(logical?.type ?? '');
  if (isText) return { ...rest, converted_type: 'UTF8' };
  const group = logical?.type === 'LIST' ? 'LIST' : logical?.type === 'MAP' ? 'MAP' : converted;
  return {
    ...rest,
    ...(group !== undefined && KEPT_CONVERTED.has(group) ? { converted_type: group } : {}),
    ...(logical !== undefined && KEPT_LOGICAL.has(logical.type) ? { logical_type: logical } : {}),
  };
}

function isStruct({ children, element }: SchemaTree): boolean {
  const { converted_type: converted, logical_type: logical, repetition_type: repetition } = element;
  if (children.length === 0 || repetition === 'REPEATED') return false;
  if (converted === 'LIST' || converted === 'MAP' || converted === 'MAP_KEY_VALUE') return false;
  return logical?.type !== 'LIST' && logical?.type !== 'MAP' && logical?.type !== 'VARIANT';
}

function structField({ children }: SchemaTree, name: string): ParquetField {
  let width = 0;
  const parts = children.map((child) => {
    const field = parquetField(child, name);
    const offset = width;
    width += field.columns.length;
    return { key: child.element.name, field, offset };
  });
  return {
    columns: parts.flatMap(({ field }) => field.columns),
    put: (value, cells, at) => {
      const struct = isNothing(value) ? {} : (value as Readonly<Record<string, unknown>>);
      for (const { key, field, offset } of parts) field.put(struct[key], cells, at + offset);
    },
  };
}

/** How a value is written as JSON: numbers with their digits, what has no JSON of its own as its text. */
function plainOf(node: SchemaTree): (value: unknown) => unknown {
  const { children, element } = node;
  if (element.logical_type?.type === 'VARIANT') return plainAny;
  const one = children.length === 0 ? plainLeaf(element) : plainGroup(node);
  return (value) => (isNothing(value) ? null : one(value));
}

function plainLeaf(element: SchemaElement): (value: unknown) => unknown {
  const { type, text } = parquetLeaf(element);
  const one = (value: unknown): unknown => {
    if (isNothing(value)) return null;
    if (type === 'bool') return value;
    const said = text(value);
    return type === 'number' && Number.isFinite(Number(said)) ? rawNumber('', said) : said;
  };
  if (element.repetition_type === 'REPEATED')
    return (value) => (Array.isArray(value) ? value.map(one) : one(value));
  return one;
}

function plainGroup({ children, element }: SchemaTree): (value: unknown) => unknown {
  const [inner] = children;
  const isMap = element.converted_type === 'MAP' || element.logical_type?.type === 'MAP';
  const [, mapped] = inner?.children ?? [];
  if (isMap && mapped !== undefined) return eachValue(() => plainOf(mapped));
  const isList = element.converted_type === 'LIST' || element.logical_type?.type === 'LIST';
  if (isList && inner !== undefined) {
    const [only] = inner.children;
    const each = plainOf(
      inner.children.length === 1 && only !== undefined ? only : unrepeated(inner),
    );
    return (value) => (Array.isArray(value) ? value.map(each) : plainAny(value));
  }
  const fields = new Map(children.map((child) => [child.element.name, plainOf(child)]));
  const struct = eachValue((key) => fields.get(key) ?? plainAny);
  return (value) => (Array.isArray(value) ? value.map(struct) : struct(value));
}

function unrepeated(node: SchemaTree): SchemaTree {
  return { ...node, element: { ...node.element, repetition_type: 'REQUIRED' } };
}

function eachValue(of: (key: string) => (value: unknown) => unknown): (value: unknown) => unknown {
  return (value) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, of(key)(each)]))
      : plainAny(value);
}

/** A value of which the schema does not say what it is. */
function plainAny(value: unknown): unknown {
  if (isNothing(value)) return null;
  if (typeof value === 'bigint') return rawNumber('', String(value));
  if (value instanceof Date) return value;
  if (value instanceof Uint8Array) return parquetLeaf({ name: '', type: 'BYTE_ARRAY' }).text(value);
  if (Array.isArray(value)) return value.map(plainAny);
  return typeof value === 'object' ? eachValue(() => plainAny)(value) : value;
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
