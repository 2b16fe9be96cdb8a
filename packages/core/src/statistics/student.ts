import { assert } from '../model/assert.ts';
import { normalQuantile } from './normal.ts';

/**
 * The chance that Student's t with `freedom` degrees falls at or below t.
 *
 * Units: any real in, 0..1 out; freedom > 0, whole or not.
 * Source: Abramowitz & Stegun (1964), 26.7.1, by the incomplete beta function.
 */
export function studentCdf(t: number, freedom: number): number {
  assert(freedom > 0, `studentCdf wants degrees of freedom above 0, not ${freedom}`);
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/**
 * The value below which Student's t with `freedom` degrees falls with probability p.
 *
 * Errors: asserts on p outside (0, 1).
 */
export function studentQuantile(p: number, freedom: number): number {
  assert(p > 0 && p < 1, `studentQuantile(${p}) wants a probability inside (0, 1)`);
  if (freedom > 1e7) return normalQuantile(p);
  if (p < 0.5) return -studentQuantile(1 - p, freedom);
  let [low, high] = [0, Math.max(1, normalQuantile(p))];
  while (studentCdf(high, freedom) < p && high < 1e12) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-13 * high; step += 1) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, freedom) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The chance that Fisher's F with these degrees of freedom lies above f. */
export function fisherTail(f: number, above: number, below: number): number {
  return f <= 0 ? 1 : incompleteBeta(below / (below + above * f), below / 2, above / 2);
}

/**
 * The regularised incomplete beta function I_x(a, b).
 *
 * Source: Press et al. (2007), Numerical Recipes, 3rd ed., 6.4: Lentz's continued fraction.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return fraction;
}

function away(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/**
 * The natural logarithm of the gamma function, for x > 0; about 15 digits.
 *
 * Source: Lanczos (1964), with g = 7 and nine terms.
 */
export function logGamma(x: number): number {
  assert(x > 0, `logGamma wants a number above 0, not ${x}`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const [first = 0, ...rest] = LANCZOS;
  const sum = rest.reduce((total, term, at) => total + term / (x + at), first);
  const base = x + 6.5;
  return (x - 0.5) * Math.log(base) - base + Math.log(Math.sqrt(2 * Math.PI) * sum);
}

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];
