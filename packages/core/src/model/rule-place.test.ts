import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RuleText, touchpointsOf } from './model.ts';
import { readModel } from './read-model.ts';
import { placeInRule } from './rule-place.ts';

function whenOf(scalar: string): { rule: RuleText; lines: readonly string[] } {
  const text = `bothways: 1
name: N
currency: EUR
journeys:
  - id: j
    phases:
      - id: p
        steps:
          - id: s
            touchpoints:
              - id: t
                channel: web
                when: ${scalar}
                quote: end
`;
  const { model, problems } = readModel([{ file: 'm.yaml', text }]);
  const [touchpoint] = model === null ? [] : touchpointsOf(model);
  if (!touchpoint?.when) throw new Error(JSON.stringify(problems));
  return { rule: touchpoint.when, lines: text.split('\n') };
}

/** What stands in the file at each character of the expression. */
function traced(scalar: string): { text: string; file: string } {
  const { rule, lines } = whenOf(scalar);
  const file = Array.from({ length: rule.text.length }, (_, offset) => {
    const { line, column } = placeInRule(rule, offset);
    return lines[line - 1]?.[column - 1] ?? '\n';
  });
  return { text: rule.text, file: file.join('') };
}

test.each([
  ['event == "A" && b', 'event == "A" && b', 'event == "A" && b'],
  [`'event == "it''s" || c'`, `event == "it's" || c`, `event == "it's" || c`],
  ['"event == \\"A\\" || c"', 'event == "A" || c', 'event == \\A\\ || c'],
  ['"a == \'\\u00e9\\x41\\U0001F600\' || c"', "a == 'éA😀' || c", "a == '\\\\\\\\' || c"],
  ['event == 1 &&\n                  b', 'event == 1 && b', 'event == 1 &&\nb'],
  ['"event == 1 &&\n\n                  b"', 'event == 1 &&\nb', 'event == 1 &&\nb'],
  ['"event == 1 && \\\n                  b"', 'event == 1 && b', 'event == 1 && b'],
  ['|\n                  a &&\n                    b\n', 'a &&\n  b\n', 'a &&\n  b\n'],
  ['|-\n\n                  a &&\n                  b\n', '\na &&\nb', '\na &&\nb'],
  [
    '>-\n                  a &&\n                  b &&\n\n                  c\n',
    'a && b &&\nc',
    'a &&\nb &&\nc',
  ],
  ['&x a == 1', 'a == 1', 'a == 1'],
  ['1.50', '1.50', '1.50'],
  ['true', 'true', 'true'],
])('[P1] %j', (scalar, text, file) => {
  expect(traced(scalar)).toEqual({ text, file });
});

test('[P1] one past the end is a place too', () => {
  const { rule, lines } = whenOf('"a || \\"b\\""');
  const { line, column } = placeInRule(rule, rule.text.length);
  expect(lines[line - 1]?.slice(column - 1)).toBe('"');
});

test('[P1] whatever stands in quotes, each character that is written as itself leads back to itself', () => {
  const piece = fc.constantFrom(
    'a',
    '1',
    ' ',
    '==',
    '&&',
    "'",
    '"',
    '\\',
    '\t',
    'é',
    '#',
    ': ',
    '{',
    '.',
  );
  const text = fc
    .array(piece, { minLength: 1, maxLength: 12 })
    .map((pieces) => pieces.join(''))
    .filter((written) => written.trim() !== '');
  fc.assert(
    fc.property(text, fc.constantFrom('single', 'double', 'literal'), (expression, style) => {
      const scalar =
        style === 'single'
          ? `'${expression.replaceAll("'", "''")}'`
          : style === 'double'
            ? JSON.stringify(expression)
            : `|2-\n                  ${expression}`;
      const result = traced(scalar);
      for (const [offset, character] of [...result.text].entries())
        if (!/["\\\t\n]/.test(character) || style === 'single')
          expect(result.file[offset]).toBe(character);
    }),
    { numRuns: 300 },
  );
});
