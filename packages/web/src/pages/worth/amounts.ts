import type { WorthShown } from '@bothways/core/contract';

/** What stands in a form about one opinion, as typed. */
export interface Typed {
  readonly median: string;
  readonly low: string;
  readonly high: string;
  readonly basis: WorthShown['basis'];
  readonly source: string;
  readonly agreedBy: string;
  readonly agreedOn: string;
}

/** What is wrong with what was typed. */
export type Wrong = 'median' | 'range';

/** A number as people write it, with a comma or a point; null: it is none. */
export function amountOf(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d+(\.\d+)?$|^\.\d+$/.test(plain)) return null;
  return Number(plain);
}

/** As it stands in a form: `comma` where that is the decimal mark. Digits beyond the sixth are rounding. */
export function typedOf(worth: WorthShown | null, units: number, comma: boolean): Typed {
  const written = (amount: number): string => {
    const text = String(Number((amount * units).toPrecision(6)));
    return comma ? text.replace('.', ',') : text;
  };
  const isPoint = worth === null || worth.low === worth.high;
  return {
    median: worth === null ? '' : written(worth.median),
    low: isPoint ? '' : written(worth.low),
    high: isPoint ? '' : written(worth.high),
    basis: worth?.basis ?? 'assumed',
    source: worth?.source ?? '',
    agreedBy: worth?.agreedBy ?? '',
    agreedOn: worth?.agreedOn ?? '',
  };
}

/**
 * Reads a form. Low and high are both there, above nothing and about the median, or neither is: a point.
 *
 * Units: as typed for so many `units` of the model's; out per one of the model's.
 */
export function readTyped(typed: Typed, units: number): WorthShown | Wrong {
  const median = amountOf(typed.median);
  if (median === null) return 'median';
  const ends = [typed.low, typed.high].map((each) => (each.trim() === '' ? null : amountOf(each)));
  const isPoint = typed.low.trim() === '' && typed.high.trim() === '';
  const [low = null, high = null] = isPoint ? [median, median] : ends;
  if (low === null || high === null) return 'range';
  if (!isPoint && !(low > 0 && low <= median && median <= high && low < high)) return 'range';
  const per = (amount: number): number => Number((amount / units).toPrecision(12));
  return {
    ...{ median: per(median), low: per(low), high: per(high), basis: typed.basis },
    source: said(typed.source),
    agreedBy: said(typed.agreedBy),
    agreedOn: said(typed.agreedOn),
  };
}

function said(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
