/** A formula as a tree: what it computes, and nothing that could run. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'negative'; readonly of: Formula }
  | {
      readonly kind: 'both';
      readonly by: '+' | '-' | '*' | '/';
      readonly left: Formula;
      readonly right: Formula;
    }
  /** `element` by its number or name; null: the element that the formula stands at. */
  | {
      readonly kind: 'reference';
      readonly element: { readonly by: 'id' | 'name'; readonly text: string } | null;
      readonly type: string | null;
      readonly property: string;
    };

/** Why a formula cannot be read: what was wanted, and where it stands in it, from 1. */
export interface FormulaFault {
  readonly wanted: string;
  readonly at: number;
}

const SIGNS = ['+', '-', '*', '/'] as const;
const LIMITS = { characters: 2000, depth: 60 };

/**
 * Reads a formula of e3value: numbers, + - * /, brackets, and references `e3{NAME}`, `e3{#54.NAME}`, `e3{'port'.NAME}`,
 * `e3{ValuePort('port').NAME}`.
 *
 * Errors: gives a fault for whatever else stands there; nothing of a formula is ever run.
 */
export function readFormula(text: string): Formula | FormulaFault {
  if (text.length > LIMITS.characters)
    return { wanted: `at most ${LIMITS.characters} characters`, at: LIMITS.characters };
  try {
    return new Reader(text).whole();
  } catch (fault) {
    if (fault instanceof Unread) return { wanted: fault.message, at: fault.at + 1 };
    throw fault;
  }
}

class Unread extends Error {
  readonly at: number;
  constructor(wanted: string, at: number) {
    super(wanted);
    this.at = at;
  }
}

const REFERENCE =
  /e3\{\s*(?:(?:([A-Za-z]\w*)\s*\(\s*)?(?:#([\w.-]+?)|'([^'{}]*)')\s*\)?\s*\.\s*)?([A-Za-z_]\w*)\s*\}/y;
const NUMBER = /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+/y;

class Reader {
  private at = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): Formula {
    const formula = this.sum();
    this.blank();
    if (this.at < this.text.length) throw new Unread('+, -, * or / here, or the end', this.at);
    return formula;
  }

  private sum(): Formula {
    let left = this.product();
    for (let by = this.sign('+-'); by !== null; by = this.sign('+-'))
      left = { kind: 'both', by, left, right: this.product() };
    return left;
  }

  private product(): Formula {
    let left = this.factor();
    for (let by = this.sign('*/'); by !== null; by = this.sign('*/'))
      left = { kind: 'both', by, left, right: this.factor() };
    return left;
  }

  private factor(): Formula {
    this.depth += 1;
    if (this.depth > LIMITS.depth) throw new Unread('fewer brackets in one another', this.at);
    const formula = this.inner();
    this.depth -= 1;
    return formula;
  }

  private inner(): Formula {
    const sign = this.sign('+-');
    if (sign !== null) {
      const of = this.factor();
      return sign === '-' ? { kind: 'negative', of } : of;
    }
    this.blank();
    if (this.text[this.at] === '(') {
      this.at += 1;
      const formula = this.sum();
      this.blank();
      if (this.text[this.at] !== ')') throw new Unread('a bracket that closes', this.at);
      this.at += 1;
      return formula;
    }
    const number = this.match(NUMBER);
    if (number !== null) return { kind: 'number', value: Number(number[0]) };
    const reference = this.match(REFERENCE);
    if (reference === null) throw new Unread('a number, a bracket or a reference e3{...}', this.at);
    const [, type = null, id, name, property = ''] = reference;
    const element =
      id !== undefined
        ? ({ by: 'id', text: id } as const)
        : name !== undefined
          ? ({ by: 'name', text: name } as const)
          : null;
    return { kind: 'reference', element, type, property };
  }

  private sign(signs: '+-' | '*/'): '+' | '-' | '*' | '/' | null {
    this.blank();
    const sign = SIGNS.find((each) => each === this.text[this.at] && signs.includes(each));
    if (sign === undefined) return null;
    this.at += 1;
    return sign;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    this.blank();
    const sticky = new RegExp(pattern);
    sticky.lastIndex = this.at;
    const found = sticky.exec(this.text);
    if (found !== null) this.at = sticky.lastIndex;
    return found;
  }

  private blank(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}
