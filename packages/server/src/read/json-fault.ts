type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'comma' | 'end';

const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none of them in a string.
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Where a text stops being JSON, in words. Reads what `JSON.parse` refused; that says where only of some faults.
 *
 * Units: columns are UTF-16 units from 1.
 * Source: RFC 8259.
 */
export function jsonFault(text: string): string {
  const open: ('{' | '[')[] = [];
  let wanted: Wanted = 'value';
  let at = 0;
  for (;;) {
    at += matchAt(SPACE, text, at).length;
    const mark = text.charAt(at);
    if (mark === '')
      return wanted === 'end' ? 'it is JSON' : `it ends where ${said(wanted, open)} should stand`;
    const length = lengthAt(text, at, wanted, open);
    if (length === 0)
      return `column ${at + 1}: ${said(wanted, open)} should stand where ${shown(text, at)} does`;
    if (mark === '{' || mark === '[') open.push(mark);
    if (mark === '}' || mark === ']') open.pop();
    wanted = next(wanted, mark, open);
    at += length;
  }
}

/** How long what stands there is; 0 where it may not stand there. */
function lengthAt(text: string, at: number, wanted: Wanted, open: readonly string[]): number {
  const mark = text.charAt(at);
  const inObject = open.at(-1) === '{';
  switch (wanted) {
    case 'value or ]':
      if (mark === ']') return 1;
      return valueLength(text, at);
    case 'value':
      return valueLength(text, at);
    case 'key or }':
      if (mark === '}') return 1;
      return matchAt(STRING, text, at).length;
    case 'key':
      return matchAt(STRING, text, at).length;
    case ':':
      return mark === ':' ? 1 : 0;
    case 'comma':
      return mark === ',' || mark === (inObject ? '}' : ']') ? 1 : 0;
    case 'end':
      return 0;
  }
}

function valueLength(text: string, at: number): number {
  const mark = text.charAt(at);
  if (mark === '{' || mark === '[') return 1;
  return (matchAt(STRING, text, at) || matchAt(SCALAR, text, at)).length;
}

function next(wanted: Wanted, mark: string, open: readonly string[]): Wanted {
  if (wanted === 'key' || (wanted === 'key or }' && mark !== '}')) return ':';
  if (wanted === ':') return 'value';
  if (mark === '{') return 'key or }';
  if (mark === '[') return 'value or ]';
  if (wanted === 'comma' && mark === ',') return open.at(-1) === '{' ? 'key' : 'value';
  return open.length === 0 ? 'end' : 'comma';
}

function said(wanted: Wanted, open: readonly string[]): string {
  switch (wanted) {
    case 'value':
      return 'a value';
    case 'value or ]':
      return 'a value or "]"';
    case 'key':
      return 'a key in quotes';
    case 'key or }':
      return 'a key in quotes or "}"';
    case ':':
      return '":"';
    case 'comma':
      return open.at(-1) === '{' ? '"," or "}"' : '"," or "]"';
    case 'end':
      return 'the end';
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function shown(text: string, at: number): string {
  return JSON.stringify(text.slice(at, at + 20));
}
