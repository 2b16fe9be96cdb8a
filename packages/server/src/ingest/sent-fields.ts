/** An id as text; empty or anything but a text or number is none. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value.toWellFormed();
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as a person is told of it: its beginning, as JSON. */
export function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  return jsonOf(value)?.slice(0, 60).toWellFormed() ?? 'nested too deep';
}

/** What came as JSON, as JSON again; null: it is nested deeper than can be written. */
export function jsonOf(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return null;
  }
}
