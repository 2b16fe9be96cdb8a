// Grids and their drafts, for tests.

import type { Model } from '../model/model.ts';
import { readModel } from '../model/read-model.ts';
import { draftModel, type ModelDraft } from './draft-model.ts';
import type { GridRow } from './grid.ts';

export type Drafted = Extract<ModelDraft, { kind: 'draft' }>;

/** Rows from a picture: one line each, cells between bars; `/` is a line break in a cell. */
export function gridFrom(picture: string): readonly GridRow[] {
  return picture
    .split('\n')
    .slice(1, -1)
    .map((line, index) => ({
      line: index + 1,
      cells: line.split('|').map((cell) => cell.trim().replaceAll(' / ', '\n')),
    }));
}

/** The draft of a grid; throws where it is refused. */
export function drafted(rows: readonly GridRow[], name = 'Workshop'): Drafted {
  const draft = draftModel(rows, name);
  if (draft.kind === 'refused') throw new Error(`${draft.code}: ${draft.message}`);
  return draft;
}

/** The model that a text reads as; throws at an error. */
export function modelOf(text: string): Model {
  const { model, problems } = readModel([{ file: 'draft.bothways.yaml', text }]);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (model === null || errors.length > 0)
    throw new Error(errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return model;
}

/** A model in outline: `journey > phase > step > touchpoint (channel)`, a line each. */
export function outlineOf({ journeys }: Model): readonly string[] {
  return journeys.flatMap((journey) =>
    journey.phases.flatMap((phase) =>
      phase.steps.map((step) => {
        const touchpoints = step.touchpoints.map(({ name, channel }) => `${name} (${channel})`);
        return [phase.name, step.name, touchpoints.join(', ')].join(' > ');
      }),
    ),
  );
}
