import type { ChangedComparison, ChangedFigure } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import type { Format } from '../../words/format.ts';

/** Which figure of a touchpoint is looked at. */
export const FIGURES = ['customer', 'business', 'joint', 'volume', 'felt'] as const;
export type Figure = (typeof FIGURES)[number];

export interface Speaker {
  readonly t: TFunction<'changed'>;
  readonly language: string;
  readonly format: Format;
}

type Headline = ChangedComparison['headlines'][number];

/** One change that matters, in a sentence. */
export function sayHeadline(
  { touchpoint, what, metric, changed }: Headline,
  { t, format }: Speaker,
): string {
  const { difference } = changed;
  const size = difference.kind === 'estimate' ? difference.median : 0;
  const way = size < 0 ? 'less' : 'more';
  const amount = Math.abs(size);
  return t(`said.${what}.${way}`, {
    name: touchpoint.name,
    money: format.money(amount),
    count: format.count(amount) as never,
    index: format.index(amount).replace('+', ''),
    points: format.count(amount * 100),
    metric: (metric ?? '').replaceAll('_', ' '),
  });
}

/** What changed over all touchpoints, of either side; empty: nothing beyond chance. */
export function sayOverall(total: ChangedComparison['total'], { t, format }: Speaker): string {
  return (['customer', 'business'] as const)
    .flatMap((side) => {
      const { difference, isChange } = total[side];
      if (!isChange || difference.kind === 'abstained') return [];
      const way = difference.median < 0 ? 'less' : 'more';
      return [t(`overall.${side}.${way}`, { money: format.money(Math.abs(difference.median)) })];
    })
    .join(' ');
}

/** A figure as it is written: money, a count, or an index. */
export function writeFigure(
  figure: Figure | 'kept',
  { format }: Speaker,
): (value: number, isSigned?: boolean) => string {
  switch (figure) {
    case 'volume':
      return (value, isSigned = false) =>
        isSigned && Math.round(value) > 0
          ? `+${format.count(value)}`
          : format.count(value).replace('-', '\u2212');
    case 'felt':
      return (value) => format.index(value);
    case 'kept':
      return (value, isSigned = false) =>
        isSigned && value > 0
          ? `+${format.percent(value)}`
          : format.percent(value).replace('-', '\u2212');
    default:
      return (value, isSigned = false) =>
        isSigned ? format.moneySigned(value) : format.moneySigned(value);
  }
}

/** From what to what. */
export function sayFromTo(
  { before, now }: ChangedFigure,
  write: (value: number) => string,
  { t }: Speaker,
): string {
  return before.kind === 'estimate' && now.kind === 'estimate'
    ? t('fromTo', { before: write(before.median), now: write(now.median) })
    : '';
}

/** A month as people say it: "August 2026". */
export function sayMonth(month: string, language: string): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  }).format(new Date(`${month}-01T00:00:00Z`));
}
