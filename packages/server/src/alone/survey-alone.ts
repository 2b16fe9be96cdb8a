import type { AskedColumn, KanoItem, SurveyReply } from '@bothways/core/contract';
import {
  differenceOfScores,
  kanoCounts,
  kanoOf,
  meanScore,
  shareOf,
} from '@bothways/core/experience';
import { refusedFile } from '../read/import-refused.ts';
import type { FilePlace } from '../read/read-bytes.ts';
import { expectationAlone } from './expectation-alone.ts';
import { type ReadSoFar, readColumns } from './read-columns.ts';
import { type AskedOn, answersOf, codesOf, type Missing, wantOnScale } from './survey-columns.ts';

/** What is asked of the columns of a survey. */
export interface SurveyAsked {
  readonly csat: string | null;
  readonly csatScale: AskedOn;
  readonly ces: string | null;
  readonly cesScale: AskedOn;
  /** Columns of what was expected and perceived, in the same order. */
  readonly expected: readonly string[];
  readonly perceived: readonly string[];
  readonly overall: string | null;
  /** The middle of the scale that expectations are asked on; null: of the answers seen. */
  readonly middle: number | null;
  readonly setBy: string | null;
  /** Pairs of columns: "how do you feel if it is there", "if it is not". */
  readonly kano: readonly (readonly [functional: string, dysfunctional: string])[];
  readonly weight: string | null;
  readonly by: string | null;
  readonly missing: Missing;
}

/**
 * What a survey says by itself: satisfaction, effort, gaps between expected and perceived, and Kano's categories.
 *
 * Errors: `ImportRefused` where the file cannot be read, has no such column, or a column has no answer on its scale.
 */
export async function surveyAlone(
  file: string | FilePlace,
  asked: SurveyAsked,
  progress?: (soFar: ReadSoFar) => void,
): Promise<SurveyReply> {
  const { csat, ces, overall, weight } = asked;
  const answers = [...asked.expected, ...asked.perceived, ...asked.kano.flat()];
  const named = [csat, ces, overall].filter((each) => each !== null);
  const questions = [...new Set([...answers, ...named])];
  const numbers = weight === null ? questions : [...questions, weight];
  const texts = [asked.by, asked.setBy].filter((each) => each !== null);
  const codes = codesOf(asked.missing, questions);
  const read = await readColumns(file, { texts, numbers, codes }, progress);
  const name = typeof file === 'string' ? file : file.file;
  const of = (column: string, scale: AskedOn, top: number): AskedColumn => {
    const answers = answersOf(read, { column, weight, by: asked.by }, scale);
    wantOnScale(name, column, answers, scale);
    return askedOf(answers, column, scale, top);
  };
  return {
    csat: csat === null ? null : of(csat, asked.csatScale, 2),
    ces:
      ces === null
        ? null
        : of(ces, asked.cesScale, asked.cesScale.most - asked.cesScale.least >= 6 ? 3 : 2),
    expectation: asked.expected.length === 0 ? null : expectationAlone(name, read, asked),
    kano:
      asked.kano.length === 0
        ? null
        : asked.kano.map((pair) => kanoAlone(name, read.numbers, pair)),
    caveats: caveatsOf(asked),
  };
}

const GROUPS_TOLD = 100;

function askedOf(
  { scores, groups, leftOut }: ReturnType<typeof answersOf>,
  column: string,
  scale: AskedOn,
  top: number,
): AskedColumn {
  const isTop = (score: number): boolean => score > scale.most - top;
  const { n, nEffective, share } = shareOf(scores, isTop);
  return {
    ...{ column, scale, n, effective: nEffective },
    ...{ mean: meanScore(scores, scale), top: share, leftOut },
    groups: groups.slice(0, GROUPS_TOLD).map((group) => ({
      group: group.group,
      n: group.n,
      mean: meanScore(group.scores, scale),
      top: shareOf(group.scores, isTop).share,
      difference: differenceOfScores(
        group.scores,
        group.rest,
        (score) => score,
        1,
        scale.most - scale.least,
      ),
    })),
  };
}

function kanoAlone(
  file: string,
  numbers: ReadonlyMap<string, Float64Array>,
  [functional, dysfunctional]: readonly [string, string],
): KanoItem {
  const told = kanoOf(
    kanoCounts(
      numbers.get(functional) ?? new Float64Array(),
      numbers.get(dysfunctional) ?? new Float64Array(),
    ),
  );
  if (told === null)
    throw refusedFile(file, {
      code: 'no-answers',
      message: `nobody answered both ${JSON.stringify(functional)} and ${JSON.stringify(dysfunctional)} with 1 (like) to 5 (dislike)`,
      hint: 'name two columns of such answers: --kano FUNCTIONAL,DYSFUNCTIONAL',
    });
  return { item: stemOf(functional, dysfunctional), functional, dysfunctional, ...told };
}

/** What two names have in common at their beginning, without signs at its end. */
function stemOf(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const stem = a.slice(0, at).replace(/[^\p{L}\p{N}]+$/u, '');
  return stem === '' ? `${a}, ${b}` : stem;
}

function caveatsOf(asked: SurveyAsked): readonly string[] {
  const caveats: string[] = [];
  if (asked.csat !== null || asked.ces !== null)
    caveats.push('Who did not answer is not in it: those who felt strongly answer more often.');
  if (asked.expected.length > 0)
    caveats.push(
      'Gaps are differences: less reliable than what they are made of, and what goes with a whole does not cause it. Asked after the fact, expectations are remembered, not held.',
      'Lower promises are no cure: over 150 studies who expects more is more content, not less (r = .29).',
    );
  if (asked.kano.length > 0)
    caveats.push(
      'Kano holds for the people asked and the time of asking: what delights becomes expected.',
    );
  return caveats;
}
