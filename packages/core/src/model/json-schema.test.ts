import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type JsonSchema, modelJsonSchema } from './json-schema.ts';
import { modelReference } from './model-reference.ts';
import { readModel } from './read-model.ts';
import { LARKFIELD } from './sample-models.ts';

const schema = modelJsonSchema();
const { $defs } = schema;
const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const parts = new Map(Object.entries(isSchema($defs) ? $defs : {}));

test('[J1] the published schema is the generated one: after a change run `npm run docs`', () => {
  const published = readFileSync(
    new URL('../../schema/bothways.schema.json', import.meta.url),
    'utf8',
  );
  expect(JSON.parse(published)).toEqual(schema);
});

/** Whether data fits a schema: the keywords that ours uses, and a crash on any other. */
function fits(under: unknown, data: unknown): boolean {
  if (!isSchema(under)) return under === true;
  return Object.entries(under).every(([keyword, wanted]) => {
    const check = CHECKS[keyword];
    if (check === undefined) throw new Error(`no check for ${keyword}`);
    return check(wanted, data, under);
  });
}

const yes = (): boolean => true;
const keysOf = (data: unknown): [string, unknown][] => (isSchema(data) ? Object.entries(data) : []);
const under = (value: unknown): JsonSchema => (isSchema(value) ? value : {});
const CHECKS: Record<string, (wanted: unknown, data: unknown, schema: JsonSchema) => boolean> = {
  $schema: yes,
  $id: yes,
  $defs: yes,
  title: yes,
  description: yes,
  examples: yes,
  format: yes,
  propertyNames: yes,
  $ref: (wanted, data) => fits(parts.get(String(wanted).replace('#/$defs/', '')), data),
  type: (wanted, data) =>
    (Array.isArray(wanted) ? wanted : [wanted]).some((type) =>
      type === 'object'
        ? isSchema(data)
        : type === 'array'
          ? Array.isArray(data)
          : type === 'integer'
            ? Number.isInteger(data)
            : typeof data === type,
    ),
  const: (wanted, data) => wanted === data,
  enum: (wanted, data) => Array.isArray(wanted) && wanted.includes(data),
  anyOf: (wanted, data) => Array.isArray(wanted) && wanted.some((each) => fits(each, data)),
  pattern: (wanted, data) => typeof data !== 'string' || new RegExp(String(wanted)).test(data),
  minLength: (wanted, data) => typeof data !== 'string' || data.length >= Number(wanted),
  minimum: (wanted, data) => typeof data !== 'number' || data >= Number(wanted),
  maximum: (wanted, data) => typeof data !== 'number' || data <= Number(wanted),
  exclusiveMinimum: (wanted, data) => typeof data !== 'number' || data > Number(wanted),
  items: (wanted, data) => !Array.isArray(data) || data.every((each) => fits(wanted, each)),
  required: (wanted, data) =>
    Array.isArray(wanted) && wanted.every((key) => keysOf(data).some(([name]) => name === key)),
  properties: (wanted, data) =>
    keysOf(data).every(
      ([key, value]) => !(key in under(wanted)) || fits(under(wanted)[key], value),
    ),
  patternProperties: (wanted, data) =>
    keysOf(data).every(([key, value]) =>
      keysOf(wanted).every(
        ([pattern, each]) => !new RegExp(pattern).test(key) || fits(each, value),
      ),
    ),
  additionalProperties: (wanted, data, { properties, patternProperties }) =>
    wanted !== false ||
    keysOf(data).every(
      ([key]) =>
        key in under(properties) ||
        keysOf(patternProperties).some(([pattern]) => new RegExp(pattern).test(key)),
    ),
};

const reads = (text: string): boolean => readModel([{ file: 'm.yaml', text }]).model !== null;

test('[J2] the schema takes the model that the reader takes', () => {
  const text = `${LARKFIELD}x-a: { b: [1] }\nbrand: { promise: On time, colour: red }\ninsights: [{ id: i, impact: -2, who: me }]\n`;
  expect(reads(text)).toBe(true);
  expect(fits(schema, parse(text))).toBe(true);
});

test.each([
  ['owner: shop-team', 'ownr: shop-team', false],
  ['owner: shop-team', 'x-ownr: shop-team', true],
  ['level: L1', 'level: L3', false],
  ['channel: web', 'x-channel: web', false],
  ['median: 9000', 'median: many', false],
  ['median: 9000', 'median: -1', false],
  ['low: 1.0', 'low: 0', false],
  ['gap: 14d', 'gap: 2 weeks', false],
  ['scale: csat-5', 'scale: csat', false],
  ['quantity: 1 }', 'quantity: [1] }', false],
  ['quantity: 1 }', 'quantity: true }', true],
  ['goods: { unit', 'good: { unit', false],
  ['values:\n', 'values:\n  x-why: because\n', true],
  ['duration_s: prop', 'Duration: prop', false],
  ['bothways: 1', 'bothways: 2', false],
  ['agreed_on: 2026-10-02', 'agreed_on: October', false],
])('[J2] %j for %j is taken by both: %s', (from, to, taken) => {
  const text = LARKFIELD.replaceAll(from, to);
  expect([fits(schema, parse(text)), reads(text)]).toEqual([taken, taken]);
});

test('[J3] every key has a description, and the reference names every key and part', () => {
  const reference = modelReference();
  for (const [name, part] of parts) {
    const { properties, title, description } = under(part);
    expect(description, name).toBeTypeOf('string');
    expect(reference).toContain(`## ${String(title)}\n`);
    for (const [key, value] of Object.entries(under(properties))) {
      const { $ref, description: own } = under(value);
      expect(own ?? $ref, `${name}.${key}`).toBeTypeOf('string');
      expect(reference).toContain(`| \`${key}\` |`);
    }
  }
  expect(reference).not.toMatch(/undefined|\[object/);
});
