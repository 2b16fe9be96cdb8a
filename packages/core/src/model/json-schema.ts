import { z } from 'zod';
import { fileSchema } from './file-schema.ts';

/** A JSON Schema as plain data. */
export type JsonSchema = { readonly [key: string]: unknown };

/**
 * The published JSON Schema (draft 2020-12) of the model file, from the same source as the check: for completion and hover
 * in editors. Keys that start with `x-` are open at every level. The top requires nothing, since a file may be one of several.
 */
export function modelJsonSchema(): JsonSchema {
  const generated = z.toJSONSchema(fileSchema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => openToExtensions(jsonSchema),
  });
  const { $defs = {}, ...rest } = generated;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:bothways:schema:model:1',
    title: 'Bothways model',
    ...rest,
    $defs: Object.fromEntries(Object.entries($defs).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

const YOURS = { '^x-': { description: 'Yours: kept, and read by nothing.' } };

/** Called more than once for a schema that is wrapped: the second time there is nothing left to do. */
function openToExtensions(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.type !== 'object' || schema.patternProperties !== undefined) return;
  const { propertyNames, additionalProperties } = schema;
  schema.patternProperties = YOURS;
  if (schema.title === 'Model') delete schema.required;
  if (typeof propertyNames !== 'object' || propertyNames.pattern === undefined) return;
  schema.patternProperties = { [propertyNames.pattern]: additionalProperties ?? {}, ...YOURS };
  delete schema.propertyNames;
  schema.additionalProperties = false;
}
