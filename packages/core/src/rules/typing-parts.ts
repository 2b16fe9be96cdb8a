import type { BoolNode, CompareOperator } from './rule.ts';
import { parseTime } from './scalars.ts';
import type { Syntax } from './syntax.ts';
import { entryOf, FUNCTIONS, fault, type Reading } from './typing.ts';

/** Whether a call has as many arguments as it takes; a fault is noted where not. */
export function hasArguments(
  reading: Reading,
  call: Extract<Syntax, { kind: 'call' | 'method' }>,
  least: number,
  most: number = least,
): boolean {
  const count = call.arguments.length;
  if (count >= least && count <= most) return true;
  const wanted = least === most ? `${least}` : `${least} to ${most}`;
  const usage = call.kind === 'call' ? FUNCTIONS[call.name]?.usage : `text.${call.name}("part")`;
  const message = `${call.name} takes ${wanted} argument${most === 1 ? '' : 's'}, and has ${count}`;
  fault(reading, call, 'wrong-arguments', message, `write ${usage ?? call.name}`);
  return false;
}

/** Notes that neither side tells what both are. */
export function ambiguous(reading: Reading, whole: Syntax, left: Syntax, right: Syntax): void {
  const list = [left, right].find(({ kind }) => kind === 'list');
  if (list !== undefined) {
    fault(reading, list, 'unsupported', 'a list stands only after `in`', 'write x in ["a", "b"]');
    return;
  }
  const [a, b] = [left, right].map(({ from, to }) => reading.text.slice(from, to));
  const between = reading.text.slice(left.to, right.from).trim();
  const hint = `write number(${a}) ${between} ${b} or string(${a}) ${between} ${b}`;
  fault(reading, whole, 'ambiguous-type', 'nothing tells what type these are', hint);
}

export function isOrder(operator: CompareOperator): boolean {
  return operator !== '==' && operator !== '!=';
}

type Constants =
  | { readonly type: 'number'; readonly values: readonly number[] }
  | { readonly type: 'string'; readonly values: readonly string[] };

/** The numbers or the texts of a list after `in`; null, with a fault noted, where it is something else. */
export function constants(reading: Reading, list: Syntax): Constants | null {
  if (list.kind !== 'list') {
    const hint = 'write x in ["a", "b"]';
    fault(reading, list, 'unsupported', '`in` takes a list in [ ]', hint);
    return null;
  }
  const values = list.items.map(constant);
  const numbers = values.filter((value) => typeof value === 'number');
  const texts = values.filter((value) => typeof value === 'string');
  if (values.length > 0 && numbers.length === values.length) {
    return { type: 'number', values: numbers };
  }
  if (values.length > 0 && texts.length === values.length) return { type: 'string', values: texts };
  const kind = typeof values[0] === 'number' ? 'number' : 'string';
  const odd = list.items[values.findIndex((value) => typeof value !== kind)] ?? list;
  const message = 'a list holds texts only, or numbers only, and at least one';
  fault(reading, odd, 'bad-literal', message, 'write them out, as in ["a", "b"] or [1, 2]');
  return null;
}

function constant(syntax: Syntax): number | string | null {
  if (syntax.kind === 'literal') {
    const { value } = syntax;
    return typeof value === 'number' || typeof value === 'string' ? value : null;
  }
  const isNegative = syntax.kind === 'unary' && syntax.operator === '-';
  const of = isNegative ? constant(syntax.of) : null;
  return typeof of === 'number' ? 0 - of : null;
}

export function isNull(syntax: Syntax): boolean {
  return syntax.kind === 'literal' && syntax.value === null;
}

/** `has(properties.a)`. */
export function present(reading: Reading, call: Extract<Syntax, { kind: 'call' }>): BoolNode {
  const [of] = call.arguments;
  if (!hasArguments(reading, call, 1) || of === undefined) return { kind: 'null', type: 'bool' };
  const entry = entryOf(reading, of);
  if (entry !== null) return { kind: 'present', type: 'bool', entry };
  const hint = `write ${reading.text.slice(of.from, of.to)} != null`;
  fault(reading, of, 'wrong-type', 'has() asks for an entry such as properties.total', hint);
  return { kind: 'null', type: 'bool' };
}

/** The time of `time("2026-01-31T00:00:00Z")`; null where the argument is no literal. A wrong literal is a fault. */
export function timeWritten(
  reading: Reading,
  call: Extract<Syntax, { kind: 'call' }>,
): number | null {
  const [of] = call.arguments;
  if (call.arguments.length !== 1 || of?.kind !== 'literal') return null;
  if (typeof of.value !== 'string') return null;
  const time = parseTime(of.value);
  if (time !== null) return time;
  const hint = 'write date, time and zone, as in "2026-01-31T09:30:00+01:00"';
  fault(reading, of, 'bad-literal', 'this is no time that can be read', hint);
  return 0;
}
