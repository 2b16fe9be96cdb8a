import type { NpsReply } from '@bothways/core/contract';
import { differenceOfScores, type Nps, npsOf, promotes } from '@bothways/core/experience';
import type { FilePlace } from '../read/read-bytes.ts';
import { type ReadSoFar, readColumns } from './read-columns.ts';
import { answersOf, codesOf, type Missing, wantOnScale } from './survey-columns.ts';

/** Which columns of a file hold the scores, and what in them is no answer. */
export interface NpsAsked {
  readonly score: string;
  readonly weight: string | null;
  readonly by: string | null;
  readonly missing: Missing;
}

const GROUPS_TOLD = 100;
const SCALE = { least: 0, most: 10 };

/**
 * The Net Promoter Score of a file by itself.
 *
 * Errors: `ImportRefused` where the file cannot be read, has no such column, or most of its numbers are no scores of 0 to 10.
 */
export async function npsAlone(
  file: string | FilePlace,
  { score, weight, by, missing }: NpsAsked,
  progress?: (soFar: ReadSoFar) => void,
): Promise<NpsReply> {
  const numbers = weight === null ? [score] : [score, weight];
  const read = await readColumns(
    file,
    { texts: by === null ? [] : [by], numbers, codes: codesOf(missing, [score]) },
    progress,
  );
  const answers = answersOf(read, { column: score, weight, by }, SCALE);
  const all = npsOf(answers.scores);
  wantOnScale(typeof file === 'string' ? file : file.file, score, answers, SCALE);
  const groups = answers.groups.slice(0, GROUPS_TOLD).map((group) => ({
    group: group.group,
    ...figuresOf(npsOf(group.scores)),
    difference: differenceOfScores(group.scores, group.rest, promotes, 100, 200),
  }));
  return {
    ...figuresOf(all),
    passives: all.passives,
    level: all.nps.kind === 'estimate' ? all.nps.level : 0.9,
    method: all.nps.kind === 'estimate' ? all.nps.method : all.nps.reason,
    groups,
    groupsLeft: answers.groups.length - groups.length,
    leftOut: answers.leftOut,
    column: { score, weight, by },
  };
}

function figuresOf({ n, promoters, detractors, nps, se, seen, nEffective }: Nps) {
  const known = nps.kind === 'estimate';
  return {
    ...{ n, promoters, detractors },
    nps: n === 0 ? null : seen,
    se: known ? se : null,
    low: known ? nps.low : null,
    high: known ? nps.high : null,
    effective: nEffective,
  };
}
