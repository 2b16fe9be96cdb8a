import { z } from 'zod';
import { REJECT_REASONS } from '../read/reject.ts';
import { MAPPING_VERSION, mappingSchema } from './mapping-schema.ts';
import { descriptionOf } from './schema-description.ts';

/** The published JSON Schema (draft 2020-12) of the mapping file: for completion and hover in editors. */
export function mappingJsonSchema(): Readonly<Record<string, unknown>> {
  const generated = z.toJSONSchema(mappingSchema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema }) => {
      // Keys that start with x- are open wherever keys are named one by one.
      if (jsonSchema.type === 'object' && jsonSchema.properties !== undefined)
        jsonSchema.patternProperties = {
          '^x-': { description: 'Yours: kept, and read by nothing.' },
        };
    },
  });
  return { ...generated, $id: `urn:bothways:schema:mapping:${MAPPING_VERSION}` };
}

/** The reference of the mapping file as Markdown, from the schema, so that it never differs from the check. */
export function mappingReference(): string {
  const reasons = Object.entries(REJECT_REASONS).map(([code, text]) => `| \`${code}\` | ${text} |`);
  return [
    '# The mapping file',
    '',
    'Generated from the schema. A mapping says what the columns of CSV and XLSX files mean, so that their records become',
    'events. Several files go under one mapping. A key that starts with `x-` is yours. For completion in an editor, put this',
    'on the first line: `# yaml-language-server: $schema=mapping.schema.json`',
    '',
    '## Keys',
    '',
    '| key | needed | what for |',
    '|---|---|---|',
    ...rowsOf(mappingSchema, ''),
    '',
    '## What makes a record one and the same',
    '',
    'An event is known by its source and its message id. The id is that of the `id` columns; with `group` that of the group;',
    'without either the SHA-256 of the record and its ordinal among the equal records of the import, so two equal lines of a',
    'till stay two sales. An import of what is there already takes nothing. Of a group that is there already later lines are',
    'not added: import a basket when it is whole.',
    '',
    '## Lines of a group',
    '',
    'An event of several lines has the time and the values of its first line; an import says how many groups have lines of',
    'more than one time. Products and sums are exact decimals, rounded once when all is added. Where `where` chooses no line',
    'sum and count are 0; where the lines that it chooses have no number the sum is absent, as unknown is not 0.',
    '',
    '## Times',
    '',
    'A time without an offset of its own is on the clock of `zone`. One that the clock shows twice, when summer time ends, is',
    'the earlier; one that it skips is moved on. Cells of a sheet that are dates need no format.',
    '',
    '## Records that are refused',
    '',
    'They are kept with file, line and reason, and counted; the rest goes in. A file that breaks off fails the whole import.',
    '',
    '| reason | what it says |',
    '|---|---|',
    ...reasons,
    '',
  ].join('\n');
}

/** A row for each key, then rows for the keys under it. */
function rowsOf(schema: z.ZodType, path: string): readonly string[] {
  const objects = objectsOf(schema);
  const rows = objects.flatMap(({ shape }) =>
    Object.entries(shape).flatMap(([key, value]) => {
      const each = value as z.ZodType;
      const needed = each instanceof z.ZodOptional || objects.length > 1 ? '' : 'yes';
      const text = descriptionOf(each).replaceAll('|', '\\|');
      const under = `${path}${key}${stepOf(each)}.`;
      return [`| \`${path}${key}\` | ${needed} | ${text} |`, ...rowsOf(each, under)];
    }),
  );
  // What two choices share is said once.
  return rows.filter((row, index) => {
    const [, key = ''] = row.split('|');
    return rows.findIndex((other) => other.startsWith(`|${key}|`)) === index;
  });
}

/** What stands between a key and the keys under it: an item of a list, or any name. */
function stepOf(schema: z.ZodType): string {
  if (schema instanceof z.ZodOptional) return stepOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return '[]';
  return schema instanceof z.ZodRecord ? '.NAME' : '';
}

/** The maps that may stand there: itself, the choices, the items, the values of any key. */
function objectsOf(schema: z.ZodType): readonly z.ZodObject[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return objectsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion)
    return schema.options.flatMap((each) => objectsOf(each as z.ZodType));
  if (schema instanceof z.ZodArray) return objectsOf(schema.element as z.ZodType);
  if (schema instanceof z.ZodRecord) return objectsOf(schema.valueType as z.ZodType);
  return schema instanceof z.ZodObject ? [schema] : [];
}
