import { parseDocument } from 'yaml';

// New values as text: as a person would write them in a model file, or as JSON.

/** How a file is written: as JSON, and how far its lists stand in. */
export interface Manner {
  readonly json: boolean;
  /** Blanks before the dash of a list, from the column of its key. */
  readonly listIndent: number;
}

export type Quote = 'plain' | 'single' | 'double';

/** Lists whose items have a line for each key, however short they are. */
const TALL = new Set(['journeys', 'phases', 'steps', 'touchpoints', 'valuations', 'insights']);
const WIDTH_MAX = 110;

/** A text, number, true or false as it can stand behind a key. */
export function writeScalar(value: unknown, { flow, quote = 'plain' }: ScalarPlace): string {
  if (typeof value !== 'string') return value === null ? 'null' : String(value);
  if (quote === 'double' || /[\n\r\t]|\p{Cc}|\p{Cf}|\p{Cs}/u.test(value)) return quoted(value);
  if (quote === 'plain' && isPlain(value, flow)) return value;
  return quote === 'single' || value.includes('"')
    ? `'${value.replaceAll("'", "''")}'`
    : quoted(value);
}

export interface ScalarPlace {
  readonly flow: boolean;
  readonly quote?: Quote;
}

/** In double quotes, whatever stands in it: what could not be seen is written by its number. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029]|\p{Cf}/gu, (sign) =>
    [...sign].length === sign.length
      ? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
      : sign,
  );
}

/** Whether every reader takes the bare text as this text. */
function isPlain(text: string, flow: boolean): boolean {
  if (!/^[\p{L}\p{N}(]/u.test(text) || /^(?:y|n|yes|no|on|off)$/i.test(text)) return false;
  if (text.trim() !== text || (flow && /[{}[\],]/.test(text))) return false;
  const read = parseDocument(flow ? `[${text}]` : `a: ${text}`, { version: '1.2' });
  if (read.errors.length + read.warnings.length > 0) return false;
  const said: unknown = read.toJS();
  return JSON.stringify(said) === JSON.stringify(flow ? [text] : { a: text });
}

/** A value on one line, in brackets where it has parts. */
export function writeFlow(value: unknown, manner: Pick<Manner, 'json'>): string {
  if (Array.isArray(value)) {
    return value.length === 0
      ? '[]'
      : `[${value.map((each) => writeFlow(each, manner)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(
      ([key, each]) => `${writeKey(key, manner.json, true)}: ${writeFlow(each, manner)}`,
    );
    return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
  }
  return manner.json ? JSON.stringify(value) : writeScalar(value, { flow: true });
}

export function writeKey(key: string, json: boolean, flow: boolean): string {
  return json ? JSON.stringify(key) : writeScalar(key, { flow });
}

/** An entry of a map in block style: its lines, the first at column 0. */
export function writeEntry(key: string, value: unknown, manner: Manner): readonly string[] {
  const name = writeKey(key, manner.json, false);
  if (Array.isArray(value) && value.length > 0 && value.some(isParted))
    return [
      `${name}:`,
      ...value.flatMap((each) => indented(writeItem(each, key, manner), manner.listIndent)),
    ];
  if (!isParted(value) || Array.isArray(value) || isShort(value, name.length + 2, manner))
    return [`${name}: ${isParted(value) ? writeFlow(value, manner) : plainOrJson(value, manner)}`];
  return [`${name}:`, ...indented(mapLines(value, manner), 2)];
}

/** An item of a list in block style: its lines, the dash at column 0. */
export function writeItem(value: unknown, list: string, manner: Manner): readonly string[] {
  const isTall = TALL.has(list) && isParted(value) && !Array.isArray(value);
  if (!isTall && (!isParted(value) || isShort(value, 2, manner)))
    return [`- ${isParted(value) ? writeFlow(value, manner) : plainOrJson(value, manner)}`];
  const [first = '{}', ...rest] = isParted(value) ? mapLines(value, manner) : [];
  return [`- ${first}`, ...indented(rest, 2)];
}

function plainOrJson(value: unknown, { json }: Manner): string {
  return json ? JSON.stringify(value) : writeScalar(value, { flow: false });
}

function mapLines(value: object, manner: Manner): readonly string[] {
  return Object.entries(value).flatMap(([key, each]) => writeEntry(key, each, manner));
}

export function indented(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => (line === '' ? line : ' '.repeat(by) + line));
}

function isParted(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isShort(value: object, before: number, manner: Manner): boolean {
  return before + writeFlow(value, manner).length <= WIDTH_MAX;
}
