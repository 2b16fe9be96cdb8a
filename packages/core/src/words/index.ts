// What screen and exports say alike: how a language writes numbers, findings in words, and what fills blanks. The words of
// one language are a file of their own, `@bothways/core/words/en`, so that a browser fetches only those that it speaks.
export { fill } from './fill.ts';
export {
  type FindingSpeaker,
  type FindingWord,
  kindOf,
  nextOf,
  type Said,
  sentenceOf,
} from './finding-words.ts';
export { type Format, formatOf } from './format.ts';
export { type Language, languages } from './languages.ts';
