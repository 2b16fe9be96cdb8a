import { assert } from '../model/assert.ts';
import { logGamma } from './student.ts';

const STEPS_MAX = 1_000;

/**
 * The chance that chi-square with so many degrees of freedom comes out above x.
 *
 * Units: x of 0 or more in, 0..1 out; about 14 digits.
 * Errors: asserts on fewer than one degree of freedom.
 * Source: Press et al. (2007), Numerical Recipes, 6.2: the incomplete gamma function by series and continued fraction.
 */
export function chiSquareTail(x: number, freedom: number): number {
  assert(freedom >= 1, `chiSquareTail wants at least one degree of freedom, not ${freedom}`);
  if (!(x > 0)) return 1;
  const [half, at] = [freedom / 2, x / 2];
  const scale = Math.exp(half * Math.log(at) - at - logGamma(half));
  return at < half + 1 ? 1 - scale * series(half, at) : scale * fraction(half, at);
}

function series(half: number, at: number): number {
  let term = 1 / half;
  let sum = term;
  for (let step = 1; step < STEPS_MAX; step += 1) {
    term *= at / (half + step);
    sum += term;
    if (term < sum * 1e-16) break;
  }
  return sum;
}

/** By Lentz's method. */
function fraction(half: number, at: number): number {
  const tiny = 1e-300;
  let b = at + 1 - half;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let step = 1; step < STEPS_MAX; step += 1) {
    const a = -step * (step - half);
    b += 2;
    d = 1 / (a * d + b || tiny);
    c = b + a / c || tiny;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return value;
}
