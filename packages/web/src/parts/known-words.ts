import type { TFunction } from 'i18next';
import { shell } from '../words/en/shell.ts';

/** A channel as people say it; one that only the model knows keeps its own name. */
export function channelName(channel: string, t: TFunction<'shell'>): string {
  return isKey(channel, shell.channels) ? t(`channels.${channel}`) : channel;
}

/** A family of value kinds as people say it. */
export function familyName(family: string, t: TFunction<'shell'>): string {
  return isKey(family, shell.families) ? t(`families.${family}`) : family;
}

function isKey<Words extends object>(word: string, words: Words): word is keyof Words & string {
  return Object.hasOwn(words, word);
}
