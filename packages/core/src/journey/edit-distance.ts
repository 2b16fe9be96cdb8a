/** Letters of which one number holds a bit each. */
const BITS = 32;

/**
 * How many letters must be put in, taken out or changed to make one sequence of another, for many others.
 *
 * Source: Levenshtein (1966); of up to 32 letters all columns at once by Myers (1999), A fast bit-vector algorithm for
 * approximate string matching, J. ACM 46(3), in the form of Hyyrö (2003).
 */
export function editDistanceFrom(one: ArrayLike<number>): (other: ArrayLike<number>) => number {
  if (one.length === 0) return ({ length }) => length;
  if (one.length > BITS) return (other) => byRows(one, other);
  const places = new Map<number, number>();
  for (let at = 0; at < one.length; at += 1)
    places.set(one[at] ?? 0, (places.get(one[at] ?? 0) ?? 0) | (1 << at));
  const last = 1 << (one.length - 1);
  return (other) => {
    let up = -1;
    let down = 0;
    let distance = one.length;
    for (let at = 0; at < other.length; at += 1) {
      const equal = places.get(other[at] ?? 0) ?? 0;
      const diagonal = ((((equal & up) + up) | 0) ^ up) | equal | down;
      let plus = down | ~(diagonal | up);
      let minus = diagonal & up;
      if ((plus & last) !== 0) distance += 1;
      else if ((minus & last) !== 0) distance -= 1;
      plus = (plus << 1) | 1;
      minus <<= 1;
      up = minus | ~(diagonal | plus);
      down = plus & diagonal;
    }
    return distance;
  };
}

function byRows(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const row = Int32Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let first = 1; first <= one.length; first += 1) {
    let corner = row[0] ?? 0;
    row[0] = first;
    for (let second = 1; second <= other.length; second += 1) {
      const above = row[second] ?? 0;
      const changed = corner + (one[first - 1] === other[second - 1] ? 0 : 1);
      row[second] = Math.min(changed, above + 1, (row[second - 1] ?? 0) + 1);
      corner = above;
    }
  }
  return row[other.length] ?? 0;
}
