import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';
import { formatFolder, readWhole } from './format-testing.ts';
import { type JsonPiece, jsonPieces } from './json-pieces.ts';
import { xmlReader } from './safe-xml.ts';

const { put, remove } = formatFolder();
afterAll(remove);

/** A table as every format can say it: texts, numbers and yes or no, each row with something in it. */
interface Row {
  readonly id: number;
  readonly name: string;
  readonly total: number | null;
  readonly ok: boolean | null;
}

// No control characters: XML has none of them.
const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    'é',
    '😀',
    ',',
    ';',
    '"',
    "'",
    '<',
    '&',
    '>',
    ']',
    '\\',
    '{',
    '\n',
    '\t',
    ' ',
    '7',
    '.',
  ),
  minLength: 1,
  maxLength: 12,
});
const row: fc.Arbitrary<Row> = fc.record({
  id: fc.nat(),
  name: text.filter((each) => each.trim() === each),
  total: fc.option(
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
      .map((each) => each || 0),
  ),
  ok: fc.option(fc.boolean()),
});

const escaped = (value: string): string =>
  value.replaceAll(/[<>&"\n\t]/g, (mark) => `&#${mark.charCodeAt(0)};`);

const WRITERS: Readonly<Record<string, (rows: readonly Row[]) => string | Buffer>> = {
  'a.csv': (rows) =>
    `id,name,total,ok\n${rows.map(({ id, name, total, ok }) => `${id},"${name.replaceAll('"', '""')}",${total ?? ''},${ok ?? ''}\n`).join('')}`,
  'a.jsonl': (rows) => rows.map((each) => `${JSON.stringify(each)}\n`).join(''),
  'a.json': (rows) => JSON.stringify(rows, null, 2),
  'a.parquet': (rows) =>
    Buffer.from(
      parquetWriteBuffer({
        columnData: [
          { name: 'id', data: rows.map(({ id }) => id), type: 'INT32' },
          { name: 'name', data: rows.map(({ name }) => name), type: 'STRING' },
          { name: 'total', data: rows.map(({ total }) => total), type: 'DOUBLE' },
          { name: 'ok', data: rows.map(({ ok }) => ok), type: 'BOOLEAN' },
        ],
      }),
    ),
  'a.xes': (rows) => {
    const tag = (type: string, key: string, value: unknown): string =>
      value === null ? '' : `<${type} key="${key}" value="${escaped(String(value))}"/>`;
    const events = rows.map(
      ({ id, name, total, ok }) =>
        `<event>${tag('int', 'id', id)}${tag('string', 'name', name)}${tag('float', 'total', total)}${tag('boolean', 'ok', ok)}</event>`,
    );
    return `<?xml version="1.0"?><log><trace>${events.join('\n')}</trace></log>`;
  },
  'a.jsonocel': (rows) =>
    JSON.stringify({
      ...{ objectTypes: [], eventTypes: [], objects: [] },
      events: rows.map((each) => ({
        attributes: Object.entries(each).map(([name, value]) => ({ name, value })),
      })),
    }),
};

test('[I46] the same records come back equal from every format, packed or not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
      const wanted = rows.map((each) =>
        Object.fromEntries(
          Object.entries(each)
            .filter(([, value]) => value !== null)
            .map(([key, value]) => [key, String(value)]),
        ),
      );
      for (const [name, write] of Object.entries(WRITERS)) {
        const content = write(rows);
        expect((await readWhole(put(name, content))).rows, name).toEqual(wanted);
        const packed = put(`${name}.gz`, gzipSync(content));
        expect((await readWhole(packed)).rows, name).toEqual(wanted);
        const pressed = put(`${name}.zst`, zstdCompressSync(content));
        expect((await readWhole(pressed, {}, ['id', 'name', 'total', 'ok'])).rows, name).toEqual(
          wanted,
        );
      }
    }),
    { numRuns: 30 },
  );
});

test('[I46] wherever bytes are cut into chunks, XML and JSON say the same', async () => {
  const xml =
    '<?xml version="1.0"?>\r\n<l\u00f6g a="\u00e9&#x1F600;\ud83d\ude00">\r\n<x:e k = "v&amp;w"/>t\u00e4xt<![CDATA[]]]>]]&gt;</l\u00f6g>';
  const json = '{"events":[{"a":"\u00e9\ud83d\ude00\\""},[1,{"b":"]"}] , 7],"n":{"x":[",",{}]}}';
  async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const heard = async (size: number): Promise<readonly unknown[]> => {
    const said: unknown[] = [];
    let between = '';
    const reader = xmlReader(
      'it',
      {
        open: (name, attributes, line) => said.push(name, { ...attributes }, line),
        text: (part) => {
          between += part;
        },
        close: (name) => said.push(between, `/${name}`),
      },
      () => new Error('a document type'),
    );
    for await (const part of decodeText(cut(Buffer.from(xml), size), null)) reader.write(part);
    reader.end();
    const pieces: JsonPiece[] = [];
    for await (const some of jsonPieces(decodeText(cut(Buffer.from(json), size), null), 1000))
      pieces.push(...some);
    return [...said, ...pieces];
  };
  const whole = await heard(10_000);
  expect(whole).toContainEqual({
    section: 'events',
    ordinal: 2,
    text: '[1,{"b":"]"}] ',
    isTooLong: false,
  });
  for (let size = 1; size < 40; size += 1) expect(await heard(size), `by ${size}`).toEqual(whole);
});
