import { z } from 'zod';
import type { Path } from './source-tree.ts';

/** The schema behind a path, or undefined where the path leaves the schema. */
export function schemaAt(schema: z.ZodType, path: Path): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>(schemaUnder, schema);
}

/** The keys that a map may have here, with what each is for; empty where any key goes. */
export function keysOf(schema: z.ZodType | undefined): ReadonlyMap<string, z.ZodType> {
  const bare = unwrapped(schema);
  if (!(bare instanceof z.ZodObject)) return new Map();
  return new Map(
    Object.entries(bare.shape).filter(
      (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
    ),
  );
}

/** Its title as a thing in a sentence: `touchpoint`, `exchange line`. */
export function thingOf(schema: z.ZodType | undefined): string {
  const title = unwrapped(schema)?.meta()?.title;
  return title === undefined ? 'map' : title.charAt(0).toLowerCase() + title.slice(1);
}

export function descriptionOf(schema: z.ZodType | undefined): string {
  return schema?.description ?? unwrapped(schema)?.description ?? '';
}

function schemaUnder(schema: z.ZodType | undefined, step: PropertyKey): z.ZodType | undefined {
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodObject) return keysOf(bare).get(String(step));
  const under =
    bare instanceof z.ZodArray ? bare.element : bare instanceof z.ZodRecord ? bare.valueType : null;
  return under instanceof z.ZodType ? under : undefined;
}

function unwrapped(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (!(schema instanceof z.ZodOptional)) return schema;
  const inner: unknown = schema.unwrap();
  return inner instanceof z.ZodType ? inner : undefined;
}
