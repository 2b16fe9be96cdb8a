import type { RowsSummed } from './moments.ts';

/** Blocks beyond which rows, or clusters of rows, are drawn together in groups made by chance. */
const BLOCKS_MAX = 4000;
/** Groups made then: the spread over 500 is known to 3 %. */
const GROUPS = 500;

/** Rows in which every column has a number, and the weight is above 0. */
export function completeRows(
  columns: readonly Float64Array[],
  weights: Float64Array | null,
): Int32Array {
  const length = columns[0]?.length ?? 0;
  const isOut = new Uint8Array(length);
  for (const column of columns)
    for (let row = 0; row < length; row += 1) if (Number.isNaN(column[row])) isOut[row] = 1;
  if (weights !== null)
    for (let row = 0; row < length; row += 1) if (!((weights[row] ?? 0) > 0)) isOut[row] = 1;
  let count = 0;
  for (let row = 0; row < length; row += 1) if (isOut[row] === 0) count += 1;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < length; row += 1)
    if (isOut[row] === 0) {
      rows[at] = row;
      at += 1;
    }
  return rows;
}

/** What is drawn again as one: rows of one cluster together; many rows or clusters in groups that chance made. */
export interface DrawnTogether extends RowsSummed {
  /** Rows or clusters there are before grouping. */
  readonly units: number;
}

/**
 * Orders rows by what is drawn together in a bootstrap.
 *
 * Shape: `clusters` numbers the cluster of each row of the columns; negative numbers are clusters of one row. `null`: each
 * row is one.
 * Source: random groups: Wolter (2007), Introduction to Variance Estimation, chapter 2.
 */
export function drawnTogether(
  rows: Int32Array,
  clusters: Int32Array | null,
  weights: Float64Array | null,
): DrawnTogether {
  const { labels, units } = clusters === null ? rowLabels(rows) : clusterLabels(rows, clusters);
  const blocks = units <= BLOCKS_MAX ? units : GROUPS;
  if (blocks < units)
    for (let at = 0; at < labels.length; at += 1) labels[at] = groupOf(labels[at] ?? 0, blocks);
  const starts = new Int32Array(blocks + 1);
  for (const label of labels) starts[label + 1] = (starts[label + 1] ?? 0) + 1;
  for (let block = 0; block < blocks; block += 1)
    starts[block + 1] = (starts[block + 1] ?? 0) + (starts[block] ?? 0);
  const next = starts.slice(0, blocks);
  const ordered = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const label = labels[at] ?? 0;
    ordered[next[label] ?? 0] = rows[at] ?? 0;
    next[label] = (next[label] ?? 0) + 1;
  }
  return { rows: ordered, starts, weights, units };
}

function rowLabels(rows: Int32Array): { labels: Int32Array; units: number } {
  const labels = new Int32Array(rows.length);
  for (let at = 0; at < labels.length; at += 1) labels[at] = at;
  return { labels, units: rows.length };
}

function clusterLabels(
  rows: Int32Array,
  clusters: Int32Array,
): { labels: Int32Array; units: number } {
  const labels = new Int32Array(rows.length);
  const known = new Map<number, number>();
  let units = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const cluster = clusters[rows[at] ?? 0] ?? -1;
    let label = cluster < 0 ? undefined : known.get(cluster);
    if (label === undefined) {
      label = units;
      units += 1;
      if (cluster >= 0) known.set(cluster, label);
    }
    labels[at] = label;
  }
  return { labels, units };
}

/** A group that belongs to a unit, as if by chance: the finaliser of MurmurHash3 (Appleby 2011). */
function groupOf(unit: number, groups: number): number {
  let state = (unit ^ 0x67726f75) | 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return Math.floor((((state ^ (state >>> 16)) >>> 0) / 0x100000000) * groups);
}
