import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { z } from 'zod';

type Schemas = Record<string, z.core.JSONSchema.BaseSchema>;

/** Describes every route that is added after this as OpenAPI 3.1, from the schemas that it is held to. Its document: `server.swagger()`. */
export async function describeRoutes(server: FastifyInstance, version: string): Promise<void> {
  const parts: Schemas = {};
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bothways',
        version,
        description:
          'What every encounter delivers to the customer and captures from them, read from one ledger. On loopback only.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      // Without an address of its own: it is the one that the document came from.
      servers: [{ url: '/' }],
    },
    transform: ({ schema, url }) => ({ schema: described(schema, parts), url }),
    transformObject: (document) =>
      'openapiObject' in document
        ? Object.assign(document.openapiObject, { components: { schemas: sorted(parts) } })
        : document.swaggerObject,
  });
}

/** A route's schema with JSON Schemas in place of ours; the parts they name are gathered. */
function described(
  { querystring, params, body, response, ...rest }: FastifySchema,
  parts: Schemas,
): FastifySchema {
  const sent = Object.entries({ querystring, params, body }).flatMap(([key, schema]) =>
    schema instanceof z.ZodType ? [[key, written(schema, 'input', parts)] as const] : [],
  );
  return {
    ...rest,
    ...Object.fromEntries(sent),
    response: Object.fromEntries(
      Object.entries(response ?? {}).map(([status, schema]) => [status, reference(schema, parts)]),
    ),
  };
}

function reference(schema: unknown, parts: Schemas): unknown {
  if (!(schema instanceof z.ZodType)) return schema;
  return { description: schema.description, ...written(schema, 'output', parts) };
}

/** A schema as it stands where it is used: its named parts are gathered. */
function written(
  schema: z.ZodType,
  io: 'input' | 'output',
  parts: Schemas,
): z.core.JSONSchema.BaseSchema {
  const {
    $defs = {},
    $schema: _,
    ...own
  } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  for (const [name, part] of Object.entries($defs)) parts[name] = moved(part);
  return moved(own);
}

const COMPONENTS = '#/components/schemas/';

/** With references to where OpenAPI has the parts. */
function moved(part: z.core.JSONSchema.BaseSchema): z.core.JSONSchema.BaseSchema {
  return JSON.parse(JSON.stringify(part), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', COMPONENTS) : value,
  );
}

function sorted(parts: Schemas): Schemas {
  return Object.fromEntries(Object.entries(parts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
