import { expect, test } from 'vitest';
import { readModel } from '../model/read-model.ts';
import { checkModelRules } from './check-model-rules.ts';
import { ruleReferences } from './references.ts';
import { ruleOf } from './testing.ts';

/** A model with these touchpoints, as YAML. */
function problems(touchpoints: string, from = '', to = '') {
  const whole = `bothways: 1
name: Test
currency: EUR
segments: [{ id: big, name: Big, when: traits.household >= 3 }]
values:
  money: { unit: EUR, scale: 2 }
journeys:
  - id: j
    name: J
    level: L1
    state: current
    mission: { starts_when: event == "A", ends_when: event == "B", gap: 14d }
    phases:
      - id: p
        name: P
        steps:
          - id: s
            name: S
            touchpoints:
${touchpoints}`;
  const text = whole.replace(from, to);
  const { model } = readModel([{ file: 'm.yaml', text }]);
  expect(model, text).not.toBe(null);
  const lines = text.split('\n');
  return (model === null ? [] : checkModelRules(model)).map((problem) => ({
    ...problem,
    at: (lines[problem.line - 1] ?? '').slice(problem.column - 1),
  }));
}

function touchpoint(id: string, when: string, more = ''): string {
  return `              - id: ${id}
                name: ${id}
                channel: web
                when: ${when}
${more}`;
}

test('[M1] a model whose expressions are right has no problem', () => {
  const good = touchpoint(
    'a',
    'event == "A"',
    `                measures: { duration_s: properties.minutes * 60 }
                felt: { from: properties.rating, scale: csat-5 }
                exchange_id: properties.order
                exchange: [{ give: customer, kind: money, quantity: properties.total }]
`,
  );
  expect(problems(good)).toEqual([]);
});

test.each([
  [
    '                measures: { duration_s: event }\n',
    'event }',
    'measure duration_s of touchpoint "a"',
  ],
  [
    '                felt: { from: properties.rating > 2, scale: csat-5 }\n',
    'properties.rating >',
    'felt of',
  ],
  ['                exchange_id: "1 + propertie.x"\n', '1 + pro', 'exchange_id of touchpoint "a"'],
  [
    '                exchange: [{ give: customer, kind: money, quantity: 2 * totl }]\n',
    'totl }]',
    'quantity of money',
  ],
])('[M1] the place in %s is %s', (more, at, of) => {
  const [problem, ...others] = problems(touchpoint('a', 'event == "A"', more));
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: 'error', code: 'expression', file: 'm.yaml' });
  expect(problem?.at.startsWith(at)).toBe(true);
  expect(problem?.message).toContain(of);
  expect(problem?.hint).not.toBe('');
});

test.each([
  [
    'event == "A",',
    'evnt == "A",',
    'evnt == "A",',
    'starts_when of journey "j": nothing is called evnt',
  ],
  [
    'event == "B",',
    'event,',
    'event,',
    'ends_when of journey "j": this is a text, where true or false is wanted',
  ],
  [
    'traits.household >= 3',
    'event == "A"',
    'event == "A"',
    'when of segment "big": nothing is called event',
  ],
])('[M1] %s turned into %s is told', (from, to, at, message) => {
  const [problem, ...others] = problems(touchpoint('a', 'event == "A"'), from, to);
  expect(others).toEqual([]);
  expect(problem?.at.startsWith(at)).toBe(true);
  expect(problem?.message).toBe(message);
});

test.each([
  ['event == "A"', 'event == "A"', '', true],
  ['event == "A"', '"A" == event', '', true],
  ['event == "A"', 'event == "A" && properties.n > 1', '', true],
  ['event == "A" && type == "track"', 'type=="track"&&(event=="A" && has(properties.n))', '', true],
  ['event == "A" || event == "B"', "event == 'B' || event == 'A'", '', true],
  ['true', 'event == "A"', '', true],
  ['event == "A"', 'event == "A"', '                also: true\n', false],
  ['event == "A" && properties.n > 1', 'event == "A"', '', false],
  ['event == "A"', 'event == "B"', '', false],
  ['event == "A" || event == "B"', 'event == "A" || event == "C"', '', false],
])('[M2] after %s, %s never gets an event: %s', (first, second, more, isTold) => {
  const quoted = (when: string): string => `'${when.replaceAll("'", "''")}'`;
  const both = touchpoint('a', quoted(first)) + touchpoint('b', quoted(second), more);
  const told = problems(both);
  expect(told.map(({ severity, code }) => `${severity} ${code}`)).toEqual(
    isTold ? ['lint overlap'] : [],
  );
  if (isTold) expect(told[0]?.message).toContain('"b" never gets an event: "a" (line ');
});

test('[M3] what an expression reads is listed once, in the order written', () => {
  const rule = ruleOf(
    'event == "A" && properties.a.b > 1 && has(context["x.y"]) && properties.a.b in [1]',
    'bool',
  );
  expect(ruleReferences(rule)).toEqual({
    names: ['event'],
    entries: [
      { bag: 'properties', key: 'a.b', path: ['a', 'b'] },
      { bag: 'context', key: 'x\\.y', path: ['x.y'] },
    ],
  });
});

test('[M3] every kind of node is looked into', () => {
  const text =
    'min(-properties.a, abs(number(properties.b)), size(string(properties.c) + name), time(properties.d) - properties.e) in [1]' +
    ' || (type == null ? (channel in ["w"]) : properties.f) || string(properties.g).contains(string(properties.h))' +
    ' || (properties.i + 1) == null || !properties.j';
  const { names, entries } = ruleReferences(ruleOf(text, 'bool'));
  expect(names).toEqual(['name', 'type', 'channel']);
  expect(entries.map(({ key }) => key).join('')).toBe('abcdefghij');
});
