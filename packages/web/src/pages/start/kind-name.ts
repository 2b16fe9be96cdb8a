import type { TFunction } from 'i18next';
import { start } from '../../words/en/start.ts';

/** A kind of value that the form offers, as people say it. */
export function kindName(kind: string, t: TFunction<'start'>): string {
  // A colon would part the words' own names.
  const word = { 'help:service': 'help' }[kind] ?? kind.replace(/^.*:/, '');
  return isKey(word, start.kinds) ? t(`kinds.${word}`) : kind;
}

function isKey<Words extends object>(word: string, words: Words): word is keyof Words & string {
  return Object.hasOwn(words, word);
}
