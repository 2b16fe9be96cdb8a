/** What stands in the address of the network; what is left out is as usual. */
export interface NetworkSearch {
  readonly journey?: string;
  readonly evidence?: 'believed' | 'measured';
  /** A family of value kinds that alone is drawn. */
  readonly family?: string;
  readonly as?: 'table';
  /** The actor that is open. */
  readonly actor?: string;
  /** The two that are open: what goes both ways between them. */
  readonly pair?: string;
  /** An e3value model is looked at, not the ledger. */
  readonly model?: 'e3value';
}

export function networkSearch(search: Record<string, unknown>): NetworkSearch {
  const { evidence, as, model } = search;
  const text = (name: 'journey' | 'family' | 'actor' | 'pair'): Partial<NetworkSearch> => {
    const value = search[name];
    return typeof value === 'string' && value !== '' ? { [name]: value } : {};
  };
  return {
    ...text('journey'),
    ...(evidence === 'believed' || evidence === 'measured' ? { evidence } : {}),
    ...text('family'),
    ...(as === 'table' ? { as } : {}),
    ...text('actor'),
    ...text('pair'),
    ...(model === 'e3value' ? { model } : {}),
  };
}

/** Two actors as one word of an address, in either order the same. */
export function pairKey(a: string, b: string): string {
  return [a, b].sort().join('~');
}
