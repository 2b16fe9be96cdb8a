import type { FindingsReply } from '@bothways/core/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/use-format.ts';
import type { Speaker } from './say.ts';

/** How findings are said in the language spoken now. */
export function useSpeaker({
  currency,
  kinds,
}: Pick<FindingsReply, 'currency' | 'kinds'>): Speaker {
  const { t, i18n } = useTranslation('follow');
  const claims = useTranslation('claims').t;
  const format = useFormat(currency);
  const { language } = i18n;
  return useMemo(
    () => ({
      ...{ t, claims, language, format, currency },
      kinds: new Map(kinds.map((kind) => [kind.id, kind])),
    }),
    [t, claims, language, format, currency, kinds],
  );
}
