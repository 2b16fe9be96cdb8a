import { assert } from '../model/assert.ts';
import type { Model } from '../model/model.ts';
import type { CubeRow } from './entries.ts';

/** What the series of a packed cube are told apart by. */
const SERIES_KEYS = [
  'touchpoint',
  'kind',
  'giver',
  'receiver',
  'channel',
  'segment',
  'grade',
] as const;
type SeriesKey = (typeof SERIES_KEYS)[number];

/** What rows of a packed cube can be keyed by; giver, receiver, kind and segment they have anyway. */
export type PackedKey = SeriesKey | 'period';

/**
 * The small cube of quantities as a browser gets it: each name once, then whole numbers in columns. Valuations are not in
 * it: they are applied to the rows that `cubeRowsOf` makes of it, so a changed opinion needs no new cube.
 *
 * Shape: a series is one combination of its keys, whose columns hold places in `names`. The cells of the series follow each
 * other in the order of the series, as many as its `cells` says, one a period.
 * Units: quantities in the kind's smallest units, as a number, or as its decimal text where it is beyond 2^53; `scale` is
 * how many decimals of a whole unit they have. `n` counts transfers, aggregates with their n.
 */
export interface PackedCube {
  readonly bothways: 'cube';
  readonly version: 1;
  /** The model's name and currency, and the build of the ledger that was read. */
  readonly model: string;
  readonly currency: string;
  readonly generation: number;
  /** Cells are by 2026-05, 2026-Q2, 2026, or there is one for all time, by the name ''. */
  readonly period: 'month' | 'quarter' | 'year' | 'all';
  /** False: all channels are together, by the name ''. */
  readonly byChannel: boolean;
  /** What was summed more coarsely than by month and channel to keep the cube small, in words; empty: nothing. */
  readonly coarser: readonly string[];
  readonly names: Readonly<Record<PackedKey, readonly string[]>>;
  /** Of each of `names.kind`. */
  readonly units: readonly { readonly unit: string; readonly scale: number }[];
  readonly series: Readonly<Record<SeriesKey | 'cells', readonly number[]>>;
  readonly cells: {
    readonly period: readonly number[];
    readonly quantity: readonly (number | string)[];
    readonly n: readonly number[];
  };
}

/** What a packed cube says of itself beside its sums. */
export type PackedAbout = Pick<PackedCube, 'generation' | 'period' | 'byChannel' | 'coarser'>;

/**
 * Packs rows keyed by touchpoint and grade, and by channel and period where these are told apart. The same rows in any
 * order give the same cube.
 *
 * Errors: asserts that no two rows are of one cell, and that counts are safe integers.
 */
export function packedCube(
  rows: readonly CubeRow[],
  { name, currency, values }: Model,
  about: PackedAbout,
): PackedCube {
  const names = namesOf(rows);
  const cells = placedCells(rows, names);
  const starts = cells.flatMap(({ places }, index) => {
    const differs = (key: number): boolean => places[key] !== cells[index - 1]?.places[key];
    const begins = index === 0 || SERIES_KEYS.some((_, key) => differs(key));
    assert(begins || differs(SERIES_KEYS.length), 'packedCube wants one row a cell');
    return begins ? [index] : [];
  });
  const column = (key: number): readonly number[] =>
    starts.map((start) => cells[start]?.places[key] ?? 0);
  return {
    ...{ bothways: 'cube', version: 1, model: name, currency, ...about, names },
    units: names.kind.map((id) => {
      const kind = values.find((each) => each.id === id);
      return { unit: kind?.unit ?? '', scale: kind?.scale ?? 0 };
    }),
    series: {
      ...record(SERIES_KEYS, (_, index) => column(index)),
      cells: starts.map((start, index) => (starts[index + 1] ?? cells.length) - start),
    },
    cells: {
      period: cells.map(({ places }) => places[SERIES_KEYS.length] ?? 0),
      quantity: cells.map(({ quantity }) => exact(quantity)),
      n: cells.map(({ n }) => n),
    },
  };
}

/**
 * The rows of a packed cube, keyed as asked for; rows of the same keys are not merged: `ledgerRows` and `nets` do that.
 *
 * Errors: none for what `packedCube` made, also after a journey through JSON.
 */
export function cubeRowsOf(
  { names, series, cells }: PackedCube,
  by: readonly PackedKey[],
): readonly CubeRow[] {
  let next = 0;
  return series.cells.flatMap((count, index) => {
    const from = next;
    next += count;
    const fixed = record(SERIES_KEYS, (key) => names[key][series[key][index] ?? 0] ?? '');
    const { giver, receiver, kind, segment, grade } = fixed;
    return Array.from({ length: count }, (_, offset) => {
      const period = names.period[cells.period[from + offset] ?? 0] ?? '';
      const n = cells.n[from + offset] ?? 0;
      return {
        keys: record(by, (key) => (key === 'period' ? period : fixed[key])),
        ...{ giver, receiver, kind, segment },
        quantity: BigInt(cells.quantity[from + offset] ?? 0),
        n,
        grades: n === 0 ? {} : { [grade]: n },
      };
    });
  });
}

interface Cell {
  /** Places of the series' keys, then that of the period. */
  readonly places: readonly number[];
  readonly quantity: bigint;
  readonly n: number;
}

const CELL_KEYS = [...SERIES_KEYS, 'period'] as const;

function namesOf(rows: readonly CubeRow[]): PackedCube['names'] {
  return record(CELL_KEYS, (key) => [...new Set(rows.map((row) => nameIn(row, key)))].sort());
}

/** In the order of their places. */
function placedCells(rows: readonly CubeRow[], names: PackedCube['names']): readonly Cell[] {
  const places = record(CELL_KEYS, (key) => new Map(names[key].map((name, at) => [name, at])));
  const cells = rows.map((row) => {
    assert(Number.isSafeInteger(row.n), `a cell of ${row.n} transfers is not a safe integer`);
    return {
      places: CELL_KEYS.map((key) => places[key].get(nameIn(row, key)) ?? 0),
      quantity: row.quantity,
      n: row.n,
    };
  });
  return cells.sort((a, b) => {
    const key = a.places.findIndex((place, index) => place !== b.places[index]);
    return (a.places[key] ?? 0) - (b.places[key] ?? 0);
  });
}

function nameIn(row: CubeRow, key: PackedKey): string {
  switch (key) {
    case 'giver':
    case 'receiver':
    case 'kind':
    case 'segment':
      return row[key];
    case 'touchpoint':
    case 'channel':
    case 'grade':
    case 'period':
      return row.keys[key] ?? '';
  }
}

function exact(quantity: bigint): number | string {
  const number = Number(quantity);
  return Number.isSafeInteger(number) ? number : String(quantity);
}

function record<Key extends string, Value>(
  keys: readonly Key[],
  of: (key: Key, index: number) => Value,
): Readonly<Record<Key, Value>> {
  return Object.fromEntries(keys.map((key, index) => [key, of(key, index)])) as Record<Key, Value>;
}
