import type { Language } from '@bothways/core/words';
import type { en } from './en/en.ts';
import { shell } from './en/shell.ts';
import { takeAway } from './en/take-away.ts';
import { valued } from './en/valued.ts';

type Words = typeof en;
/** A part of the words: those of one page, or of a part that several pages have. */
export type Space = keyof Words;

/** From where each part of the words comes, in each language: each is fetched with the page that says it. */
export const spaces: {
  readonly [Name in Space]: Readonly<Record<Language, () => Promise<Record<Name, object>>>>;
} = {
  shell: { en: async () => ({ shell }), de: () => import('./de/shell.ts') },
  takeAway: { en: async () => ({ takeAway }), de: () => import('./de/take-away.ts') },
  valued: { en: async () => ({ valued }), de: () => import('./de/valued.ts') },
  start: { en: () => import('./en/start.ts'), de: () => import('./de/start.ts') },
  journey: { en: () => import('./en/journey.ts'), de: () => import('./de/journey.ts') },
  touchpoint: { en: () => import('./en/touchpoint.ts'), de: () => import('./de/touchpoint.ts') },
  edit: { en: () => import('./en/edit.ts'), de: () => import('./de/edit.ts') },
  findings: { en: () => import('./en/findings.ts'), de: () => import('./de/findings.ts') },
  follow: { en: () => import('./en/follow.ts'), de: () => import('./de/follow.ts') },
  claims: { en: () => import('./en/claims.ts'), de: () => import('./de/claims.ts') },
  changed: { en: () => import('./en/changed.ts'), de: () => import('./de/changed.ts') },
  worth: { en: () => import('./en/worth.ts'), de: () => import('./de/worth.ts') },
  data: { en: () => import('./en/data.ts'), de: () => import('./de/data.ts') },
  network: { en: () => import('./en/network.ts'), de: () => import('./de/network.ts') },
  alone: { en: () => import('./en/alone.ts'), de: () => import('./de/alone.ts') },
  paths: { en: () => import('./en/paths.ts'), de: () => import('./de/paths.ts') },
  experience: { en: () => import('./en/experience.ts'), de: () => import('./de/experience.ts') },
  drivers: { en: () => import('./en/drivers.ts'), de: () => import('./de/drivers.ts') },
  live: { en: () => import('./en/live.ts'), de: () => import('./de/live.ts') },
  sources: { en: () => import('./en/sources.ts'), de: () => import('./de/sources.ts') },
  people: { en: () => import('./en/people.ts'), de: () => import('./de/people.ts') },
};

/** What every page says: English comes with the app itself. */
export const shared = ['shell', 'takeAway', 'valued'] as const satisfies readonly Space[];
