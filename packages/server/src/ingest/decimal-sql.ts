/** Digits behind the point that sums keep: what `summand` gives is added up exactly. With more, text is made of them 20 times slower. */
const SUM_SCALE = 30;

/** The exact sum of a column of decimals kept as text: a Decimal, null where every row is. */
export function sumSql(column: string): string {
  return `sum(toDecimal256(${column}, ${SUM_SCALE}))`;
}

/** What stands in a column of decimals for a line that a sum is not over. */
export const NOT_CHOSEN = '-0';

/** The same where a sum is over chosen lines: 0 where none was chosen, null where those chosen say nothing. */
export function chosenSumSql(column: string): string {
  const silent = `countIf(isNull(${column})) > 0 AND countIf(${column} != '${NOT_CHOSEN}') = 0`;
  return `if(${silent}, NULL, ${sumSql(column)})`;
}

/**
 * A Decimal as the text that JavaScript writes for the number nearest to it: what a bag keeps. Up to 15 digits the decimal
 * is that text already; beyond them, and for the very small, it goes by way of a double.
 * Needs `DECIMAL_SETTINGS`.
 */
export function numberTextSql(decimal: string): string {
  const text = `toString(${decimal})`;
  const isExact = `length(${text}) <= 15 AND (${decimal} = 0 OR abs(${decimal}) >= toDecimal256('0.000001', ${SUM_SCALE}))`;
  const double = `replaceRegexpOne(toString(toFloat64(${text})), 'e([0-9])', 'e+\\\\1')`;
  return `if(${isExact}, ${text}, ${double})`;
}

export const DECIMAL_SETTINGS = {
  precise_float_parsing: 1,
  output_format_decimal_trailing_zeros: 0,
} as const;
