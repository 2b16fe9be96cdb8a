import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, formatOf } from '../words/format.ts';
import { languages } from '../words/words.ts';

/** How numbers and money are written in the language spoken now. */
export function useFormat(currency: string): Format {
  const { i18n } = useTranslation();
  const language = languages.find((each) => each === i18n.language) ?? 'en';
  return useMemo(() => formatOf(language, currency), [language, currency]);
}
