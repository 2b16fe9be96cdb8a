// A way as letters: short enough that many stand one under another and are seen to be alike.

/** One letter after another; the same at once again is told by how often. */
export interface Chip {
  readonly activity: string;
  readonly letter: string;
  readonly times: number;
}

/** A letter for each touchpoint, A for the first: small letters and numbers where there are more. */
export function lettersOf(activities: readonly string[]): ReadonlyMap<string, string> {
  return new Map(activities.map((id, index) => [id, letterAt(index)]));
}

/** A way as chips; of a long one the beginning, and how many of its encounters are left out. */
export function variantStrip(
  { activities, length }: { readonly activities: readonly string[]; readonly length: number },
  letters: ReadonlyMap<string, string>,
  chipsMax: number,
): { readonly chips: readonly Chip[]; readonly more: number } {
  const chips: Chip[] = [];
  for (const activity of activities) {
    const last = chips.at(-1);
    if (last?.activity === activity) chips[chips.length - 1] = { ...last, times: last.times + 1 };
    else chips.push({ activity, letter: letters.get(activity) ?? '?', times: 1 });
  }
  const shown = chips.slice(0, chipsMax);
  return { chips: shown, more: length - shown.reduce((sum, { times }) => sum + times, 0) };
}

function letterAt(index: number): string {
  if (index < 26) return String.fromCharCode(65 + index);
  if (index < 52) return String.fromCharCode(97 + index - 26);
  return String(index - 51);
}
