import { philox } from './random.ts';

/**
 * How often each of `blocks` is taken in one bootstrap draw: as many as there are, with replacement.
 *
 * Shape: fills and gives back `into`, one number a block. A draw is a function of seed and its number.
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 6.
 */
export function timesDrawn(seed: number, draw: number, into: Float64Array): Float64Array {
  const blocks = into.length;
  into.fill(0);
  for (let at = 0; at < blocks; at += 2) {
    const [first, second] = philox(at >>> 1, draw, seed >>> 0);
    add(into, first, blocks);
    if (at + 1 < blocks) add(into, second, blocks);
  }
  return into;
}

function add(into: Float64Array, word: number, blocks: number): void {
  const block = Math.floor((word / 0x100000000) * blocks);
  into[block] = (into[block] ?? 0) + 1;
}
