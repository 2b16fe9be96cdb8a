import type { FactParameter } from '../store/facts.ts';

/** Ids shorter than this stand in texts that do not mean them. */
const CHARACTERS_LEAST = 4;
const BLOCK_BYTES = 64;

/**
 * The rejects that hold an id of somebody, as a condition on `detail` and `raw`. An id that was given is looked for as a
 * word of its own; beyond that every word of a reject is made a pseudonym, as an import would, and looked for among
 * theirs: so a reject is found by an id that nobody has said.
 *
 * `identities`: a query that gives pseudonyms of 16 bytes.
 */
export function rejectsSql(
  ids: readonly string[],
  key: Buffer,
  identities: string,
): { readonly sql: string; readonly parameters: Readonly<Record<string, FactParameter>> } {
  const padded = (byte: number): string =>
    Buffer.from(Array.from({ length: BLOCK_BYTES }, (_, at) => (key[at] ?? 0) ^ byte)).toString(
      'hex',
    );
  const word = `[^\\s,;|"'{}\\[\\]()<>=]+`;
  const hmac = (of: string): string =>
    `substring(SHA256(concat(unhex({outer:String}), SHA256(concat(unhex({inner:String}), '${of}', char(0), word)))), 1, 16)`;
  const text = `concat(detail, ' ', raw)`;
  const long = ids.filter((id) => id.length >= CHARACTERS_LEAST);
  const said = long.length === 0 ? '0' : `match(${text}, {said:String})`;
  const isTheirs = (of: string): string =>
    `CAST(${hmac(of)}, 'FixedString(16)') IN (${identities})`;
  // An event that could not be worked off has them already.
  const isPseudonym = `length(word) = 32 AND CAST(substring(unhex(word), 1, 16), 'FixedString(16)') IN (${identities})`;
  return {
    sql: `(${said} OR arrayExists(word -> ${isTheirs('user')} OR ${isTheirs('anonymous')} OR ${isPseudonym}, arrayDistinct(extractAll(${text}, {word:String}))))`,
    parameters: {
      said: `(^|[^0-9A-Za-z_])(${long.map(quoted).join('|')})([^0-9A-Za-z_]|$)`,
      word,
      inner: padded(0x36),
      outer: padded(0x5c),
    },
  };
}

/** A text as a regular expression that means it. */
function quoted(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
