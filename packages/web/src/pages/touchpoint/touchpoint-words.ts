import type { Spread, TouchpointWhole } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import type { Format } from '../../words/format.ts';

export type T = TFunction<'touchpoint'>;

/** How amounts of a page are said: its language, and the money of its workspace. */
export interface Said {
  readonly t: T;
  readonly format: Format;
  readonly language: string;
  readonly currency: string;
}

/** An amount with its unit as people say it: seconds as seconds, minutes or hours; own money as money. */
export function amountText(value: number, unit: string, said: Said): string {
  const { format, currency } = said;
  if (unit === currency) return unbroken(format.money(value));
  if (unit === 'second') return timeText(value, said);
  if (unit === 'felt') return format.index(value);
  if (unit === '') return format.short(value);
  return `${format.short(value)} ${unitText(value, unit, said)}`;
}

/** No line ends between a minus and its number. */
export function unbroken(text: string): string {
  return text.replaceAll('\u2212', '\u2212\u2060');
}

/** 45 s, 2.4 min, 14 min, 3.1 h. */
function timeText(seconds: number, { format }: Said): string {
  const size = Math.abs(seconds);
  if (size < 100) return `${format.short(seconds)} s`;
  return size < 6_000 ? `${format.short(seconds / 60)} min` : `${format.short(seconds / 3600)} h`;
}

function unitText(value: number, unit: string, { language }: Said): string {
  if (language !== 'en' || !/^[a-z]+$/.test(unit) || value === 1) return unit;
  if (/[^aeiou]y$/.test(unit)) return `${unit.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(unit) ? `${unit}es` : `${unit}s`;
}

/** A unit alone: of money the currency. */
export function unitName(unit: string): string {
  return unit === 'second' ? 's' : unit;
}

/** What a measure is called; one that only the model knows keeps its own name. */
export function measureName(name: string, t: T): string {
  if (name === 'duration_s' || name === 'wait_s') return t(`measures.${name}`);
  return name === 'felt' ? t('feltName') : name;
}

export function spreadName({ of, name, way }: Spread, t: T): string {
  if (of === 'net') return t('net');
  if (of === 'felt') return t('feltName');
  if (of === 'measure') return measureName(name, t);
  return way === 'delivered'
    ? t('getName', { name })
    : way === 'captured'
      ? t('giveName', { name })
      : name;
}

const known = [
  'no encounter was seen',
  'no encounter says it',
  'nobody was asked',
  'there are only totals, and a mean does not say how often it was kept',
  'no encounter says how much',
  'nothing was exchanged',
  'absent',
  'negative',
  'too-large',
  'no-consent',
] as const;

/** Why nothing can be said, in the reader's language where it is one of ours. */
export function reasonText(reason: string, { t, format }: Pick<Said, 't' | 'format'>): string {
  const key = known.find((each) => each === reason);
  return key === undefined ? format.glued(reason) : t(`reasons.${key}`);
}

/** One thing and another, as a list in words. */
export function listed(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language === 'de' ? 'de-DE' : 'en-GB').format([...new Set(words)]);
}

/** What is exchanged here, in one sentence and what it leaves. */
export function exchangeSentence(
  { measured, believed }: Pick<TouchpointWhole, 'measured' | 'believed'>,
  { t, format, language }: Said,
): string {
  const exchange = measured ?? believed;
  const names = (way: 'delivered' | 'captured'): readonly string[] =>
    (exchange?.lines ?? []).filter((line) => line.way === way).map(({ name }) => name);
  const [gets, gives] = [names('delivered'), names('captured')];
  const words = { gets: listed(gets, language), gives: listed(gives, language) };
  if (exchange === null || gets.length + gives.length === 0) return t('sentence.none');
  const first = t(
    gives.length === 0 ? 'sentence.gets' : gets.length === 0 ? 'sentence.gives' : 'sentence.both',
    words,
  );
  const { customerEach, businessEach } = exchange;
  if (customerEach.kind === 'abstained') return first;
  const customer = unbroken(format.moneySigned(customerEach.median));
  const second =
    businessEach.kind === 'abstained'
      ? t('sentence.leftCustomer', { customer })
      : t('sentence.left', {
          customer,
          business: unbroken(format.moneySigned(businessEach.median)),
        });
  return `${first} ${second}`;
}
