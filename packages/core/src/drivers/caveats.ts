import { cholesky, eigenOf, inverseOf } from '../statistics/matrix.ts';
import type { MomentBlocks, Moments } from '../statistics/moments.ts';
import { rowsEffective } from '../statistics/moments.ts';
import { eValue } from './e-value.ts';
import { haloShares } from './halo.ts';
import type { DriverFound, ImportanceAsked, Player } from './importance.ts';

/** What a reader of driver shares must know. `association` always comes, and first. */
export type Caveat =
  | { readonly code: 'association'; readonly driver: string; readonly eValue: number }
  | { readonly code: 'top-undecided'; readonly drivers: readonly string[]; readonly chance: number }
  | { readonly code: 'methods-differ'; readonly here: string; readonly there: string }
  | {
      readonly code: 'halo';
      readonly shared: number;
      readonly top: string;
      /** The top where the one general attitude is taken out. */
      readonly without: string;
    }
  | { readonly code: 'collinear'; readonly drivers: readonly string[]; readonly inflation: number }
  | { readonly code: 'narrow'; readonly drivers: readonly string[] }
  | { readonly code: 'constant'; readonly drivers: readonly string[] }
  | { readonly code: 'few-rows'; readonly n: number; readonly columns: number }
  | { readonly code: 'few-clusters'; readonly clusters: number }
  | { readonly code: 'weights'; readonly n: number; readonly effective: number }
  | { readonly code: 'binary'; readonly share: number }
  | {
      readonly code: 'missing';
      readonly rows: number;
      readonly left: number;
      /** The column most often empty. */
      readonly column: string;
      readonly empty: number;
    }
  | {
      readonly code: 'missing-differ';
      readonly complete: number;
      readonly incomplete: number;
      readonly spread: number;
    }
  | { readonly code: 'separated' }
  | { readonly code: 'unread'; readonly count: number; readonly place: string }
  | { readonly code: 'sampled'; readonly rows: number; readonly of: number; readonly what: string };

/** What is looked at for caveats. */
export interface Looked {
  readonly total: Moments;
  readonly blocks: MomentBlocks;
  readonly asked: ImportanceAsked;
  readonly drivers: readonly DriverFound[];
  readonly columns: number;
}

const LIMITS = {
  /** P(rank = 1) from which a top is decided. */
  decided: 0.9,
  /** Share of the drivers' variance in one direction from which a halo is named. */
  halo: 0.5,
  inflation: 10,
  rowsPerColumn: 10,
  clusters: 30,
  weights: 0.8,
} as const;

/** The caveats of shares that were found, those first that change most what they say. */
export function caveatsOf(looked: Looked): readonly Caveat[] {
  return [
    ...association(looked),
    ...undecided(looked),
    ...methods(looked),
    ...halo(looked),
    ...collinear(looked),
    ...constant(looked),
    ...amounts(looked),
  ];
}

function topOf(
  drivers: readonly { readonly name: string }[],
  value: (at: number) => number,
): number {
  let top = 0;
  for (const at of drivers.keys()) if (value(at) > value(top)) top = at;
  return top;
}

function important(driver: DriverFound | undefined): number {
  return driver?.importance.kind === 'estimate' ? driver.importance.median : 0;
}

function association({ total, asked, drivers }: Looked): readonly Caveat[] {
  const at = topOf(drivers, (each) => important(drivers[each]));
  const [driver, player] = [drivers[at], asked.players[at]];
  if (driver === undefined || player === undefined) return [];
  const [column = 0] = player.columns;
  const spread = (index: number): number =>
    Math.sqrt(total.covariance[index * total.width + index] ?? 0);
  // Of a group no one slope is known: what it adds last is as much as a slope of that size.
  const effect =
    driver.slope?.kind === 'estimate'
      ? (driver.slope.median * spread(column)) / spread(asked.outcome)
      : Math.sqrt(Math.max(0, driver.last));
  return [{ code: 'association', driver: driver.name, eValue: eValue(effect) }];
}

function undecided({ drivers }: Looked): readonly Caveat[] {
  if (drivers.length < 2) return [];
  const chances = drivers.map(({ rankProbabilities }) => rankProbabilities[0] ?? 0);
  const chance = Math.max(...chances);
  if (chance >= LIMITS.decided) return [];
  const order = [...drivers.keys()].sort((a, b) => (chances[b] ?? 0) - (chances[a] ?? 0));
  const rivals = order.filter((at, index) => index < 2 || (chances[at] ?? 0) >= 0.05).slice(0, 5);
  return [{ code: 'top-undecided', drivers: rivals.map((at) => drivers[at]?.name ?? ''), chance }];
}

function methods({ drivers }: Looked): readonly Caveat[] {
  const here = drivers[topOf(drivers, (at) => important(drivers[at]))]?.name ?? '';
  const there = drivers[topOf(drivers, (at) => drivers[at]?.other ?? 0)]?.name ?? '';
  return here === there ? [] : [{ code: 'methods-differ', here, there }];
}

function halo({ total, asked, drivers }: Looked): readonly Caveat[] {
  if (drivers.length < 3) return [];
  const found = haloShares(total, asked.players, asked.outcome);
  if (found === null || found.shared < LIMITS.halo) return [];
  const top = drivers[topOf(drivers, (at) => important(drivers[at]))]?.name ?? '';
  const without = drivers[topOf(drivers, (at) => found.values[at] ?? 0)]?.name ?? '';
  return [{ code: 'halo', shared: found.shared, top, without }];
}

function collinear({ total, asked }: Looked): readonly Caveat[] {
  const inflations = inflationsOf(total, asked.players);
  const inflated = asked.players.filter((_, at) => (inflations[at] ?? 1) > LIMITS.inflation);
  if (inflated.length === 0) return [];
  const inflation = Math.max(...inflations);
  return [{ code: 'collinear', drivers: inflated.map(({ name }) => name), inflation }];
}

/**
 * How much the variance of each driver's slope is blown up by the others, for one of several columns the largest of them.
 * Infinite where a column is a sum of others.
 */
export function inflationsOf(
  { covariance, width }: Moments,
  players: readonly Player[],
): readonly number[] {
  const columns = players
    .flatMap((player) => player.columns)
    .filter((column) => (covariance[column * width + column] ?? 0) > 0);
  const size = columns.length;
  const spread = (column: number): number => Math.sqrt(covariance[column * width + column] ?? 0);
  const matrix = Float64Array.from({ length: size * size }, (_, at) => {
    const [a, b] = [columns[Math.floor(at / size)] ?? 0, columns[at % size] ?? 0];
    return (covariance[a * width + b] ?? 0) / (spread(a) * spread(b));
  });
  const lower = cholesky(matrix, size);
  if (lower === null) return tiedColumns(matrix, columns, players);
  const inverse = inverseOf(lower, size);
  return players.map((player) =>
    Math.max(
      1,
      ...player.columns.map((column) => {
        const at = columns.indexOf(column);
        return at < 0 ? 1 : (inverse[at * size + at] ?? 1);
      }),
    ),
  );
}

/** Where the matrix cannot be inverted: those with a part in a direction that has no variance. */
function tiedColumns(
  matrix: Float64Array,
  columns: readonly number[],
  players: readonly Player[],
): readonly number[] {
  const size = columns.length;
  const { values, vectors } = eigenOf(matrix, size);
  const isTied = (column: number): boolean => {
    const at = columns.indexOf(column);
    return (
      at >= 0 &&
      [...values.keys()].some(
        (each) => (values[each] ?? 0) < 1e-8 && Math.abs(vectors[each * size + at] ?? 0) > 0.01,
      )
    );
  };
  return players.map((player) => (player.columns.some(isTied) ? Number.POSITIVE_INFINITY : 1));
}

function constant({ total, asked }: Looked): readonly Caveat[] {
  const { covariance, width } = total;
  const still = asked.players.filter(({ columns }) =>
    columns.every((column) => !((covariance[column * width + column] ?? 0) > 0)),
  );
  return still.length === 0 ? [] : [{ code: 'constant', drivers: still.map(({ name }) => name) }];
}

function amounts({ blocks, asked, columns }: Looked): readonly Caveat[] {
  const n = blocks.count;
  const effective = rowsEffective(blocks);
  const caveats: Caveat[] = [];
  if (effective < LIMITS.rowsPerColumn * columns) caveats.push({ code: 'few-rows', n, columns });
  if (asked.units < Math.min(n, LIMITS.clusters))
    caveats.push({ code: 'few-clusters', clusters: asked.units });
  if (effective < LIMITS.weights * n) caveats.push({ code: 'weights', n, effective });
  return caveats;
}
