import { addressChange } from '../../parts/address-change.ts';
import { type AloneSearch, aloneSearch } from '../../parts/alone-search.ts';

/** What stands in the address of what happened. */
export interface PathsSearch extends AloneSearch {
  readonly journey?: string;
  /** Only the people of this segment. */
  readonly segment?: string;
  /** How much of the graph is drawn, 0..10. */
  readonly detail?: number;
  /** The touchpoint chosen; with `to` the way from it. */
  readonly at?: string;
  readonly to?: string;
  readonly as?: 'table';
  /** How journeys end, as figures. */
  readonly end?: 'table';
}

export function pathsSearch(search: Record<string, unknown>): PathsSearch {
  const text = (key: 'journey' | 'segment' | 'at' | 'to') => {
    const value = search[key];
    return typeof value === 'string' || typeof value === 'number' ? { [key]: String(value) } : {};
  };
  const detail = Number(search['detail'] ?? Number.NaN);
  return {
    ...aloneSearch(search),
    ...text('journey'),
    ...text('segment'),
    ...text('at'),
    ...text('to'),
    ...(Number.isInteger(detail) && detail >= 0 && detail <= 10 ? { detail } : {}),
    ...(search['as'] === 'table' ? { as: 'table' as const } : {}),
    ...(search['end'] === 'table' ? { end: 'table' as const } : {}),
  };
}

/** The same address with some of it changed. */
export const changedBy = addressChange<PathsSearch>;
