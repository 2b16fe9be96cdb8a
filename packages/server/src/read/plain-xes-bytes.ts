// What stands between the tags of an XML text as programs write it. A zero byte is the end of what has come so far.

/** Where a scan stops: nothing is wrong, but more must come; or this is left to the reader of any XES. */
export const MORE = -1;
export const ODD = -2;

/** Bytes at which a value may not simply go on: quotes, markup, controls, and what may be no character of XML. */
const STOPS = new Uint8Array(256);
for (let byte = 0; byte < 32; byte += 1) STOPS[byte] = 1;
for (const byte of [34, 38, 60, 0xef]) STOPS[byte] = 1;

/** The white space of XML. */
export const SPACES = new Uint8Array(256);
for (const byte of [9, 10, 13, 32]) SPACES[byte] = 1;

/** Whether ` key="` stands here. */
export function isKey(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at + 1] === 107 &&
    bytes[at] === 32 &&
    bytes[at + 2] === 101 &&
    bytes[at + 3] === 121 &&
    bytes[at + 4] === 61 &&
    bytes[at + 5] === 34
  );
}

/** Whether ` value="` stands here. */
export function isValue(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at + 1] === 118 &&
    bytes[at] === 32 &&
    bytes[at + 2] === 97 &&
    bytes[at + 3] === 108 &&
    bytes[at + 4] === 117 &&
    bytes[at + 5] === 101 &&
    bytes[at + 6] === 61 &&
    bytes[at + 7] === 34
  );
}

export function isSame(bytes: Uint8Array, at: number, other: Uint8Array): boolean {
  for (let place = 0; place < other.length; place += 1)
    if (bytes[at + place] !== other[place]) return false;
  return true;
}

/** Whether the bytes end within the next so many. */
export function isCut(bytes: Uint8Array, at: number, count: number): boolean {
  for (let place = at; place < at + count; place += 1) if (bytes[place] === 0) return true;
  return false;
}

/** Where the quote stands that ends a value. */
export function quoteFrom(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    while (STOPS[bytes[at] as number] === 0) at += 1;
    const byte = bytes[at] as number;
    if (byte === 34) return at;
    if (byte === 0) return MORE;
    if (byte === 38) {
      const behind = pastEntity(bytes, at + 1);
      if (behind < 0) return behind;
      at = behind;
    } else if (byte === 0xef) {
      // U+FFFE and U+FFFF are in UTF-8, but no characters of XML.
      if (bytes[at + 1] === 0 || bytes[at + 2] === 0) return MORE;
      if (bytes[at + 1] === 0xbf && (bytes[at + 2] as number) >= 0xbe) return ODD;
      at += 3;
    } else return ODD;
  }
}

const ENTITIES = ['amp;', 'lt;', 'gt;', 'quot;', 'apos;'].map((name) => Buffer.from(name));

function pastEntity(bytes: Uint8Array, at: number): number {
  for (const name of ENTITIES) if (isSame(bytes, at, name)) return at + name.length;
  return isCut(bytes, at, 5) ? MORE : ODD;
}

export function pastSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 9) at += 1;
  return at;
}

/** Letters, digits and . - _ : in ASCII. */
export function isOfName(byte: number): boolean {
  return (
    (byte >= 97 && byte <= 122) ||
    (byte >= 65 && byte <= 90) ||
    (byte >= 45 && byte <= 58 && byte !== 47) ||
    byte === 95
  );
}

export function pastDeclaration(bytes: Uint8Array, at: number): number {
  let end = at;
  while (bytes[end] !== 0 && bytes[end] !== 62 && end - at < 200) end += 1;
  if (bytes[end] === 0) return MORE;
  const text = Buffer.from(bytes.subarray(at, end + 1)).toString('latin1');
  return /^\?xml version=(["'])1\.0\1( encoding=(["'])(utf-8|us-ascii)\3)?( standalone=(["'])(yes|no)\6)? ?\?>$/i.test(
    text,
  )
    ? end + 1
    : ODD;
}

export function pastComment(bytes: Uint8Array, from: number): number {
  if (bytes[from] !== 45 || bytes[from + 1] !== 45) return isCut(bytes, from, 2) ? MORE : ODD;
  for (let at = from + 2; ; at += 1) {
    const byte = bytes[at] as number;
    if (byte === 0) return MORE;
    if (byte < 32 && byte !== 10 && byte !== 13 && byte !== 9) return ODD;
    if (byte === 0xef && isCut(bytes, at, 3)) return MORE;
    if (byte === 0xef && bytes[at + 1] === 0xbf && (bytes[at + 2] as number) >= 0xbe) return ODD;
    if (byte !== 45 || bytes[at + 1] !== 45) continue;
    if (bytes[at + 2] === 0) return MORE;
    return bytes[at + 2] === 62 ? at + 3 : ODD;
  }
}
