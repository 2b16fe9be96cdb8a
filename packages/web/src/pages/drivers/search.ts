import { type AloneSearch, aloneSearch } from '../../parts/alone-search.ts';

/** What stands in the address of What shapes value. */
export interface DriversSearch extends AloneSearch {
  /** A touchpoint that is rated, or what people did. */
  readonly outcome?: string;
  readonly by?: 'influence' | 'touchpoint';
  readonly segment?: string;
  /** What lifts cost, as the API reads them: `service:4000-9000`. */
  readonly cost?: string;
  readonly as?: 'table';
}

export function driversSearch(search: Record<string, unknown>): DriversSearch {
  const text = (key: 'outcome' | 'segment' | 'cost') => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? { [key]: value } : {};
  };
  const by = (['influence', 'touchpoint'] as const).find((each) => each === search['by']);
  return {
    ...aloneSearch(search),
    ...text('outcome'),
    ...(by === undefined ? {} : { by }),
    ...text('segment'),
    ...text('cost'),
    ...(search['as'] === 'table' ? { as: 'table' as const } : {}),
  };
}
