import type { ModelFile } from './file-schema.ts';
import { familyOf, nameInFamily } from './kinds.ts';
import { type Model, type Problem, touchpointsOf } from './model.ts';
import { lintAt, quoted } from './problems.ts';
import { child, find, type Span, type Tree } from './source-tree.ts';

/** Kinds that nobody values or nobody receives, data whose right nobody asks for, and worths whose doubt is not said or not believable. */
export function lintValues(model: Model, file: ModelFile, tree: Tree): readonly Problem[] {
  const valued = new Set(['money', ...model.valuations.map(({ kind }) => kind)]);
  const moved = new Set(
    touchpointsOf(model).flatMap(({ exchange }) => exchange.map(({ kind }) => kind)),
  );
  const values = child(tree, 'values');
  const kinds = values?.kind === 'branch' ? values.entries : new Map<string, { key: Span }>();
  return [
    ...model.values.flatMap(({ id, basis }) => {
      const at = kinds.get(id)?.key;
      if (at === undefined) return [];
      return [
        ...(valued.has(id) ? [] : [lintUnvalued(id, at)]),
        ...(moved.has(id) ? [] : [lintUnreceived(id, at)]),
        ...(basis === 'consent' ? lintConsent(id, model, at) : []),
      ];
    }),
    ...(file.valuations ?? []).flatMap((valuation, index) =>
      (['worth', 'cost'] as const).flatMap((side) => {
        const at = find(tree, ['valuations', index, side]);
        const stated = valuation[side];
        return stated === undefined || at === undefined
          ? []
          : lintWorth(valuation.kind, stated, at);
      }),
    ),
  ];
}

/** Data and belonging have no default money value and need none. Source: semantics.md 21. */
function lintUnvalued(kind: string, at: Span): Problem {
  const family = familyOf(kind);
  const isMild = family === 'data' || family === 'belonging';
  return lintAt(at, {
    code: 'kind-unvalued',
    message: isMild
      ? `${quoted(kind)} has no valuation, so it is shown in its own unit and left out of money totals`
      : `${quoted(kind)} has no valuation, so whoever gives or gets it has no net`,
    hint: isMild
      ? 'that may be right; add a valuation if somebody can say what it is worth'
      : 'add a valuation with worth to its receiver and cost to its giver',
  });
}

function lintUnreceived(kind: string, at: Span): Problem {
  return lintAt(at, {
    code: 'kind-unreceived',
    message: `nobody receives ${quoted(kind)}: no touchpoint exchanges it`,
    hint: 'use it in an exchange, or take it out',
  });
}

/** Data that waits for a right which no touchpoint asks for is never taken, unless the right is given elsewhere. */
function lintConsent(kind: string, model: Model, at: Span): readonly Problem[] {
  const category = nameInFamily(kind) ?? '';
  const asked = touchpointsOf(model).flatMap(({ exchange }) =>
    exchange.filter(({ give }) => give === 'customer').map((line) => line.kind),
  );
  if (asked.some((each) => familyOf(each) === 'permission' && each.endsWith(`/${category}`)))
    return [];
  return [
    lintAt(at, {
      code: 'consent-unasked',
      message: `${quoted(kind)} needs consent, and no touchpoint asks for it: what is disclosed waits until the right is there`,
      hint: `add a kind permission:<purpose>/${category}, and an exchange line { give: customer, kind: permission:<purpose>/${category}, quantity: 1 } where it is asked`,
    }),
  ];
}

type WorthStated = NonNullable<NonNullable<ModelFile['valuations']>[number]['worth']>;

function lintWorth(kind: string, stated: WorthStated, at: Tree): readonly Problem[] {
  const problems: Problem[] = [];
  const { median, low, high, exact, basis } = stated;
  const middle = low === undefined || high === undefined ? undefined : Math.sqrt(low * high);
  if (middle !== undefined && Math.abs(median / middle - 1) > MEDIAN_OFF_MOST)
    problems.push(
      lintAt(child(at, 'median') ?? at, {
        code: 'median-off-range',
        message: `the median ${median} is not in the middle of ${low} to ${high}, which is ${rounded(middle)}`,
        hint: `a lognormal has its median at sqrt(low * high): write ${rounded(middle)}, or another range`,
      }),
    );
  if (low === undefined && exact !== true && kind !== 'money')
    problems.push(
      lintAt(at, {
        code: 'range-missing',
        message: `${quoted(kind)} has a worth without doubt`,
        hint: 'add low and high (5th and 95th percentile), or exact: true if there is no doubt',
      }),
    );
  if (basis === undefined)
    problems.push(
      lintAt(at, {
        code: 'basis-unsaid',
        message: `it is not said how this worth of ${quoted(kind)} is known, so it counts as assumed`,
        hint: 'add basis: measured, stated or assumed',
      }),
    );
  return problems;
}

const MEDIAN_OFF_MOST = 0.1;

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
