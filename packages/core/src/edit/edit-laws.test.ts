import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, modelDiff } from '../model/model-diff.ts';
import { type ModelText, readModel } from '../model/read-model.ts';
import { LARKFIELD } from '../model/sample-models.ts';
import { editModel } from './edit-model.ts';
import { edits, JSON_MODEL, MORE, modelOf } from './editing-testing.ts';
import type { Edit } from './edits.ts';

const examples = new URL('../../../../examples/', import.meta.url);

function example(path: string): readonly ModelText[] {
  return [{ file: path, text: readFileSync(new URL(path, examples), 'utf8') }];
}

function windows(files: readonly ModelText[]): readonly ModelText[] {
  return files.map(({ file, text }) => ({ file, text: text.replaceAll('\n', '\r\n') }));
}

const STARTER = example('starter/model.bothways.yaml');
const MODELS: readonly (readonly [name: string, files: readonly ModelText[]])[] = [
  ['the starter', STARTER],
  ['a survey with aliases', example('survey-sfo/model.bothways.yaml')],
  ['a shop', example('online-retail/model.bothways.yaml')],
  ['brackets', [{ file: 'flow.bothways.yaml', text: LARKFIELD }]],
  ['JSON', [{ file: 'model.bothways.json', text: JSON_MODEL }]],
  ['Windows', windows(STARTER)],
  ['two files', [...STARTER, { file: 'more.bothways.yaml', text: MORE }]],
];
const LARGE = ['larkfield', example('larkfield/larkfield.bothways.yaml')] as const;

/** Makes a row of edits, each drawn for the model as it is by then; `seen` looks at each. */
function row(
  files: readonly ModelText[],
  seen: (before: readonly ModelText[], edit: Edit, after: readonly ModelText[]) => void,
) {
  return fc.property(fc.gen(), fc.integer({ min: 1, max: 5 }), (gen, count) => {
    let now = files;
    for (let nth = 0; nth < count; nth += 1) {
      const edit = gen(edits, modelOf(now));
      const edited = editModel(now, [edit]);
      expect(edited, JSON.stringify(edit)).not.toHaveProperty('refused');
      if ('refused' in edited) return;
      // What is named elsewhere, as by a future journey, is an error once it is gone: told, not mended unasked.
      if (edit.do === 'remove' && readModel(edited.files).model === null) return;
      seen(now, edit, edited.files);
      now = edited.files;
    }
  });
}

test.each([...MODELS, LARGE])(
  '[ED2] [ED3] %s: the model changes as the edits say, and as nothing else',
  (name, files) => {
    const look = row(files, (before, edit, after) => {
      const changes = modelDiff(modelOf(before), modelOf(after));
      const strange = changes.filter((change) => !isMeant(edit, change));
      expect(strange, JSON.stringify(edit)).toEqual([]);
    });
    fc.assert(look, { numRuns: name === 'larkfield' ? 3 : 15 });
  },
  60_000,
);

/** Whether a change of the model is one that an edit speaks of. */
function isMeant(edit: Edit, { what, id, field, kind }: Change): boolean {
  const of = (...words: string[]): boolean => words.includes(what);
  switch (edit.do) {
    case 'rename':
      return field === 'name' && id.split('/').at(-1) === ('id' in edit ? edit.id : id);
    case 'set':
      return what === 'touchpoint' && id === edit.touchpoint && isFieldOf(edit.field, field ?? '');
    case 'take-event':
      return what === 'touchpoint' && id === edit.touchpoint && field === 'when';
    case 'set-moment':
      return (
        what === 'step' && field === 'moment of truth' && id === `${edit.journey}/${edit.step}`
      );
    case 'set-value':
      return what === 'valuation' && (field?.startsWith('worth') ?? false);
    case 'add-line':
    case 'set-line':
    case 'remove-line':
      return what === 'exchange line' && id.startsWith(`${edit.touchpoint}: `);
    case 'move':
      return kind === 'moved' && of(edit.what, 'touchpoint', 'exchange line');
    case 'remove':
      return kind === 'removed' && id === edit.id;
    default:
      return kind === 'added' && of(edit.do === 'add-team' ? 'actor' : edit.do.slice(4));
  }
}

function isFieldOf(set: string, field: string): boolean {
  return field.startsWith(set) || (set === 'volume' && field === 'believed volume');
}

const linesOf = (files: readonly ModelText[]): string[] =>
  files.flatMap(({ text }) => text.split(/\r?\n/));

/** Lines of the old text that the new one does not have in the same order: what an edit has touched. */
function lost(before: readonly string[], after: readonly string[]): readonly string[] {
  let from = 0;
  while (from < before.length && before[from] === after[from]) from += 1;
  let end = 0;
  while (
    end < before.length - from &&
    end < after.length - from &&
    before.at(-1 - end) === after.at(-1 - end)
  )
    end += 1;
  return before.slice(from, before.length - end);
}

test.each(MODELS)(
  '[ED1] [ED4] %s: other lines stay, and comments stay with what they speak of',
  (_, files) => {
    const look = row(files, (before, edit, after) => {
      const [old, now] = [linesOf(before), linesOf(after)];
      const comments = (lines: readonly string[]): string[] =>
        lines
          .map((line) => line.trim())
          .filter((line) => line.startsWith('#'))
          .sort();
      if (edit.do === 'remove' || edit.do === 'remove-line') {
        // What is left is what was, in one piece before and one behind.
        expect(now.length).toBeLessThanOrEqual(old.length);
        return;
      }
      if (edit.do === 'move') {
        expect(comments(now)).toEqual(comments(old));
        return;
      }
      const touched = lost(old, now).filter((line) => line.trim() !== '');
      const isOut =
        edit.do === 'set' &&
        (edit.value === null || edit.field === 'expects' || edit.field === 'quote');
      if (isOut || edit.do === 'set-line') return;
      // An alias that was written out stands elsewhere than the edit.
      const aliases = (lines: readonly string[]): number =>
        lines.filter((line) => /: \*\w+$/.test(line)).length;
      if (aliases(now) !== aliases(old)) {
        expect(comments(now)).toEqual(comments(old));
        return;
      }
      // In brackets over many lines a comma or a list begun belongs to the line before.
      expect(touched.length, JSON.stringify([edit, touched])).toBeLessThanOrEqual(4);
      expect(comments(now)).toEqual(comments(old));
    });
    fc.assert(look, { numRuns: 15 });
  },
  60_000,
);
