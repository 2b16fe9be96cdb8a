/** The types an expression can have. `time` is milliseconds since 1970, UTC. */
export type RuleType = 'number' | 'bool' | 'string' | 'time';
/** What an expression can give back: null means nobody can say. */
export type RuleValue = number | boolean | string | null;

/** The names an expression may use: scalars by type, or a bag whose entries take the type their use asks for. */
export type Environment = Readonly<Record<string, RuleType | 'bag'>>;

/** semantics.md 14: what `when`, `quantity`, `felt` and `measures` see. Nothing sees the clock. */
export const EVENT_ENVIRONMENT = {
  event: 'string',
  type: 'string',
  name: 'string',
  channel: 'string',
  properties: 'bag',
  context: 'bag',
} as const satisfies Environment;

/** What a segment's `when` sees. */
export const TRAITS_ENVIRONMENT = { traits: 'bag' } as const satisfies Environment;

/** What `ledger --where` sees of a transfer. */
export const LEDGER_ENVIRONMENT = {
  journey: 'string',
  phase: 'string',
  step: 'string',
  touchpoint: 'string',
  channel: 'string',
  giver: 'string',
  receiver: 'string',
  kind: 'string',
  family: 'string',
  segment: 'string',
  grade: 'string',
  month: 'string',
} as const satisfies Environment;

/** An expression that was read, typed, and is ready to run in JS or in SQL. Plain data. */
export type Rule =
  | { readonly text: string; readonly type: 'number'; readonly node: NumberNode }
  | { readonly text: string; readonly type: 'bool'; readonly node: BoolNode }
  | { readonly text: string; readonly type: 'string'; readonly node: TextNode }
  | { readonly text: string; readonly type: 'time'; readonly node: TimeNode };

/** One entry of a bag. `key` is the bag's own dotted key, `path` the parts that were written. */
export interface EntryReference {
  readonly bag: string;
  readonly key: string;
  readonly path: readonly string[];
}

/** The node that gives each type. */
export interface NodeOf {
  readonly number: NumberNode;
  readonly bool: BoolNode;
  readonly string: TextNode;
  readonly time: TimeNode;
}

interface Null<Type extends RuleType> {
  readonly kind: 'null';
  readonly type: Type;
}
interface Name<Type extends RuleType> {
  readonly kind: 'name';
  readonly type: Type;
  readonly name: string;
}
/** An entry read as a type. `converted`: written `number(properties.a)`, so that text is read as a number, too. */
interface Entry<Type extends RuleType> {
  readonly kind: 'entry';
  readonly type: Type;
  readonly entry: EntryReference;
  readonly converted: boolean;
}
interface Choice<Type extends RuleType> {
  readonly kind: 'choice';
  readonly type: Type;
  readonly condition: BoolNode;
  readonly yes: NodeOf[Type];
  readonly no: NodeOf[Type];
}
/** What every type can be made of. */
export type Common<Type extends RuleType> = Null<Type> | Name<Type> | Entry<Type> | Choice<Type>;

interface Literal<Type extends RuleType, Value> {
  readonly kind: 'literal';
  readonly type: Type;
  readonly value: Value;
}
/** A text that is read as another type. */
export interface Parse<Type extends RuleType> {
  readonly kind: 'parse';
  readonly type: Type;
  readonly of: TextNode;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type NumberNode =
  | Common<'number'>
  | Literal<'number', number>
  | Parse<'number'>
  | { readonly kind: 'negate'; readonly type: 'number'; readonly of: NumberNode }
  | {
      readonly kind: 'arithmetic';
      readonly type: 'number';
      readonly operator: ArithmeticOperator;
      readonly left: NumberNode;
      readonly right: NumberNode;
    }
  | {
      readonly kind: 'round';
      readonly type: 'number';
      readonly how: 'abs' | 'floor' | 'ceil';
      readonly of: NumberNode;
    }
  | {
      readonly kind: 'extreme';
      readonly type: 'number';
      readonly which: 'min' | 'max';
      readonly of: readonly NumberNode[];
    }
  | { readonly kind: 'size'; readonly type: 'number'; readonly of: TextNode }
  | {
      readonly kind: 'seconds-between';
      readonly type: 'number';
      readonly left: TimeNode;
      readonly right: TimeNode;
    };

export type TextNode =
  | Common<'string'>
  | Literal<'string', string>
  | {
      readonly kind: 'concat';
      readonly type: 'string';
      readonly left: TextNode;
      readonly right: TextNode;
    };

export type TimeNode = Common<'time'> | Literal<'time', number> | Parse<'time'>;

/** Two operands of one type. */
export type Compared =
  | { readonly of: 'number'; readonly left: NumberNode; readonly right: NumberNode }
  | { readonly of: 'string'; readonly left: TextNode; readonly right: TextNode }
  | { readonly of: 'bool'; readonly left: BoolNode; readonly right: BoolNode }
  | { readonly of: 'time'; readonly left: TimeNode; readonly right: TimeNode };

export type BoolNode =
  | Common<'bool'>
  | Literal<'bool', boolean>
  | Parse<'bool'>
  | { readonly kind: 'not'; readonly type: 'bool'; readonly of: BoolNode }
  | {
      readonly kind: 'logic';
      readonly type: 'bool';
      readonly operator: '&&' | '||';
      readonly of: readonly BoolNode[];
    }
  | {
      readonly kind: 'compare';
      readonly type: 'bool';
      readonly operator: CompareOperator;
      readonly operands: Compared;
    }
  | {
      readonly kind: 'among-numbers';
      readonly type: 'bool';
      readonly of: NumberNode;
      readonly values: readonly number[];
    }
  | {
      readonly kind: 'among-texts';
      readonly type: 'bool';
      readonly of: TextNode;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'text-test';
      readonly type: 'bool';
      readonly test: 'startsWith' | 'endsWith' | 'contains';
      readonly of: TextNode;
      readonly part: TextNode;
    }
  | { readonly kind: 'present'; readonly type: 'bool'; readonly entry: EntryReference }
  | { readonly kind: 'is-null'; readonly type: 'bool'; readonly of: RuleNode };

export type RuleNode = NumberNode | TextNode | BoolNode | TimeNode;
