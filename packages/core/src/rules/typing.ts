import { nearest } from '../model/did-you-mean.ts';
import { bagKey } from './bag.ts';
import type { EntryReference, Environment, RuleType } from './rule.ts';
import type { RuleError, RuleErrorCode } from './rule-error.ts';
import type { Syntax } from './syntax.ts';

/** One reading of an expression. The first fault found is the one that is told. */
export interface Reading {
  readonly text: string;
  readonly environment: Environment;
  readonly faults: RuleError[];
}

type Call = Extract<Syntax, { kind: 'call' }>;
type Method = Extract<Syntax, { kind: 'method' }>;

/** What each function gives, and how it is written. */
export const FUNCTIONS: Readonly<Record<string, { gives: RuleType; usage: string }>> = {
  number: { gives: 'number', usage: 'number(properties.a)' },
  string: { gives: 'string', usage: 'string(properties.a)' },
  bool: { gives: 'bool', usage: 'bool(properties.a)' },
  time: { gives: 'time', usage: 'time(properties.at)' },
  abs: { gives: 'number', usage: 'abs(x)' },
  floor: { gives: 'number', usage: 'floor(x)' },
  ceil: { gives: 'number', usage: 'ceil(x)' },
  min: { gives: 'number', usage: 'min(a, b)' },
  max: { gives: 'number', usage: 'max(a, b)' },
  size: { gives: 'number', usage: 'size(text)' },
  has: { gives: 'bool', usage: 'has(properties.a)' },
};
/** Functions written after a dot. */
export const METHODS = ['startsWith', 'endsWith', 'contains'] as const;

export const TYPE_WORDS: Readonly<Record<RuleType, string>> = {
  number: 'a number',
  bool: 'true or false',
  string: 'a text',
  time: 'a time',
};

/** Notes a fault at a node. */
export function fault(
  { faults }: Reading,
  { from, to }: Syntax,
  code: RuleErrorCode,
  message: string,
  hint: string,
): void {
  faults.push({ code, message, hint, from, to });
}

/** The type that a node has by itself; null where its use must tell: an entry of a bag, or null. */
export function ownType(reading: Reading, syntax: Syntax): RuleType | null {
  switch (syntax.kind) {
    case 'literal':
      return literalType(syntax.value);
    case 'name': {
      const type = named(reading, syntax.name);
      return type === 'bag' || type === undefined ? null : type;
    }
    case 'call':
      return Object.hasOwn(FUNCTIONS, syntax.name) ? (FUNCTIONS[syntax.name]?.gives ?? null) : null;
    case 'method':
      if (syntax.name === 'size') return 'number';
      return METHODS.some((each) => each === syntax.name) ? 'bool' : null;
    case 'unary':
      return syntax.operator === '!' ? 'bool' : 'number';
    case 'logic':
      return 'bool';
    case 'binary':
      return binaryType(reading, syntax);
    case 'choice':
      return ownType(reading, syntax.yes) ?? ownType(reading, syntax.no);
    case 'member':
    case 'index':
    case 'list':
      return null;
  }
}

function literalType(value: number | string | boolean | null): RuleType | null {
  if (value === null) return null;
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'string' : 'bool';
}

function binaryType(
  reading: Reading,
  { operator, left, right }: Extract<Syntax, { kind: 'binary' }>,
): RuleType | null {
  switch (operator) {
    case '+': {
      const own = ownType(reading, left) ?? ownType(reading, right);
      return own === 'string' || own === null ? own : 'number';
    }
    case '-':
    case '*':
    case '/':
    case '%':
      return 'number';
    default:
      return 'bool';
  }
}

function named({ environment }: Reading, name: string): RuleType | 'bag' | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}

/** The entry of a bag that a node names; null where it is something else. Faults in the path are noted. */
export function entryOf(reading: Reading, syntax: Syntax): EntryReference | null {
  const path: string[] = [];
  let node = syntax;
  while (node.kind === 'member' || node.kind === 'index') {
    if (node.kind === 'member') path.push(node.name);
    else if (node.at.kind === 'literal' && typeof node.at.value === 'string') {
      path.push(node.at.value);
    } else {
      const hint = 'lists stay text: pick or sum their items in the mapping, or write ["name"]';
      fault(reading, node.at, 'unsupported', 'only a quoted name may stand in [ ]', hint);
      return null;
    }
    node = node.of;
  }
  if (path.length === 0) return null;
  path.reverse();
  if (node.kind !== 'name') {
    fault(reading, node, 'unsupported', 'this has no entries', `write ${bagExample(reading)}`);
    return null;
  }
  const type = named(reading, node.name);
  if (type === 'bag') return { bag: node.name, key: bagKey(path), path };
  if (type === undefined) unknownName(reading, node, node.name);
  else {
    const message = `${node.name} is ${TYPE_WORDS[type]}, it has no entries`;
    fault(reading, syntax, 'wrong-type', message, `write ${bagExample(reading)}`);
  }
  return null;
}

/** Notes a name that nothing has, with the one that was probably meant. */
export function unknownName(reading: Reading, node: Syntax, name: string): void {
  const { environment, text } = reading;
  if (Object.hasOwn(environment, name)) {
    fault(
      reading,
      node,
      'wrong-type',
      `${name} is a bag of entries, not one value`,
      `write ${name}.total or the like`,
    );
    return;
  }
  const names = Object.keys(environment);
  const near = nearest(name, names);
  const bag = names.find((each) => environment[each] === 'bag');
  const known = `the names are ${names.join(', ')}`;
  const minus = /(\w+(?:\.\w+)*)\.(\w+-)$/.exec(text.slice(0, node.from));
  let hint = known;
  if (near !== undefined) hint = `did you mean "${near}"?`;
  else if (minus !== null)
    hint = `write ${minus[1]}["${minus[2]}${name}"] if that is one name; ${known}`;
  else if (bag !== undefined) hint = `write ${bag}.${name} if it is one of the ${bag}; ${known}`;
  fault(reading, node, 'unknown-name', `nothing is called ${name}`, hint);
}

/** Notes a function that the language does not have. */
export function unknownFunction(reading: Reading, node: Call | Method): void {
  const { name } = node;
  if (node.kind === 'call' && METHODS.some((each) => each === name)) {
    const hint = `write text.${name}("part")`;
    fault(reading, node, 'unknown-function', `${name} is written after a dot`, hint);
    return;
  }
  const left = LEFT_OUT[name];
  if (Object.hasOwn(LEFT_OUT, name) && left !== undefined) {
    fault(reading, node, 'unsupported', `${name}() is not part of the language`, left);
    return;
  }
  const known = [...Object.keys(FUNCTIONS), ...METHODS];
  const near = nearest(name, known);
  const hint =
    near === undefined ? `the functions are ${known.join(', ')}` : `did you mean "${near}"?`;
  fault(reading, node, 'unknown-function', `no function is called ${name}`, hint);
}

const LOOP = 'loops over lists are left out: prepare the value in the mapping';
const ONE_NUMBER = 'there is one kind of number: write number(x), floor(x) or ceil(x)';
const NO_DURATION = 'time - time gives seconds: compare those with a number';
const LEFT_OUT: Readonly<Record<string, string>> = {
  matches: 'use startsWith, endsWith, contains, or `in [...]`',
  all: LOOP,
  exists: LOOP,
  exists_one: LOOP,
  map: LOOP,
  filter: LOOP,
  bind: 'write the value where it is used',
  int: ONE_NUMBER,
  uint: ONE_NUMBER,
  double: ONE_NUMBER,
  bytes: 'compare the text itself',
  dyn: 'write number(x), string(x), bool(x) or time(x)',
  type: 'write number(x), string(x), bool(x) or time(x): null where it is of another type',
  timestamp: 'write time(x)',
  duration: NO_DURATION,
  now: 'no rule sees the clock: the same events must give the same ledger tomorrow',
  getDate: NO_DURATION,
  getFullYear: NO_DURATION,
  getHours: NO_DURATION,
  lowerAscii: 'write every spelling in `in [...]`',
  round: 'write floor(x + 0.5); a quantity is rounded by itself',
};

/** Notes that a node has another type than its use wants. */
export function wrongType(reading: Reading, syntax: Syntax, own: RuleType, wanted: RuleType): void {
  const message = `this is ${TYPE_WORDS[own]}, where ${TYPE_WORDS[wanted]} is wanted`;
  fault(reading, syntax, 'wrong-type', message, typeHint(reading, syntax, own, wanted));
}

function typeHint(reading: Reading, syntax: Syntax, own: RuleType, wanted: RuleType): string {
  const written = reading.text.slice(syntax.from, syntax.to);
  if (wanted === 'number' && own === 'string') {
    if (syntax.kind !== 'literal') return `write number(${written}) if it holds a number`;
    return 'write a number without quotes';
  }
  if (wanted === 'number' && own === 'bool') return `write ${written} ? 1 : 0`;
  if (wanted === 'string' && own === 'number' && syntax.kind === 'literal') {
    return `write "${written}" with quotes`;
  }
  if (wanted === 'bool') return `compare it, for example ${written} == ${EXAMPLES[own]}`;
  if (wanted === 'time' && own === 'string') return `write time(${written})`;
  return `change it so that it gives ${TYPE_WORDS[wanted]}`;
}

const EXAMPLES: Readonly<Record<RuleType, string>> = {
  number: '1',
  bool: 'true',
  string: '"text"',
  time: 'time("2026-01-31T00:00:00Z")',
};

function bagExample({ environment }: Reading): string {
  const bag = Object.keys(environment).find((name) => environment[name] === 'bag');
  return bag === undefined ? 'one of the names' : `${bag}.name`;
}
