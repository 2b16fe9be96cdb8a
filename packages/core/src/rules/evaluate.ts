import type { Bag } from './bag.ts';
import type {
  BoolNode,
  Common,
  Compared,
  CompareOperator,
  EntryReference,
  NodeOf,
  NumberNode,
  Rule,
  RuleNode,
  RuleType,
  RuleValue,
  TextNode,
  TimeNode,
} from './rule.ts';
import {
  boolOfEntry,
  codePoints,
  compareTexts,
  numberOfEntry,
  numberOrNull,
  parseBool,
  parseNumber,
  parseTime,
  remainder,
  textOfEntry,
  timeOfEntry,
} from './scalars.ts';

/** The values that an expression's names stand for. A name that is missing, or of another type, is null. */
export type RuleScope = Readonly<Record<string, RuleValue | Bag>>;

type Evaluate<Value> = (scope: RuleScope) => Value | null;
interface ValueOf {
  readonly number: number;
  readonly bool: boolean;
  readonly string: string;
  readonly time: number;
}

/**
 * Builds the function that evaluates a rule: once a rule, as it is called once an event.
 * It gives what `ruleSql` gives on the same values, to the bit.
 *
 * Units: a time in milliseconds since 1970, UTC.
 * Source: semantics.md 13.
 */
export function compileRule(rule: Rule): (scope: RuleScope) => RuleValue {
  return compileNode(rule.node);
}

/** A rule's value, once. For many events use `compileRule`. */
export function evaluateRule(rule: Rule, scope: RuleScope): RuleValue {
  return compileRule(rule)(scope);
}

function compileNode(node: RuleNode): Evaluate<number | boolean | string> {
  switch (node.type) {
    case 'number':
      return compileNumber(node);
    case 'bool':
      return compileBool(node);
    case 'string':
      return compileText(node);
    case 'time':
      return compileTime(node);
  }
}

function compileNumber(node: NumberNode): Evaluate<number> {
  switch (node.kind) {
    case 'literal':
      return always(node.value);
    case 'parse':
      return one(compileText(node.of), parseNumber);
    case 'negate':
      return one(compileNumber(node.of), (x) => 0 - x);
    case 'round':
      return one(compileNumber(node.of), ROUNDINGS[node.how]);
    case 'size':
      return one(compileText(node.of), codePoints);
    case 'seconds-between':
      return two(compileTime(node.left), compileTime(node.right), (a, b) => (a - b) / 1_000);
    case 'arithmetic': {
      const operation = ARITHMETIC[node.operator];
      return two(compileNumber(node.left), compileNumber(node.right), operation);
    }
    case 'extreme': {
      const pick = node.which === 'min' ? Math.min : Math.max;
      return node.of.map(compileNumber).reduce((a, b) => two(a, b, (x, y) => pick(x, y)));
    }
    default:
      return compileCommon(node, compileNumber, numberOf, numberOfEntry);
  }
}

const ROUNDINGS = {
  abs: (x: number) => Math.abs(x),
  floor: (x: number) => Math.floor(x),
  ceil: (x: number) => Math.ceil(x) + 0,
} as const;

const ARITHMETIC = {
  '+': (x: number, y: number) => numberOrNull(x + y),
  '-': (x: number, y: number) => numberOrNull(x - y),
  '*': (x: number, y: number) => numberOrNull(x * y),
  '/': (x: number, y: number) => numberOrNull(x / y),
  '%': (x: number, y: number) => numberOrNull(remainder(x, y)),
} as const;

function compileText(node: TextNode): Evaluate<string> {
  switch (node.kind) {
    case 'literal':
      return always(node.value);
    case 'concat':
      return two(compileText(node.left), compileText(node.right), (a, b) => a + b);
    default:
      return compileCommon(node, compileText, textOf, textOfEntry);
  }
}

function compileTime(node: TimeNode): Evaluate<number> {
  if (node.kind === 'literal') return always(node.value);
  if (node.kind === 'parse') return one(compileText(node.of), parseTime);
  return compileCommon(node, compileTime, timeOf, timeOfEntry);
}

function compileBool(node: BoolNode): Evaluate<boolean> {
  switch (node.kind) {
    case 'literal':
      return always(node.value);
    case 'parse':
      return one(compileText(node.of), parseBool);
    case 'not':
      return one(compileBool(node.of), (value) => !value);
    case 'logic':
      return compileLogic(node.of.map(compileBool), node.operator === '||');
    case 'compare':
      return compileComparison(node.operands, node.operator);
    case 'among-numbers': {
      const values = new Set(node.values);
      return one(compileNumber(node.of), (value) => values.has(value));
    }
    case 'among-texts': {
      const values = new Set(node.values);
      return one(compileText(node.of), (value) => values.has(value));
    }
    case 'text-test': {
      const test = TEXT_TESTS[node.test];
      return two(compileText(node.of), compileText(node.part), test);
    }
    case 'present':
      return compileEntry(node.entry, (text) => text !== '' && text !== 'null');
    case 'is-null': {
      const of = compileNode(node.of);
      return (scope) => of(scope) === null;
    }
    default:
      return compileCommon(node, compileBool, boolOf, boolOfEntry);
  }
}

const TEXT_TESTS = {
  startsWith: (text: string, part: string) => text.startsWith(part),
  endsWith: (text: string, part: string) => text.endsWith(part),
  contains: (text: string, part: string) => text.includes(part),
} as const;

/** Three-valued: `decisive` (true for ||, false for &&) from any part decides; else one null makes it null. */
function compileLogic(of: readonly Evaluate<boolean>[], decisive: boolean): Evaluate<boolean> {
  return (scope) => {
    let isKnown = true;
    for (const part of of) {
      const value = part(scope);
      if (value === decisive) return decisive;
      if (value === null) isKnown = false;
    }
    return isKnown ? !decisive : null;
  };
}

function compileComparison(operands: Compared, operator: CompareOperator): Evaluate<boolean> {
  switch (operands.of) {
    case 'number':
      return two(compileNumber(operands.left), compileNumber(operands.right), NUMBERS[operator]);
    case 'time':
      return two(compileTime(operands.left), compileTime(operands.right), NUMBERS[operator]);
    case 'string':
      return two(compileText(operands.left), compileText(operands.right), TEXTS[operator]);
    case 'bool': {
      const isEqual = operator === '==';
      const [left, right] = [compileBool(operands.left), compileBool(operands.right)];
      return two(left, right, (a, b) => (a === b) === isEqual);
    }
  }
}

const NUMBERS: Readonly<Record<CompareOperator, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
const TEXTS: Readonly<Record<CompareOperator, (a: string, b: string) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => compareTexts(a, b) < 0,
  '<=': (a, b) => compareTexts(a, b) <= 0,
  '>': (a, b) => compareTexts(a, b) > 0,
  '>=': (a, b) => compareTexts(a, b) >= 0,
};

function compileCommon<Type extends RuleType>(
  node: Common<Type>,
  compile: (node: NodeOf[Type]) => Evaluate<ValueOf[Type]>,
  ofScalar: (value: RuleValue) => ValueOf[Type] | null,
  ofEntry: (text: string, converted: boolean) => ValueOf[Type] | null,
): Evaluate<ValueOf[Type]> {
  switch (node.kind) {
    case 'null':
      return () => null;
    case 'name': {
      const { name } = node;
      return (scope) => {
        const value = scope[name];
        return value === undefined || isBag(value) ? null : ofScalar(value);
      };
    }
    case 'entry': {
      const { converted } = node;
      return compileEntry(node.entry, (text) => ofEntry(text, converted));
    }
    case 'choice': {
      const condition = compileBool(node.condition);
      const [yes, no] = [compile(node.yes), compile(node.no)];
      return (scope) => (condition(scope) === true ? yes(scope) : no(scope));
    }
  }
}

/** Reads an entry's text; '' where the bag has none. */
function compileEntry<Value>(
  { bag: name, key }: EntryReference,
  of: (text: string) => Value | null,
): Evaluate<Value> {
  return (scope) => {
    const bag = scope[name];
    if (bag === undefined || !isBag(bag)) return of('');
    // The bag may be a plain object, whose prototype has functions under names such as `constructor`.
    const text = bag[key];
    return of(typeof text === 'string' ? text : '');
  };
}

function isBag(value: RuleValue | Bag): value is Bag {
  return typeof value === 'object' && value !== null;
}

function numberOf(value: RuleValue): number | null {
  return typeof value === 'number' ? numberOrNull(value) : null;
}
function timeOf(value: RuleValue): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value + 0 : null;
}
function boolOf(value: RuleValue): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
/** Empty is what the fact tables keep where a source names nothing. */
function textOf(value: RuleValue): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function always<Value>(value: Value): Evaluate<Value> {
  return () => value;
}

function one<In, Out>(of: Evaluate<In>, operation: (value: In) => Out | null): Evaluate<Out> {
  return (scope) => {
    const value = of(scope);
    return value === null ? null : operation(value);
  };
}

function two<In, Out>(
  left: Evaluate<In>,
  right: Evaluate<In>,
  operation: (a: In, b: In) => Out | null,
): Evaluate<Out> {
  return (scope) => {
    const a = left(scope);
    if (a === null) return null;
    const b = right(scope);
    return b === null ? null : operation(a, b);
  };
}
