import { gzipSync } from 'node:zlib';
import { bagRead } from '@bothways/core';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { formatFolder, readWhole, refusalOf } from './format-testing.ts';
import { jsonFault } from './json-fault.ts';
import { type JsonPiece, jsonPieces } from './json-pieces.ts';

const { put, remove } = formatFolder();
afterAll(remove);

test('[I37] JSON lines come as they stand: nested values by path, lists as JSON, null empty, long numbers with all their digits', async () => {
  const { columns, types, rows, records } = await readWhole(
    put(
      'a.jsonl',
      `{"id":1,"ok":true,"who":{"name":"Ann","a.b":{"c\\\\d":2}},"list":[1,{"a":null}],"none":null,"empty":{},"mixed":1}
\r
{"id":9007199254740993,"mixed":"x","big":1e999,"deep":[12345678901234567890],"exact":0.12345678901234567,"id2":1e2,"dup":1,"dup":2}\r
{"id":-0.50,"later":"\\u00e9 \\ud83d\\ude00"}`,
    ),
  );
  expect(rows).toEqual([
    {
      ...{ id: '1', ok: 'true', 'who.name': 'Ann', 'who.a\\.b.c\\\\d': '2' },
      ...{ list: '[1,{"a":null}]', empty: '{}', mixed: '1' },
    },
    {
      ...{ id: '9007199254740993', mixed: 'x', big: '1e999', deep: '[12345678901234567890]' },
      ...{ exact: '0.12345678901234567', id2: '100', dup: '2' },
    },
    { id: '-0.5', later: 'é 😀' },
  ]);
  expect(records.map(({ line }) => line)).toEqual([1, 3, 4]);
  const typed = Object.fromEntries(columns.map((name, index) => [name, types?.[index]]));
  expect(typed).toMatchObject({ ok: 'bool', list: 'text', mixed: 'text' });
  expect(typed).toMatchObject({ 'who.a\\.b.c\\\\d': 'number', big: 'text', exact: 'number' });
  expect(typed).toMatchObject({ id: 'text' });
  expect(columns).not.toContain('none');
});

test('[I37] one list of objects is read as its elements, a line each or not', async () => {
  const lines = '{"a":1,"b":"x,]}\\""}\n{"a":9007199254740993}\n{"a":{"c":[[],{}]}}';
  const list = `\ufeff [ ${lines.replaceAll('\n', '\n,')} ]\n`;
  const fromLines = await readWhole(put('b.jsonl', lines));
  const fromList = await readWhole(put('b.json', list));
  expect(fromList.rows).toEqual(fromLines.rows);
  expect(fromList.records.map(({ line }) => line)).toEqual([1, 2, 3]);
  expect((await readWhole(put('wide.json', Buffer.from(list, 'utf16le')))).rows).toEqual(
    fromList.rows,
  );
  expect((await readWhole(put('packed.json.gz', gzipSync(list)))).rows).toEqual(fromList.rows);
  expect(await refusalOf(put('none.json', '[]'))).toMatch(/^no-records: the file has no records/);
});

test('[I38] a line that is no object is refused by itself, with what was wrong where', async () => {
  const long = `{"a":"${'x'.repeat(1_100_000)}"}`;
  const bad = Buffer.from('{"a":"caf\u00e9"}', 'latin1');
  const { records } = await readWhole(
    put(
      'bad.jsonl',
      Buffer.concat([
        Buffer.from(
          `{"a":1}\n{"a":1,}\n[1]\n"x"\n{"a":"\\ud800"}\n${long}\n{"a":"nul\0"}\n${'{"a":'.repeat(40)}1${'}'.repeat(40)}\n{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}\n`,
        ),
        bad,
        Buffer.from(`\n${long}`),
      ]),
    ),
  );
  expect(records.map(({ line, flaw }) => [line, flaw?.reason ?? null])).toEqual([
    [1, null],
    [2, 'bad-json'],
    [3, 'bad-record'],
    [4, 'bad-record'],
    [5, 'bad-encoding'],
    [6, 'record-too-long'],
    [7, 'bad-json'],
    [8, 'bad-record'],
    [9, 'bad-record'],
    [10, 'bad-encoding'],
    [11, 'record-too-long'],
  ]);
  expect(records[1]?.flaw?.detail).toBe(
    'no JSON: column 8: a key in quotes should stand where "}" does',
  );
  expect(records[2]?.flaw?.detail).toBe('the record is a list; wanted an object { ... }');
});

test('[I38] an element of a list is refused by itself; a list that breaks off whole', async () => {
  const list = `[{"a":1},{"a" 1},7,{"a":"${'x'.repeat(1_100_000)}"},{"a":2},]`;
  const { records } = await readWhole(put('list.json', list));
  expect(records.map(({ line, flaw }) => [line, flaw?.reason ?? null])).toEqual([
    [1, null],
    [2, 'bad-json'],
    [3, 'bad-record'],
    [4, 'record-too-long'],
    [5, null],
    [6, 'bad-json'],
  ]);
  const whole = '[{"a":[1,"]"]},{"b":{}}]';
  for (let cut = 1; cut < whole.length; cut += 1)
    expect(await refusalOf(put('cut.json', whole.slice(0, cut))), whole.slice(0, cut)).toMatch(
      /^json-damaged: .* breaks off/,
    );
  expect(await refusalOf(put('more.json', `${whole}{}`))).toMatch(
    /^json-damaged: .*character 25: the end should stand where "\{" does/,
  );
});

test.each([
  ['', 'it ends where a value should stand'],
  ['{"a":1', 'it ends where "," or "}" should stand'],
  ['{"a":1}}', 'column 8: the end should stand where "}" does'],
  ["{'a':1}", `column 2: a key in quotes or "}" should stand where "'a':1}" does`],
  ['{"a":01}', 'column 7: "," or "}" should stand where "1}" does'],
  ['{"a":NaN}', 'column 6: a value should stand where "NaN}" does'],
  ['{"a":"\t"}', 'column 6: a value should stand where "\\"\\t\\"}" does'],
  ['[1,]', 'column 4: a value should stand where "]" does'],
  ['[1 2]', 'column 4: "," or "]" should stand where "2]" does'],
  ['{"a"}', 'column 5: ":" should stand where "}" does'],
  ['id,name', 'column 1: a value should stand where "id,name" does'],
])('[I38] %j: %s', (text, fault) => {
  expect(jsonFault(text)).toBe(fault);
});

test('[I38] whatever JSON.parse refuses has a fault, and nothing else', () => {
  const unit = fc.constantFrom(...'{}[],:"\\0123456789.-+eEtrufalsn \t\n\0é');
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit, maxLength: 30 }), fc.json()), (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(jsonFault(text) === 'it is JSON').toBe(isJson);
    }),
    { numRuns: 3000 },
  );
});

const value = fc
  .jsonValue({ maxDepth: 4 })
  .filter((each) => typeof each === 'object' && each !== null && !Array.isArray(each));

test('[I37] what JSON says comes back as a bag has it, as lines and as a list', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 8 }), async (objects) => {
      const lines = await readWhole(
        put('any.jsonl', objects.map((each) => JSON.stringify(each)).join('\n')),
      ).catch(String);
      const list = await readWhole(put('any.json', JSON.stringify(objects, null, 1))).catch(String);
      const bags = objects.map((each) => {
        const read = bagRead(each);
        return 'bag' in read ? read.bag : {};
      });
      const isEmpty = bags.every((bag) => Object.values(bag).every((text) => text === 'null'));
      if (typeof lines === 'string' || typeof list === 'string') {
        expect([isEmpty, String(lines), String(list)]).toEqual([true, lines, list]);
        return;
      }
      expect(list.rows).toEqual(lines.rows);
      bags.forEach((bag, index) => {
        const wanted = Object.entries(bag).filter(([, text]) => text !== 'null' && text !== '"');
        // A cell is the text of a string, else what the bag says of it.
        const cells = Object.fromEntries(
          wanted.map(([key, text]) => [key, text.replace(/^"/, '')]),
        );
        expect(lines.rows[index]).toEqual(cells);
      });
    }),
    { numRuns: 100 },
  );
});

describe('[I37] cut at any place', () => {
  const text = ' {"a": [1, {"b":"]}\\\\\\""}, "x,y"] , "c\\u0041" : {"d":[2]}, "e":[], "f":null} ';
  const cutInto = async (sizes: number): Promise<readonly JsonPiece[]> => {
    async function* chunks(): AsyncGenerator<string> {
      for (let at = 0; at < text.length; at += sizes) yield text.slice(at, at + sizes);
    }
    const pieces: JsonPiece[] = [];
    for await (const some of jsonPieces(chunks(), 100)) pieces.push(...some);
    return pieces;
  };
  test.each([1, 2, 3, 5, 7, 100])('into pieces of %d the elements are the same', async (size) => {
    expect(
      (await cutInto(size)).map((piece) => [piece.section, piece.ordinal, piece.text.trim()]),
    ).toEqual([
      ['a', 1, '1'],
      ['a', 2, '{"b":"]}\\\\\\""}'],
      ['a', 3, '"x,y"'],
      ['cA', 0, '{"d":[2]}'],
      ['f', 0, 'null'],
    ]);
  });
});
