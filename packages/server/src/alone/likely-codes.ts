/** A column of numbers by its name. */
interface Named {
  readonly name: string;
  readonly values: Float64Array;
}

/** Different numbers that an answer on a scale may be. */
const DIFFERENT_MAX = 60;
/** Steps above the others from which a number is no answer on the same scale. */
const APART = 3;

/**
 * What looks like a code for no answer and was not named as one: a 0 beside answers of 1 to 5, 6 or 7, and numbers far off
 * the others, such as 99 or -9. Says so for each kind, as a person must know; nothing is left out for it.
 */
export function likelyCodes(columns: readonly Named[]): readonly string[] {
  const zeros: string[] = [];
  const far = new Map<number, string[]>();
  for (const { name, values } of columns) {
    const numbers = numbersIn(values);
    if (numbers === null || !numbers.every(Number.isInteger)) continue;
    const most = numbers.at(-1) ?? 0;
    if (numbers[0] === 0 && most >= 4 && most <= 7) zeros.push(name);
    for (const number of farOff(numbers)) far.set(number, [...(far.get(number) ?? []), name]);
  }
  return [
    ...(zeros.length === 0
      ? []
      : [
          `0 stands beside 1 and more in ${listed(zeros)}: where it means "not used" or "no answer", say --missing 0.`,
        ]),
    ...[...far].map(
      ([number, names]) =>
        `${number} stands far from the other numbers of ${listed(names)}: where it means "no answer", say --missing ${number}.`,
    ),
  ];
}

/** The numbers of a column, lowest first; null where there are too many to be answers. */
function numbersIn(values: Float64Array): readonly number[] | null {
  const seen = new Set<number>();
  // Nearly all answers are small whole numbers: those met before are passed by without asking the set.
  const met = new Uint8Array(256);
  for (const value of values) {
    const small = value & 255;
    if (small === value) {
      if (met[small] === 1) continue;
      met[small] = 1;
    } else if (Number.isNaN(value)) continue;
    seen.add(value);
    if (seen.size > DIFFERENT_MAX) return null;
  }
  return [...seen].sort((a, b) => a - b);
}

/** The lowest or the highest where the gap to the next is wider than all the others take together. */
function farOff(numbers: readonly number[]): readonly number[] {
  if (numbers.length < 4) return [];
  const at = (index: number): number => numbers.at(index) ?? 0;
  const high = at(-1) - at(-2) > Math.max(APART, at(-2) - at(0));
  const low = at(1) - at(0) > Math.max(APART, at(-1) - at(1));
  return [...(low ? [at(0)] : []), ...(high ? [at(-1)] : [])];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).map((name) => `"${name}"`);
  return names.length > 3
    ? `${shown.join(', ')} and ${names.length - 3} more`
    : shown.join(' and ');
}
