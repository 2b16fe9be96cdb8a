/** What a clock shows, in milliseconds since 1970 as if it were UTC, and whether the text says that it is UTC. */
export interface ClockShown {
  shown: number;
  isUtc: boolean;
}

/**
 * A reader of the times that most files have: `2024-03-05T06:07:08`, with a blank for the T, milliseconds and a Z or not,
 * from 1970 to 2199. It looks at letters alone, and at a date only where it is not that of the time before; a pattern takes
 * five times as long. False is for whatever else a time may be: that is left to the pattern.
 */
export function plainTimeReader(): (text: string, into: ClockShown) => boolean {
  let date = 0;
  let midnight = 0;
  return (text, into) => {
    const { length } = text;
    const isUtc = text.charCodeAt(length - 1) === 90;
    const bare = isUtc ? length - 1 : length;
    if (bare !== 19 && bare !== 23) return false;
    const between = text.charCodeAt(10);
    if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
    if (between !== 84 && between !== 32) return false;
    if (text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return false;
    const [hour, minute, second] = [two(text, 11), two(text, 14), two(text, 17)];
    if (!(hour < 24 && minute < 60 && second < 60)) return false;
    const thousandths = bare === 19 ? 0 : fraction(text);
    const found =
      two(text, 0) * 1_000_000 + two(text, 2) * 10_000 + two(text, 5) * 100 + two(text, 8);
    if (found !== date) {
      const first = midnightOf(found);
      if (Number.isNaN(first)) return false;
      date = found;
      midnight = first;
    }
    into.shown = midnight + hour * 3_600_000 + minute * 60_000 + second * 1_000 + thousandths;
    into.isUtc = isUtc;
    return !Number.isNaN(into.shown);
  };
}

/** Two digits as a number; NaN if they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function fraction(text: string): number {
  const hundredths = text.charCodeAt(19) === 46 ? two(text, 20) : Number.NaN;
  const ones = text.charCodeAt(22) - 48;
  return ones >= 0 && ones <= 9 ? hundredths * 10 + ones : Number.NaN;
}

/** Where a date such as 20240305 begins; NaN if there is no such day from 1970 to 2199. */
function midnightOf(date: number): number {
  if (!(date >= 19_700_101 && date <= 21_991_231)) return Number.NaN;
  const day = date % 100;
  const month = Math.floor(date / 100) % 100;
  const at = new Date(Date.UTC(Math.floor(date / 10_000), month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : Number.NaN;
}
