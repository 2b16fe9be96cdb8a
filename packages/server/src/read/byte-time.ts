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
    if (bytes[from + 10] !== 84 && bytes[from + 10] !== 32) return Number.NaN;
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
    const hour = two(bytes, from + 11);
    const minute = two(bytes, from + 14);
    const second = two(bytes, from + 17);
    if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
    const behind = rest(bytes, from + 19, until);
    if (behind === NONE) return Number.NaN;
    const at = midnight + (hour * 3_600 + minute * 60 + second) * 1_000 + behind;
    return at >= 0 && at < END ? at : Number.NaN;
  };
}

/** 2200, where the times that are kept end. */
const END = 7_258_118_400_000;
/** Out of every range: no digits, no fraction, no offset. */
const NONE = 1_000_000_000;

/** What stands behind the seconds: a fraction and an offset, in milliseconds to add. */
function rest(bytes: Uint8Array, from: number, until: number): number {
  let at = from;
  let milliseconds = 0;
  if (at < until && bytes[at] === 46) {
    at += 1;
    const first = at;
    let unit = 100;
    for (let digit = digitAt(bytes, at); at < until && digit >= 0; digit = digitAt(bytes, at)) {
      milliseconds += unit * digit;
      unit = (unit / 10) | 0;
      at += 1;
    }
    if (at === first || at - first > 9) return NONE;
  }
  if (at === until) return milliseconds;
  const sign = bytes[at] as number;
  if (sign === 90) return at + 1 === until ? milliseconds : NONE;
  if ((sign !== 43 && sign !== 45) || until - at !== 6 || bytes[at + 3] !== 58) return NONE;
  const hours = two(bytes, at + 1);
  const minutes = two(bytes, at + 4);
  if (hours > 23 || minutes > 59) return NONE;
  const offset = (hours * 60 + minutes) * 60_000;
  return sign === 43 ? milliseconds - offset : milliseconds + offset;
}

function digitAt(bytes: Uint8Array, at: number): number {
  const digit = (bytes[at] as number) - 48;
  return digit <= 9 ? digit : -1;
}

/** Two digits as a number; out of range if they are none. */
function two(bytes: Uint8Array, at: number): number {
  const tens = digitAt(bytes, at);
  const ones = digitAt(bytes, at + 1);
  return tens >= 0 && ones >= 0 ? tens * 10 + ones : NONE;
}

function midnightOf(date: number): number {
  if (!(date >= DAY_FIRST && date <= DAY_LAST)) return Number.NaN;
  const day = date % 100;
  const month = Math.floor(date / 100) % 100;
  const at = new Date(Date.UTC(Math.floor(date / 10_000), month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : Number.NaN;
}
