import { assert } from '../model/assert.ts';

/**
 * Weighted sums of rows, block by block: all that a regression among their columns needs, and enough to draw blocks again.
 * They are of differences from a pivot near the mean, so that nothing cancels.
 *
 * Shape: per block `momentStride(width)` numbers: weight, squared weights, the sum of each column, then the products of
 * columns i <= j row by row of the upper triangle.
 */
export interface MomentBlocks {
  /** Columns. */
  readonly width: number;
  readonly blocks: number;
  /** Rows in all. */
  readonly count: number;
  /** What was taken off each column before it was summed. */
  readonly pivot: Float64Array;
  readonly sums: Float64Array;
}

/** The mean of each column and the covariance of each two. */
export interface Moments {
  readonly width: number;
  readonly weight: number;
  readonly means: Float64Array;
  /** Row by row, both triangles, divided by the weight. */
  readonly covariance: Float64Array;
}

/** How many numbers a block of so many columns has. */
export function momentStride(width: number): number {
  return 2 + width + (width * (width + 1)) / 2;
}

/** Which rows are summed, with which weight, into which block. */
export interface RowsSummed {
  /** Rows in the order of their blocks. */
  readonly rows: Int32Array;
  /** Where in `rows` each block starts; one more than there are blocks. */
  readonly starts: Int32Array;
  /** Per row of the columns, from 0; null: all 1. */
  readonly weights: Float64Array | null;
}

/**
 * Sums chosen rows of columns, block by block.
 *
 * Shape: columns of equal length; the chosen rows hold no NaN.
 */
export function blockMoments(
  columns: readonly Float64Array[],
  { rows, starts, weights }: RowsSummed,
): MomentBlocks {
  const width = columns.length;
  const blocks = starts.length - 1;
  const stride = momentStride(width);
  const pivot = Float64Array.from(columns, (column) => nearMean(column, rows));
  const sums = new Float64Array(blocks * stride);
  const blockOf = blocksOfRows(rows, starts, columns[0]?.length ?? 0);
  const values = new Float64Array(width);
  // Rows as they lie: the columns are read straight through, and the sums of all blocks stay in the processor's cache.
  for (let row = 0; row < blockOf.length; row += 1) {
    const block = blockOf[row] ?? -1;
    if (block < 0) continue;
    for (let i = 0; i < width; i += 1) values[i] = (columns[i]?.[row] ?? 0) - (pivot[i] ?? 0);
    addRow(sums, block * stride, values, weights === null ? 1 : (weights[row] ?? 0));
  }
  return { width, blocks, count: rows.length, pivot, sums };
}

/** For each row its block; -1 where it is in none. */
function blocksOfRows(rows: Int32Array, starts: Int32Array, length: number): Int32Array {
  const blockOf = new Int32Array(length).fill(-1);
  for (let block = 0; block + 1 < starts.length; block += 1) {
    const end = starts[block + 1] ?? 0;
    for (let at = starts[block] ?? 0; at < end; at += 1) blockOf[rows[at] ?? 0] = block;
  }
  return blockOf;
}

function addRow(sums: Float64Array, start: number, values: Float64Array, weight: number): void {
  const width = values.length;
  sums[start] = (sums[start] ?? 0) + weight;
  sums[start + 1] = (sums[start + 1] ?? 0) + weight * weight;
  let at = start + 2 + width;
  for (let i = 0; i < width; i += 1) {
    const value = weight * (values[i] ?? 0);
    sums[start + 2 + i] = (sums[start + 2 + i] ?? 0) + value;
    for (let j = i; j < width; j += 1) {
      sums[at] = (sums[at] ?? 0) + value * (values[j] ?? 0);
      at += 1;
    }
  }
}

/** Near the mean: of some thousand rows from all over. */
function nearMean(column: Float64Array, rows: Int32Array): number {
  const step = Math.max(1, Math.floor(rows.length / PIVOT_ROWS));
  let [sum, count] = [0, 0];
  for (let at = 0; at < rows.length; at += step) {
    sum += column[rows[at] ?? 0] ?? 0;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

const PIVOT_ROWS = 4096;

/**
 * Means and covariances of all blocks together, each taken so many times; once where `times` is left out.
 *
 * Errors: asserts on a number of times for another number of blocks.
 */
export function momentsOf(blocks: MomentBlocks, times: Float64Array | null = null): Moments {
  const { width, pivot } = blocks;
  assert(times === null || times.length === blocks.blocks, 'momentsOf wants a time for each block');
  const total = totalOf(blocks, times);
  const weight = total[0] ?? 0;
  const means = new Float64Array(width);
  const covariance = new Float64Array(width * width);
  for (let i = 0; i < width; i += 1)
    means[i] = weight === 0 ? Number.NaN : (total[2 + i] ?? 0) / weight;
  let at = 2 + width;
  for (let i = 0; i < width; i += 1) {
    for (let j = i; j < width; j += 1) {
      const product = (total[at] ?? 0) / weight - (means[i] ?? 0) * (means[j] ?? 0);
      covariance[i * width + j] = product;
      covariance[j * width + i] = product;
      at += 1;
    }
  }
  for (let i = 0; i < width; i += 1) means[i] = (means[i] ?? 0) + (pivot[i] ?? 0);
  return { width, weight, means, covariance };
}

function totalOf({ width, blocks, sums }: MomentBlocks, times: Float64Array | null): Float64Array {
  const stride = momentStride(width);
  const total = new Float64Array(stride);
  for (let block = 0; block < blocks; block += 1) {
    const factor = times === null ? 1 : (times[block] ?? 0);
    if (factor === 0) continue;
    const start = block * stride;
    for (let at = 0; at < stride; at += 1)
      total[at] = (total[at] ?? 0) + factor * (sums[start + at] ?? 0);
  }
  return total;
}

/**
 * How many equally weighted rows say as much as these.
 *
 * Source: Kish (1965), Survey Sampling, section 11.7.
 */
export function rowsEffective({ width, blocks, sums }: MomentBlocks): number {
  const stride = momentStride(width);
  let [weight, squares] = [0, 0];
  for (let block = 0; block < blocks; block += 1) {
    weight += sums[block * stride] ?? 0;
    squares += sums[block * stride + 1] ?? 0;
  }
  return squares === 0 ? 0 : (weight * weight) / squares;
}
