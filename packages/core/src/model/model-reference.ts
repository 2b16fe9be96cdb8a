import { type JsonSchema, modelJsonSchema } from './json-schema.ts';

/**
 * The reference of the model file as Markdown: every part with its keys, what each takes and what it is for. From the schema, so
 * that it never differs from the check.
 */
export function modelReference(): string {
  const { $defs } = modelJsonSchema();
  const parts = partsOf($defs);
  const sections = inReadingOrder(parts).map((name) => section(name, parts.get(name) ?? {}, parts));
  return [
    '# The model file',
    '',
    'Generated from the schema. YAML or JSON; one file, or several that are read as one: lists are appended in file order,',
    'maps are merged, a single value may be stated again only as it was. A key that starts with `x-` is yours, at any level:',
    'it is kept, and read by nothing. For completion in an editor, put this on the first line, with the path to the schema:',
    '`# yaml-language-server: $schema=bothways.schema.json`',
    '',
    ...sections,
  ].join('\n');
}

type Parts = ReadonlyMap<string, JsonSchema>;

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partsOf(under: unknown): Parts {
  const entries = isSchema(under) ? Object.entries(under) : [];
  return new Map(entries.filter((entry): entry is [string, JsonSchema] => isSchema(entry[1])));
}

/** The model first, then each part where it is first named. */
function inReadingOrder(parts: Parts): readonly string[] {
  const order = ['Model'];
  for (const name of order) {
    const named = JSON.stringify(parts.get(name) ?? {}).matchAll(/"#\/\$defs\/([A-Za-z]+)"/g);
    for (const [, next] of named) if (next !== undefined && !order.includes(next)) order.push(next);
  }
  return order;
}

function section(name: string, part: JsonSchema, parts: Parts): string {
  const { title, description, properties, required, examples } = part;
  const needed = Array.isArray(required) ? required : [];
  const rows = [...partsOf(properties)].map(
    ([key, value]) =>
      `| \`${key}\` | ${typeOf(value, parts)} | ${needed.includes(key) ? 'yes' : ''} | ${cell(purposeOf(value, parts))} |`,
  );
  const table =
    rows.length === 0
      ? []
      : ['| key | takes | needed | what for |', '|---|---|---|---|', ...rows, ''];
  const shown = Array.isArray(examples)
    ? [`Such as ${examples.map((each) => `\`${String(each)}\``).join(', ')}.`, '']
    : [];
  return [
    `## ${String(title ?? name)}`,
    '',
    String(description ?? ''),
    '',
    ...table,
    ...shown,
  ].join('\n');
}

/** What a key takes, with a link where that has a section of its own. */
function typeOf(value: JsonSchema, parts: Parts): string {
  const { $ref, type, items, patternProperties, format, const: only, enum: choices, anyOf } = value;
  if (typeof $ref === 'string') return link($ref.replace('#/$defs/', ''), parts);
  if (only !== undefined) return `\`${String(only)}\``;
  if (Array.isArray(choices)) return choices.map((each) => `\`${String(each)}\``).join(', ');
  if (Array.isArray(anyOf))
    return anyOf.flatMap((each) => (isSchema(each) ? [typeOf(each, parts)] : [])).join(' or ');
  if (type === 'array') return isSchema(items) ? `list of ${typeOf(items, parts)}` : 'list';
  if (type === 'object') {
    const [first] = [...partsOf(patternProperties)].filter(([pattern]) => pattern !== '^x-');
    return first === undefined ? 'map' : `map of ${typeOf(first[1], parts)}`;
  }
  if (type === 'boolean') return 'true or false';
  if (type === 'integer') return 'whole number';
  if (type === 'string') return format === 'date' ? 'date' : 'text';
  return typeof type === 'string' ? type : 'anything';
}

function link(name: string, parts: Parts): string {
  const title = titleOf(name, parts);
  return `[${title}](#${title.toLowerCase().replaceAll(' ', '-')})`;
}

function titleOf(name: string, parts: Parts): string {
  const { title = name } = parts.get(name) ?? {};
  return String(title);
}

/** What a key is for; where it says nothing of its own, what its part says. */
function purposeOf({ description, $ref }: JsonSchema, parts: Parts): unknown {
  if (description !== undefined || typeof $ref !== 'string') return description;
  const { description: said } = parts.get($ref.replace('#/$defs/', '')) ?? {};
  return said;
}

function cell(text: unknown): string {
  return String(text ?? '').replaceAll('|', '\\|');
}
