import type { TouchpointWhole } from '@bothways/core/contract';
import type { Edit } from '@bothways/core/edit';
import type { RuleDrafts } from './rule-drafts.ts';

/** The files with the rules that were changed, or why that cannot be. What edits and reads a model is only fetched now. */
export async function filesWithRules(
  files: readonly { readonly file: string; readonly text: string }[],
  touchpoint: TouchpointWhole,
  drafts: RuleDrafts,
): Promise<
  | { readonly files: readonly { readonly file: string; readonly text: string }[] }
  | { readonly refused: { readonly message: string; readonly hint: string } }
> {
  const [{ editModel }, { readModel, touchpointsOf }] = await Promise.all([
    import('@bothways/core/edit'),
    import('@bothways/core'),
  ]);
  const { model } = readModel(files);
  const mine =
    model === null ? undefined : touchpointsOf(model).find(({ id }) => id === touchpoint.id);
  if (mine === undefined)
    return { refused: { message: `"${touchpoint.id}" is not in the model any more`, hint: '' } };
  const edits: Edit[] = [];
  const { id } = mine;
  const [when] = drafts.when;
  if (when !== undefined) edits.push({ do: 'set', touchpoint: id, field: 'when', value: when });
  const measures = Object.fromEntries(
    Object.entries(mine.measures).map(([name, { text }]) => [
      name,
      drafts.values.find(({ rule }) => rule.of === 'measure' && rule.name === name)?.text ?? text,
    ]),
  );
  for (const { rule, text } of drafts.values) {
    const line = mine.exchange.find(({ leg }) => leg === rule.leg);
    if (rule.of === 'felt')
      edits.push({
        do: 'set',
        touchpoint: id,
        field: 'felt',
        value: { from: text, scale: rule.name },
      });
    else if (line !== undefined) {
      const { leg, give, to, kind, signed, grade, believed } = line;
      const other = give === 'customer' ? 'business' : 'customer';
      const set = {
        give,
        to: to === other ? null : to,
        kind,
        quantity: text,
        signed,
        grade,
        believed,
      };
      edits.push({ do: 'set-line', touchpoint: id, leg, line: set });
    }
  }
  if (drafts.values.some(({ rule }) => rule.of === 'measure'))
    edits.push({ do: 'set', touchpoint: id, field: 'measures', value: measures });
  return editModel(files, edits);
}
