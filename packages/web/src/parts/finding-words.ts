import type { ReportFinding, ReportTouchpoint } from '@bothways/core/contract';
import {
  type FindingSpeaker,
  type Said,
  kindOf as sharedKindOf,
  nextOf as sharedNextOf,
  sentenceOf as sharedSentenceOf,
} from '@bothways/core/words';
import type { TFunction } from 'i18next';
import type { Format } from '../words/format.ts';

export { fill, type Said } from '@bothways/core/words';

/** A finding's kind for people, in the language spoken. */
export function kindOf(
  finding: Pick<ReportFinding, 'kind' | 'kindName'>,
  t: TFunction<'findings'>,
): string {
  return sharedKindOf(finding, { say: (word) => t(word) });
}

/**
 * What is wrong in one sentence: the server's own in English, else made of the same figures.
 * `at`: where it was found; without it nothing can be said in another language.
 */
export function sentenceOf(
  finding: ReportFinding,
  at: ReportTouchpoint | undefined,
  format: Format,
  spoken: Spoken,
): Said {
  return sharedSentenceOf(finding, at, speaker(format, spoken));
}

/** What to look at next: the server's own sentence in English, else what holds of its kind. */
export function nextOf(finding: ReportFinding, format: Format, spoken: Spoken): Said {
  return sharedNextOf(finding, speaker(format, spoken));
}

interface Spoken {
  readonly t: TFunction<'findings'>;
  readonly language: string;
}

function speaker(format: Format, { t, language }: Spoken): FindingSpeaker {
  return { format, language, say: (word, blanks) => t(word, { replace: { ...blanks } }) };
}
