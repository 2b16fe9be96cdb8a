const DAY_FIRST = 19_700_101;
const DAY_LAST = 21_991_231;

/**
 * A reader of times in bytes: `2024-03-05T06:07:08`, with a fraction, and with Z or an offset or neither (then it is UTC),
 * from 1970 to 2199. NaN is for whatever else a time may be: that is left to `timeParser`, which gives the same for these.
 *
 * Units: milliseconds since 1970, UTC.
 */
export function byteTimeReader(): (bytes: Uint8Array, from: number, until: number) => number {
  let date = 0;
  let midnight = Number.NaN;
  return (bytes, from, until) => {
    if (until - from < 19) return Number.NaN;
    if (bytes[from + 4] !== 45 || bytes[from + 7] !== 45) return Number.NaN;
    const between = bytes[from + 10];
    if (between !== 84 && between !== 32) return Number.NaN;
    if (bytes[from + 13] !== 58 || bytes[from + 16] !== 58) return Number.NaN;
    const found =
      two(bytes, from) * 1_000_000 +
      two(bytes, from + 2) * 10_000 +
      two(bytes, from + 5) * 100 +
      two(bytes, from + 8);
    if (found !== date) {
      midnight = midnightOf(found);
      date = found;
    }
    const [hour, minute, second] = [
      two(bytes, from + 11),
      two(bytes, from + 14),
      two(bytes, from + 17),
    ];
    if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
    const shown = midnight + hour * 3_600_000 + minute * 60_000 + second * 1_000;
    return inRange(shown + rest(bytes, from + 19, until));
  };
}

function inRange(at: number): number {
  return at >= 0 && at < 7_258_118_400_000 ? at : Number.NaN;
}

/** What stands behind the seconds: a fraction and an offset, in milliseconds to add. */
function rest(bytes: Uint8Array, from: number, until: number): number {
  let at = from;
  let milliseconds = 0;
  if (bytes[at] === 46 && at < until) {
    const first = at + 1;
    at = first;
    let unit = 100;
    for (; at < until && isDigit(bytes[at] as number); at += 1) {
      milliseconds += unit >= 1 ? unit * ((bytes[at] as number) - 48) : 0;
      unit /= 10;
    }
    if (at === first || at - first > 9) return Number.NaN;
  }
  if (at === until) return milliseconds;
  const sign = bytes[at];
  if (sign === 90) return at + 1 === until ? milliseconds : Number.NaN;
  if ((sign !== 43 && sign !== 45) || until - at !== 6 || bytes[at + 3] !== 58) return Number.NaN;
  const [hours, minutes] = [two(bytes, at + 1), two(bytes, at + 4)];
  if (!(hours < 24 && minutes < 60)) return Number.NaN;
  const offset = (hours * 60 + minutes) * 60_000;
  return milliseconds + (sign === 43 ? -offset : offset);
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** Two digits as a number; NaN if they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function midnightOf(date: number): number {
  if (!(date >= DAY_FIRST && date <= DAY_LAST)) return Number.NaN;
  const day = date % 100;
  const month = Math.floor(date / 100) % 100;
  const at = new Date(Date.UTC(Math.floor(date / 10_000), month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : Number.NaN;
}
