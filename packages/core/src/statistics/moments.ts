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
  let longest = 0;
  for (let block = 0; block < blocks; block += 1)
    longest = Math.max(longest, (starts[block + 1] ?? 0) - (starts[block] ?? 0));
  const room = Math.min(longest, SLICE_ROWS);
  const slice: Slice = {
    plain: Array.from({ length: width }, () => new Float64Array(room)),
    weighted: Array.from({ length: width }, () => new Float64Array(weights === null ? 0 : room)),
    weights: new Float64Array(room).fill(1),
    length: 0,
  };
  for (let block = 0; block < blocks; block += 1) {
    const end = starts[block + 1] ?? 0;
    for (let from = starts[block] ?? 0; from < end; from += room) {
      slice.length = Math.min(room, end - from);
      gather(slice, { columns, pivot, rows, weights, from });
      addSlice(slice, sums, block * stride, weights !== null);
    }
  }
  return { width, blocks, count: rows.length, pivot, sums };
}

/** Rows gathered at a time: few enough that their columns stay in the processor's cache. */
const SLICE_ROWS = 1024;

interface Slice {
  readonly plain: readonly Float64Array[];
  readonly weighted: readonly Float64Array[];
  readonly weights: Float64Array;
  length: number;
}

interface Gathered {
  readonly columns: readonly Float64Array[];
  readonly pivot: Float64Array;
  readonly rows: Int32Array;
  readonly weights: Float64Array | null;
  readonly from: number;
}

function gather(slice: Slice, { columns, pivot, rows, weights, from }: Gathered): void {
  const { length } = slice;
  if (weights !== null)
    for (let at = 0; at < length; at += 1) slice.weights[at] = weights[rows[from + at] ?? 0] ?? 0;
  for (const [index, column] of columns.entries()) {
    const into = slice.plain[index] ?? column;
    const middle = pivot[index] ?? 0;
    for (let at = 0; at < length; at += 1) into[at] = (column[rows[from + at] ?? 0] ?? 0) - middle;
    if (weights === null) continue;
    const weighted = slice.weighted[index] ?? column;
    for (let at = 0; at < length; at += 1)
      weighted[at] = (into[at] ?? 0) * (slice.weights[at] ?? 0);
  }
}

function addSlice(slice: Slice, sums: Float64Array, start: number, isWeighted: boolean): void {
  const { plain, weights, length } = slice;
  const weighted = isWeighted ? slice.weighted : plain;
  const width = plain.length;
  sums[start] = (sums[start] ?? 0) + (isWeighted ? sumOf(weights, length) : length);
  sums[start + 1] = (sums[start + 1] ?? 0) + dot(weights, weights, length);
  let at = start + 2;
  for (const column of weighted) {
    sums[at] = (sums[at] ?? 0) + sumOf(column, length);
    at += 1;
  }
  for (let i = 0; i < width; i += 1) {
    const left = weighted[i] ?? weights;
    let j = i;
    for (; j + 1 < width; j += 2) {
      addDots(left, plain[j] ?? weights, plain[j + 1] ?? weights, length, sums, at);
      at += 2;
    }
    if (j < width) {
      sums[at] = (sums[at] ?? 0) + dot(left, plain[j] ?? weights, length);
      at += 1;
    }
  }
}

/** The products of one column with two others: each number is fetched once. */
function addDots(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  length: number,
  sums: Float64Array,
  to: number,
): void {
  let [b0, b1, c0, c1] = [0, 0, 0, 0];
  const whole = length & ~1;
  for (let at = 0; at < whole; at += 2) {
    const x0 = a[at] ?? 0;
    const x1 = a[at + 1] ?? 0;
    b0 += x0 * (b[at] ?? 0);
    b1 += x1 * (b[at + 1] ?? 0);
    c0 += x0 * (c[at] ?? 0);
    c1 += x1 * (c[at + 1] ?? 0);
  }
  if (whole < length) {
    b0 += (a[whole] ?? 0) * (b[whole] ?? 0);
    c0 += (a[whole] ?? 0) * (c[whole] ?? 0);
  }
  sums[to] = (sums[to] ?? 0) + b0 + b1;
  sums[to + 1] = (sums[to + 1] ?? 0) + c0 + c1;
}

function sumOf(values: Float64Array, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += values[at] ?? 0;
  return sum;
}

/** Four sums at once: the processor adds them beside one another. */
function dot(a: Float64Array, b: Float64Array, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = length & ~3;
  let at = 0;
  for (; at < whole; at += 4) {
    s0 += (a[at] ?? 0) * (b[at] ?? 0);
    s1 += (a[at + 1] ?? 0) * (b[at + 1] ?? 0);
    s2 += (a[at + 2] ?? 0) * (b[at + 2] ?? 0);
    s3 += (a[at + 3] ?? 0) * (b[at + 3] ?? 0);
  }
  for (; at < length; at += 1) s0 += (a[at] ?? 0) * (b[at] ?? 0);
  return s0 + s1 + (s2 + s3);
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
