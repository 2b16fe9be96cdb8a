import type { Facts } from '../facts.ts';
import { type Bars, barsOf } from './spread-bars.ts';
import { FIGURE_SETTINGS, type FigureSource } from './touchpoint-figures.ts';

/** How one figure is spread, exactly. A quantile is the smallest value that at least that part of the rows do not exceed. */
export interface FigureSpread {
  readonly n: number;
  readonly mean: number;
  /** Standard deviation. */
  readonly deviation: number;
  readonly least: number;
  readonly tenth: number;
  readonly quarter: number;
  readonly median: number;
  readonly threeQuarters: number;
  readonly ninth: number;
  readonly most: number;
  /** Means of the lowest and of the highest tenth. */
  readonly lowestTenth: number;
  readonly highestTenth: number;
  readonly bars: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

/**
 * Two passes over the sources: the quantiles, then what lies beyond them and between the bars.
 *
 * Shape: by the figure's number; those of `timed` are in seconds; a figure without rows is not there.
 * Source: the mean of a tenth is that of Rockafellar & Uryasev (2000): where it ends within equal values, their part of it.
 */
export async function figureSpreads(
  facts: Facts,
  sources: readonly FigureSource[],
  timed: ReadonlySet<number> = new Set(),
): Promise<ReadonlyMap<number, FigureSpread>> {
  if (sources.length === 0) return new Map();
  const from = `(${sources.map(({ sql }) => sql).join('\nUNION ALL\n')})`;
  const parameters = Object.assign({}, ...sources.map((each) => each.parameters));
  const firsts = await facts.rows<FirstRow>(
    `SELECT figure, sum(weight) AS n, sum(value * weight) / n AS mean, min(value) AS least, max(value) AS most,
       quantilesExactWeighted(${LEVELS.join(', ')})(value, weight) AS q, arraySort(groupUniqArray(${VALUES_FEW + 1})(value)) AS values
     FROM ${from} GROUP BY figure ORDER BY figure`,
    { parameters, settings: FIGURE_SETTINGS },
  );
  if (firsts.length === 0) return new Map();
  const firstOf = new Map(firsts.map((row) => [row.figure, withBars(row, timed.has(row.figure))]));
  const rest = await facts.rows<RestRow>(restSql(from, firstOf), {
    parameters,
    settings: FIGURE_SETTINGS,
  });
  const rests = Map.groupBy(rest, ({ figure }) => figure);
  return new Map(
    [...firstOf].map(([figure, first]) => [figure, spreadOf(first, rests.get(figure) ?? [])]),
  );
}

/** So few different values, such as those of a rating or of yes and no, have a bar each. */
const VALUES_FEW = 11;

const LEVELS = [0.005, 0.1, 0.25, 0.5, 0.75, 0.9, 0.995] as const;

interface FirstRow {
  readonly figure: number;
  readonly n: string;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  readonly q: readonly number[];
  /** The values themselves, where they are few, and one more than that where they are many. */
  readonly values: readonly number[];
}
interface First extends FirstRow {
  readonly bars: Bars;
}
interface RestRow {
  readonly figure: number;
  readonly bar: number;
  readonly some: string;
  readonly squares: number;
  readonly below: number;
  readonly belowCount: string;
  readonly above: number;
  readonly aboveCount: string;
}

function withBars(row: FirstRow, isTime: boolean): First {
  const [low = row.least, , , , , , high = row.most] = row.q;
  return { ...row, bars: barsOf({ least: row.least, most: row.most, low, high, isTime }) };
}

/** Each figure has its own bounds: worked out by its number. */
function restSql(from: string, firsts: ReadonlyMap<number, First>): string {
  const by = (pick: (first: First) => number): string =>
    `transform(figure, [${[...firsts.keys()].map((each) => `toUInt16(${each})`).join(', ')}], [${[...firsts.values()].map((first) => `toFloat64(${pick(first)})`).join(', ')}], toFloat64(0))`;
  const few = [...firsts].filter(([, { values }]) => values.length <= VALUES_FEW);
  const own = few.map(
    ([figure, { values }]) =>
      `figure = ${figure}, toInt32(indexOf([${values.map((value) => `toFloat64(${value})`).join(', ')}], value)) - 1, `,
  );
  const range = `toInt32(least(greatest(floor((value - ${by(({ bars }) => bars.from)}) / ${by(({ bars }) => bars.step)} + 1e-9), 0), ${by(({ bars }) => bars.count - 1)}))`;
  const bar = few.length === 0 ? range : `toInt32(multiIf(${own.join('')}${range}))`;
  const tenth = by(({ q, least }) => q[1] ?? least);
  const ninth = by(({ q, most }) => q[5] ?? most);
  return `SELECT figure, ${bar} AS bar, sum(weight) AS some,
      sum(weight * pow(value - ${by(({ mean }) => mean)}, 2)) AS squares,
      sumIf(weight * value, value < ${tenth}) AS below, sumIf(weight, value < ${tenth}) AS belowCount,
      sumIf(weight * value, value > ${ninth}) AS above, sumIf(weight, value > ${ninth}) AS aboveCount
    FROM ${from} GROUP BY figure, bar ORDER BY figure, bar`;
}

function spreadOf(first: First, rest: readonly RestRow[]): FigureSpread {
  const { mean, least, most } = first;
  const n = Number(first.n);
  const [, tenth = least, quarter = least, median = least, threeQuarters = most, ninth = most] =
    first.q;
  const sum = (pick: (row: RestRow) => number): number =>
    rest.reduce((total, row) => total + pick(row), 0);
  const part = n / 10;
  const tail = (value: number, beyond: number, count: number): number =>
    (beyond + value * (part - count)) / part;
  const counts = new Map(rest.map(({ bar, some }) => [bar, Number(some)]));
  return {
    ...{ n, mean, least, tenth, quarter, median, threeQuarters, ninth, most },
    deviation: Math.sqrt(sum(({ squares }) => squares) / n),
    lowestTenth: tail(
      tenth,
      sum(({ below }) => below),
      sum(({ belowCount }) => Number(belowCount)),
    ),
    highestTenth: tail(
      ninth,
      sum(({ above }) => above),
      sum(({ aboveCount }) => Number(aboveCount)),
    ),
    bars: edgesOf(first).map((edges, index) => ({ ...edges, count: counts.get(index) ?? 0 })),
  };
}

function edgesOf({
  values,
  bars,
}: First): readonly { readonly from: number; readonly to: number }[] {
  if (values.length <= VALUES_FEW) return values.map((value) => ({ from: value, to: value }));
  return Array.from({ length: bars.count }, (_, index) => ({
    from: rounded(bars.from + index * bars.step),
    to: rounded(bars.from + (index + 1) * bars.step),
  }));
}

/** Without the last digits that sums of decimals leave behind. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
