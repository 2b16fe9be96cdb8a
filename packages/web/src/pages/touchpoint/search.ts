/** What stands in a touchpoint's address: believed instead of measured, which spread is seen, and which encounter. */
export interface TouchpointSearch {
  readonly evidence?: 'believed' | 'measured';
  readonly spread?: string;
  readonly encounter?: string;
}

export function touchpointSearch(search: Record<string, unknown>): TouchpointSearch {
  const { evidence, spread, encounter } = search;
  return {
    ...(evidence === 'believed' || evidence === 'measured' ? { evidence } : {}),
    ...(typeof spread === 'string' ? { spread } : {}),
    ...(typeof encounter === 'string' && /^[0-9a-f]{32}$/.test(encounter) ? { encounter } : {}),
  };
}
