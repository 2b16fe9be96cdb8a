import fc from 'fast-check';
import { expect, test } from 'vitest';
import { touchpointsOf } from './model.ts';
import { readModel } from './read-model.ts';
import { LARKFIELD } from './sample-models.ts';

const HEAD = 'bothways: 1\nname: N\ncurrency: EUR\n';
const read = (text: string): ReturnType<typeof readModel> => readModel([{ file: 'm.yaml', text }]);

const LAUGHS = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${[...'bcdefghijk']
  .map((name, index) => `${name}: &${name} [${`*${'abcdefghijk'[index]},`.repeat(10)}]\n`)
  .join('')}`;

test.each([
  ['nested-too-deep', `${HEAD}brand: ${'['.repeat(100_000)}`],
  ['nested-too-deep', `${HEAD}brand: ${'{a: '.repeat(5000)}`],
  ['nested-too-deep', `${'- '.repeat(20_000)}a`],
  [
    'nested-too-deep',
    Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
  ],
  ['aliases-too-large', LAUGHS],
  ['aliases-too-large', `${HEAD}brand: &a [*a]`],
  ['aliases-too-large', `${HEAD}brand: &a { b: { <<: *a } }`],
  ['file-too-large', `${HEAD}brand: ${'x'.repeat(17_000_000)}`],
])('[M9] a bomb is refused as %s', (code, text) => {
  expect(new Set(read(text).problems.map((problem) => problem.code))).toEqual(new Set([code]));
});

test.each(['# \0', '# \ud800'])(
  '[M3] %j: a character that no text has is told where it stands',
  (text) => {
    const { model, problems } = read(`${HEAD}${text}\nbrand: {}\n`);
    expect(model).toBeNull();
    expect(problems).toMatchObject([{ code: 'no-text', line: 4, column: 3 }]);
  },
);

/** Texts near the model: pieces cut, doubled, swapped or put in. */
const mutated = fc
  .array(
    fc.record({
      at: fc.nat(LARKFIELD.length),
      length: fc.nat(12),
      put: fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom(
          '\n',
          '\t',
          ': ',
          '- ',
          '{',
          '}',
          '[',
          ']',
          '"',
          "'",
          '&a ',
          '*a',
          '<<: ',
          '!!set ',
          '|',
          '>',
          '#',
          '? ',
          '---\n',
          '%',
          'null',
          '-1',
          '.nan',
          '9e999',
          '__proto__: ',
          '\u2028',
          '\uD800',
        ),
        fc.nat(LARKFIELD.length).map((from) => LARKFIELD.slice(from, from + 40)),
      ),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((edits) =>
    edits.reduce(
      (text, { at, length, put }) => text.slice(0, at) + put + text.slice(at + length),
      LARKFIELD,
    ),
  );

function expectPlaced(text: string): void {
  const { model, problems } = read(text);
  const lines = text.split('\n');
  expect(model === null).toBe(problems.some(({ severity }) => severity === 'error'));
  for (const { line, column, file, code, message, hint } of problems) {
    expect(file).toBe('m.yaml');
    expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(message).not.toMatch(/undefined|\[object|Invalid/);
    expect(hint).not.toMatch(/undefined|\[object|Invalid/);
    expect(column).toBeGreaterThan(0);
    expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1);
  }
}

test('[M10] no mutation of a model makes the reader throw, and every problem has its place', () => {
  fc.assert(fc.property(mutated, expectPlaced), { numRuns: 400 });
});

test('[M10] nor does any other text or data', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), expectPlaced), {
    numRuns: 300,
  });
  const keys = fc.constantFrom(
    'bothways',
    'name',
    'currency',
    'values',
    'journeys',
    'phases',
    'steps',
    'touchpoints',
    'exchange',
    'valuations',
    'worth',
    'actors',
    'id',
    'kind',
    'propositions',
    'insights',
    'offers',
    'constructor',
    'toString',
    'money',
    'x-a',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom<unknown>(1, 'a', '', null, true, 0.5, -1, 'customer', 'money'),
      fc.dictionary(keys, tie('tree'), { maxKeys: 6 }),
      fc.array(tie('tree'), { maxLength: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (data) => expectPlaced(JSON.stringify(data))),
    // A map that cannot be made a text stands where a word is wanted.
    { numRuns: 500, examples: [[{ actors: [{ kind: { toString: 1 } }] }]] },
  );
});

test('[M11] a model of 500 touchpoints is read in less than 300 ms', () => {
  // A touchpoint as most are: with its rule, a measure and four lines, without what a workshop adds.
  const [head = '', one = ''] = LARKFIELD.replaceAll(/, believed: \{[^}]*\}/g, '')
    .replaceAll(/^ *(intention|expects|felt|exchange_id|believed):.*\n/gm, '')
    .split(/(?<=touchpoints:\n)/);
  const many = Array.from({ length: 500 }, (_, index) =>
    one.replace('checkout-web', `checkout-${index}`),
  );
  const text = head + many.join('');
  // The best of some, in time on the wall or of the processor: neighbours on the machine do not count.
  const times = [1, 2, 3, 4, 5, 6].flatMap(() => {
    const [wall, cpu] = [performance.now(), process.cpuUsage()];
    const { model } = read(text);
    expect(model === null ? [] : touchpointsOf(model)).toHaveLength(500);
    const { user, system } = process.cpuUsage(cpu);
    return [performance.now() - wall, (user + system) / 1000];
  });
  expect(Math.min(...times)).toBeLessThan(300);
});
