import type { ModelText } from '../model/read-model.ts';
import { Desk } from './desk.ts';
import type { Edit } from './edits.ts';
import { makeEdit } from './make-edit.ts';
import { type EditRefusal, Refused } from './refused.ts';

/** The files after the edits, or why they were not made. */
export type Edited =
  | {
      readonly files: readonly ModelText[];
      /** The ids of what was made, edit by edit. */
      readonly made: readonly (readonly string[])[];
    }
  | { readonly refused: EditRefusal };

/**
 * Makes edits in the files of a model, each in the file where the thing stands: all of them or none. Only what an edit
 * speaks of is written anew; everything else, with its comments, order and layout, stays byte for byte. An id is made from
 * a name once and stays when the name changes.
 *
 * Shape: the files in their order. Whether the model is right afterwards, `readModel` says.
 * Errors: refusals are values; also where the text could not say what the edits mean, such as through an alias.
 */
export function editModel(files: readonly ModelText[], edits: readonly Edit[]): Edited {
  try {
    const desk = new Desk(files);
    const made = edits.map((edit) => {
      const ids = makeEdit(desk, edit);
      desk.checked();
      return ids;
    });
    return { files: desk.files(), made };
  } catch (fault) {
    if (fault instanceof Refused) return { refused: fault.refusal };
    throw fault;
  }
}
