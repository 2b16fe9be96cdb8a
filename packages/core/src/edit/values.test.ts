import { expect, test } from 'vitest';
import { readModel } from '../model/read-model.ts';
import { LARKFIELD } from '../model/sample-models.ts';
import { editModel } from './edit-model.ts';
import type { Edit } from './edits.ts';

const file = 'larkfield.bothways.yaml';

function edited(edits: readonly Edit[]): string {
  const done = editModel([{ file, text: LARKFIELD }], edits);
  if ('refused' in done) throw new Error(done.refused.message);
  return done.files[0]?.text ?? '';
}

function valuationsOf(text: string) {
  const { model, problems } = readModel([{ file, text }]);
  if (model === null) throw new Error(problems[0]?.message);
  return model.valuations;
}

const before = valuationsOf(LARKFIELD);
const [first] = before;

test('[ED13] a value that nobody has said comes last, and the others stay as they are', () => {
  const text = edited([
    {
      ...{ do: 'add-value', kind: first?.kind ?? '', segment: null, give: 'customer' },
      part: 'cost',
      value: { median: 0.5, low: 0.25, high: 1, basis: 'stated', agreedBy: 'finance' },
    },
  ]);
  const after = valuationsOf(text);
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)).toMatchObject({
    ...{ kind: first?.kind, segment: null, give: 'customer', worth: null },
    cost: { median: 0.5, low: 0.25, high: 1, basis: 'stated', agreedBy: 'finance' },
  });
  for (const line of LARKFIELD.split('\n')) expect(text.split('\n')).toContain(line);
});

test('[ED13] a value said no more goes, and with its last part the whole valuation', () => {
  const half = valuationsOf(edited([{ do: 'remove-value', at: 0, part: 'worth' }]));
  expect(half[0]).toMatchObject({ worth: null, cost: { median: first?.cost?.median } });
  const none = valuationsOf(
    edited([
      { do: 'remove-value', at: 0, part: 'worth' },
      { do: 'remove-value', at: 0, part: 'cost' },
    ]),
  );
  expect(none).toHaveLength(before.length - 1);
  expect(
    editModel([{ file, text: LARKFIELD }], [{ do: 'remove-value', at: 99, part: 'cost' }]),
  ).toMatchObject({ refused: { message: 'the model has no valuation 100' } });
});
