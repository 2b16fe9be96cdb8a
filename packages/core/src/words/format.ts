import type { Language } from './languages.ts';

/** Numbers, money and days as a reader of one language writes them. Money is in one currency. */
export interface Format {
  /** EUR 52,825 as "€52.8K"; three digits count. */
  readonly money: (value: number) => string;
  /** With its sign where it is a loss or a gain: "+€930". */
  readonly moneySigned: (value: number) => string;
  /** The same as a label where the currency is named elsewhere: "52.8K". */
  readonly short: (value: number) => string;
  readonly count: (value: number) => string;
  /** "12 %". */
  readonly percent: (part: number) => string;
  /** The same with a decimal, where that is what tells two apart: "0.4 %". */
  readonly percentFine: (part: number) => string;
  /** An index of -1..+1: "+0.42". */
  readonly index: (value: number) => string;
  /** "3 October 2026". */
  readonly day: (iso: string) => string;
  /** Money in a sentence of ours, "EUR 78", as everywhere else: "€78". */
  readonly glued: (text: string) => string;
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

/** How a language writes, with money in a currency (ISO 4217). */
export function formatOf(language: Language, currency: string): Format {
  const locale = locales[language];
  const money = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const symbol =
    new Intl.NumberFormat(locale, money).formatToParts(1).find(({ type }) => type === 'currency')
      ?.value ?? currency;
  return {
    money: (value) => number(locale, value, { ...money, ...even(value) }),
    moneySigned: (value) =>
      number(locale, value, { ...money, ...even(value), signDisplay: 'exceptZero' }),
    short: (value) => number(locale, value, fineness(value)),
    count: (value) => number(locale, value, { maximumFractionDigits: 0 }),
    percent: (part) => number(locale, part, { style: 'percent', maximumFractionDigits: 0 }),
    percentFine: (part) =>
      number(locale, part, {
        style: 'percent',
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
      }),
    index: (value) =>
      number(locale, value, {
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
        signDisplay: 'exceptZero',
      }),
    day: (iso) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso)),
    glued: (text) =>
      text
        .replace(new RegExp(`\\b${currency} (-?)(?=\\d)`, 'g'), `$1${symbol}`)
        .replace(/(?<=[\s(]|^)-(?=\D?\d)/g, '\u2212')
        .replace(/(?<=\d) (?=%)/g, language === 'en' ? '' : '\u00a0')
        .replace(/"([^"]*)"/g, '“$1”'),
  };
}

/** The same with a zero where it counts, so that a range reads alike on both ends. */
function even(value: number): Intl.NumberFormatOptions {
  const digits = fineness(value);
  return digits.maximumSignificantDigits === undefined
    ? digits
    : { ...digits, minimumSignificantDigits: digits.maximumSignificantDigits };
}

/** Three digits that count; large ones in thousands and millions. */
function fineness(value: number): Intl.NumberFormatOptions {
  const size = Math.abs(value);
  if (size >= 9_995) return { notation: 'compact', maximumSignificantDigits: 3 };
  if (size >= 999.5) return { maximumSignificantDigits: 3 };
  if (size >= 100 || size === 0) return { maximumFractionDigits: 0 };
  return size >= 10 ? { maximumFractionDigits: 1 } : { maximumFractionDigits: 2 };
}

function number(locale: string, value: number, options: Intl.NumberFormatOptions): string {
  const whole =
    options.maximumFractionDigits === undefined
      ? options
      : { minimumFractionDigits: 0, ...options };
  return writerOf(locale, whole).format(value).replace('-', '\u2212');
}

// Making one costs a hundred times what writing with it does, and a slider writes hundreds of figures a second.
const writers = new Map<string, Intl.NumberFormat>();

function writerOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const writer = writers.get(key) ?? new Intl.NumberFormat(locale, options);
  writers.set(key, writer);
  return writer;
}
