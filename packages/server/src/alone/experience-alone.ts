import { basename } from 'node:path';
import type { ExperienceOfFile } from '@bothways/core/contract';
import type { FilePlace } from '../read/read-bytes.ts';
import { type FeltAsked, journeysAlone } from './felt-journeys.ts';
import { memoryAlone } from './felt-memory.ts';
import { feltShown } from './felt-shown.ts';
import type { ReadSoFar } from './read-columns.ts';
import { type SurveyAsked, surveyAlone } from './survey-alone.ts';

/** What is asked of a file: how its journeys felt, what its survey says, or both. */
export interface ExperienceAsked {
  readonly felt: FeltAsked | null;
  /** Journeys with fewer moments teach nothing of memory. */
  readonly momentsMin: number;
  readonly survey: SurveyAsked | null;
}

/**
 * How it felt as a file by itself tells it: journeys moment by moment and as they are remembered, in the shape of the ledger's own
 * reply, and what a survey says beside it.
 *
 * Errors: `ImportRefused`, as journeysAlone and surveyAlone.
 */
export async function experienceAlone(
  file: string | FilePlace,
  { felt, momentsMin, survey }: ExperienceAsked,
  progress?: (soFar: ReadSoFar) => void,
): Promise<ExperienceOfFile> {
  const name = basename(typeof file === 'string' ? file : file.file);
  const told = survey === null ? null : await surveyAlone(file, survey, progress);
  if (felt === null) return { experience: null, within: null, survey: told, leftOut: null };
  const read = await journeysAlone(file, felt, progress);
  const memory = memoryAlone(read.journeys, felt.overall, momentsMin);
  const experience = feltShown(name, read, memory, {
    scale: felt.scale.name,
    named: felt.activity !== null,
  });
  return { experience, within: memory.within, survey: told, leftOut: read.leftOut };
}
