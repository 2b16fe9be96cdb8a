import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filled, migrations } from './migrate.ts';
import { splitSql } from './split-sql.ts';

test.each([
  ['SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
  ["SELECT ';'; SELECT 'it''s; \\'; x'", ["SELECT ';'", "SELECT 'it''s; \\'; x'"]],
  ['SELECT 1 -- a; b\n; /* c; d */ SELECT "e;f"', ['SELECT 1', 'SELECT "e;f"']],
  ['DO $$ BEGIN; END; $$; SELECT $a$;$$;$a$', ['DO $$ BEGIN; END; $$', 'SELECT $a$;$$;$a$']],
  ['-- nothing\n;;', []],
  ['SELECT 4 - 2 / 1, $1', ['SELECT 4 - 2 / 1, $1']],
])('[M5] %j', (script, statements) => {
  expect(splitSql(script).map((each) => each.replace(/\s+/g, ' '))).toEqual(statements);
});

test('[M5] statements put together are cut apart again', () => {
  const part = fc.constantFrom("';'", '";"', '`;`', '$$;$$', '1', 'a', ' + ');
  const statement = fc
    .array(part, { minLength: 1, maxLength: 6 })
    .map((parts) => `x ${parts.join(' ')}`.trim());
  fc.assert(
    fc.property(fc.array(statement), (statements) => {
      expect(splitSql(statements.join(';\n'))).toEqual(statements);
    }),
  );
});

test('[M6] engine and cluster are filled', () => {
  const sql = 'CREATE TABLE t {cluster} (a Int8) ENGINE = {engine} ORDER BY a';
  expect(filled(sql, undefined)).toBe('CREATE TABLE t  (a Int8) ENGINE = MergeTree ORDER BY a');
  expect(filled(sql, 'main')).toBe(
    'CREATE TABLE t ON CLUSTER `main` (a Int8) ENGINE = ReplicatedMergeTree ORDER BY a',
  );
  for (const { sql } of migrations('facts')) {
    for (const statement of splitSql(sql)) {
      if (/^(CREATE|ALTER)/.test(statement)) expect(statement).toContain('{cluster}');
    }
  }
});
