import type {
  ArithmeticOperator,
  BoolNode,
  Common,
  CompareOperator,
  EntryReference,
  NumberNode,
  Rule,
  RuleNode,
  TextNode,
  TimeNode,
} from './rule.ts';
import { TIME_PATTERN } from './scalars.ts';

/** The settings under which the SQL gives what JS gives; some of them are defaults that a server may have changed. */
export const RULE_SETTINGS = {
  precise_float_parsing: 1,
  transform_null_in: 0,
  max_query_size: 16_777_216,
  max_ast_elements: 1_000_000,
  max_expanded_ast_elements: 5_000_000,
} as const;

/** SQL of ours for a name: a String column where '' is null, or a Map(String, String) for a bag. */
export type Columns = (name: string) => string;

/**
 * Compiles a rule to ClickHouse SQL that stands anywhere an expression may.
 * Every operand's text is written once, so the SQL grows with the rule and no faster. Nothing from the rule reaches it
 * but names that `columns` maps, numbers, and texts through `textSql`.
 *
 * Shape: Nullable(Float64) for a number, Nullable(UInt8) 0 or 1 for a bool, Nullable(String), Nullable(Int64) ms for a time.
 * Source: semantics.md 13.
 */
export function ruleSql({ type, node }: Rule, columns: Columns): string {
  const types = { number: 'Float64', bool: 'UInt8', string: 'String', time: 'Int64' } as const;
  return `CAST(${nodeSql(node, columns)}, 'Nullable(${types[type]})')`;
}

/** A text as an SQL literal. Anything but the plainest characters goes as hex, so that no quoting rule is relied on. */
export function textSql(text: string): string {
  if (/^[A-Za-z0-9 _.,:@-]*$/.test(text) && !text.includes('--')) return `'${text}'`;
  const hex = encodeURIComponent(text.toWellFormed()).replace(
    /%(..)|(.)/g,
    (_, byte?: string, plain?: string) =>
      byte?.toLowerCase() ?? (plain ?? '').charCodeAt(0).toString(16),
  );
  return `unhex('${hex}')`;
}

/** A number as an SQL literal of type Float64. */
export function numberSql(value: number): string {
  return `toFloat64(${value})`;
}

const LARGEST = '1.7976931348623157e308';

/** A number that is finite and not -0, else null; see `numberOrNull`. */
function finite(sql: string): string {
  return `nullIf(ifNotFinite(${sql}, ${LARGEST}), ${LARGEST})`;
}

function nodeSql(node: RuleNode, columns: Columns): string {
  switch (node.type) {
    case 'number':
      return numberNodeSql(node, columns);
    case 'bool':
      return boolNodeSql(node, columns);
    case 'string':
      return textNodeSql(node, columns);
    case 'time':
      return timeNodeSql(node, columns);
  }
}

function numberNodeSql(node: NumberNode, columns: Columns): string {
  const sql = (each: RuleNode): string => nodeSql(each, columns);
  switch (node.kind) {
    case 'literal':
      return numberSql(node.value);
    case 'parse':
      return parsedNumber(sql(node.of));
    case 'negate':
      return `minus(toFloat64(0), ${sql(node.of)})`;
    case 'round':
      return `plus(${node.how}(${sql(node.of)}), toFloat64(0))`;
    case 'size':
      return `toFloat64(lengthUTF8(${sql(node.of)}))`;
    case 'seconds-between':
      return `divide(toFloat64(minus(${sql(node.left)}, ${sql(node.right)})), toFloat64(1000))`;
    case 'arithmetic':
      return arithmeticSql(node.operator, sql(node.left), sql(node.right));
    case 'extreme': {
      // An infinity of the winning sign stands for null, whatever the server does with nulls in least and greatest.
      const [pick, unknown] = node.which === 'min' ? ['least', '-inf'] : ['greatest', 'inf'];
      const parts = node.of.map((each) => `ifNull(${sql(each)}, ${unknown})`);
      return `nullIf(${pick}(${parts.join(', ')}), ${unknown})`;
    }
    default:
      return commonSql(node, columns, {
        null: "CAST(NULL, 'Nullable(Float64)')",
        name: (column) => finite(`plus(toFloat64(${column}), toFloat64(0))`),
        entry: (entry, converted) => parsedNumber(converted ? unquoted(entry) : entry),
      });
  }
}

function arithmeticSql(operator: ArithmeticOperator, left: string, right: string): string {
  switch (operator) {
    case '+':
      return finite(`plus(${left}, ${right})`);
    case '-':
      return finite(`minus(${left}, ${right})`);
    case '*':
      return finite(`plus(multiply(${left}, ${right}), toFloat64(0))`);
    case '/':
      return finite(`plus(divide(${left}, ${right}), toFloat64(0))`);
    case '%': {
      // The steps of `remainder`: ClickHouse's own modulo leaves open how it rounds between them.
      const steps = 'plus(minus(x, multiply(trunc(divide(x, y)), y)), toFloat64(0))';
      return finite(`arrayElement(arrayMap((x, y) -> ${steps}, [${left}], [${right}]), 1)`);
    }
  }
}

function parsedNumber(text: string): string {
  return finite(`plus(toFloat64OrNull(${text}), toFloat64(0))`);
}

/** An entry's text without the quote that marks a string. An entry is a column's, so it may be written twice. */
function unquoted(entry: string): string {
  return `if(startsWith(${entry}, unhex('22')), substring(${entry}, 2), ${entry})`;
}

function textNodeSql(node: TextNode, columns: Columns): string {
  switch (node.kind) {
    case 'literal':
      return textSql(node.value);
    case 'concat':
      return `concat(${textNodeSql(node.left, columns)}, ${textNodeSql(node.right, columns)})`;
    default:
      return commonSql(node, columns, {
        null: "CAST(NULL, 'Nullable(String)')",
        name: (column) => `nullIf(${column}, '')`,
        entry: (entry, converted) => {
          const text = `startsWith(${entry}, unhex('22')), substring(${entry}, 2)`;
          if (!converted) return `if(${text}, NULL)`;
          return `multiIf(${text}, match(${entry}, '^(?:[-+.0-9]|true$|false$)'), ${entry}, NULL)`;
        },
      });
  }
}

function timeNodeSql(node: TimeNode, columns: Columns): string {
  if (node.kind === 'literal') return `toInt64(${node.value})`;
  if (node.kind === 'parse') return parsedTime(textNodeSql(node.of, columns));
  return commonSql(node, columns, {
    null: "CAST(NULL, 'Nullable(Int64)')",
    name: (column) => `toInt64(${column})`,
    entry: (entry) =>
      parsedTime(`if(startsWith(${entry}, unhex('22')), substring(${entry}, 2), '')`),
  });
}

/** The steps of `parseTime`; the text is named t, so that it is written once. */
function parsedTime(text: string): string {
  const part = (from: number, length: number): string =>
    `toInt64OrZero(substring(t, ${from}, ${length}))`;
  const day = 'toInt64(toDate32OrNull(substring(t, 1, 10))) * 86400000';
  const time = `${part(12, 2)} * 3600000 + ${part(15, 2)} * 60000 + ${part(18, 2)} * 1000`;
  const ms = "toInt64OrZero(rightPad(extract(t, '[.]([0-9]{1,3})'), 3, '0'))";
  const minutes = `(${part(-5, 2)} * 60 + ${part(-2, 2)}) * 60000`;
  const zone = `multiIf(endsWith(t, 'Z'), 0, substring(t, -6, 1) = '-', -1, 1) * ${minutes}`;
  const isDay = 'toString(toDate32OrNull(substring(t, 1, 10))) = substring(t, 1, 10)';
  const isTime = `match(t, ${textSql(TIME_PATTERN)}) AND ${isDay}`;
  const value = `if(${isTime}, ${day} + ${time} + ${ms} - ${zone}, NULL)`;
  return `arrayElement(arrayMap(t -> ${value}, [${text}]), 1)`;
}

const COMPARISONS: Readonly<Record<CompareOperator, string>> = {
  '==': 'equals',
  '!=': 'notEquals',
  '<': 'less',
  '<=': 'lessOrEquals',
  '>': 'greater',
  '>=': 'greaterOrEquals',
};

function boolNodeSql(node: BoolNode, columns: Columns): string {
  const sql = (each: RuleNode): string => nodeSql(each, columns);
  switch (node.kind) {
    case 'literal':
      return node.value ? 'toUInt8(1)' : 'toUInt8(0)';
    case 'parse':
      return `arrayElement(arrayMap(b -> ${parsedBool('b')}, [${sql(node.of)}]), 1)`;
    case 'not':
      return `not(${sql(node.of)})`;
    case 'logic':
      return `${node.operator === '&&' ? 'and' : 'or'}(${node.of.map(sql).join(', ')})`;
    case 'compare': {
      const { left, right } = node.operands;
      return `${COMPARISONS[node.operator]}(${sql(left)}, ${sql(right)})`;
    }
    case 'among-numbers':
      return `in(${sql(node.of)}, tuple(${node.values.map(numberSql).join(', ')}))`;
    case 'among-texts':
      return `in(${sql(node.of)}, tuple(${node.values.map(textSql).join(', ')}))`;
    case 'text-test': {
      const [of, part] = [sql(node.of), sql(node.part)];
      if (node.test === 'contains') return `greater(position(${of}, ${part}), 0)`;
      return `${node.test}(${of}, ${part})`;
    }
    case 'present': {
      const entry = entrySql(node.entry, columns);
      return `and(notEquals(${entry}, ''), notEquals(${entry}, 'null'))`;
    }
    case 'is-null':
      return `isNull(${sql(node.of)})`;
    default:
      return commonSql(node, columns, {
        null: "CAST(NULL, 'Nullable(UInt8)')",
        name: (column) => `notEquals(${column}, 0)`,
        entry: (entry, converted) => parsedBool(converted ? unquoted(entry) : entry),
      });
  }
}

/** A column's text, or a name bound to one: written twice. */
function parsedBool(text: string): string {
  return `multiIf(equals(${text}, 'true'), toUInt8(1), equals(${text}, 'false'), toUInt8(0), NULL)`;
}

function entrySql({ bag, key }: EntryReference, columns: Columns): string {
  return `arrayElement(${columns(bag)}, ${textSql(key)})`;
}

interface Leaves {
  readonly null: string;
  readonly name: (column: string) => string;
  readonly entry: (entry: string, converted: boolean) => string;
}

function commonSql(
  node: Common<'number'> | Common<'bool'> | Common<'string'> | Common<'time'>,
  columns: Columns,
  leaves: Leaves,
): string {
  switch (node.kind) {
    case 'null':
      return leaves.null;
    case 'name':
      return leaves.name(columns(node.name));
    case 'entry':
      return leaves.entry(entrySql(node.entry, columns), node.converted);
    case 'choice': {
      const { condition, yes, no } = node;
      return `if(${nodeSql(condition, columns)}, ${nodeSql(yes, columns)}, ${nodeSql(no, columns)})`;
    }
  }
}
