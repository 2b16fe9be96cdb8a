/**
 * Formats in which a value could be read as a time, as a mapping writes them: none for what looks like no time. Which of
 * them is meant only many values can tell.
 */
export function timeFormatsLike(value: string): readonly string[] {
  if (/^\d{9,10}(\.\d+)?$/.test(value)) return inSpan(Number(value)) ? ['unix'] : [];
  if (/^\d{12,13}(\.\d+)?$/.test(value)) return inSpan(Number(value) / 1000) ? ['unix-ms'] : [];
  if (/^\d{8}$/.test(value)) return likeDayNumber(value) ? ['iso'] : [];
  const iso = ISO_START.test(value) ? ['iso'] : [];
  const patterns = DATES.flatMap(({ pattern, formats }) => {
    const date = pattern.exec(value);
    if (date === null) return [];
    const clocks = clocksOf(value.slice(date[0].length));
    return formats(date).flatMap((day) => clocks.map((clock) => day + clock));
  });
  return [...iso, ...patterns];
}

const ISO_START = /^\d{4}-\d\d-\d\d(?!\d)|^\d{8}T\d/;

/** Seconds of 1980 to 2060: other numbers of that length are rather no times. */
function inSpan(seconds: number): boolean {
  return seconds >= 315_532_800 && seconds < 2_840_140_800;
}

function likeDayNumber(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number);
  return within(year, 1970, 2099) && within(month, 1, 12) && within(day, 1, 31);
}

function within(value: number | undefined, low: number, high: number): boolean {
  return value !== undefined && value >= low && value <= high;
}

interface DateForm {
  readonly pattern: RegExp;
  readonly formats: (found: RegExpExecArray) => readonly string[];
}

/** How people write days. Each form gives one letter where a value has one digit, and both widths where it has two. */
const DATES: readonly DateForm[] = [
  {
    pattern: /^\d{1,2}([./-])\d{1,2}\1(\d{4}|\d{2})(?!\d)/,
    formats: ([, mark = '', year = '']) =>
      [
        ['dd', 'MM'],
        ['d', 'M'],
        ['MM', 'dd'],
        ['M', 'd'],
      ].map((pair) => pair.join(mark) + mark + 'y'.repeat(year.length)),
  },
  {
    pattern: /^\d{4}([./-])\d{1,2}\1\d{1,2}(?!\d)/,
    formats: ([, mark]) => [`yyyy${mark}MM${mark}dd`, `yyyy${mark}M${mark}d`],
  },
  {
    pattern: /^\d{1,2}([ /-]|\. )[A-Za-z]{3,9}\.?([ /-])(\d{4}|\d{2})(?!\d)/,
    formats: ([, first = '', second = '', year = '']) =>
      ['dd', 'd'].map((day) => `${day}${first}MMM${second}${'y'.repeat(year.length)}`),
  },
  {
    pattern: /^[A-Za-z]{3,9}\.? \d{1,2}(,?) \d{4}(?!\d)/,
    formats: ([, comma]) => [`MMM dd${comma} yyyy`, `MMM d${comma} yyyy`],
  },
];

const CLOCK =
  /^(, | |T|:|-)(\d{1,2}):\d\d(:\d\d)?([.,]\d{1,9})?( ?)([AaPp]\.?[Mm]\.?)?( ?)(Z|[+-]\d\d:?\d\d)?$/;

/** What stands behind the day, as patterns: an hour in one width or two. Empty where it is no clock time. */
function clocksOf(rest: string): readonly string[] {
  if (rest === '') return [''];
  const found = CLOCK.exec(rest);
  if (found === null) return [];
  const [, mark = '', , seconds, fraction = '', gap = '', half, blank = '', offset] = found;
  const before = mark === 'T' ? "'T'" : mark;
  const behind =
    (seconds === undefined ? '' : ':ss') +
    (fraction === '' ? '' : `${fraction.charAt(0)}SSS`) +
    (half === undefined ? '' : `${gap}a`) +
    (offset === undefined ? '' : `${half === undefined ? gap : blank}ZZ`);
  const hours = half === undefined ? ['HH', 'H'] : ['hh', 'h'];
  return hours.map((hour) => `${before}${hour}:mm${behind}`);
}
