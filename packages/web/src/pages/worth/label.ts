import { useTranslation } from 'react-i18next';
import type { Opinion, Unit } from './opinions.ts';

type Translate = ReturnType<typeof useTranslation<'worth'>>['t'];

export function unitOf({ name, units, isMoney }: Unit, t: Translate): string {
  if (units === 60) return t('minute');
  return isMoney ? t('oneOf', { currency: name }) : name;
}

/** How an opinion is called: "worth to customers", of whom and which way, and all of it with its kind. */
export interface OpinionLabel {
  readonly what: string;
  readonly of: string;
  readonly full: string;
}

export function useOpinionLabel(): (opinion: Opinion) => OpinionLabel {
  const { t } = useTranslation('worth');
  return (opinion) => labelOf(opinion, t);
}

export function labelOf(
  { name, whose, segment, about: { part, give } }: Opinion,
  t: Translate,
): OpinionLabel {
  const what = t(`${part}-${whose ?? 'none'}`);
  const parts = [
    ...(segment === null ? [] : [segment]),
    ...(give === null ? [] : [t(`give-${give}`)]),
  ];
  const of = parts.join(', ');
  return { what, of, full: `${name}: ${what}${of === '' ? '' : ` (${of})`}` };
}
