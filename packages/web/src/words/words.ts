import { type Language, languages } from '@bothways/core/words';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Space, shared, spaces } from './spaces.ts';

export { type Language, languages, type Space };

const kept = 'bothways-language';
/** Which parts of the words somebody asked for so far; a language that is spoken anew brings them along. */
const opened = new Set<Space>(shared);
let wished: Language = 'en';

/** Starts in the language chosen before, else in the browser's where we have it, else in English. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    // No other language stands in: none says less than another.
    fallbackLng: false,
    resources: { en: {} },
    ns: shared,
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
  });
  await speak(firstLanguage());
}

/** Fetches parts of the words, in the language spoken and in one that is about to be. */
export async function openWords(...names: readonly Space[]): Promise<void> {
  for (const name of names) opened.add(name);
  const spoken = languages.filter((each) => each === i18next.language || each === wished);
  await Promise.all(spoken.flatMap((language) => names.map((name) => fetchWords(name, language))));
}

/** Speaks a language from now on; its words are fetched when they are first spoken. */
export async function speak(language: Language): Promise<void> {
  wished = language;
  await Promise.all([...opened].map((name) => fetchWords(name, language)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The same, and remembers it for the next visit. */
export async function choose(language: Language): Promise<void> {
  localStorage.setItem(kept, language);
  await speak(language);
}

async function fetchWords(name: Space, language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, name)) return;
  const words: Partial<Record<Space, object>> = await spaces[name][language]();
  i18next.addResourceBundle(language, name, words[name]);
}

function firstLanguage(): Language {
  const wishes = [localStorage.getItem(kept), ...navigator.languages];
  const known = wishes.flatMap((each) =>
    languages.filter((language) => each?.slice(0, 2) === language),
  );
  return known[0] ?? 'en';
}
