import type { MapSpeaker } from '@bothways/core/scene';
import {
  type FindingSpeaker,
  type Format,
  fill,
  formatOf,
  type Language,
} from '@bothways/core/words';
import * as de from '@bothways/core/words/de';
import * as en from '@bothways/core/words/en';
import { own as ownDe } from './words-de.ts';
import { own as ownEn } from './words-en.ts';

/** Everything that an export says, in the reader's language and the workspace's currency. */
export interface Speech {
  readonly language: Language;
  /** BCP 47, as documents name it. */
  readonly locale: string;
  readonly currency: string;
  readonly format: Format;
  readonly own: typeof ownEn;
  readonly map: typeof en.map;
  readonly figures: typeof en.figures;
  readonly said: typeof en.said;
  readonly changed: typeof en.changedSaid;
  readonly mapSpeaker: MapSpeaker;
  readonly findingSpeaker: FindingSpeaker;
}

const catalogues = {
  en: { ...en, own: ownEn, locale: 'en-GB' },
  de: { ...de, own: ownDe, locale: 'de-DE' },
} as const;

/** How exports speak in one language, with money in one currency (ISO 4217). */
export function speechOf(language: Language, currency: string): Speech {
  const { own, map, figures, said, known, locale, changedSaid: changed } = catalogues[language];
  const format = formatOf(language, currency);
  const named = (names: Readonly<Record<string, string>>, id: string): string =>
    Object.hasOwn(names, id) ? (names[id] ?? id) : id;
  return {
    ...{ language, locale, currency, format, own, map, figures, said, changed },
    mapSpeaker: {
      say: (word, blanks = {}) => fill(map[word], blanks),
      channel: (id) => named(known.channels, id),
      family: (id) => named(known.families, id),
      format,
    },
    findingSpeaker: {
      language,
      format,
      say: (word, blanks = {}) => {
        const [part = '', kind = ''] = word.split('.');
        const texts: Readonly<Record<string, string>> =
          part === 'kinds' ? said.kinds : part === 'sentences' ? said.sentences : said.nextGeneral;
        return fill(texts[kind] ?? word, blanks);
      },
    },
  };
}
