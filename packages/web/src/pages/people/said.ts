import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { localeOf, type Writing } from '../../parts/amount.ts';
import { useFormat } from '../../parts/use-format.ts';

/** How a person's page speaks. */
export interface Said extends Writing {
  readonly t: TFunction<'people'>;
}

export function useSaid(currency: string): Said {
  const { t, i18n } = useTranslation('people');
  return { t, language: i18n.language, currency, format: useFormat(currency) };
}

/** So much of a pseudonym tells people apart. */
export function markOf(pseudonym: string): string {
  return pseudonym.slice(0, 6);
}

/** "3 Oct 2026", by UTC as everywhere in the ledger. */
export function dayText(at: string, { language }: Pick<Said, 'language'>): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  }).format(new Date(at));
}

/** "3 Oct 2026, 14:05", by UTC as everywhere in the ledger. */
export function momentText(at: string, said: Pick<Said, 'language'>): string {
  return `${dayText(at, said)}, ${clockText(at, said)}`;
}

export function clockText(at: string, { language }: Pick<Said, 'language'>): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    ...{ hour: '2-digit', minute: '2-digit', timeZone: 'UTC' },
  }).format(new Date(at));
}

const REASONS = ['no-consent', 'absent', 'negative', 'too-large'] as const;

/** Why something was not exchanged, for people. */
export function legReason(reason: string, { t }: Pick<Said, 't'>): string {
  const known = REASONS.find((each) => each === reason);
  return known === undefined ? reason : t(`reason.${known}`);
}
