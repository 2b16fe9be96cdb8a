import type { ReportFinding, ReportTouchpoint } from '../contract/index.ts';
import type { Format } from './format.ts';

/** A text and the language it is in, where that is not the reader's. */
export interface Said {
  readonly text: string;
  readonly lang?: 'en';
}

const known = [
  ...(['one-sided-capture', 'data-taken-nothing-given', 'costly-for-both'] as const),
  ...(['uncaptured-value', 'promise-not-kept', 'unmet-expectation', 'failure-point'] as const),
  ...(['bad-end', 'bad-peak', 'wrong-form', 'delivered-unnoticed', 'weakest-link'] as const),
  ...(['unmapped', 'unseen', 'strength'] as const),
];
type Known = (typeof known)[number];

/** What is asked of a catalogue of words. */
export type FindingWord = `${'kinds' | 'sentences' | 'nextGeneral'}.${Known}`;

/** What says findings in one language. */
export interface FindingSpeaker {
  readonly language: string;
  readonly format: Format;
  readonly say: (word: FindingWord, blanks?: Readonly<Record<string, string>>) => string;
}

/** A finding's kind for people, in the language spoken. */
export function kindOf(
  { kind, kindName }: Pick<ReportFinding, 'kind' | 'kindName'>,
  { say }: Pick<FindingSpeaker, 'say'>,
): string {
  const id = known.find((each) => each === kind);
  return id === undefined ? kindName : say(`kinds.${id}`);
}

/**
 * What is wrong in one sentence: the engine's own in English, else made of the same figures.
 * `at`: where it was found; without it nothing can be said in another language.
 */
export function sentenceOf(
  finding: ReportFinding,
  at: ReportTouchpoint | undefined,
  { say, format, language }: FindingSpeaker,
): Said {
  const own = { text: format.glued(finding.sentence) };
  const id = known.find((each) => each === finding.kind);
  if (language === 'en' || id === undefined)
    return language === 'en' ? own : { ...own, lang: 'en' };
  const sum = (estimate: ReportFinding['customer'] | undefined): number | null =>
    estimate?.kind === 'estimate' ? Math.abs(estimate.median) : null;
  const values = figuresOf(id, finding, at).map((each) => sum(each));
  if (values.some((each) => each === null)) return { ...own, lang: 'en' };
  const [first = null, second = null] = values;
  return {
    text: say(`sentences.${id}`, {
      name: finding.touchpoint.name,
      first: format.money(first ?? 0),
      second: format.money(second ?? 0),
      people: format.count(finding.people ?? 0),
    }),
  };
}

/** The figures of a sentence, in its order. */
function figuresOf(
  id: Known,
  { customer, business }: ReportFinding,
  at: ReportTouchpoint | undefined,
): readonly (ReportFinding['customer'] | undefined)[] {
  switch (id) {
    case 'one-sided-capture':
      return [at?.measured?.captured.cost, at?.measured?.delivered.worth];
    case 'costly-for-both':
      return [customer, business];
    case 'uncaptured-value':
    case 'delivered-unnoticed':
      return [business];
    default:
      return [];
  }
}

/** What to look at next: the engine's own sentence in English, else what holds of its kind. */
export function nextOf(
  { kind, next }: Pick<ReportFinding, 'kind' | 'next'>,
  { say, format, language }: FindingSpeaker,
): Said {
  const id = known.find((each) => each === kind);
  if (language === 'en') return { text: format.glued(next) };
  return id === undefined
    ? { text: format.glued(next), lang: 'en' }
    : { text: say(`nextGeneral.${id}`) };
}
