/**
 * Properties, context or traits, flattened: one entry per scalar, under its dotted path, as text with its type.
 * `"text` is the string text (one leading quote, nothing escaped) · `12.5` a number · `true` `false` · `null` ·
 * `[...]` an array and `{}` an empty object, as JSON. A dot or backslash inside a key is escaped with a backslash.
 * The same text stands in the fact tables (Map(String, String)), so JS and SQL read one thing.
 */
export type Bag = Readonly<Record<string, string>>;

/** How much of one object is taken. */
export interface BagLimits {
  readonly depthMax: number;
  readonly entriesMax: number;
  /** Of all keys and values together, in UTF-16 units. */
  readonly charactersMax: number;
}

export const BAG_LIMITS: BagLimits = { depthMax: 32, entriesMax: 2_000, charactersMax: 512 * 1024 };

/** Why an object is not taken. */
export interface BagRefusal {
  readonly code: 'not-an-object' | 'too-deep' | 'too-many' | 'too-long';
  readonly message: string;
}

/**
 * Flattens an object into a bag.
 *
 * Shape: what JSON can say; undefined and functions are left out, as JSON leaves them out.
 * Errors: refused beyond the limits, never cut.
 */
export function bagRead(
  value: unknown,
  limits: BagLimits = BAG_LIMITS,
): { readonly bag: Bag } | { readonly refusal: BagRefusal } {
  if (!isObject(value)) {
    return refused('not-an-object', `wanted an object, saw ${nameOf(value)}; send { ... }`);
  }
  const filling: Filling = { bag: {}, entries: 0, characters: 0, limits };
  const refusal = fill(filling, '', value, 1);
  return refusal === null ? { bag: filling.bag } : { refusal };
}

/** The bag of an object of ours. Crashes where `bagRead` refuses: for what a stranger sent, use that. */
export function bagOf(value: unknown, limits: BagLimits = BAG_LIMITS): Bag {
  const read = bagRead(value, limits);
  if ('refusal' in read) throw new Error(`bug: bagOf: ${read.refusal.message}`);
  return read.bag;
}

/** The object that a bag was made of, after JSON: numbers, strings, booleans, null, lists, objects. */
export function bagObject(bag: Bag): Readonly<Record<string, unknown>> {
  const root: Branch = new Map();
  for (const [key, text] of Object.entries(bag)) {
    const path = bagPath(key);
    const last = path.pop() ?? '';
    let branch = root;
    for (const part of path) branch = branchAt(branch, part);
    branch.set(last, scalarOf(text));
  }
  return objectOf(root);
}

/** One scalar or list as a bag keeps it. A number that is not finite is null; lone surrogates become U+FFFD. */
export function bagText(value: unknown): string {
  if (typeof value === 'string') return `"${value.toWellFormed()}`;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'bigint') return bagText(Number(value));
  if (value === null || value === undefined) return 'null';
  const json = (JSON.stringify(value) ?? 'null').toWellFormed();
  // A Date and its like become a text in JSON.
  return json.startsWith('"') ? bagText(JSON.parse(json)) : json;
}

/** The key of a path in a bag: `['a', 'b.c']` is `a.b\.c`. */
export function bagKey(path: readonly string[]): string {
  return path.map(escaped).join('.');
}

/** The path that a key stands for. */
export function bagPath(key: string): string[] {
  const path = [''];
  for (let at = 0; at < key.length; at += 1) {
    const character = key.charAt(at);
    if (character === '.') path.push('');
    else {
      const isEscape = character === '\\' && at + 1 < key.length;
      if (isEscape) at += 1;
      path.push(`${path.pop() ?? ''}${isEscape ? key.charAt(at) : character}`);
    }
  }
  return path;
}

function escaped(part: string): string {
  const whole = part.toWellFormed();
  return /[.\\]/.test(whole) ? whole.replace(/[.\\]/g, '\\$&') : whole;
}

interface Filling {
  readonly bag: Record<string, string>;
  entries: number;
  characters: number;
  readonly limits: BagLimits;
}

function fill(filling: Filling, prefix: string, value: object, depth: number): BagRefusal | null {
  const { depthMax, entriesMax, charactersMax } = filling.limits;
  if (depth > depthMax) {
    return refusal('too-deep', `nested deeper than ${depthMax} at ${prefix}; flatten it`);
  }
  for (const part of Object.keys(value)) {
    const each: unknown = (value as Readonly<Record<string, unknown>>)[part];
    if (each === undefined || typeof each === 'function') continue;
    const key = `${prefix}${escaped(part)}`;
    if (isObject(each) && Object.keys(each).length > 0) {
      const refusal = fill(filling, `${key}.`, each, depth + 1);
      if (refusal !== null) return refusal;
      continue;
    }
    if (Array.isArray(each) && isDeeper(each, depthMax - depth)) {
      return refusal('too-deep', `nested deeper than ${depthMax} at ${key}; flatten it`);
    }
    const text = bagText(each);
    put(filling.bag, key, text);
    filling.entries += 1;
    filling.characters += key.length + text.length;
    if (filling.entries > entriesMax) {
      return refusal('too-many', `more than ${entriesMax} entries; send fewer`);
    }
    if (filling.characters > charactersMax) {
      return refusal('too-long', `more than ${charactersMax} characters; send less`);
    }
  }
  return null;
}

/** Sets an entry. One of this name would set what the bag inherits instead. */
function put(bag: Record<string, string>, key: string, text: string): void {
  if (key === '__proto__')
    Object.defineProperty(bag, key, {
      value: text,
      ...{ configurable: true, enumerable: true, writable: true },
    });
  else bag[key] = text;
}

function isDeeper(list: readonly unknown[], depthLeft: number): boolean {
  if (depthLeft < 0) return true;
  return list.some((each) => {
    if (typeof each !== 'object' || each === null) return false;
    return isDeeper(Array.isArray(each) ? each : Object.values(each), depthLeft - 1);
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

function refusal(code: BagRefusal['code'], message: string): BagRefusal {
  return { code, message };
}

function refused(code: BagRefusal['code'], message: string): { readonly refusal: BagRefusal } {
  return { refusal: refusal(code, message) };
}

type Branch = Map<string, unknown>;

function branchAt(branch: Branch, part: string): Branch {
  const found = branch.get(part);
  if (found instanceof Map) return found;
  const made: Branch = new Map();
  branch.set(part, made);
  return made;
}

function objectOf(branch: Branch): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...branch].map(([part, value]) => [part, value instanceof Map ? objectOf(value) : value]),
  );
}

function scalarOf(text: string): unknown {
  if (text.startsWith('"')) return text.slice(1);
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
