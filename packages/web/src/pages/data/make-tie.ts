import { type Model, readModel, touchpointsOf } from '@bothways/core';
import type { ModelShown } from '@bothways/core/contract';
import { type Edit, editModel } from '@bothways/core/edit';

/** Which events are to be taken: those of a name, or of a type without a name. */
export interface Loose {
  readonly name: string;
  /** Such as track or page. */
  readonly type: string;
}

/** A touchpoint that is there, or a new one behind the last of a step. */
export type Taker =
  | { readonly touchpoint: string }
  | {
      readonly journey: string;
      readonly step: string;
      readonly name: string;
      readonly channel: string;
    };

export type Tied =
  | { readonly files: ModelShown['files']; readonly touchpoint: string }
  | { readonly refused: string };

/** The model with events tied to a touchpoint. Heavy: reads and edits the model. */
export function tie(files: ModelShown['files'], loose: Loose, taker: Taker): Tied {
  const given = files.map((each) => ({ ...each }));
  if ('touchpoint' in taker) return take(given, loose, taker.touchpoint);
  const { journey, step, name, channel } = taker;
  const added = editModel(given, [{ do: 'add-touchpoint', journey, step, name, channel }]);
  if ('refused' in added) return { refused: saidOf(added.refused) };
  const id = added.made[0]?.[0];
  return id === undefined ? { refused: 'nothing was added' } : take(added.files, loose, id);
}

function take(files: ModelShown['files'], loose: Loose, touchpoint: string): Tied {
  const edit: Edit = loose.type.split(', ').includes('track')
    ? { do: 'take-event', touchpoint, event: loose.name }
    : { do: 'set', touchpoint, field: 'when', value: ruleFor(files, loose, touchpoint) };
  const edited = editModel(files, [edit]);
  return 'refused' in edited
    ? { refused: saidOf(edited.refused) }
    : { files: edited.files, touchpoint };
}

/** What is no track event has a type and a name of its own. */
function ruleFor(files: ModelShown['files'], { name, type }: Loose, touchpoint: string): string {
  const [first = ''] = type.split(', ');
  const named = name === first ? '' : name;
  const clause = `type == ${JSON.stringify(first)} && name == ${JSON.stringify(named)}`;
  const { model } = readModel(files.map((each) => ({ ...each })));
  const old = model === null ? null : ruleOf(model, touchpoint);
  return old === null ? clause : `(${old}) || ${clause}`;
}

function ruleOf(model: Model, id: string): string | null {
  return (
    touchpointsOf(model)
      .find((each) => each.id === id)
      ?.when?.text.trim() ?? null
  );
}

function saidOf({ message, hint }: { readonly message: string; readonly hint: string }): string {
  return `${message}; ${hint}`;
}
