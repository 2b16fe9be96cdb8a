import { normalQuantile } from './normal.ts';

/** A stream of uniform numbers inside (0, 1): the same index gives the same number, in any order. */
export type UniformStream = (index: number) => number;

/**
 * The random stream that belongs to a seed and a name. It holds no state: number `index` is a function of the three,
 * so two scenarios that ask for the same name see the same chance.
 *
 * Shape: index is a whole number from 0 to 2^32 - 1.
 * Units: (0, 1), 52 random bits, never 0 or 1.
 * Source: Salmon et al. (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11: Philox-2x32-10.
 */
export function uniformStream(seed: number, ...names: readonly string[]): UniformStream {
  const key = hash(seed >>> 0, names);
  const lane = hash(~seed >>> 0, names);
  return (index) => {
    const [first, second] = philox(index, lane, key);
    return ((first >>> 6) * 0x4000000 + (second >>> 6) + 0.5) / 0x10000000000000;
  };
}

/** Standard normals of the stream that belongs to a seed and a name, by inverting the distribution. */
export function normalStream(seed: number, ...names: readonly string[]): (index: number) => number {
  const uniform = uniformStream(seed, ...names);
  return (index) => normalQuantile(uniform(index));
}

/** Philox-2x32-10: two words of counter and one of key in, two well mixed 32-bit words out. */
export function philox(low: number, high: number, key: number): [number, number] {
  let [first, second, round] = [low >>> 0, high >>> 0, key >>> 0];
  for (let count = 0; count < 10; count += 1) {
    const upper = multiplyHigh(0xd256d193, first);
    const lower = Math.imul(0xd256d193, first) >>> 0;
    first = (upper ^ round ^ second) >>> 0;
    second = lower;
    round = (round + 0x9e3779b9) >>> 0;
  }
  return [first, second];
}

/** The upper 32 bits of a 64-bit product of two 32-bit numbers. */
function multiplyHigh(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const other = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(other / 0x10000)) >>> 0;
}

/** A 32-bit hash of names under a seed: MurmurHash3 (Appleby 2011) over UTF-16 units, each name closed by its length. */
function hash(seed: number, names: readonly string[]): number {
  let state = seed;
  for (const name of names) {
    for (let at = 0; at < name.length; at += 1) state = mix(state, name.charCodeAt(at));
    state = mix(state, 0x10000 + name.length);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

function mix(state: number, word: number): number {
  const spread = Math.imul(word, 0xcc9e2d51);
  const joined = state ^ Math.imul((spread << 15) | (spread >>> 17), 0x1b873593);
  return (Math.imul((joined << 13) | (joined >>> 19), 5) + 0xe6546b64) | 0;
}
