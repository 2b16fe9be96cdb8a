/** What stands in the address of the data; what is left out is as usual. */
export interface DataSearch {
  /** What events became, as a table. */
  readonly as?: 'table';
  /** Only rejects of this reason, of this source. */
  readonly reason?: string;
  readonly source?: string;
  /** Only rejects that hold this. */
  readonly text?: string;
}

export function dataSearch({ as, reason, source, text }: Record<string, unknown>): DataSearch {
  return {
    ...(as === 'table' ? { as } : {}),
    ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
    ...(typeof source === 'string' && source !== '' ? { source } : {}),
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
  };
}
