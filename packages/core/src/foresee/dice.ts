import { philox } from '../statistics/random.ts';

/**
 * A stream of seeded dice. Each throw is a hash of the key and how many throws came before it, so a stream can be split
 * by name into streams that know nothing of each other: what happens to one person never moves another's dice.
 */
export interface Dice {
  readonly key: number;
  throws: number;
}

/** Throws and splits are told apart, so that a stream never meets its own children. */
const THROWS = 0;
const SPLITS = 1;

export function diceOf(key: number): Dice {
  return { key: key >>> 0, throws: 0 };
}

/** The stream called `label` under these dice; asking twice gives the same stream. */
export function diceWithin({ key }: Dice, label: number): Dice {
  return diceOf(philox(label, SPLITS, key)[0]);
}

/** Between 0 and 1, both left out. */
export function uniform(dice: Dice): number {
  dice.throws += 1;
  return (philox(dice.throws, THROWS, dice.key)[0] + 0.5) / 4_294_967_296;
}

export function chance(dice: Dice, probability: number): boolean {
  return uniform(dice) < probability;
}

/** A whole number from low to high, both included. */
export function wholeBetween(dice: Dice, low: number, high: number): number {
  return low + Math.floor(uniform(dice) * (high - low + 1));
}

/** A positive number whose logarithm is normal: what durations, baskets and people's activity look like. */
export function lognormal(dice: Dice, median: number, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(uniform(dice)));
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * uniform(dice)));
}

/** How long until the next of something that comes at random, `mean` apart. */
export function gapUntilNext(dice: Dice, mean: number): number {
  return -mean * Math.log(uniform(dice));
}
