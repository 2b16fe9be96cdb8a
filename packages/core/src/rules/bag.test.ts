import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bagKey, bagObject, bagOf, bagRead, bagText } from './bag.ts';

test('[B1] an object goes to a bag and comes back as JSON had it', () => {
  const json = fc.dictionary(
    fc.string({ unit: 'binary' }).map((key) => key.toWellFormed()),
    fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 4 }),
  );
  fc.assert(
    fc.property(json, (object) => {
      const plain = JSON.parse(JSON.stringify(object));
      expect(bagObject(bagOf(object))).toEqual(plain);
    }),
  );
});

test.each([
  [{ a: { b: 1 } }, { 'a.b': '1' }],
  [{ 'a.b': 1 }, { 'a\\.b': '1' }],
  [{ 'a\\': { b: 1 } }, { 'a\\\\.b': '1' }],
  [{ 'a\\.b': 1 }, { 'a\\\\\\.b': '1' }],
  [{ '': { '': 1 } }, { '.': '1' }],
  [
    JSON.parse('{"__proto__": {"x": 1}, "constructor": 2}'),
    JSON.parse('{"__proto__.x": "1", "constructor": "2"}'),
  ],
])('[B2] %j is flattened to %j and back', (object, bag) => {
  expect(bagOf(object)).toEqual(bag);
  expect(bagObject(bag)).toEqual(object);
});

test('[B2] a path is one key', () => {
  expect(bagKey(['a', 'b.c', 'd\\e'])).toBe('a.b\\.c.d\\\\e');
});

test.each([
  ['text', '"text'],
  ['', '"'],
  ['"q"', '""q"'],
  ['a\ud800b', '"a\ufffdb'],
  [12.5, '12.5'],
  [-0, '0'],
  [1e21, '1e+21'],
  [5e-324, '5e-324'],
  [Number.NaN, 'null'],
  [Number.NEGATIVE_INFINITY, 'null'],
  [12n, '12'],
  [true, 'true'],
  [null, 'null'],
  [[1, 'a', { b: null }], '[1,"a",{"b":null}]'],
  [[], '[]'],
  [{}, '{}'],
  [new Date(0), '"1970-01-01T00:00:00.000Z'],
])('[B3] %s is kept as %s', (value, text) => {
  expect(bagText(value)).toBe(text);
});

test('[B3] undefined entries are left out', () => {
  expect(bagOf({ a: undefined, b: () => 1, c: 1 })).toEqual({ c: '1' });
});

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: nested(depth - 1) };
}
const limits = { depthMax: 3, entriesMax: 3, charactersMax: 40 };
test.each([
  ['text', 'not-an-object'],
  [null, 'not-an-object'],
  [[1], 'not-an-object'],
  [nested(4), 'too-deep'],
  [{ a: [[[[1]]]] }, 'too-deep'],
  [{ a: 1, b: 2, c: 3, d: 4 }, 'too-many'],
  [{ a: 'x'.repeat(40) }, 'too-long'],
])('[B4] %j is refused: %s', (value, code) => {
  expect(bagRead(value, limits)).toMatchObject({ refusal: { code } });
});

test('[B4] what is within the limits is taken whole', () => {
  expect(bagRead(nested(3), limits)).toEqual({ bag: { 'a.a.a': '1' } });
  expect(() => bagOf('text')).toThrow('bug: bagOf: wanted an object, saw a string; send { ... }');
});
