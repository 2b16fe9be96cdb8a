import { assert } from '../model/assert.ts';

/** The 95th percentile of the standard normal: where a range's high end stands. */
export const Z_HIGH = 1.6448536269514722;

/**
 * The chance that a standard normal falls at or below x.
 *
 * Units: any real in, 0..1 out; about 15 digits, also deep in the lower tail.
 * Source: West (2005), Better approximations to cumulative normal functions, Wilmott Magazine, after Hart (1968).
 */
export function normalCdf(x: number): number {
  const distance = Math.abs(x);
  const tail = distance > 37 ? 0 : Math.exp((-distance * distance) / 2) * tailFactor(distance);
  return x > 0 ? 1 - tail : tail;
}

function tailFactor(distance: number): number {
  if (distance < 7.07106781186547) {
    return polynomial(CDF_TOP, distance) / polynomial(CDF_BOTTOM, distance);
  }
  let fraction = distance + 0.65;
  for (const step of [4, 3, 2, 1]) fraction = distance + step / fraction;
  return 1 / fraction / 2.506628274631;
}

/**
 * The value below which a standard normal falls with probability p.
 *
 * Units: 0 < p < 1 in, any real out; about 16 digits.
 * Errors: asserts on p outside (0, 1).
 * Source: Wichura (1988), Algorithm AS 241: The percentage points of the normal distribution, Appl. Stat. 37(3), PPND16.
 */
export function normalQuantile(p: number): number {
  assert(p > 0 && p < 1, `normalQuantile(${p}) wants a probability inside (0, 1)`);
  const centred = p - 0.5;
  if (Math.abs(centred) <= 0.425) {
    const square = 0.180625 - centred * centred;
    return (centred * polynomial(MIDDLE_TOP, square)) / polynomial(MIDDLE_BOTTOM, square);
  }
  const depth = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const size =
    depth <= 5
      ? polynomial(TAIL_TOP, depth - 1.6) / polynomial(TAIL_BOTTOM, depth - 1.6)
      : polynomial(FAR_TOP, depth - 5) / polynomial(FAR_BOTTOM, depth - 5);
  return centred < 0 ? -size : size;
}

/** Coefficients from the constant upwards, by Horner's rule. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let power = coefficients.length - 1; power >= 0; power -= 1) {
    value = value * x + (coefficients[power] ?? 0);
  }
  return value;
}

const CDF_TOP = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165,
  0.700383064443688, 3.52624965998911e-2,
];
const CDF_BOTTOM = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461,
  16.064177579207, 1.75566716318264, 8.83883476483184e-2,
];
const MIDDLE_TOP = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
  4.592195393154987e4, 6.72657709270087e4, 3.343057558358813e4, 2.5090809287301227e3,
];
const MIDDLE_BOTTOM = [
  1, 4.231333070160091e1, 6.871870074920579e2, 5.394196021424751e3, 2.1213794301586597e4,
  3.930789580009271e4, 2.8729085735721943e4, 5.226495278852855e3,
];
const TAIL_TOP = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  2.417807251774506e-1, 2.2723844989269184e-2, 7.745450142783414e-4,
];
const TAIL_BOTTOM = [
  1, 2.053191626637759, 1.6763848301838038, 6.897673349851e-1, 1.4810397642748008e-1,
  1.5198666563616457e-2, 5.475938084995345e-4, 1.0507500716444169e-9,
];
const FAR_TOP = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 2.9656057182850487e-1,
  2.6532189526576124e-2, 1.2426609473880784e-3, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const FAR_BOTTOM = [
  1, 5.998322065558879e-1, 1.3692988092273581e-1, 1.4875361290850615e-2, 7.868691311456133e-4,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];
