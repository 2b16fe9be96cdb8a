import { addressChange } from '../../parts/address-change.ts';
import { type AloneSearch, aloneSearch } from '../../parts/alone-search.ts';

/** What stands in the address of how it felt. */
export interface ExperienceSearch extends AloneSearch {
  readonly journey?: string;
  /** Only the people of this segment. */
  readonly segment?: string;
  /** The curve in the order of real journeys; left out: as planned. */
  readonly order?: 'real';
  readonly as?: 'table';
}

export function experienceSearch(search: Record<string, unknown>): ExperienceSearch {
  const text = (key: 'journey' | 'segment') => {
    const value = search[key];
    return (typeof value === 'string' && value !== '') || typeof value === 'number'
      ? { [key]: String(value) }
      : {};
  };
  return {
    ...aloneSearch(search),
    ...text('journey'),
    ...text('segment'),
    ...(search['order'] === 'real' ? { order: 'real' as const } : {}),
    ...(search['as'] === 'table' ? { as: 'table' as const } : {}),
  };
}

/** The same address with some of it changed. */
export const changedBy = addressChange<ExperienceSearch>;
