import { type Language, languages } from '@bothways/core/words';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en/en.ts';

export { type Language, languages };

const kept = 'bothways-language';

/** Starts in the language chosen before, else in the browser's where we have it, else in English. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en },
    ns: Object.keys(en),
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
  });
  await speak(firstLanguage());
}

/** Speaks a language from now on; its words are fetched when it is first spoken. */
export async function speak(language: Language): Promise<void> {
  if (language === 'de' && !i18next.hasResourceBundle('de', 'shell')) {
    const { de } = await import('./de/de.ts');
    for (const [space, words] of Object.entries(de)) i18next.addResourceBundle('de', space, words);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The same, and remembers it for the next visit. */
export async function choose(language: Language): Promise<void> {
  localStorage.setItem(kept, language);
  await speak(language);
}

function firstLanguage(): Language {
  const wished = [localStorage.getItem(kept), ...navigator.languages];
  const known = wished.flatMap((each) =>
    languages.filter((language) => each?.slice(0, 2) === language),
  );
  return known[0] ?? 'en';
}
