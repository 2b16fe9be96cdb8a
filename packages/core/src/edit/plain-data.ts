import type { Way } from './opened.ts';

// The same edits on plain data: what the text must say afterwards.

type Parted = Readonly<Record<string, unknown>>;

export function isParted(value: unknown): value is Parted {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function dataAt(data: unknown, way: Way): unknown {
  return way.reduce<unknown>((at, step) => {
    if (Array.isArray(at)) return at[Number(step)];
    return isParted(at) && Object.hasOwn(at, String(step)) ? at[String(step)] : undefined;
  }, data);
}

/** The data with something else at the end of a way; undefined takes the key out. */
export function withAt(data: unknown, way: Way, value: unknown): unknown {
  const [step, ...rest] = way;
  if (step === undefined) return value;
  if (Array.isArray(data))
    return data.map((each: unknown, index) => (index === step ? withAt(each, rest, value) : each));
  const key = String(step);
  const parted = isParted(data) ? data : {};
  const put = withAt(parted[key], rest, value);
  if (put !== undefined) return { ...parted, [key]: put };
  const { [key]: _, ...others } = parted;
  return others;
}

export function listAt(data: unknown, way: Way): readonly unknown[] {
  const found = dataAt(data, way);
  return Array.isArray(found) ? found : [];
}

/** The same data, whatever the order of keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a))
    return (
      Array.isArray(b) && a.length === b.length && a.every((each, index) => isSame(each, b[index]))
    );
  if (!isParted(a) || !isParted(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
  );
}
