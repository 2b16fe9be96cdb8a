import type { RuleTestBody, TouchpointWhole, ValueRule } from '@bothways/core/contract';

/** What was changed of a touchpoint's rules and not yet kept. */
export interface RuleDrafts {
  /** None: as it stands. */
  readonly when: readonly [] | readonly [string];
  readonly values: readonly { readonly rule: ValueRule; readonly text: string }[];
}

/** By a key of its rule, what was typed. */
export type Typed = Readonly<Record<string, string>>;

export const WHEN = 'when';

export function keyOf({ of, name, leg }: ValueRule): string {
  return `${of} ${leg ?? name}`;
}

export function draftsOf({ when, values }: TouchpointWhole, typed: Typed): RuleDrafts {
  const text = typed[WHEN];
  return {
    when: text === undefined || text === (when?.text ?? '') ? [] : [text],
    values: values.flatMap((rule) => {
      const draft = typed[keyOf(rule)];
      return draft === undefined || draft === rule.text ? [] : [{ rule, text: draft }];
    }),
  };
}

/** What to try, of the texts as they are typed now; null: there is no rule to try. */
export function trialOf(
  { id, when, values }: TouchpointWhole,
  typed: Typed,
  sample: number,
): RuleTestBody | null {
  const text = typed[WHEN] ?? when?.text ?? '';
  if (text.trim() === '') return null;
  return {
    touchpoint: id,
    when: text,
    quantities: values.slice(0, 60).map((rule) => ({
      name: keyOf(rule),
      quantity: typed[keyOf(rule)] ?? rule.text,
      kind: rule.kind,
      signed: rule.signed,
    })),
    sample,
  };
}
