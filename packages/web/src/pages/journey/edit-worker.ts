// Edits and checks the model beside the page, so that typing stays quick.
import {
  type Change,
  type Edit,
  type Edited,
  type EditRefusal,
  EVENT_ENVIRONMENT,
  editModel,
  type Look,
  lookAt,
  type ModelText,
  modelDiff,
  pastedRows,
  readModel,
  readRule,
} from '@bothways/core/edit';

export type Ask =
  | { readonly ask: 'look'; readonly files: readonly ModelText[] }
  | { readonly ask: 'edit'; readonly files: readonly ModelText[]; readonly edits: readonly Edit[] }
  | {
      readonly ask: 'changes';
      readonly before: readonly ModelText[];
      readonly after: readonly ModelText[];
    }
  | {
      readonly ask: 'paste';
      readonly files: readonly ModelText[];
      readonly text: string;
      /** Whose phases it becomes; null: a journey of its own. */
      readonly journey: string | null;
    }
  | { readonly ask: 'rule'; readonly rule: string; readonly wanted: 'bool' | 'number' };

export interface Answers {
  readonly look: Look;
  readonly edit:
    | (Extract<Edited, { readonly files: unknown }> & { readonly look: Look })
    | { readonly refused: EditRefusal };
  readonly paste: { readonly edit: Edit; readonly answer: Answers['edit'] };
  /** Null: one of the two has errors. */
  readonly changes: readonly Change[] | null;
  /** Null: nothing is wrong. */
  readonly rule: EditRefusal | null;
}

export interface Asked {
  readonly turn: number;
  readonly ask: Ask;
}
export interface Answered {
  readonly turn: number;
  readonly answer: Answers[keyof Answers];
}

addEventListener('message', ({ data: { turn, ask } }: MessageEvent<Asked>) => {
  postMessage({ turn, answer: answerOf(ask) } satisfies Answered);
});

function answerOf(ask: Ask): Answers[keyof Answers] {
  switch (ask.ask) {
    case 'look':
      return lookAt(ask.files);
    case 'edit':
      return edited(ask.files, ask.edits);
    case 'paste': {
      const rows = pastedRows(ask.text);
      const edit: Edit = { do: 'paste-grid', journey: ask.journey, rows };
      return { edit, answer: edited(ask.files, [edit]) };
    }
    case 'changes': {
      const [before, after] = [readModel(ask.before).model, readModel(ask.after).model];
      return before === null || after === null ? null : modelDiff(before, after);
    }
    case 'rule': {
      const read = readRule(ask.rule, EVENT_ENVIRONMENT, ask.wanted);
      return 'rule' in read ? null : { message: read.error.message, hint: read.error.hint };
    }
  }
}

function edited(files: readonly ModelText[], edits: readonly Edit[]): Answers['edit'] {
  const made = editModel(files, edits);
  return 'refused' in made ? made : { ...made, look: lookAt(made.files) };
}
