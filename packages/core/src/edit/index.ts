// Editing a model: the model's texts in, the edited texts out. Heavy (YAML, schema, expressions): the web app loads it when it edits.

export type { Problem } from '../model/model.ts';
export { type Change, modelDiff } from '../model/model-diff.ts';
export { type ModelText, readModel } from '../model/read-model.ts';
export { readRule } from '../rules/read-rule.ts';
export { EVENT_ENVIRONMENT } from '../rules/rule.ts';
export { type Edited, editModel } from './edit-model.ts';
export type {
  Edit,
  ExpectationSet,
  FieldSet,
  LineSet,
  Range,
  WorthSet,
} from './edits.ts';
export { type Look, lookAt } from './look.ts';
export type {
  Outline,
  OutlineExpectation,
  OutlineJourney,
  OutlineLine,
  OutlinePhase,
  OutlineRange,
  OutlineStep,
  OutlineTouchpoint,
} from './outline.ts';
export { pastedRows } from './pasted-rows.ts';
export type { ProblemAt } from './problems-at.ts';
export type { EditRefusal } from './refused.ts';
