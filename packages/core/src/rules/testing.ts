// Generators for tests: well-typed expressions over EVENT_ENVIRONMENT.
import fc from 'fast-check';
import { assert } from '../model/assert.ts';
import { readRule } from './read-rule.ts';
import { EVENT_ENVIRONMENT, type Rule, type RuleType } from './rule.ts';
import { number, TIMES, TIMES_VALID, text } from './testing-events.ts';

/** An expression as text with the type it has. */
export interface TypedText {
  readonly text: string;
  readonly type: RuleType;
}

/** A text as it stands in an expression. */
export function quoted(value: string): string {
  const escapes = value.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escapes}"`;
}

/** A number as it stands in an expression: one that is too long for whole digits goes with an exponent. */
function written(value: number): string {
  return Number.isInteger(value) && value > 2 ** 53 ? value.toExponential() : String(value);
}

type Arbitrary = fc.Arbitrary<string>;
const scalar = fc.constantFrom('event', 'type', 'name', 'channel');
const anyEntry = fc.constantFrom(
  ...['properties.n', 'properties.m', 'properties.s', 'properties["f\'g"]', 'properties.yes'],
  ...['properties.at', 'properties.d.e', 'properties["d.e"]', 'properties.x', 'context.x'],
  ...['context["d"].e', 'properties["no"]', 'properties.constructor'],
);
const entryOf = (...likely: readonly string[]): Arbitrary =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...likely) },
    { weight: 1, arbitrary: anyEntry },
  );
const numberEntry = entryOf('properties.n', 'properties.m', 'properties.d.e', 'context.m');
const textEntry = entryOf('properties.s', 'properties["f\'g"]', 'context.s');
const boolEntry = entryOf('properties.yes', 'context.yes');
const timeEntry = entryOf('properties.at', 'context.at');
const leafOf = (...arbitraries: readonly Arbitrary[]): fc.WeightedArbitrary<string> => ({
  weight: 5,
  arbitrary: fc.oneof(...arbitraries.map((arbitrary) => ({ weight: 6, arbitrary })), {
    weight: 1,
    arbitrary: fc.constant('null'),
  }),
});
const bracketed = (parts: fc.Arbitrary<string[]>, operators: readonly string[]) =>
  fc
    .tuple(parts, fc.constantFrom(...operators))
    .map(([each, operator]) => `(${each.join(` ${operator} `)})`);

interface Ties {
  readonly bools: Arbitrary;
  readonly numbers: Arbitrary;
  readonly texts: Arbitrary;
  readonly times: Arbitrary;
}
const DEPTH = { maxDepth: 3, withCrossShrink: true } as const;
const EQUALITY = ['==', '!='];
const COMPARISONS = [...EQUALITY, '<', '<=', '>', '>='];

const pair = (of: Arbitrary): fc.Arbitrary<string[]> => fc.tuple(of, of).map(([a, b]) => [a, b]);
const choice = (bools: Arbitrary, of: Arbitrary): Arbitrary =>
  fc.tuple(bools, of, of).map(([c, a, b]) => `(${c} ? ${a} : ${b})`);
const call = (names: readonly string[], of: Arbitrary): Arbitrary =>
  fc.tuple(fc.constantFrom(...names), of).map(([name, each]) => `${name}(${each})`);
/** Both sides may not be entries, as nothing would tell their type: the left one goes through a function. */
const compared = (of: Arbitrary, name: string, operators: readonly string[]): Arbitrary =>
  bracketed(
    pair(of).map(([a, b]) => [`${name}(${a})`, `${b}`]),
    operators,
  );
const among = (of: Arbitrary, items: Arbitrary): Arbitrary =>
  fc
    .tuple(of, fc.array(items, { minLength: 1, maxLength: 4 }))
    .map(([each, list]) => `(${each} in [${list.join(', ')}])`);

function numbersOf({ bools, numbers, texts, times }: Ties): Arbitrary {
  return fc.oneof(
    DEPTH,
    leafOf(
      number.map(written),
      numberEntry,
      numberEntry.map((each) => `number(${each})`),
    ),
    bracketed(pair(numbers), ['+', '-', '*', '/', '%']),
    numbers.map((each) => `(-${each})`),
    call(['abs', 'floor', 'ceil'], numbers),
    fc
      .tuple(fc.constantFrom('min', 'max'), fc.array(numbers, { minLength: 2, maxLength: 4 }))
      .map(([name, parts]) => `${name}(${parts.join(', ')})`),
    texts.map((each) => `number("" + ${each})`),
    texts.map((each) => `size(${each})`),
    choice(bools, numbers),
    pair(times).map(([a, b]) => `(time(${a}) - ${b})`),
  );
}

function textsOf({ bools, texts }: Ties): Arbitrary {
  return fc.oneof(
    DEPTH,
    leafOf(
      text.map(quoted),
      scalar,
      textEntry,
      anyEntry.map((each) => `string(${each})`),
    ),
    bracketed(pair(texts), ['+']),
    choice(bools, texts),
  );
}

function timesOf({ bools, texts, times }: Ties): Arbitrary {
  return fc.oneof(
    DEPTH,
    leafOf(
      timeEntry.map((each) => `time(${each})`),
      fc.constantFrom(...TIMES_VALID).map((each) => `time(${quoted(each)})`),
      fc.constantFrom(...TIMES).map((each) => `time("" + ${quoted(each)})`),
    ),
    texts.map((each) => `time("" + ${each})`),
    choice(bools, times),
  );
}

function boolsOf({ bools, numbers, texts, times }: Ties): Arbitrary {
  return fc.oneof(
    DEPTH,
    leafOf(
      fc.constantFrom('true', 'false'),
      boolEntry,
      anyEntry.map((each) => `has(${each})`),
      anyEntry.map((each) => `bool(${each})`),
      fc
        .tuple(fc.oneof(anyEntry, scalar), fc.constantFrom(...EQUALITY))
        .map((p) => `(${p.join(' ')} null)`),
    ),
    compared(numbers, 'abs', COMPARISONS),
    compared(texts, '"" + ', COMPARISONS),
    compared(times, 'time', COMPARISONS),
    compared(bools, '!', EQUALITY),
    bracketed(fc.array(bools, { minLength: 2, maxLength: 4 }), ['&&', '||']),
    bools.map((each) => `!(${each})`),
    among(numbers, number.map(written)),
    among(texts, text.map(quoted)),
    fc
      .tuple(texts, fc.constantFrom('startsWith', 'endsWith', 'contains'), texts)
      .map(([of, test, part]) => `(${of}).${test}(${part})`),
    texts.map((each) => `bool("" + ${each})`),
    choice(bools, bools),
    bracketed(
      numbers.map((each) => [`abs(${each})`, 'null']),
      EQUALITY,
    ),
  );
}

const { bools, numbers, texts, times } = fc.letrec<Record<keyof Ties, string>>((tie) => {
  const ties: Ties = {
    bools: tie('bools'),
    numbers: tie('numbers'),
    texts: tie('texts'),
    times: tie('times'),
  };
  return {
    bools: boolsOf(ties),
    numbers: numbersOf(ties),
    texts: textsOf(ties),
    times: timesOf(ties),
  };
});

const any: fc.Arbitrary<TypedText> = fc.oneof(
  bools.map((each) => ({ text: each, type: 'bool' as const })),
  numbers.map((each) => ({ text: each, type: 'number' as const })),
  texts.map((each) => ({ text: each, type: 'string' as const })),
  times.map((each) => ({ text: each, type: 'time' as const })),
);

/** An expression that reads, of any type. */
export const typedText: fc.Arbitrary<TypedText> = any.filter((each) => 'rule' in read(each));

/** The rule of a text that is known to read. */
export function ruleOf(text: string, type: RuleType): Rule {
  const { rule, error } = { rule: undefined, error: undefined, ...read({ text, type }) };
  assert(rule !== undefined, `${text}: ${error?.message}`);
  return rule;
}

function read({ text, type }: TypedText): ReturnType<typeof readRule> {
  return readRule(text, EVENT_ENVIRONMENT, type);
}

/** What share of the expressions generated is refused: few, or `typedText` proves little. */
export function shareRefused(count: number): number {
  const refused = fc
    .sample(any, { numRuns: count, seed: 7 })
    .filter((each) => 'error' in read(each));
  return refused.length / count;
}
