import type { ModelText } from '../model/read-model.ts';
import { Desk } from './desk.ts';
import { type Outline, outlineOn } from './outline.ts';
import { type ProblemAt, problemsAt } from './problems-at.ts';

/** A model as it is edited: what is in it, and what is wrong or doubtful, each beside the thing it speaks of. */
export interface Look {
  readonly outline: Outline;
  readonly problems: readonly ProblemAt[];
}

export function lookAt(files: readonly ModelText[]): Look {
  const desk = new Desk(files);
  return { outline: outlineOn(desk), problems: problemsAt(files, desk) };
}
