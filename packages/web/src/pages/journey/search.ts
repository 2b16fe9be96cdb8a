import { addressChange } from '../../parts/address-change.ts';
/** What stands in a journey's address: how near one looks, at what, through whose eyes, beside what, and how it is shown. */
export interface JourneySearch {
  /** Which journey; `all`: one behind the other. */
  readonly journey?: string;
  /** The whole relationship; left out: a journey. */
  readonly level?: 'L0';
  readonly as?: 'table';
  /** Today beside the future that would take its place. */
  readonly beside?: 'future';
  /** Only the figures of this segment. */
  readonly segment?: string;
  /** The persona that pictures it. */
  readonly persona?: string;
  /** The model is edited. */
  readonly edit?: 1;
}

export function journeySearch(search: Record<string, unknown>): JourneySearch {
  const text = <Key extends 'journey' | 'segment' | 'persona'>(key: Key) => {
    const value = search[key];
    return typeof value === 'string' && value !== '' ? { [key]: value } : {};
  };
  return {
    ...text('journey'),
    ...(search['level'] === 'L0' ? { level: 'L0' as const } : {}),
    ...(search['as'] === 'table' ? { as: 'table' as const } : {}),
    ...(search['beside'] === 'future' ? { beside: 'future' as const } : {}),
    ...text('segment'),
    ...text('persona'),
    ...(search['edit'] === 1 || search['edit'] === '1' ? { edit: 1 as const } : {}),
  };
}

/** The same address with some of it changed. */
export const changedBy = addressChange<JourneySearch>;
