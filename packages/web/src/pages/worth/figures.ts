import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** What one unit counts for, with all the digits that somebody gave: "€0.0035", "0.0035". */
export interface UnitFormat {
  readonly money: (amount: number) => string;
  readonly bare: (amount: number) => string;
  /** An end of a range, of which two or three digits say enough: "1.08". */
  readonly near: (amount: number) => string;
}

export function useUnitFormat(currency: string): UnitFormat {
  const { language } = useTranslation().i18n;
  return useMemo(() => {
    const locale = language === 'de' ? 'de-DE' : 'en-GB';
    const named = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
    const written = (amount: number, style: Intl.NumberFormatOptions): string =>
      new Intl.NumberFormat(locale, { ...style, ...finenessOf(amount) }).format(amount);
    return {
      money: (amount) => written(amount, named),
      bare: (amount) => written(amount, {}),
      near: (amount) => written(Number(amount.toPrecision(3)), {}),
    };
  }, [language, currency]);
}

/** Cents at least; of less than ten cents the digits that say something. */
function finenessOf(amount: number): Intl.NumberFormatOptions {
  if (amount === 0) return { maximumFractionDigits: 0 };
  if (Math.abs(amount) < 0.1) return { minimumSignificantDigits: 1, maximumSignificantDigits: 3 };
  return { minimumFractionDigits: 2, maximumFractionDigits: 3 };
}
