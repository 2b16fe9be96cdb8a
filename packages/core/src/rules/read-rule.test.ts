import { expect, test } from 'vitest';
import { readRule } from './read-rule.ts';
import { EVENT_ENVIRONMENT, type RuleType, TRAITS_ENVIRONMENT } from './rule.ts';
import { explainRuleError } from './rule-error.ts';
import { shareRefused } from './testing.ts';

function errorOf(text: string, wanted: RuleType) {
  const read = readRule(text, EVENT_ENVIRONMENT, wanted);
  return 'error' in read ? read.error : null;
}

test('[E1] a rule is plain data', () => {
  const read = readRule('properties.a["b.c"] > 2', EVENT_ENVIRONMENT, 'bool');
  expect(read).toEqual(JSON.parse(JSON.stringify(read)));
  expect(read).toEqual({
    rule: {
      text: 'properties.a["b.c"] > 2',
      type: 'bool',
      node: {
        kind: 'compare',
        type: 'bool',
        operator: '>',
        operands: {
          of: 'number',
          left: {
            kind: 'entry',
            type: 'number',
            entry: { bag: 'properties', key: 'a.b\\.c', path: ['a', 'b.c'] },
            converted: false,
          },
          right: { kind: 'literal', type: 'number', value: 2 },
        },
      },
    },
  });
});

test('[E1] generated expressions read, nearly all', () => {
  expect(shareRefused(1_000)).toBeLessThan(0.02);
});

test.each([
  // text                                wanted    code               marked                      hint
  ['', 'bool', 'syntax', '', 'write an expression, such as event == "Order Completed"'],
  ['properties.total = 3', 'bool', 'syntax', '=', 'write == to compare'],
  ['event and type', 'bool', 'syntax', 'and', 'write && for and, || for or, ! for not'],
  ['event == "a', 'bool', 'syntax', '"a', 'close the text with the same quote on the same line'],
  ['(1 + 2', 'number', 'syntax', '', 'it ends too early: finish it'],
  [
    'properties.in',
    'bool',
    'syntax',
    'in',
    'write properties["name"] for a name that is not plain letters, digits and _',
  ],
  ['events == "a"', 'bool', 'unknown-name', 'events', 'did you mean "event"?'],
  ['flor(2)', 'number', 'unknown-function', 'flor(2)', 'did you mean "floor"?'],
  [
    'startsWith(event, "a")',
    'bool',
    'unknown-function',
    'startsWith(event, "a")',
    'write text.startsWith("part")',
  ],
  ['min(1)', 'number', 'wrong-arguments', 'min(1)', 'write min(a, b)'],
  [
    'event.startsWith()',
    'bool',
    'wrong-arguments',
    'event.startsWith()',
    'write text.startsWith("part")',
  ],
  ['event', 'bool', 'wrong-type', 'event', 'compare it, for example event == "text"'],
  ['event', 'number', 'wrong-type', 'event', 'write number(event) if it holds a number'],
  ['"3" * 2', 'number', 'wrong-type', '"3"', 'write a number without quotes'],
  ['"a" + 1', 'string', 'wrong-type', '1', 'write "1" with quotes'],
  ['1 ? 2 : 3', 'number', 'wrong-type', '1', 'compare it, for example 1 == 1'],
  ['true + 1', 'number', 'wrong-type', 'true', 'write true ? 1 : 0'],
  ['true < false', 'bool', 'wrong-type', 'true < false', 'write == or !='],
  ['properties > 1', 'bool', 'wrong-type', 'properties', 'write properties.total or the like'],
  ['event.x', 'bool', 'wrong-type', 'event.x', 'write properties.name'],
  ['has(channel)', 'bool', 'wrong-type', 'channel', 'write channel != null'],
  [
    'time("2026-02-30T00:00:00Z") == null',
    'bool',
    'bad-literal',
    '"2026-02-30T00:00:00Z"',
    'write date, time and zone, as in "2026-01-31T09:30:00+01:00"',
  ],
  [
    '9007199254740993',
    'number',
    'bad-literal',
    '9007199254740993',
    'quote it if it is an id; numbers are exact up to 9007199254740992',
  ],
  ['event in ["a", 1]', 'bool', 'bad-literal', '1', 'write them out, as in ["a", "b"] or [1, 2]'],
  ['event in []', 'bool', 'bad-literal', '[]', 'write them out, as in ["a", "b"] or [1, 2]'],
] as const)('[E2] %s as a %s is refused: %s', (text, wanted, code, marked, hint) => {
  const error = errorOf(text, wanted);
  expect(error?.code).toBe(code);
  expect(text.slice(error?.from, error?.to)).toBe(marked);
  expect(error?.hint).toBe(hint);
});

test('[E2] a forgotten bag and a name with a minus are guessed', () => {
  expect(errorOf('total > 3', 'bool')?.hint).toContain('write properties.total if');
  expect(errorOf('properties.order-id', 'number')?.hint).toContain(
    'write properties["order-id"] if',
  );
  const read = readRule('properties.x == 1', TRAITS_ENVIRONMENT, 'bool');
  expect(read).toMatchObject({
    error: { code: 'unknown-name', hint: expect.stringContaining('traits') },
  });
});

test('[E3] an error is shown under its line', () => {
  const text = 'event == "a" &&\n\tproperties.total * 2 > "3"';
  const error = errorOf(text, 'bool');
  expect(error === null ? '' : explainRuleError(text, error)).toBe(
    '\tproperties.total * 2 > "3"\n' +
      '\t                       ^^^ this is a text, where a number is wanted\n' +
      'write a number without quotes',
  );
});

test('[E4] nothing tells the type of two entries', () => {
  expect(errorOf('properties.a == properties.b', 'bool')).toMatchObject({
    code: 'ambiguous-type',
    hint: 'write number(properties.a) == properties.b or string(properties.a) == properties.b',
  });
  expect(errorOf('(event == "a" ? properties.a : properties.b) == null', 'bool')?.code).toBe(
    'ambiguous-type',
  );
  for (const wanted of ['number', 'bool', 'string', 'time'] as const) {
    expect(errorOf('properties.a', wanted)).toBe(null);
    expect(errorOf('channel == "web" ? properties.a : null', wanted)).toBe(null);
  }
});

test.each([
  'event.matches("a.*")',
  '[1, 2].exists(x, x > 1)',
  '[1, 2].map(x, x * 2)',
  '[1, 2].all(1, true)',
  '{"a": 1}.a == 1',
  '{}',
  '[1, 2] == [1, 2]',
  'properties.items[0] == 1',
  'properties[name] == 1',
  'duration("1h") > 1',
  'timestamp("2026-01-31T00:00:00Z") == null',
  'int(properties.a) == 1',
  '5u == properties.a',
  'b"a" == event',
  'properties.a == 0x10',
  'type(properties.a) == "x"',
  'now() > time(properties.at)',
  '"abc"["a"] == "x"',
  'cel.bind(x, 1, x) == 1',
])('[E5] %s is not part of the language', (text) => {
  expect(['unsupported', 'unknown-name']).toContain(errorOf(text, 'bool')?.code);
});
