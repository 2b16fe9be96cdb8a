import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** How long something takes, as a reader writes it: 90 as "1.5 min", 172800 as "2 days". */
export type Span = (seconds: number) => string;

const UNITS = [
  [604_800 * 8, 604_800, 'week'],
  [86_400 * 1.5, 86_400, 'day'],
  [5_400, 3_600, 'hour'],
  [90, 60, 'minute'],
  [0, 1, 'second'],
] as const;

/** Spans of time in the language spoken now. */
export function useSpan(): Span {
  const { i18n } = useTranslation();
  const locale = i18n.language === 'de' ? 'de-DE' : 'en-GB';
  return useMemo(() => spanIn(locale), [locale]);
}

function spanIn(locale: string): Span {
  return (seconds) => {
    const [, size, unit] = UNITS.find(([from]) => Math.abs(seconds) >= from) ?? UNITS[4];
    const value = seconds / size;
    return new Intl.NumberFormat(locale, {
      ...{ style: 'unit', unit, unitDisplay: 'short' },
      maximumFractionDigits: Math.abs(value) >= 20 || unit === 'second' ? 0 : 1,
    }).format(value);
  };
}
