// Editing a model: the model's texts in, the edited texts out. Heavy (YAML, schema, expressions): the web app loads it when it edits.
export { type Edited, editModel } from './edit-model.ts';
export type {
  Edit,
  ExpectationSet,
  FieldSet,
  LineSet,
  Range,
  WorthSet,
} from './edits.ts';
export type { EditRefusal } from './refused.ts';
