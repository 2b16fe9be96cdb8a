import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** What one unit counts for, with all the digits that somebody gave: "€0.0035", "0.0035". */
export interface UnitFormat {
  readonly money: (amount: number) => string;
  readonly bare: (amount: number) => string;
}

export function useUnitFormat(currency: string): UnitFormat {
  const { language } = useTranslation().i18n;
  return useMemo(() => {
    const locale = language === 'de' ? 'de-DE' : 'en-GB';
    const digits = { maximumSignificantDigits: 4 } as const;
    const money = new Intl.NumberFormat(locale, {
      ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
      ...digits,
    });
    const bare = new Intl.NumberFormat(locale, digits);
    return { money: (amount) => money.format(amount), bare: (amount) => bare.format(amount) };
  }, [language, currency]);
}
