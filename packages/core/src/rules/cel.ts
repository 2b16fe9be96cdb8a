// The only file that knows the library: it parses CEL's syntax; types, values and SQL are ours.
import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js';
import type { RuleError } from './rule-error.ts';
import { RULE_LIMITS, type Syntax } from './syntax.ts';

const { depthMax, nodesMax, listItemsMax } = RULE_LIMITS;
const parser = new Environment({
  limits: {
    // Ours are checked on our own tree, so that `a && b && c` is one node deep. These stop the parser itself.
    maxDepth: depthMax * 2,
    maxAstNodes: nodesMax * 2 + listItemsMax,
    maxListElements: listItemsMax,
    maxMapEntries: 0,
    maxCallArguments: 32,
  },
});

/** Reads CEL's syntax into a tree of ours. What the language leaves out is refused by name. */
export function parseCel(
  text: string,
): { readonly syntax: Syntax } | { readonly error: RuleError } {
  const faults: RuleError[] = [];
  try {
    const syntax = translated(parser.parse(text).ast, text, faults);
    const [error] = faults;
    return error === undefined ? { syntax } : { error };
  } catch (error) {
    if (error instanceof ParseError) return { error: refusal(error, text) };
    throw error;
  }
}

/** A node of ours; what is left out goes to `faults` and stands as null. */
function translated(node: ASTNode, text: string, faults: RuleError[]): Syntax {
  const { start: from, end: to } = node;
  const of = (child: ASTNode): Syntax => translated(child, text, faults);
  const unsupported = (message: string, hint: string): Syntax => {
    faults.push({ code: 'unsupported', message, hint, from, to });
    return { kind: 'literal', value: null, from, to };
  };
  switch (node.op) {
    case 'value':
      return literal(node.args, text.slice(from, to), { from, to }, faults);
    case 'id':
      return { kind: 'name', name: node.args, from, to };
    case '.':
      return { kind: 'member', of: of(node.args[0]), name: node.args[1], from, to };
    case '[]':
      return { kind: 'index', of: of(node.args[0]), at: of(node.args[1]), from, to };
    case 'call': {
      const [name, parts] = node.args;
      return { kind: 'call', name, arguments: parts.map(of), from, to };
    }
    case 'rcall': {
      const [name, receiver, parts] = node.args;
      return { kind: 'method', of: of(receiver), name, arguments: parts.map(of), from, to };
    }
    case '!_':
    case '-_':
      return { kind: 'unary', operator: node.op === '!_' ? '!' : '-', of: of(node.args), from, to };
    case '&&':
    case '||':
      return { kind: 'logic', operator: node.op, of: chain(node, node.op).map(of), from, to };
    case '?:': {
      const [condition, yes, no] = node.args;
      return {
        kind: 'choice',
        condition: of(condition),
        yes: of(yes),
        no: of(no),
        from,
        to,
      };
    }
    case 'list':
      return { kind: 'list', items: node.args.map(of), from, to };
    case 'map':
      return unsupported(
        '{ } makes a map, which is not part of the language',
        'compare values one by one',
      );
    case '.?':
    case '[?]':
      return unsupported(
        'optional access is not part of the language',
        'write a.b: a missing entry is null',
      );
    default: {
      const [left, right] = node.args;
      return { kind: 'binary', operator: node.op, left: of(left), right: of(right), from, to };
    }
  }
}

/** `a && b && c` as its three parts. */
function chain(node: ASTNode, operator: '&&' | '||'): readonly ASTNode[] {
  if (node.op !== operator) return [node];
  const parts: ASTNode[] = [];
  let rest: ASTNode = node;
  while (rest.op === operator) {
    parts.push(rest.args[1]);
    rest = rest.args[0];
  }
  return [rest, ...parts.reverse()];
}

type LiteralArgs = Extract<ASTNode, { op: 'value' }>['args'];

function literal(
  value: LiteralArgs,
  written: string,
  place: { readonly from: number; readonly to: number },
  faults: RuleError[],
): Syntax {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return { kind: 'literal', value, ...place };
  }
  const refuse = (code: 'unsupported' | 'bad-literal', message: string, hint: string): Syntax => {
    faults.push({ code, message, hint, ...place });
    return { kind: 'literal', value: null, ...place };
  };
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    return refuse(
      'unsupported',
      `${written} is not a number or text`,
      'write 5 or "text" as they are',
    );
  }
  if (/^0x/i.test(written)) {
    return refuse('unsupported', `${written} is a hexadecimal number`, `write ${value} instead`);
  }
  const number = Number(value);
  if (typeof value === 'bigint' && (!Number.isFinite(number) || BigInt(number) !== value)) {
    const hint = 'quote it if it is an id; numbers are exact up to 9007199254740992';
    return refuse('bad-literal', `${written} has more digits than a number keeps`, hint);
  }
  if (Math.abs(number) === Number.MAX_VALUE) {
    return refuse(
      'bad-literal',
      `${written} is the largest double, kept for overflow`,
      'write less',
    );
  }
  return { kind: 'literal', value: number, ...place };
}

const WORDS: Readonly<Record<string, string>> = {
  EOF: 'the end',
  NUMBER: 'a number',
  STRING: 'a text',
  IDENTIFIER: 'a name',
  RPAREN: ')',
  LPAREN: '(',
  RBRACKET: ']',
  LBRACKET: '[',
  RBRACE: '}',
  LBRACE: '{',
  COLON: ':',
  COMMA: ',',
  DOT: '.',
};

/** The parser's error in our words. */
function refusal({ code, summary, range }: ParseError, text: string): RuleError {
  const from = Math.min(range?.start ?? 0, text.length);
  const to = Math.max(from, Math.min(range?.end ?? from + 1, text.length));
  const seen = text.slice(from, to);
  const message =
    code === 'unexpected_character' && seen !== ''
      ? `${seen} was not expected here`
      : summary.replace(/\b[A-Z]{2,}\b/g, (word) => WORDS[word] ?? (seen || word));
  const place = { from, to };
  if (code === 'limit_exceeded') return { ...limit(summary), ...place };
  if (code === 'invalid_macro_argument') {
    const hint = 'loops over lists are not part of the language: prepare the value in the mapping';
    return { code: 'unsupported', message, hint, ...place };
  }
  return { code: 'syntax', message, hint: hintFor(code, text, from), ...place };
}

function limit(summary: string): Pick<RuleError, 'code' | 'message' | 'hint'> {
  if (summary.includes('maxMapEntries')) {
    const message = '{ } makes a map, which is not part of the language';
    return { code: 'unsupported', message, hint: 'compare values one by one' };
  }
  if (summary.includes('maxDepth')) {
    return { code: 'too-deep', message: 'nested too deeply', hint: 'split it into simpler parts' };
  }
  if (summary.includes('maxListElements')) {
    const message = `a list of more than ${listItemsMax} items`;
    return { code: 'too-many', message, hint: 'put the grouping into the data instead' };
  }
  return { code: 'too-many', message: 'too many parts', hint: 'split it into simpler rules' };
}

function hintFor(code: string, text: string, from: number): string {
  const seen = text[from] ?? '';
  if (text.trim() === '') return 'write an expression, such as event == "Order Completed"';
  if (seen === '=') return 'write == to compare';
  if (seen === '&' || seen === '|') return 'write && for and, || for or';
  if (seen === "'" || seen === '"' || code.includes('string')) {
    return 'close the text with the same quote on the same line';
  }
  if (code === 'expected_token' && text[from - 1] === '.') {
    return 'write properties["name"] for a name that is not plain letters, digits and _';
  }
  if (/^(and|or|not|is)\b/i.test(text.slice(from))) return 'write && for and, || for or, ! for not';
  if (/[^\x20-\x7e]/.test(seen)) return 'put names with other letters in properties["..."]';
  if (code === 'reserved_identifier')
    return 'this word is reserved; names are event, properties ...';
  return from >= text.length ? 'it ends too early: finish it' : 'remove or complete this part';
}
