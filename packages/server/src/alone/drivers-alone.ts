import {
  type Caveat,
  type DriverRows,
  type DriversFound,
  driversOfRows,
  explainCaveat,
  type NecessityFound,
  necessityOf,
  type Performance,
  performanceOf,
  type RowsDriven,
  type WeakestLinkFound,
  weakestLinkOf,
} from '@bothways/core/drivers';
import type { FilePlace } from '../read/read-bytes.ts';
import { type DriverColumns, type DriverTable, readDrivers } from './driver-columns.ts';
import type { ReadSoFar } from './read-columns.ts';

export type DriversMethod = 'lmg' | 'johnson' | 'logit';

/** What is asked of a file's drivers. */
export interface DriversAloneAsked extends DriverColumns {
  readonly method: DriversMethod;
}

/** What was found of all rows, or of those of one group. */
export interface DriversOf {
  readonly driven: RowsDriven;
  readonly caveats: readonly Caveat[];
}

/** The drivers of a file, whole: what both the command line and the app show. */
export interface DriversOfFile {
  readonly asked: DriversAloneAsked;
  readonly table: DriverTable;
  readonly all: DriversOf;
  /** By group, the largest first; at most thirty. */
  readonly groups: readonly (DriversOf & { readonly group: string; readonly rows: number })[];
  readonly groupsLeft: number;
  readonly performance: Performance | null;
  readonly weakest: WeakestLinkFound | null;
  readonly necessity: NecessityFound | null;
}

/** The same file gives the same draws. */
const SEED = 20_261_122;
const GROUPS_MAX = 30;

/**
 * What drives an outcome in a file of its own: no workspace, no model, nothing written.
 *
 * Errors: `ImportRefused`.
 */
export async function driversAlone(
  file: string | FilePlace,
  asked: DriversAloneAsked,
  progress: (soFar: ReadSoFar) => void = () => {},
  doing: (what: string) => void = () => {},
): Promise<DriversOfFile> {
  const table = await readDrivers(file, asked, progress);
  doing(`going through the subsets of ${asked.drivers.length} drivers`);
  const all = driversIn(table, table.rows, asked.method);
  const { groups, left } = groupsOf(table, asked.method);
  doing('testing for a weakest link');
  return {
    asked,
    table,
    all,
    groups,
    groupsLeft: left,
    ...besides(table.rows, all.driven),
  };
}

function driversIn(table: DriverTable, rows: DriverRows, method: DriversMethod): DriversOf {
  const driven = driversOfRows(rows, { method, seed: SEED, grade: 'C' });
  const found = driven.found.kind === 'found' ? driven.found.caveats : [];
  const { count, first } = table.unread;
  const unread: readonly Caveat[] =
    count === 0 || first === null
      ? []
      : [
          {
            code: 'unread',
            count,
            place: `${JSON.stringify(first.cell)} in "${first.column}" on line ${first.line}`,
          },
        ];
  return { driven, caveats: [...found, ...unread] };
}

function groupsOf(
  table: DriverTable,
  method: DriversMethod,
): { groups: DriversOfFile['groups']; left: number } {
  const { groups, rows } = table;
  if (groups === null) return { groups: [], left: 0 };
  const members = new Map<number, number[]>();
  for (const [row, code] of groups.codes.entries()) {
    const own = members.get(code);
    if (own === undefined) members.set(code, [row]);
    else own.push(row);
  }
  const ordered = [...members].sort((a, b) => b[1].length - a[1].length);
  return {
    left: Math.max(0, ordered.length - GROUPS_MAX),
    groups: ordered.slice(0, GROUPS_MAX).map(([code, chosen]) => ({
      group: code < 0 ? '(none)' : (groups.values[code] ?? ''),
      rows: chosen.length,
      ...driversIn(table, rowsChosen(rows, chosen), method),
    })),
  };
}

function rowsChosen(rows: DriverRows, chosen: readonly number[]): DriverRows {
  const part = (column: Float64Array): Float64Array =>
    Float64Array.from(chosen, (row) => column[row] ?? Number.NaN);
  const { clusters } = rows;
  return {
    outcome: part(rows.outcome),
    players: rows.players.map(({ name, columns }) => ({ name, columns: columns.map(part) })),
    weights: rows.weights === null ? null : part(rows.weights),
    clusters: clusters === null ? null : Int32Array.from(chosen, (row) => clusters[row] ?? -1),
  };
}

/** Importance against performance, the weakest link and what is necessary: of drivers of one column with a scale. */
function besides(
  rows: DriverRows,
  { found, drawn }: RowsDriven,
): Pick<DriversOfFile, 'performance' | 'weakest' | 'necessity'> {
  if (found.kind === 'abstained') return { performance: null, weakest: null, necessity: null };
  const scaled = rows.players.flatMap(({ name, columns: [column, ...others] }) => {
    if (column === undefined || others.length > 0) return [];
    const scale = scaleOf(column, drawn.rows);
    return scale === null ? [] : [{ name, column, scale: { name, ...scale } }];
  });
  const scales = scaled.map(({ scale }) => scale);
  const drivers = scaled.map(({ name, column }) => ({ name, column }));
  const asked = { outcome: rows.outcome, drawn, seed: SEED };
  const isScore = scaleOf(rows.outcome, drawn.rows) !== null;
  return {
    performance: scaled.length < 2 ? null : performanceOf(found.drivers, scales),
    weakest:
      scaled.length < 2 || !isScore
        ? null
        : weakestLinkOf({
            ...asked,
            drivers: drivers.map(({ column }) => column),
            scales,
            grade: 'C',
          }),
    necessity: scaled.length === 0 || !isScore ? null : necessityOf({ ...asked, drivers }),
  };
}

/** The ends of a column of more than two values; null of others. */
function scaleOf(
  column: Float64Array,
  rows: Int32Array,
): { readonly least: number; readonly most: number } | null {
  const some = new Set<number>();
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    const value = column[row] ?? 0;
    if (some.size < 3) some.add(value);
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return some.size < 3 ? null : { least, most };
}

/** One driver as JSON has it. `importance` is its part of R², with its range; `share` the same of the drivers together. */
export interface DriverLine {
  readonly name: string;
  readonly share: number;
  readonly importance: number;
  readonly low: number;
  readonly high: number;
  readonly share_low: number;
  readonly share_high: number;
  readonly rank_probabilities: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly second_opinion: number;
  readonly slope: number | null;
  readonly mean: number | null;
}

/** What a group of rows, or all, came to, as JSON has it. */
export interface DriversLines {
  readonly n: number;
  readonly r2: number | null;
  readonly r2_low: number | null;
  readonly r2_high: number | null;
  readonly drivers: readonly DriverLine[];
  readonly caveats: readonly string[];
  readonly caveat_codes: readonly string[];
  readonly abstained: string | null;
}

/** The shares as JSON has them, the most important first. */
export function driversLines({ driven: { found, chance }, caveats }: DriversOf): DriversLines {
  const isChance = found.kind === 'found' && chance >= CHANCE_MAX;
  const told = {
    caveats: [...(isChance ? [noMoreThanChance(chance)] : []), ...caveats.map(explainCaveat)],
    caveat_codes: [...(isChance ? ['no-relation'] : []), ...caveats.map(({ code }) => code)],
  };
  if (found.kind === 'abstained' || found.r2.kind === 'abstained')
    return {
      n: found.n,
      ...{ r2: null, r2_low: null, r2_high: null, drivers: [] },
      ...told,
      abstained: found.kind === 'abstained' ? found.reason : 'R2 is unknown',
    };
  return {
    n: found.n,
    r2: found.r2.median,
    r2_low: found.r2.low,
    r2_high: found.r2.high,
    drivers: linesOf(found),
    ...told,
    abstained: null,
  };
}

/** From here on what the drivers explain is not told from chance. */
const CHANCE_MAX = 0.05;

function noMoreThanChance(chance: number): string {
  return `Together the drivers explain no more than chance would (F test, p ${chance.toFixed(2)}): the shares say nothing.`;
}

function linesOf({ drivers }: DriversFound & { kind: 'found' }): readonly DriverLine[] {
  return drivers
    .flatMap((driver): readonly DriverLine[] => {
      const { importance, share, slope, mean } = driver;
      if (importance.kind === 'abstained' || share.kind === 'abstained') return [];
      return [
        {
          name: driver.name,
          share: share.median,
          importance: importance.median,
          low: importance.low,
          high: importance.high,
          share_low: share.low,
          share_high: share.high,
          rank_probabilities: driver.rankProbabilities,
          first: driver.first,
          last: driver.last,
          second_opinion: driver.other,
          slope: slope?.kind === 'estimate' ? slope.median : null,
          mean: mean?.kind === 'estimate' ? mean.median : null,
        },
      ];
    })
    .sort((a, b) => b.importance - a.importance);
}
