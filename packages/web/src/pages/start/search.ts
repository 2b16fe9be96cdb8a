/** What stands in the address of making the made-up company. */
export interface DemoSearch {
  readonly job?: string;
}

/** What stands in the address of bringing a file: which file, its import, and which step. */
export interface FileSearch {
  readonly file?: string;
  readonly name?: string;
  readonly job?: string;
  readonly step?: 'touchpoints';
}

export function demoSearch(search: Record<string, unknown>): DemoSearch {
  return textsOf(search, ['job']);
}

export function fileSearch(search: Record<string, unknown>): FileSearch {
  return {
    ...textsOf(search, ['file', 'name', 'job']),
    ...(search['step'] === 'touchpoints' ? { step: 'touchpoints' as const } : {}),
  };
}

function textsOf<Key extends string>(
  search: Record<string, unknown>,
  keys: readonly Key[],
): Partial<Record<Key, string>> {
  const found = keys.flatMap((key) => {
    const value = search[key];
    // What looks like a number comes as one.
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && text !== '' ? [[key, text] as const] : [];
  });
  return Object.fromEntries(found) as Partial<Record<Key, string>>;
}
