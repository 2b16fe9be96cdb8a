// Generators for tests: events that try the edges of the expression language.
import fc from 'fast-check';
import type { Bag } from './bag.ts';
import type { RuleScope } from './evaluate.ts';

export const TEXTS = [
  ...['', 'a', 'ab', 'b', 'A', 'order', 'Order Completed', 'null', 'true', 'false', ' '],
  ...[
    "it's",
    '"',
    '\\',
    "\\'",
    "'; DROP TABLE event; --",
    '--',
    '/*',
    '*/',
    '{x:String}',
    '?',
    '%',
    '_',
  ],
  ...[
    '\0',
    'a\0b',
    '\n',
    '\r\n',
    '\t',
    'é',
    'e\u0301',
    'ß',
    '😀',
    '😁',
    '\uffff',
    '\ue000',
    '\ufffd',
    '中',
    '\u2028',
  ],
  ...[
    '1',
    '-1',
    '0',
    '1.5',
    '007',
    '+5',
    '.5',
    '5.',
    '-0',
    '1e5',
    '1E-5',
    '1e400',
    '-1e400',
    '1e-400',
    '5e-324',
  ],
  ...[
    '1_000',
    '1,5',
    ' 1',
    '1 ',
    '0x10',
    'inf',
    '-inf',
    'nan',
    'NaN',
    'Infinity',
    '9007199254740993',
    '٣',
    '1.',
    '.',
  ],
  ...[
    '18446744073709551616',
    '1.7976931348623157e308',
    '1.7976931348623159e308',
    '2.2250738585072011e-308',
    '1e',
  ],
] as const;
export const TIMES_VALID = [
  ...['2026-01-31T00:00:00Z', '2024-02-29T23:59:59.999Z', '2000-02-29T12:00:00+01:00'],
  ...['1900-01-01T00:00:00+14:00', '2299-12-31T23:59:59.123456789-12:00', '1969-12-31T23:59:59.1Z'],
  ...['2026-01-31T00:00:00.25-00:30', '2026-12-31T23:59:59+00:00'],
] as const;
export const TIMES = [
  ...TIMES_VALID,
  ...[
    '2023-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '1899-12-31T00:00:00Z',
    '2300-01-01T00:00:00Z',
  ],
  ...['2026-01-31T00:00:00', '2026-01-31', '2026-04-31T00:00:00Z', '2026-01-31T24:00:00Z'],
  ...['2026-01-31T00:00:60Z', '2026-01-31 00:00:00Z', '2026-01-31T00:00:00z'],
  ...['2026-01-31T00:00:00.5+0100', '2026-01-31T00:00:00.Z', '2026-01-31T00:00:00Z\n'],
] as const;
export const NUMBERS = [
  ...[
    0, 1, 2, 3, 7, 10, 60, 100, 0.1, 0.2, 0.3, 0.5, 1.5, 2.675, 19.99, 1e-7, 1e21, 1e300, 5e-324,
    1e-300,
  ],
  ...[
    9007199254740991, 9007199254740992, 4503599627370495.5, 1.7976931348623155e308,
    2.2250738585072014e-308,
  ],
] as const;

/** Texts that try every reader of texts. */
export const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...TIMES) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'binary', maxLength: 6 }).map((each) => each.toWellFormed()),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789.eE+- '), maxLength: 8 }),
  },
);
/** Numbers from 0 up, as literals can have them. */
export const number = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100) },
  {
    weight: 1,
    arbitrary: fc.double({ min: 0, max: 1e308, noDefaultInfinity: true, noNaN: true }),
  },
);

const SIGNED = fc
  .tuple(number, fc.boolean())
  .map(([value, isNegative]) => String(isNegative ? 0 - value : value));
const strings = text.map((value) => `"${value}`);
const wild = fc.oneof(
  SIGNED,
  strings,
  fc.constantFrom('true', 'false', 'null', '[1,2]', '["a"]', '{}', '"true', '"false'),
  // What no bag of ours holds, but a row of the fact table might.
  text,
);
/** Most events have most entries, and most entries are of the type that their name tells. */
const bag: fc.Arbitrary<Bag> = fc.record(
  {
    n: mostly(SIGNED),
    m: mostly(fc.integer({ min: -20, max: 500 }).map(String)),
    s: mostly(strings),
    "f'g": mostly(strings),
    yes: mostly(fc.constantFrom('true', 'false')),
    at: mostly(fc.constantFrom(...TIMES_VALID).map((time) => `"${time}`)),
    'd.e': mostly(SIGNED),
    'd\\.e': wild,
    x: wild,
  },
  { noNullPrototype: true },
);

function mostly(arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: wild }, fc.constant(''));
}

/** What an event's names stand for. */
export const eventScope: fc.Arbitrary<RuleScope> = fc
  .record({
    type: fc.constantFrom('track', 'page', 'identify', ''),
    name: text,
    channel: fc.constantFrom('', 'web', 'store', "it's"),
    properties: bag,
    context: bag,
  })
  .map((event) => ({ event: event.type === 'track' ? event.name : '', ...event }));
