import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatClause, identifier, literal, reachesOutside, tokens } from './sql.ts';

test.each([
  ["SELECT 'file(' FORMAT CSV", undefined],
  ['SELECT 1 -- file(\n', undefined],
  ['SELECT /* file( */ (1)', undefined],
  ['SELECT "file" (1)', 'file('],
  ['SELECT fi/**/le(1)', undefined],
  ["SELECT 'it''s', file('x')", 'FILE('],
  ["SELECT '\\'', file('x')", 'FILE('],
  ['SELECT $$ file( $$, $a$ file( $a$', undefined],
  ['SELECT profile(1), file', undefined],
  ["SELECT * FROM t WHERE name = 'x' INTO OUTFILE 'y'", 'OUTFILE'],
])('[F17] %s reaches out by %s', (sql, outside) => {
  expect(reachesOutside(tokens(sql))).toBe(outside);
});

test.each([
  ['SELECT 1 FORMAT CSV', 'CSV'],
  ['SELECT 1 format JSONEachRow SETTINGS max_threads = 1', 'JSONEachRow'],
  ["SELECT 'FORMAT CSV'", undefined],
  ['SELECT (SELECT 1 FORMAT CSV)', undefined],
  ["SELECT format('{} x', 1)", undefined],
  ['SELECT 1 -- FORMAT CSV', undefined],
  ['INSERT INTO t (a, b) FORMAT RowBinary', 'RowBinary'],
])('[F17] the format of %s is %s', (sql, format) => {
  expect(formatClause(sql, tokens(sql))?.format).toBe(format);
});

test('[F17] a literal or a name is one token, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(tokens(literal(text)).map(({ kind }) => kind)).toEqual(['text']);
      if (text !== '') expect(tokens(identifier(text)).map(({ kind }) => kind)).toEqual(['quoted']);
    }),
  );
});
