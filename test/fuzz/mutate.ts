// Damages files on purpose, the same way for the same seed.
import fc from 'fast-check';

/** One wound: where (a share of the length), how long, and what goes there. */
export interface Wound {
  readonly kind: 'delete' | 'double' | 'insert' | 'overwrite' | 'cut' | 'flip' | 'swap-line';
  readonly at: number;
  readonly length: number;
  readonly what: string;
}

/** What breaks readers: marks of the formats, numbers at the edges, characters that are no text. */
const NASTY = [
  '\0',
  '\uFEFF',
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\r',
  '\n',
  '\n\n',
  '\r\n',
  ': ',
  '- ',
  '#',
  '{',
  '}',
  '[',
  ']',
  '&a [*a]',
  '*a',
  '!!binary |',
  '<<: *x',
  '---\n',
  '? ',
  '|\n',
  '<!DOCTYPE a [<!ENTITY b "b">]>',
  '&b;',
  '&#0;',
  '</',
  '<event>',
  '<![CDATA[',
  '\\u0000',
  '\\ud800',
  '\ud83d',
  'null',
  'true',
  'NaN',
  '-Infinity',
  '1e308',
  '1e999',
  '-0',
  '9007199254740993',
  '340282366920938463463374607431768211456',
  '0.1e-400',
  '1970-01-01',
  '1969-12-31T23:59:59Z',
  '2999-12-31T00:00:00Z',
  '2025-02-30',
  '24:00',
  '__proto__',
  'constructor',
  'toString',
  'event == "x" && ',
  '((((((((((',
  'properties.a.b.c.d.e',
  ' ? 1 : ',
  '/ 0',
  '../../../etc/passwd',
  '\u202E',
  'e\u0301',
  '\u{10FFFF}',
] as const;

export const wounds: fc.Arbitrary<readonly Wound[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'delete',
      'double',
      'insert',
      'insert',
      'overwrite',
      'cut',
      'flip',
      'swap-line',
    ),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.oneof(fc.nat(8), fc.nat(400)),
    what: fc.oneof(
      fc.constantFrom(...NASTY),
      fc.constantFrom(...NASTY).map((text) => text.repeat(300)),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
  }),
  { minLength: 1, maxLength: 5 },
);

/** A file with its wounds, one after the other. */
export function wounded(bytes: Buffer, all: readonly Wound[]): Buffer {
  return all.reduce(wound, bytes);
}

function wound(bytes: Buffer, { kind, at, length, what }: Wound): Buffer {
  const from = Math.floor(at * bytes.length);
  const to = Math.min(bytes.length, from + length);
  const [before, there, behind] = [
    bytes.subarray(0, from),
    bytes.subarray(from, to),
    bytes.subarray(to),
  ];
  const put = Buffer.from(what);
  switch (kind) {
    case 'delete':
      return Buffer.concat([before, behind]);
    case 'double':
      return Buffer.concat([before, there, there, behind]);
    case 'insert':
      return Buffer.concat([before, put, there, behind]);
    case 'overwrite':
      return Buffer.concat([
        before,
        put,
        bytes.subarray(Math.min(bytes.length, from + put.length)),
      ]);
    case 'cut':
      return Buffer.from(before);
    case 'flip':
      return Buffer.concat([
        before,
        Buffer.from(there.map((byte) => byte ^ (1 << (length % 8)))),
        behind,
      ]);
    case 'swap-line':
      return swapped(bytes, from, to);
  }
}

/** The line at one place goes where the line at the other was. */
function swapped(bytes: Buffer, from: number, to: number): Buffer {
  const lines = bytes.toString('latin1').split('\n');
  const one = from % lines.length;
  const other = to % lines.length;
  [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  return Buffer.from(lines.join('\n'), 'latin1');
}
