import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import type { Speaking } from './ledger-drawn.ts';

/** Words and figures of the picture, in the language spoken. */
export function useSpeaking(currency: string): Speaking {
  const { t } = useTranslation('network');
  const { t: shell } = useTranslation('shell');
  const format = useFormat(currency);
  return useMemo(
    () => ({
      ...{ t, format, notSaid: shell('notSaid') },
      range: (low, high) => shell('range', { low, high }),
    }),
    [t, shell, format],
  );
}
