import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRule } from './read-rule.ts';
import { EVENT_ENVIRONMENT, type RuleType } from './rule.ts';
import { explainRuleError } from './rule-error.ts';
import { ruleSql } from './rule-sql.ts';
import { typedText } from './testing.ts';

function errorOf(text: string, wanted: RuleType) {
  const read = readRule(text, EVENT_ENVIRONMENT, wanted);
  return 'error' in read ? read.error : null;
}

test.each([
  ['x'.repeat(2_001), 'too-long'],
  [`${'!'.repeat(40)}true`, 'too-deep'],
  [`${'('.repeat(900)}true${')'.repeat(900)}`, 'too-deep'],
  [`properties${'.a'.repeat(900)}`, 'too-deep'],
  [Array.from({ length: 110 }, () => 'event=="a"').join('||'), 'too-many'],
  [`1 in [${'1,'.repeat(501)}1]`, 'too-many'],
  [`min(${'1,'.repeat(40)}1) == 1`, 'too-many'],
  [`${'1+'.repeat(150)}1 == 1`, 'too-deep'],
  [`${'!'.repeat(1_999)}1`, 'too-many'],
])('[E6] %.20s... is refused', (text, code) => {
  expect(errorOf(text, 'bool')?.code).toBe(code);
});

test('[E6] many conditions in a row are not deep, and 500 items are a list', () => {
  expect(errorOf(Array.from({ length: 60 }, () => 'event=="a"').join('||'), 'bool')).toBe(null);
  expect(errorOf(`1 in [${'1,'.repeat(499)}1]`, 'bool')).toBe(null);
});

const fragments = fc.constantFrom(
  ...[
    'event',
    'properties',
    '.',
    'a',
    '[',
    ']',
    '(',
    ')',
    '"',
    "'",
    '\\',
    '1',
    'e',
    '+',
    '-',
    '!',
    '&&',
    '||',
    '?',
    ':',
  ],
  ...[
    ' ',
    '\n',
    'null',
    'in',
    'has',
    ',',
    '==',
    '<',
    '{',
    '}',
    '//',
    'r"',
    'b"',
    '"""',
    '0x',
    '%',
    '`',
    ';',
    '\0',
    '😀',
  ],
);
test('[E6] any text at all is read or refused within its bounds', () => {
  const text = fc.oneof(
    fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  fc.assert(
    fc.property(text, fc.constantFrom('number', 'bool', 'string', 'time'), (each, wanted) => {
      const error = errorOf(each, wanted);
      if (error === null) return;
      expect(error.from).toBeGreaterThanOrEqual(0);
      expect(error.to).toBeGreaterThanOrEqual(error.from);
      expect(error.to).toBeLessThanOrEqual(each.length);
      expect(error.message.length * error.hint.length).toBeGreaterThan(0);
      explainRuleError(each, error);
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ...[
    'seq > 1',
    'identity_id == "a"',
    'system.tables == "a"',
    'version() == "a"',
    'event; DROP TABLE event',
  ],
  ...[
    'event) OR (1 == 1',
    'event /* */ == "a"',
    'event -- == "a"',
    '`event` == "a"',
    'event == "a" SETTINGS x = 1',
  ],
  ...[
    '{x:String} == event',
    '@x == 1',
    '$1 == 1',
    'event::String == "a"',
    'event.1 == "a"',
    'sleep(3) == 1',
  ],
  ...[
    '__proto__ == 1',
    'constructor == 1',
    'toString == "a"',
    'hasOwnProperty("a")',
    'event.constructor("x")',
  ],
])('[E7] %s reaches nothing', (text) => {
  expect(errorOf(text, 'bool')).not.toBe(null);
});

test('[E7] SQL holds no text of the expression but known names, numbers, plain literals and hex', () => {
  fc.assert(
    fc.property(typedText, ({ text, type }) => {
      const read = readRule(text, EVENT_ENVIRONMENT, type);
      const sql = 'rule' in read ? ruleSql(read.rule, (name) => `<${name}>`) : '';
      const strange = sql
        .replace(/unhex\('(?:[0-9a-f]{2})*'\)/g, '')
        .replace(/'[A-Za-z0-9 _.,:@()[\]{}?^+|$-]*'/g, '')
        .replace(/<(?:event|type|name|channel|properties|context)>/g, '')
        .replace(/\b(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?\b/g, '')
        .replace(/\b[a-z][A-Za-z0-9]*(?=\()/g, '')
        .replace(/\b(?:CAST|NULL|AND|inf|t|x|y|b)\b/g, '');
      expect(strange).toMatch(/^[\s(),\-+*=>[\]]*$/);
    }),
  );
});
