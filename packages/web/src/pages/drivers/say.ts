import type { DriverOutcome, Drivers } from '@bothways/core/contract';
import { INFLUENCES_TOLD } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import type { Format } from '../../words/format.ts';

/** All that a sentence of this page is said with. */
export interface Speaker {
  readonly t: TFunction<'drivers'>;
  readonly language: string;
  readonly format: Format;
  readonly by: Drivers['by'];
  readonly outcome: DriverOutcome | null;
}

/** A driver by its name: influences are said in the language spoken. */
export function sayDriver(name: string, { t, by }: Pick<Speaker, 't' | 'by'>): string {
  const influence = INFLUENCES_TOLD.find((each) => each === name);
  return by === 'influence' && influence !== undefined ? t(`influences.${influence}`) : name;
}

/** "Brand, Purchase and Service". */
export function sayList(names: readonly string[], { language }: Pick<Speaker, 'language'>): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

/** The outcome in the middle of a sentence. */
export function sayOutcome({ t, outcome }: Pick<Speaker, 't' | 'outcome'>): string {
  return outcome === null ? '' : t(`outcomesIn.${outcome.kind}`, { name: outcome.name });
}

/** The outcome by itself. */
export function nameOutcome({ kind, name }: DriverOutcome, t: Speaker['t']): string {
  return t(`outcomes.${kind}`, { name });
}

/** A figure of the outcome: a rating with two decimals, a share of people, or money. */
export function writeOutcome(value: number, speaker: Speaker, isDifference: boolean): string {
  const { outcome, format } = speaker;
  switch (outcome?.kind) {
    case 'came-back':
    case 'bought-again':
      return `${isDifference && value > 0 ? '+' : ''}${format.percent(value)}`;
    case 'net-customer':
    case 'net-business':
    case 'joint':
      return isDifference ? format.moneySigned(value) : format.money(value);
    default:
      return isDifference ? format.index(value) : writePlain(value, speaker);
  }
}

export function writePlain(value: number, { language }: Pick<Speaker, 'language'>): string {
  return new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    maximumFractionDigits: 2,
  })
    .format(value)
    .replace('-', '\u2212');
}

/** A chance, said to be none or all only where it is. */
export function writeChance(chance: number, { t, format }: Pick<Speaker, 't' | 'format'>): string {
  if (chance > 0 && chance < 0.01) return t('under', { part: format.percent(0.01) });
  if (chance < 1 && chance > 0.99) return t('over', { part: format.percent(0.99) });
  return format.percent(Math.min(1, chance));
}

/** A score: on -1..+1 with its sign, or an answer as it stands in the file. */
export function writeScore(value: number, speaker: Speaker): string {
  return speaker.by === 'column' ? writePlain(value, speaker) : speaker.format.index(value);
}
