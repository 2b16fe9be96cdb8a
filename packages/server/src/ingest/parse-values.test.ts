import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateStyleOf, dateText } from '../read/excel-date.ts';
import { timeFormatFault, timeParser } from '../read/parse-time.ts';
import {
  canonicalNumber,
  decimalParser,
  isPlainNumber,
  type NumberFormat,
  summand,
} from './parse-number.ts';
import { hmacSha256, pseudonyms } from './pseudonym.ts';

const POINT: NumberFormat = { decimal: '.', group: '' };
const GERMAN: NumberFormat = { decimal: ',', group: '.' };
const ENGLISH: NumberFormat = { decimal: '.', group: ',' };
const FRENCH: NumberFormat = { decimal: ',', group: ' ' };

test.each<[string, NumberFormat, string | null]>([
  ['12.50', POINT, '12.50'],
  [' -3 ', POINT, '-3'],
  ['+.5', POINT, '0.5'],
  ['5.', POINT, '5'],
  ['1.5e-3', POINT, '0.0015'],
  ['4.440892e-16', POINT, '0.0000000000000004440892'],
  ['1e+05', POINT, '100000'],
  ['1,5', POINT, null],
  ['1 000', POINT, null],
  ['', POINT, null],
  ['.', POINT, null],
  ['NaN', POINT, null],
  ['0x10', POINT, null],
  ['1.234,50', GERMAN, '1234.50'],
  ['1234,5', GERMAN, '1234.5'],
  ['1.5', GERMAN, null],
  ['12.34.567', GERMAN, '1234567'],
  ['1,234.5', ENGLISH, '1234.5'],
  ['12,34,567.8', ENGLISH, '1234567.8'],
  ['1,23', ENGLISH, null],
  ['1 234,5', FRENCH, '1234.5'],
  ['1\u202f234\u00a0567', FRENCH, '1234567'],
])('[I9] %j is a number by its format: %j %j', (text, format, decimal) => {
  expect(decimalParser(format)(text)).toBe(decimal);
});

test('[I9] any number comes back to the last digit', () => {
  fc.assert(
    fc.property(
      fc.double({ noDefaultInfinity: true, noNaN: true, min: -1e300, max: 1e300 }),
      (value) => {
        const decimal = decimalParser(POINT)(String(value));
        expect(canonicalNumber(decimal ?? '')).toBe(String(value === 0 ? 0 : value));
      },
    ),
  );
  expect(summand(`0.${'1'.repeat(50)}`)).toBe(`0.${'1'.repeat(30)}`);
  expect(summand('9'.repeat(31))).toBeNull();
});

test.each(['0', '-7', '0.5', '-0.000001', '123456789012345', '12.34'])(
  '[I9] %s stands as it is',
  (text) => {
    expect(isPlainNumber(text, POINT)).toBe(true);
  },
);

test('[I9] a number that stands as it is would be no other if it were parsed', () => {
  const numeral = fc.stringMatching(/^-?\d{0,17}[.,]?\d{0,8}$/);
  fc.assert(
    fc.property(numeral, fc.constantFrom(POINT, GERMAN, ENGLISH, FRENCH), (text, format) => {
      if (!isPlainNumber(text, format)) return;
      expect(canonicalNumber(decimalParser(format)(text) ?? '')).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

const at = (iso: string): number => Date.parse(iso);

test.each<[string, string, string, number | string]>([
  // text                   format                zone               moment
  ['2017-01-28T19:06:53Z', 'iso', 'America/New_York', at('2017-01-28T19:06:53Z')],
  ['2017-01-28 19:06:53', 'iso', 'America/New_York', at('2017-01-29T00:06:53Z')],
  ['2017-01-28', 'iso', 'Asia/Kolkata', at('2017-01-27T18:30:00Z')],
  ['20170128T190653,5+0130', 'iso', 'UTC', at('2017-01-28T17:36:53.500Z')],
  ['2017-01-28T24:00', 'iso', 'UTC', at('2017-01-29T00:00:00Z')],
  ['28.01.2017 7:06', 'dd.MM.yyyy H:mm', 'Europe/Berlin', at('2017-01-28T06:06:00Z')],
  ['1/2/17 12:05 am', 'M/d/yy h:mm a', 'UTC', at('2017-01-02T00:05:00Z')],
  ['2 Sept 2017', 'd MMM yyyy', 'UTC', at('2017-09-02T00:00:00Z')],
  ['2017-01-28T19:06:53+02:00', "yyyy-MM-dd'T'HH:mm:ssZZ", 'UTC', at('2017-01-28T17:06:53Z')],
  ['1485630413', 'unix', 'UTC', at('2017-01-28T19:06:53Z')],
  ['1485630413123', 'unix-ms', 'UTC', at('2017-01-28T19:06:53.123Z')],
  // Summer time begins: the clock skips 2:30. It ends: the clock shows 2:30 twice, and the earlier is meant.
  ['2024-03-31 02:30', 'iso', 'Europe/Amsterdam', at('2024-03-31T01:30:00Z')],
  ['2024-10-27 02:30', 'iso', 'Europe/Amsterdam', at('2024-10-27T00:30:00Z')],
  ['2024-10-27 03:00', 'iso', 'Europe/Amsterdam', at('2024-10-27T02:00:00Z')],
  ['2024-03-10 02:30', 'iso', 'America/New_York', at('2024-03-10T07:30:00Z')],
  ['2024-11-03 01:30', 'iso', 'America/New_York', at('2024-11-03T05:30:00Z')],
  ['2024-04-07 01:45', 'iso', 'Australia/Lord_Howe', at('2024-04-06T14:45:00Z')],
  ['2024-02-30', 'iso', 'UTC', 'bad-time'],
  ['2023-02-29', 'iso', 'UTC', 'bad-time'],
  ['2024-01-01 25:00', 'iso', 'UTC', 'bad-time'],
  ['yesterday', 'iso', 'UTC', 'bad-time'],
  ['1/2/17 13:05 am', 'M/d/yy h:mm a', 'UTC', 'bad-time'],
  ['1969-12-31', 'iso', 'UTC', 'time-out-of-range'],
  ['2200-01-01', 'iso', 'UTC', 'time-out-of-range'],
  ['1850-06-01', 'iso', 'Europe/Amsterdam', 'time-out-of-range'],
])('[I10] %s by %j in %s is %s', (text, format, zone, moment) => {
  expect(timeParser(format, zone)(text)).toBe(moment);
});

test.each([
  ['yyyy-MM-dd HH:mm', null],
  ['DD.MM.YYYY', '"DD" is none of'],
  ['HH:mm', 'it needs a year'],
  ['yyyy-MM-dd yyyy', 'stands in it twice'],
  ["yyyy-MM-dd'T", 'a quote is not closed'],
])('[I10] the pattern %j is read, or refused: %s', (format, fault) => {
  if (fault === null) expect(timeFormatFault(format)).toBeNull();
  else expect(timeFormatFault(format)).toContain(fault);
});

test.each([
  [14, undefined, 42_763, false, '2017-01-28'],
  [22, undefined, 42_763.796446759, false, '2017-01-28T19:06:53'],
  [21, undefined, 0.5, false, '12:00:00'],
  [164, 'dd/mm/yyyy hh:mm', 42_763.5, false, '2017-01-28T12:00:00'],
  [164, 'yyyy-mm-dd', 41_301, true, '2017-01-28'],
  [164, 'd mmm', 1, false, '1900-01-01'],
  [14, undefined, 61, false, '1900-03-01'],
])('[I11] format %d %s shows day %d (1904: %s) as %s', (format, code, days, from1904, text) => {
  const style = dateStyleOf(format, code);
  expect(style === null ? null : dateText(days, style, from1904)).toBe(text);
});

test.each([
  [0, undefined],
  [2, undefined],
  [46, undefined],
  [164, '0.00" days"'],
  [165, '[h]:mm'],
  [166, '#,##0.00 [$€-407]'],
  [167, '0.0E+00'],
])('[I11] format %d %j is a number', (format, code) => {
  expect(dateStyleOf(format, code)).toBeNull();
});

test('[I10] a time that is read letter by letter is the one that the pattern reads', () => {
  const upTo = (max: number): fc.Arbitrary<string> =>
    fc.integer({ min: 0, max }).map((value) => String(value).padStart(2, '0'));
  const time = fc
    .tuple(
      fc.oneof(fc.integer({ min: 1968, max: 2202 }).map(String), fc.constant('20x4')),
      fc.tuple(upTo(13), upTo(32), upTo(24), upTo(60), upTo(60)),
      fc.constantFrom('T', ' ', '-'),
      fc.constantFrom('', '.5', '.123', ',123', '.12x'),
      fc.constantFrom('', 'Z', 'z', '+01:00'),
    )
    .map(([year, [month, day, ...clock], between, fraction, zone]) =>
      [year, '-', month, '-', day, between, clock.join(':'), fraction, zone].join(''),
    );
  fc.assert(
    fc.property(
      fc.array(time, { maxLength: 5 }),
      fc.constantFrom('UTC', 'Europe/Berlin'),
      (texts, zone) => {
        const parse = timeParser('iso', zone);
        // With a blank before it, it is left to the pattern.
        for (const text of texts) expect(parse(text)).toBe(parse(` ${text}`));
      },
    ),
    { numRuns: 3_000 },
  );
});

test('[I12] a pseudonym that is remembered is the one that was made, however many there are', () => {
  const key = Buffer.alloc(32, 7);
  const remembered = pseudonyms(key);
  const one = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', '\u{1F600}'), maxLength: 40 });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 50 }), (ids) => {
      for (const id of [...ids, ...ids])
        expect(remembered('user', id)).toEqual(pseudonyms(key)('user', id));
    }),
    { numRuns: 20 },
  );
  const ids = Array.from({ length: 210_000 }, (_, index) => `${index}`);
  for (const id of ids) remembered('user', id);
  for (const id of ['1', '199999', '200000', '209999'])
    expect(remembered('user', id)).toEqual(pseudonyms(key)('user', id));
});

test('[I12] a pseudonym is HMAC-SHA-256, of texts of any length', () => {
  const key = Buffer.alloc(32, 7);
  const hmac = hmacSha256(key);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
      const wanted = createHmac('sha256', key).update(text).digest('hex');
      expect(hmac(text).toString('hex')).toBe(wanted);
    }),
  );
});

test('[I12] a pseudonym is the same each time, and another for another key, kind or id', () => {
  const key = Buffer.alloc(32, 7);
  const hex = (...[of, id]: Parameters<ReturnType<typeof pseudonyms>>): string =>
    pseudonyms(key)(of, id).toString('hex');
  expect(hex('user', '7')).toBe('7b1a39d344188a4ed382f42ced877e08');
  expect(
    new Set([hex('user', '7'), hex('user', '8'), hex('account', '7'), hex('anonymous', '7')]).size,
  ).toBe(4);
  expect(pseudonyms(Buffer.alloc(32, 8))('user', '7').toString('hex')).not.toBe(hex('user', '7'));
});
