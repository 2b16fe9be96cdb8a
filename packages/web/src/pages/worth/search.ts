/** What stands in the address: which conclusion is looked at, and whether what it hangs on is a table. */
export interface WorthSearch {
  readonly of?: string;
  readonly as?: 'table';
}

export function worthSearch(search: Record<string, unknown>): WorthSearch {
  const { of } = search;
  return {
    ...(typeof of === 'string' && of !== '' ? { of } : {}),
    ...(search['as'] === 'table' ? { as: 'table' as const } : {}),
  };
}
