import type { ArithmeticOperator, CompareOperator } from './rule.ts';

/** An expression as written, before names and types are looked at. Offsets are in the expression's text. */
export type Syntax = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'literal'; readonly value: number | string | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Syntax; readonly name: string }
  | { readonly kind: 'index'; readonly of: Syntax; readonly at: Syntax }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Syntax[] }
  | {
      readonly kind: 'method';
      readonly of: Syntax;
      readonly name: string;
      readonly arguments: readonly Syntax[];
    }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly of: Syntax }
  | { readonly kind: 'logic'; readonly operator: '&&' | '||'; readonly of: readonly Syntax[] }
  | {
      readonly kind: 'binary';
      readonly operator: ArithmeticOperator | CompareOperator | 'in';
      readonly left: Syntax;
      readonly right: Syntax;
    }
  | {
      readonly kind: 'choice';
      readonly condition: Syntax;
      readonly yes: Syntax;
      readonly no: Syntax;
    }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
);

/** How large an expression may be. */
export const RULE_LIMITS = {
  charactersMax: 2_000,
  depthMax: 32,
  /** The items of a list are counted by themselves. */
  nodesMax: 200,
  listItemsMax: 500,
} as const;

/** The parts of a node, in the order written. */
export function partsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
    case 'unary':
      return [syntax.of];
    case 'index':
      return [syntax.of, syntax.at];
    case 'call':
      return syntax.arguments;
    case 'method':
      return [syntax.of, ...syntax.arguments];
    case 'logic':
      return syntax.of;
    case 'binary':
      return [syntax.left, syntax.right];
    case 'choice':
      return [syntax.condition, syntax.yes, syntax.no];
    case 'list':
      return syntax.items;
  }
}
