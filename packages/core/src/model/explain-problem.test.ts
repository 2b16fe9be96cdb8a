import { expect, test } from 'vitest';
import { explainProblem } from './explain-problem.ts';
import type { Problem } from './model.ts';
import { readModel } from './read-model.ts';

test('[X1] place, line, caret, what to do', () => {
  const text = 'bothways: 1\nname: N\ncurrency: EUR\njourneys:\n  - id: j\n    levl: L1\n';
  const [problem] = readModel([{ file: 'shop.yaml', text }]).problems;
  expect(problem === undefined ? '' : explainProblem(problem, text)).toBe(
    `shop.yaml:6:5 error unknown-key: "levl" is no key of a journey
  6 |     levl: L1
    |     ^
  -> did you mean "level"?`,
  );
});

const PROBLEM: Problem = {
  severity: 'lint',
  code: 'a',
  file: 'f',
  line: 1,
  column: 301,
  message: 'red \u001B[31m\u202E',
  hint: 'none',
};

test('[X1] a long line is cut around the caret, and nothing drives the terminal', () => {
  const [head, line = '', caret = ''] = explainProblem(
    PROBLEM,
    `${'x'.repeat(300)}Y${'z'.repeat(300)}`,
  ).split('\n');
  expect(head).toBe('f:1:301 lint a: red  [31m ');
  expect(line.length).toBeLessThan(120);
  expect(line[caret.indexOf('^')]).toBe('Y');
  expect(explainProblem(PROBLEM, '\tno such\u001B column').split('\n')[1]).toBe(
    '  1 |  no such  column',
  );
});

test('[X1] without the text, or past its end, the line is left out', () => {
  expect(explainProblem(PROBLEM).split('\n')).toHaveLength(2);
  expect(explainProblem({ ...PROBLEM, line: 9 }, 'one line').split('\n')).toHaveLength(2);
});
