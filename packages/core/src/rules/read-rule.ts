import { parseCel } from './cel.ts';
import type { Environment, Rule, RuleType } from './rule.ts';
import type { RuleError } from './rule-error.ts';
import { partsOf, RULE_LIMITS, type Syntax } from './syntax.ts';
import { asBool, asNumber, asText, asTime } from './typed.ts';
import type { Reading } from './typing.ts';

/**
 * Reads an expression: its syntax, its names, its types.
 *
 * Errors: refused with the first fault found, its place, and what to do.
 * Source: semantics.md 13, 14, 16.
 */
export function readRule(
  text: string,
  environment: Environment,
  wanted: RuleType,
): { readonly rule: Rule } | { readonly error: RuleError } {
  const { charactersMax } = RULE_LIMITS;
  if (text.length > charactersMax) {
    const message = `${text.length} characters, and at most ${charactersMax} are read`;
    const hint = 'split it, or work the value out in the mapping';
    return { error: { code: 'too-long', message, hint, from: charactersMax, to: text.length } };
  }
  // A lone surrogate has no UTF-8: it becomes U+FFFD, one unit for one, so that places stay.
  const wellFormed = text.toWellFormed();
  const parsed = parseCel(wellFormed);
  if ('error' in parsed) return parsed;
  const oversize = sizeFault(parsed.syntax);
  if (oversize !== null) return { error: oversize };
  const reading: Reading = { text: wellFormed, environment, faults: [] };
  const rule = typed(reading, parsed.syntax, wanted);
  const [error] = reading.faults;
  return error === undefined ? { rule } : { error };
}

function typed(reading: Reading, syntax: Syntax, wanted: RuleType): Rule {
  const { text } = reading;
  switch (wanted) {
    case 'number':
      return { text, type: 'number', node: asNumber(reading, syntax) };
    case 'bool':
      return { text, type: 'bool', node: asBool(reading, syntax) };
    case 'string':
      return { text, type: 'string', node: asText(reading, syntax) };
    case 'time':
      return { text, type: 'time', node: asTime(reading, syntax) };
  }
}

function sizeFault(syntax: Syntax): RuleError | null {
  const { depthMax, nodesMax } = RULE_LIMITS;
  let nodes = 0;
  let tooDeep: Syntax | null = null;
  function walk(node: Syntax, depth: number): void {
    nodes += 1;
    if (depth > depthMax) tooDeep ??= node;
    else if (node.kind !== 'list') for (const part of partsOf(node)) walk(part, depth + 1);
  }
  walk(syntax, 1);
  const { from, to } = tooDeep ?? syntax;
  if (tooDeep !== null) {
    const message = `nested deeper than ${depthMax}`;
    return { code: 'too-deep', message, hint: 'split it into simpler parts', from, to };
  }
  if (nodes <= nodesMax) return null;
  const message = `${nodes} parts, and at most ${nodesMax} are read`;
  const hint = 'use `in [...]` for many values, or split the touchpoint';
  return { code: 'too-many', message, hint, from, to };
}
