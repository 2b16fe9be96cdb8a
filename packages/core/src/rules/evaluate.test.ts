import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bag, bagOf } from './bag.ts';
import { compileRule, evaluateRule, type RuleScope } from './evaluate.ts';
import type { RuleType, RuleValue } from './rule.ts';
import { compareTexts } from './scalars.ts';
import { ruleOf, typedText } from './testing.ts';
import { eventScope } from './testing-events.ts';

const properties: Bag = bagOf({
  n: 7.5,
  zero: 0,
  text: 'order-12',
  digits: '12.50',
  empty: '',
  yes: true,
  no: false,
  saysTrue: 'true',
  nothing: null,
  list: [1, 2],
  at: '2026-01-31T09:30:00.250+02:00',
  deep: { er: 1 },
  'deep.er': 2,
  emoji: '😀',
});
const scope: RuleScope = {
  event: 'Order Completed',
  type: 'track',
  name: 'Order Completed',
  channel: '',
  properties,
  context: {},
};

function value(text: string, type: RuleType): RuleValue {
  return evaluateRule(ruleOf(text, type), scope);
}

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['90 / 60', 1.5],
  ['10 - 4 - 3', 3],
  ['-7 % 3', -1],
  ['5.5 % 2', 1.5],
  ['7 % -3', 1],
  ['-properties.n', -7.5],
  ['--properties.n', 7.5],
  ['0.1 + 0.2', 0.30000000000000004],
  ['1 / 0', null],
  ['0 / 0', null],
  ['1 / -properties.zero', null],
  ['5 % 0', null],
  ['1e308 * 10', null],
  ['-1e308 * 10', null],
  ['1.7976931348623155e308 + 2e292', null],
  ['properties.missing + 1', null],
  ['properties.missing * 0', null],
  ['-properties.missing', null],
  ['0 * -1', 0],
  ['-0', 0],
  ['ceil(-0.5)', 0],
  ['floor(-0.5)', -1],
  ['floor(2.7) + ceil(2.1) + abs(-1)', 6],
  ['abs(properties.missing)', null],
  ['min(3, properties.n, 5)', 3],
  ['max(3, properties.n, 5)', 7.5],
  ['max(3, properties.missing)', null],
  ['min(properties.missing, 3)', null],
])('[V1] %s is %j', (text, wanted) => {
  expect(value(text, 'number')).toBe(wanted);
});

test.each([
  ['1 < 2', true],
  ['2 <= 2 && 2 >= 2 && !(2 > 2) && 2 != 3', true],
  ['properties.n == 7.5', true],
  ['properties.missing == 1', null],
  ['properties.missing != 1', null],
  ['properties.missing < 1', null],
  ['properties.missing == null', true],
  ['null != properties.n', true],
  ['properties.nothing == null', true],
  ['(properties.n + 1) == null', false],
  ['(properties.missing + 1) != null', false],
  ['null == null', true],
  ['null != null', false],
  ['properties.yes == true', true],
  ['bool(properties.no) != properties.yes', true],
  ['bool(properties.no) == properties.yes', false],
  ['"a" < "b"', true],
  ['"B" < "a"', true],
  ['"a" < "ab"', true],
  ['"z" < "é"', true],
  ['"\uffff" < properties.emoji', true],
  ['properties.emoji > "\ue000"', true],
  ['event in ["a", "Order Completed"]', true],
  ['event in ["a"]', false],
  ['channel in ["a"]', null],
  ['properties.n in [1, -7.5, 7.5]', true],
  ['!(properties.missing in [1])', null],
])('[V2] %s is %j', (text, wanted) => {
  expect(value(text, 'bool')).toBe(wanted);
});

const unknown = 'properties.missing';
test.each([
  ['true && true', true],
  ['true && false', false],
  [`${unknown} && false`, false],
  [`false && ${unknown}`, false],
  [`${unknown} && true`, null],
  [`true && ${unknown} && true`, null],
  [`${unknown} || true`, true],
  [`true || ${unknown}`, true],
  [`${unknown} || false`, null],
  ['false || false', false],
  [`!${unknown}`, null],
  ['!true', false],
  [`${unknown} ? true : false`, false],
  [`true ? ${unknown} : true`, null],
  ['false ? true : false', false],
  [`(${unknown} ? 1 : 2) == 2`, true],
])('[V3] %s is %j', (text, wanted) => {
  expect(value(text, 'bool')).toBe(wanted);
});

test.each([
  ['properties.text', 'number', null],
  ['properties.digits', 'number', null],
  ['number(properties.digits)', 'number', 12.5],
  ['number("  1")', 'number', null],
  ['number("0x10")', 'number', null],
  ['number("1e3")', 'number', 1000],
  ['number(properties.yes)', 'number', null],
  ['number(properties.list)', 'number', null],
  ['properties.n', 'string', null],
  ['string(properties.n)', 'string', '7.5'],
  ['string(properties.text)', 'string', 'order-12'],
  ['string(properties.yes)', 'string', 'true'],
  ['string(properties.nothing)', 'string', null],
  ['string(properties.list)', 'string', null],
  ['properties.list', 'string', null],
  ['properties.n', 'bool', null],
  ['properties.saysTrue', 'bool', null],
  ['bool(properties.saysTrue)', 'bool', true],
  ['properties.deep.er', 'number', 1],
  ['properties["deep.er"]', 'number', 2],
  ['properties["deep"].er', 'number', 1],
  ['properties.deep', 'number', null],
  ['properties.constructor', 'string', null],
  ['properties.__proto__', 'string', null],
] as const)('[V4] %s as a %s is %j', (text, type, wanted) => {
  expect(value(text, type)).toBe(wanted);
});

test.each([
  ['size("a😀é")', 'number', 3],
  ['"abc".size()', 'number', 3],
  ['size(properties.empty)', 'number', 0],
  ['size(channel)', 'number', null],
  ['event.startsWith("Order")', 'bool', true],
  ['event.endsWith("ed")', 'bool', true],
  ['event.contains("r C")', 'bool', true],
  ['event.contains("x")', 'bool', false],
  ['event.contains("")', 'bool', true],
  ['event.contains(channel)', 'bool', null],
  ['channel.startsWith("w")', 'bool', null],
  ['"a" + "b" + properties.text', 'string', 'aborder-12'],
  ['"a" + channel', 'string', null],
  ["r'a\\n' + 'b\\n'", 'string', 'a\\nb\n'],
] as const)('[V5] %s is %j', (text, type, wanted) => {
  expect(value(text, type)).toBe(wanted);
});

test('[V5] texts are in order of code points', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const points = [a, b].map((each) => Array.from(each, (one) => one.codePointAt(0) ?? 0));
      const [x = [], y = []] = points;
      const at = x.findIndex((point, index) => point !== y[index]);
      const wanted = at === -1 ? x.length - y.length : (x[at] ?? 0) - (y[at] ?? -1);
      expect(Math.sign(compareTexts(a, b))).toBe(Math.sign(wanted));
    }),
  );
});

test.each([
  ['time("1970-01-01T00:00:00Z")', 0],
  ['time(properties.at)', Date.UTC(2026, 0, 31, 7, 30, 0, 250)],
  ['properties.at', Date.UTC(2026, 0, 31, 7, 30, 0, 250)],
  ['time("1969-12-31T23:59:59.9999Z")', -1],
  ['time("2024-02-29T00:00:00-05:30")', Date.UTC(2024, 1, 29, 5, 30)],
  ['time("" + "2023-02-29T00:00:00Z")', null],
  ['time("" + "2026-01-31")', null],
  ['time("" + "2026-01-31T00:00:00")', null],
  ['time("" + "2026-01-31T24:00:00Z")', null],
  ['time("" + "1899-12-31T00:00:00Z")', null],
  ['time("" + "2300-01-01T00:00:00Z")', null],
  ['time(properties.n)', null],
])('[V6] %s is %j', (text, wanted) => {
  expect(value(text, 'time')).toBe(wanted);
});

test('[V6] time - time is seconds, and times have an order', () => {
  expect(value('time(properties.at) - time("2026-01-31T07:29:00Z")', 'number')).toBe(60.25);
  expect(value('time(properties.at) - time(properties.n)', 'number')).toBe(null);
  expect(value('properties.at > time("2026-01-31T07:29:00Z")', 'bool')).toBe(true);
});

test('[V6] a time that JS writes is the time read', () => {
  const range = {
    min: new Date('1900-01-01T00:00:00Z'),
    max: new Date('2299-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  };
  fc.assert(
    fc.property(fc.date(range), (date) => {
      expect(value(`time("${date.toISOString()}")`, 'time')).toBe(date.getTime());
    }),
  );
});

test.each([
  ['channel == null', true],
  ['channel == "web"', null],
  ['properties.empty == ""', true],
  ['has(properties.n)', true],
  ['has(properties.empty)', true],
  ['has(properties.nothing)', false],
  ['has(properties.missing)', false],
  ['has(properties.list)', true],
  ['has(properties.deep.er) && !has(properties.deep)', true],
  ['has(context.page)', false],
])('[V7] %s is %j', (text, wanted) => {
  expect(value(text, 'bool')).toBe(wanted);
});

test('[V7] a scope without a name, or with a stranger under it, gives null', () => {
  const rule = ruleOf('name == "a" || properties.x == 1', 'bool');
  expect(evaluateRule(rule, {})).toBe(null);
  expect(evaluateRule(rule, { name: 3, properties: 'x' })).toBe(null);
});

test('[V8] a compiled rule keeps nothing of the events before, and gives a finite number or none', () => {
  fc.assert(
    fc.property(
      typedText,
      fc.array(eventScope, { minLength: 2, maxLength: 5 }),
      ({ text, type }, events) => {
        const rule = ruleOf(text, type);
        const run = compileRule(rule);
        const first = events.map((event) => run(event));
        expect(
          events
            .toReversed()
            .map((event) => run(event))
            .reverse(),
        ).toEqual(first);
        expect(events.map((event) => evaluateRule(ruleOf(text, type), event))).toEqual(first);
        for (const each of first) {
          if (typeof each === 'number')
            expect(Number.isFinite(each) && !Object.is(each, -0)).toBe(true);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
