import { declaredIn } from './check-references.ts';
import type { ModelFile } from './file-schema.ts';
import { type Model, type Problem, touchpointsOf } from './model.ts';
import { lintAt, quoted } from './problems.ts';
import { child, find, type Leaf, type Tree, textOf } from './source-tree.ts';

/** Promises that nothing keeps, offers that nothing lets us make, insights that nobody uses. */
export function lintPlans(model: Model, file: ModelFile, tree: Tree): readonly Problem[] {
  return [
    ...lintPromises(file, tree),
    ...lintKept(model, tree),
    ...lintOffers(model, file, tree),
    ...lintInsights(file, tree),
  ];
}

/** A proposition kept by no touchpoint, neither its own nor those of a proposition that serves it. */
function lintPromises({ propositions = [] }: ModelFile, tree: Tree): readonly Problem[] {
  const keptBy = new Map(propositions.map(({ id, kept_by = [] }) => [id, kept_by.length > 0]));
  const serving = new Set(
    propositions.flatMap(({ id, part_of }) =>
      part_of !== undefined && keptBy.get(id) ? [part_of] : [],
    ),
  );
  return propositions.flatMap(({ id }, index) => {
    if (keptBy.get(id) === true || serving.has(id)) return [];
    return [
      lintAt(find(tree, ['propositions', index]) ?? tree, {
        code: 'promise-unkept',
        message: `no touchpoint keeps the promise ${quoted(id)}`,
        hint: 'name those that do: kept_by: [touchpoint-id]',
      }),
    ];
  });
}

/** A touchpoint that is said to keep a promise, and of which nothing is said that what happens could be held against. */
function lintKept({ propositions, ...model }: Model, tree: Tree): readonly Problem[] {
  const places = new Map(
    model.journeys
      .flatMap(({ phases }) => phases)
      .flatMap(({ steps }) => steps)
      .flatMap(({ touchpoints }) => touchpoints)
      .map((touchpoint) => [touchpoint.id, touchpoint]),
  );
  return propositions.flatMap(({ keptBy }, index) =>
    keptBy.flatMap((id, position) => {
      const place = places.get(id);
      const isHeld =
        place === undefined ||
        place.expects.length > 0 ||
        place.exchange.some(({ believed }) => believed !== null);
      if (isHeld) return [];
      const at = find(tree, ['propositions', index, 'kept_by', position]) ?? tree;
      return [
        lintAt(at, {
          code: 'promise-unheld',
          message: `nothing says what ${quoted(id)} gives when the promise is kept`,
          hint: 'state what is believed of a line of its exchange, or what is expected there (expects)',
        }),
      ];
    }),
  );
}

/** An offer that needs a permission which no touchpoint asks the customer for. */
function lintOffers(model: Model, { offers = [] }: ModelFile, tree: Tree): readonly Problem[] {
  const asked = new Set(
    touchpointsOf(model).flatMap(({ exchange }) =>
      exchange.filter(({ give }) => give === 'customer').map(({ kind }) => kind),
    ),
  );
  return offers.flatMap(({ id, needs_consent = [] }, index) =>
    needs_consent.flatMap((kind, position) => {
      if (asked.has(kind)) return [];
      const at = find(tree, ['offers', index, 'needs_consent', position]) ?? tree;
      return [
        lintAt(at, {
          code: 'consent-unasked',
          message: `offer ${quoted(id)} needs ${quoted(kind)}, and no touchpoint asks for it`,
          hint: `add an exchange line { give: customer, kind: ${kind}, quantity: 1 } where it is asked`,
        }),
      ];
    }),
  );
}

/** Insights without a use, and uses of insights that are not there; only where a model lists insights. */
function lintInsights({ insights }: ModelFile, tree: Tree): readonly Problem[] {
  if (insights === undefined) return [];
  const declared = new Set(declaredIn(tree).insights.map(({ id }) => id));
  const uses = usesIn(tree);
  const used = new Set(uses.map(({ id }) => id));
  const unused = insights.flatMap(({ id }, index) =>
    used.has(id)
      ? []
      : [
          lintAt(find(tree, ['insights', index]) ?? tree, {
            code: 'insight-unused',
            message: `nobody uses the insight ${quoted(id)}`,
            hint: `name it where it counts: source: insight/${id}, or insights: [${id}] of a proposition or offer`,
          }),
        ],
  );
  const missing = uses.flatMap(({ id, at }) =>
    declared.has(id)
      ? []
      : [
          lintAt(at, {
            code: 'insight-unknown',
            message: `there is no insight ${quoted(id)}`,
            hint: 'add it under insights, or name another source',
          }),
        ],
  );
  return [...unused, ...missing];
}

/** Every `insight/ID` outside the insights themselves, and every id listed under `insights` of a proposition or offer. */
function usesIn(tree: Tree): readonly { readonly id: string; readonly at: Leaf }[] {
  if (tree.kind !== 'branch') return [];
  const sections = [...tree.entries].filter(([key]) => key !== 'insights');
  return sections.flatMap(([, { value }]) => usesUnder(value));
}

function usesUnder(tree: Tree): readonly { readonly id: string; readonly at: Leaf }[] {
  switch (tree.kind) {
    case 'leaf': {
      const id = /^insight\/([A-Za-z0-9][A-Za-z0-9_.-]*)$/.exec(textOf(tree) ?? '')?.[1];
      return id === undefined ? [] : [{ id, at: tree }];
    }
    case 'list':
      return tree.items.flatMap(usesUnder);
    case 'branch':
      return [
        ...[...tree.entries.values()].flatMap(({ value }) => usesUnder(value)),
        ...listed(tree),
      ];
  }
}

function listed(tree: Tree): readonly { readonly id: string; readonly at: Leaf }[] {
  const list = child(tree, 'insights');
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((at) => {
    const id = textOf(at);
    return id === undefined || at.kind !== 'leaf' || id.startsWith('insight/') ? [] : [{ id, at }];
  });
}
