/**
 * The known word nearest to what was written, if it is near enough to be meant: one slip for a short word,
 * a third of its letters for a long one. `startsWhen` is near to `starts_when`.
 *
 * Source: Damerau (1964), A technique for computer detection and correction of spelling errors, CACM 7(3).
 */
export function nearest(written: string, known: Iterable<string>): string | undefined {
  const wanted = plain(written);
  if (wanted.length > 64) return undefined;
  let best: string | undefined;
  let slipsLeast = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of known) {
    if (Math.abs(word.length - wanted.length) > slipsLeast + 4) continue;
    const slips = slipsBetween(wanted, plain(word));
    if (slips < slipsLeast) [best, slipsLeast] = [word, slips];
  }
  return best;
}

/** `did you mean "owner"?`, or what else to do where nothing is near, or what stands there is no text. */
export function didYouMean(written: unknown, known: Iterable<string>, otherwise: string): string {
  const word = typeof written === 'string' ? nearest(written, known) : undefined;
  return word === undefined ? otherwise : `did you mean "${word}"?`;
}

/** `"a", "b" or "c"`, cut short after eight. */
export function oneOf(words: Iterable<string>): string {
  const quoted = [...words].map((word) => `"${word}"`);
  if (quoted.length > 8) return `${quoted.slice(0, 8).join(', ')} or ${quoted.length - 8} more`;
  const last = quoted.pop();
  return quoted.length === 0 ? (last ?? 'nothing') : `${quoted.join(', ')} or ${last}`;
}

/** What to do, with what else could be used where there is anything: `add it under segments, or use "a" or "b"`. */
export function orOneOf(todo: string, words: Iterable<string>): string {
  const known = [...words];
  return known.length === 0 ? todo : `${todo}, or use ${oneOf(known)}`;
}

function plain(word: string): string {
  return word
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[-\s]/g, '_')
    .toLowerCase();
}

/** Letters to add, drop, change or swap with their neighbour. */
function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
