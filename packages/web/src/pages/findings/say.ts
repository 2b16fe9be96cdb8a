import type { FindingSeen, FindingsReply } from '@bothways/core/contract';
import type { TFunction } from 'i18next';
import type { Said } from '../../parts/finding-words.ts';
import type { Format } from '../../words/format.ts';
import { sayClaim } from './say-claims.ts';

/** What is needed to say a finding in the language spoken. */
export interface Speaker {
  readonly t: TFunction<'follow'>;
  readonly claims: TFunction<'claims'>;
  readonly language: string;
  readonly format: Format;
  /** ISO 4217. */
  readonly currency: string;
  /** Kinds by id. */
  readonly kinds: ReadonlyMap<string, FindingsReply['kinds'][number]>;
}

/** What is wrong, in one sentence. */
export function sayFinding(seen: FindingSeen, speaker: Speaker): Said {
  const { said, parts } = seen;
  const { t, format, language } = speaker;
  const own: Said = { text: format.glued(said.sentence) };
  if (language === 'en') return own;
  const { name } = said.touchpoint;
  switch (said.kind) {
    case 'one-sided-capture': {
      const [given, got] = [format.money(parts.given), format.money(parts.got)];
      return parts.got === 0
        ? { text: t('said.one-sided-nothing', { name, given }) }
        : { text: t('said.one-sided-capture', { name, given, got }) };
    }
    case 'data-taken-nothing-given': {
      const whence =
        said.people === null
          ? t('said.whenceEncounters', { encounters: format.count(parts.givingData) })
          : t('said.whencePeople', { people: format.count(said.people) });
      const part = format.percent(parts.gettingNothing / Math.max(1, parts.givingData));
      const data = listed(parts.dataKinds, speaker);
      return { text: t('said.data-taken-nothing-given', { name, data, whence, part }) };
    }
    case 'costly-for-both': {
      const { customer, business } = said;
      if (customer.kind === 'abstained' || business.kind === 'abstained')
        return { ...own, lang: 'en' };
      const [theirs, ours] = [customer, business].map(({ median }) =>
        format.money(Math.abs(median)),
      );
      return { text: t('said.costly-for-both', { name, theirs, ours }) };
    }
    default: {
      const text = sayClaim('said', seen, speaker);
      return text === null ? { ...own, lang: 'en' } : { text };
    }
  }
}

/** What to look at next. */
export function sayNext(seen: FindingSeen, speaker: Speaker): Said {
  const { said, parts } = seen;
  const { t, format, language } = speaker;
  if (language === 'en') return { text: format.glued(said.next) };
  const { name } = said.touchpoint;
  const planned = listed(parts.planned, speaker);
  const { customer, business } = parts.most;
  const money = (most: typeof customer): string => format.money(most?.amount ?? 0);
  const kind = (most: typeof customer): string => kindName(most?.kind ?? '', speaker);
  switch (said.kind) {
    case 'one-sided-capture':
      return parts.planned.length === 0
        ? { text: t('next.one-sided-capture', { name, charge: kind(customer) }) }
        : { text: t('next.one-sided-planned', { name, planned }) };
    case 'data-taken-nothing-given':
      return parts.planned.length === 0
        ? {
            text: t('next.data-taken-nothing-given', {
              name,
              data: listed(parts.dataKinds, speaker),
            }),
          }
        : { text: t('next.data-planned', { name, planned }) };
    case 'costly-for-both':
      return {
        text: t('next.costly-for-both', {
          ...{ name, theirs: kind(customer), theirMoney: money(customer) },
          ...{ ours: kind(business), ourMoney: money(business) },
        }),
      };
    default: {
      const text = sayClaim('next', seen, speaker);
      return text === null ? { text: format.glued(said.next), lang: 'en' } : { text };
    }
  }
}

/** The opinion that it hangs on, and where it would turn. */
export function sayTurns(
  { said }: Pick<FindingSeen, 'said'>,
  speaker: Omit<Speaker, 'claims'>,
): Said {
  const { t, format, language } = speaker;
  const { turns, breakEven } = said;
  if (language === 'en' && breakEven !== null) return { text: format.glued(breakEven) };
  if (turns === null) return { text: t('turns.counts') };
  if (!turns.holds) return { text: format.glued(breakEven ?? ''), lang: 'en' };
  const side = t(`${turns.part === 'worth' ? 'whom' : 'who'}.${turns.side}`);
  const kind = kindName(turns.kind, speaker);
  const per = turns.per === 'minute' ? t('per.minute') : turns.per;
  if (turns.at === null)
    return {
      text: t(turns.part === 'worth' ? 'turns.worthAlways' : 'turns.costAlways', { kind, side }),
    };
  const money = format.money(turns.at);
  const word = `${turns.part}${turns.holdsWhile === 'above' ? 'Above' : 'Below'}` as const;
  return { text: t(`turns.${word}`, { kind, per, money, side }) };
}

type Because = FindingsReply['abstained'][number]['because'];

/** Why nothing is claimed of a touchpoint. */
export function sayBecause(
  because: Because,
  { t, format, kinds }: Speaker,
  kindOf: (kind: string) => string,
): string {
  switch (because.code) {
    case 'few-encounters':
    case 'few-giving-data':
      return t(`because.${because.code}`, { seen: format.count(because.seen) });
    case 'unvalued': {
      const what = because.what.map(({ kind, part, side }) => {
        const words = { kind: kinds.get(kind)?.name ?? kind };
        return part === 'worth'
          ? t(`unvaluedWorth.${side}`, words)
          : t(`unvaluedCost.${side}`, words);
      });
      return t('because.unvalued', { what: what.join(t('and')) });
    }
    case 'unsure':
      // Rounded down, so that it never reads as sure enough.
      return t('because.unsure', {
        kind: kindOf(because.of),
        part: format.percent(Math.floor(because.confidence * 100) / 100),
      });
    case 'few-that-say':
      return t('because.few-that-say', {
        kind: kindOf(because.of),
        seen: format.count(because.seen),
      });
    case 'few-to-compare':
      return t('because.few-to-compare', { seen: format.count(because.seen) });
    case 'chance':
      return t('because.chance', { kind: kindOf(because.of), tests: format.count(because.tests) });
    case 'no-net':
      return t('because.no-net');
  }
}

export function kindName(kind: string, { kinds }: Pick<Speaker, 'kinds'>): string {
  return kinds.get(kind)?.name ?? kind;
}

function listed(ids: readonly string[], speaker: Speaker): string {
  const names = ids.map((kind) => kindName(kind, speaker));
  if (names.length < 2) return names[0] ?? speaker.t('nothingPlanned');
  return `${names.slice(0, -1).join(', ')}${speaker.t('and')}${names.at(-1) ?? ''}`;
}

/** A quantity as it was counted: money to the cent, time in minutes or hours, else with its unit. */
export function sayQuantity(kind: string, quantity: number, speaker: Speaker): string {
  const { kinds, format } = speaker;
  const unit = kinds.get(kind)?.unit ?? '';
  if (/^[A-Z]{3}$/.test(unit)) return sayCents(quantity, { ...speaker, currency: unit });
  if (unit !== 'second') return `${format.short(quantity)} × ${unit}`;
  if (quantity < 90) return `${format.short(quantity)} s`;
  return quantity < 5400
    ? `${format.short(quantity / 60)} min`
    : `${format.short(quantity / 3600)} h`;
}

/** Money of one encounter, to the cent. */
export function sayCents(
  amount: number,
  { language, currency }: Pick<Speaker, 'language' | 'currency'>,
  isSigned = false,
): string {
  const signed = isSigned ? { signDisplay: 'exceptZero' as const } : {};
  return new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    ...signed,
  })
    .format(amount)
    .replace('-', '\u2212\u2060');
}
