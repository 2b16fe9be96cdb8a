import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ruleSql, textSql } from './rule-sql.ts';
import { ruleOf, typedText } from './testing.ts';
import { text } from './testing-events.ts';

test.each([
  ['', "''"],
  ['Order Completed', "'Order Completed'"],
  ['a_b.c,d:e@f-g', "'a_b.c,d:e@f-g'"],
  ['a--b', "unhex('612d2d62')"],
  ["'", "unhex('27')"],
  ['\\', "unhex('5c')"],
  ['a\0', "unhex('6100')"],
  ['é😀', "unhex('c3a9f09f9880')"],
  ['\ud800', "unhex('efbfbd')"],
  ['{x:String}', "unhex('7b783a537472696e677d')"],
])('[S1] %j is %s', (value, sql) => {
  expect(textSql(value)).toBe(sql);
});

test('[S1] every literal is one of the two forms', () => {
  fc.assert(
    fc.property(text, (each) => {
      expect(textSql(each)).toMatch(/^(?:'[A-Za-z0-9 _.,:@-]*'|unhex\('(?:[0-9a-f]{2})+'\))$/);
    }),
  );
});

test.each([
  ['name == "a"', 'bool', "CAST(equals(nullIf(<name>, ''), 'a'), 'Nullable(UInt8)')"],
  [
    'has(properties.a)',
    'bool',
    "CAST(and(notEquals(arrayElement(<properties>, 'a'), ''), notEquals(arrayElement(<properties>, 'a'), 'null')), 'Nullable(UInt8)')",
  ],
  ['2', 'number', "CAST(toFloat64(2), 'Nullable(Float64)')"],
] as const)('[S2] %s is written', (each, type, sql) => {
  expect(ruleSql(ruleOf(each, type), (name) => `<${name}>`)).toBe(sql);
});

test('[S2] SQL is no longer than a bound times the expression', () => {
  fc.assert(
    fc.property(typedText, ({ text: each, type }) => {
      const sql = ruleSql(ruleOf(each, type), (name) => name);
      expect(sql.length).toBeLessThan(100 * (each.length + 10));
    }),
    { numRuns: 1_000 },
  );
});
