import type {
  BoolNode,
  Common,
  Compared,
  NodeOf,
  NumberNode,
  Parse,
  RuleNode,
  RuleType,
  TextNode,
  TimeNode,
} from './rule.ts';
import type { Syntax } from './syntax.ts';
import {
  entryOf,
  fault,
  ownType,
  type Reading,
  TYPE_WORDS,
  unknownFunction,
  unknownName,
  wrongType,
} from './typing.ts';
import {
  ambiguous,
  constants,
  hasArguments,
  isNull,
  isOrder,
  present,
  timeWritten,
} from './typing-parts.ts';

/** The node read as a number. A fault is noted and null stands in its place; so with the three below. */
export function asNumber(reading: Reading, syntax: Syntax): NumberNode {
  const type = 'number';
  if (syntax.kind === 'literal' && typeof syntax.value === 'number') {
    return { kind: 'literal', type, value: syntax.value };
  }
  if (syntax.kind === 'unary' && syntax.operator === '-') {
    const of = asNumber(reading, syntax.of);
    if (of.kind === 'literal') return { kind: 'literal', type, value: 0 - of.value };
    return { kind: 'negate', type, of };
  }
  if (syntax.kind === 'binary') return arithmetic(reading, syntax);
  if (syntax.kind === 'call') {
    const [first] = syntax.arguments;
    switch (syntax.name) {
      case 'number':
        return converted(reading, syntax, type, asNumber);
      case 'abs':
      case 'floor':
      case 'ceil':
        if (!hasArguments(reading, syntax, 1) || first === undefined) return { kind: 'null', type };
        return { kind: 'round', type, how: syntax.name, of: asNumber(reading, first) };
      case 'min':
      case 'max': {
        if (!hasArguments(reading, syntax, 2, 32)) return { kind: 'null', type };
        const of = syntax.arguments.map((each) => asNumber(reading, each));
        return { kind: 'extreme', type, which: syntax.name, of };
      }
      case 'size':
        if (!hasArguments(reading, syntax, 1) || first === undefined) return { kind: 'null', type };
        return { kind: 'size', type, of: asText(reading, first) };
    }
  }
  if (syntax.kind === 'method' && syntax.name === 'size') {
    if (!hasArguments(reading, syntax, 0)) return { kind: 'null', type };
    return { kind: 'size', type, of: asText(reading, syntax.of) };
  }
  return common(reading, syntax, type, asNumber);
}

function arithmetic(reading: Reading, syntax: Extract<Syntax, { kind: 'binary' }>): NumberNode {
  const { operator, left, right } = syntax;
  const type = 'number';
  const sides = [ownType(reading, left), ownType(reading, right)];
  switch (operator) {
    case '-':
      if (!sides.includes('time')) break;
      return {
        kind: 'seconds-between',
        type,
        left: asTime(reading, left),
        right: asTime(reading, right),
      };
    case '+':
      if (!sides.includes('string')) break;
      if (!sides.includes('number')) return common(reading, syntax, type, asNumber);
      break;
    case '*':
    case '/':
    case '%':
      break;
    default:
      return common(reading, syntax, type, asNumber);
  }
  const [of, by] = [asNumber(reading, left), asNumber(reading, right)];
  return { kind: 'arithmetic', type, operator, left: of, right: by };
}

/** The node read as a text. */
export function asText(reading: Reading, syntax: Syntax): TextNode {
  const type = 'string';
  if (syntax.kind === 'literal' && typeof syntax.value === 'string') {
    return { kind: 'literal', type, value: syntax.value };
  }
  if (syntax.kind === 'binary' && syntax.operator === '+') {
    const own = ownType(reading, syntax);
    if (own === 'string' || own === null) {
      const [left, right] = [asText(reading, syntax.left), asText(reading, syntax.right)];
      return { kind: 'concat', type, left, right };
    }
  }
  if (syntax.kind === 'call' && syntax.name === 'string') {
    const made = converted(reading, syntax, type, asText);
    return made.kind === 'parse' ? made.of : made;
  }
  return common(reading, syntax, type, asText);
}

/** The node read as a time. */
export function asTime(reading: Reading, syntax: Syntax): TimeNode {
  if (syntax.kind === 'call' && syntax.name === 'time') {
    const written = timeWritten(reading, syntax);
    if (written !== null) return { kind: 'literal', type: 'time', value: written };
    return converted(reading, syntax, 'time', asTime);
  }
  return common(reading, syntax, 'time', asTime);
}

/** The node read as true or false. */
export function asBool(reading: Reading, syntax: Syntax): BoolNode {
  const type = 'bool';
  const { kind } = syntax;
  if (kind === 'literal' && typeof syntax.value === 'boolean') {
    return { kind, type, value: syntax.value };
  }
  if (kind === 'unary' && syntax.operator === '!') {
    return { kind: 'not', type, of: asBool(reading, syntax.of) };
  }
  if (kind === 'logic') {
    const of = syntax.of.map((each) => asBool(reading, each));
    return { kind, type, operator: syntax.operator, of };
  }
  if (kind === 'binary') return comparison(reading, syntax);
  if (kind === 'call' && syntax.name === 'bool') return converted(reading, syntax, type, asBool);
  if (kind === 'call' && syntax.name === 'has') return present(reading, syntax);
  if (kind === 'method') {
    const { name: test } = syntax;
    const [part] = syntax.arguments;
    if (test === 'startsWith' || test === 'endsWith' || test === 'contains') {
      if (!hasArguments(reading, syntax, 1) || part === undefined) return { kind: 'null', type };
      const of = asText(reading, syntax.of);
      return { kind: 'text-test', type, test, of, part: asText(reading, part) };
    }
  }
  return common(reading, syntax, type, asBool);
}

function comparison(reading: Reading, syntax: Extract<Syntax, { kind: 'binary' }>): BoolNode {
  const { operator, left, right } = syntax;
  switch (operator) {
    case 'in':
      return among(reading, left, right);
    case '==':
    case '!=':
      if (isNull(right)) return nullTest(reading, left, operator);
      if (isNull(left)) return nullTest(reading, right, operator);
      break;
    case '<':
    case '<=':
    case '>':
    case '>=':
      break;
    default:
      return common(reading, syntax, 'bool', asBool);
  }
  const of = ownType(reading, left) ?? ownType(reading, right);
  if (of === null) ambiguous(reading, syntax, left, right);
  else if (of === 'bool' && isOrder(operator)) {
    fault(reading, syntax, 'wrong-type', `true and false have no order`, 'write == or !=');
  } else {
    const operands = compared(reading, left, right, of);
    return { kind: 'compare', type: 'bool', operator, operands };
  }
  return { kind: 'null', type: 'bool' };
}

function compared(reading: Reading, left: Syntax, right: Syntax, of: RuleType): Compared {
  switch (of) {
    case 'number':
      return { of, left: asNumber(reading, left), right: asNumber(reading, right) };
    case 'string':
      return { of, left: asText(reading, left), right: asText(reading, right) };
    case 'bool':
      return { of, left: asBool(reading, left), right: asBool(reading, right) };
    case 'time':
      return { of, left: asTime(reading, left), right: asTime(reading, right) };
  }
}

function nullTest(reading: Reading, syntax: Syntax, operator: '==' | '!='): BoolNode {
  const type = 'bool';
  const entry = entryOf(reading, syntax);
  const isSet: BoolNode =
    entry === null
      ? { kind: 'not', type, of: { kind: 'is-null', type, of: asOwn(reading, syntax) } }
      : { kind: 'present', type, entry };
  if (operator === '!=') return isSet;
  return isSet.kind === 'not' ? isSet.of : { kind: 'not', type, of: isSet };
}

function asOwn(reading: Reading, syntax: Syntax): RuleNode {
  switch (ownType(reading, syntax)) {
    case 'string':
      return asText(reading, syntax);
    case 'bool':
      return asBool(reading, syntax);
    case 'time':
      return asTime(reading, syntax);
    case 'number':
      return asNumber(reading, syntax);
    case null:
      if (syntax.kind === 'choice') ambiguous(reading, syntax, syntax.yes, syntax.no);
      return asNumber(reading, syntax);
  }
}

function among(reading: Reading, left: Syntax, right: Syntax): BoolNode {
  const type = 'bool';
  const values = constants(reading, right);
  if (values === null) return { kind: 'null', type };
  if (values.type === 'number') {
    return { kind: 'among-numbers', type, of: asNumber(reading, left), values: values.values };
  }
  return { kind: 'among-texts', type, of: asText(reading, left), values: values.values };
}

/** `number(x)` and its like: an entry, a text, or what already is of that type. */
function converted<Type extends RuleType, Made>(
  reading: Reading,
  call: Extract<Syntax, { kind: 'call' }>,
  type: Type,
  as: (reading: Reading, syntax: Syntax) => Made,
): Made | Common<Type> | Parse<Type> {
  const [of] = call.arguments;
  if (!hasArguments(reading, call, 1) || of === undefined) return { kind: 'null', type };
  const entry = entryOf(reading, of);
  if (entry !== null) return { kind: 'entry', type, entry, converted: true };
  const own = ownType(reading, of);
  if (own === 'string') return { kind: 'parse', type, of: asText(reading, of) };
  if (own === null && of.kind === 'choice') {
    const hint = `write ${call.name}() around each entry inside`;
    fault(reading, of, 'ambiguous-type', `nothing tells what type this is`, hint);
    return { kind: 'null', type };
  }
  if (own !== null && own !== type) {
    const message = `${call.name}() reads an entry or a text, and this is ${TYPE_WORDS[own]}`;
    const hint = own === 'bool' ? 'write x ? 1 : 0' : `write it without ${call.name}()`;
    fault(reading, of, 'wrong-type', message, hint);
    return { kind: 'null', type };
  }
  return as(reading, of);
}

/** What every type can be made of; whatever is left over is a fault. */
function common<Type extends RuleType>(
  reading: Reading,
  syntax: Syntax,
  type: Type,
  as: (reading: Reading, syntax: Syntax) => NodeOf[Type],
): Common<Type> {
  const own = ownType(reading, syntax);
  if (isNull(syntax)) return { kind: 'null', type };
  if (syntax.kind === 'choice') {
    const condition = asBool(reading, syntax.condition);
    const [yes, no] = [as(reading, syntax.yes), as(reading, syntax.no)];
    return { kind: 'choice', type, condition, yes, no };
  }
  if (syntax.kind === 'member' || syntax.kind === 'index') {
    const entry = entryOf(reading, syntax);
    if (entry !== null) return { kind: 'entry', type, entry, converted: false };
  } else if (syntax.kind === 'name') {
    if (own === type) return { kind: 'name', type, name: syntax.name };
    if (own === null) unknownName(reading, syntax, syntax.name);
    else wrongType(reading, syntax, own, type);
  } else if (syntax.kind === 'call' || syntax.kind === 'method') {
    if (own === null) unknownFunction(reading, syntax);
    else wrongType(reading, syntax, own, type);
  } else if (syntax.kind === 'list') {
    fault(reading, syntax, 'unsupported', 'a list stands only after `in`', 'write x in ["a", "b"]');
  } else wrongType(reading, syntax, own ?? 'number', type);
  return { kind: 'null', type };
}
