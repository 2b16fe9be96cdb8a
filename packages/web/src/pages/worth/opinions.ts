import type { Valuations, WorthShown } from '@bothways/core/contract';
import {
  type About,
  type Grid,
  gridOf,
  type OpinionKey,
  opinionKey,
  type PartId,
  type Plan,
  saidOf,
} from '@bothways/core/revalue';

/** Whose net an opinion is in, of what was measured; null: nothing that it speaks of was. */
export type Whose = 'customer' | 'business' | 'both' | null;

/** The unit that a value is spoken of in: a minute where the model has seconds. */
export interface Unit {
  readonly name: string;
  /** How many of the kind's own units make one. */
  readonly units: number;
  readonly isMoney: boolean;
}

/** Worth or cost of one valuation, as the page shows it: what it speaks of, and what is agreed. */
export interface Opinion {
  readonly key: OpinionKey;
  readonly id: PartId;
  readonly about: About;
  /** The kind's name for people. */
  readonly name: string;
  readonly family: string;
  /** The segment's name; null: everyone. */
  readonly segment: string | null;
  readonly whose: Whose;
  readonly per: Unit;
  /** Per unit of the model; null: nobody has said it yet. */
  readonly agreed: WorthShown | null;
  /** Of a slider, for one `per`; null: exactly nothing, or own-currency money, which counts for itself: not to be moved. */
  readonly grid: Grid | null;
}

/** A kind with what it is spoken of in. */
export interface KindShown {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly per: Unit;
}

export function kindsOf({ kinds, currency }: Valuations): readonly KindShown[] {
  return kinds.map(({ id, name, family, unit }) => ({
    ...{ id, name, family },
    per:
      unit === 'second'
        ? { name: 'minute', units: 60, isMoney: false }
        : { name: unit, units: 1, isMoney: unit === currency },
  }));
}

/**
 * Every opinion there is, in the order of the kinds: those that the model states and those that somebody has added since.
 * `said` has the model's valuations in their places.
 */
export function opinionsOf(
  valuations: Valuations,
  said: Valuations['valuations'],
  plan: Plan,
): readonly Opinion[] {
  const segments = new Map(valuations.segments.map(({ id, name }) => [id, name]));
  return kindsOf(valuations).flatMap(({ id: kind, name, family, per }) =>
    said.flatMap((valuation, at) =>
      valuation.kind !== kind
        ? []
        : (['worth', 'cost'] as const).flatMap((part): Opinion[] => {
            const { segment, give } = valuation;
            const about = { kind, segment, give, part };
            const agreed = valuations.valuations[at]?.[part] ?? null;
            const now = valuation[part];
            if (agreed === null && now === null) return [];
            const id: PartId = `${at}.${part}`;
            const median = (agreed ?? now)?.median ?? 0;
            const isFixed = median === 0 || (family === 'money' && per.isMoney);
            return [
              {
                ...{ key: opinionKey(about), id, about, name, family, per, agreed },
                segment: segment === null ? null : (segments.get(segment) ?? segment),
                whose: whoseOf(plan, id),
                grid: isFixed ? null : gridOf(median * per.units),
              },
            ];
          }),
    ),
  );
}

/** What is agreed on something, whether anybody has moved it or not. */
export function agreedOn(valuations: Valuations, about: About): WorthShown | null {
  return saidOf(valuations.valuations, about);
}

function whoseOf({ total }: Plan, id: PartId): Whose {
  const [customer, business] = [total.customer.by.has(id), total.business.by.has(id)];
  if (customer && business) return 'both';
  return customer ? 'customer' : business ? 'business' : null;
}

/** Kinds that moved while nobody says what they are worth or cost: in no net. */
export function unsaidKinds(
  valuations: Valuations,
  said: Valuations['valuations'],
  moved: ReadonlySet<string>,
): readonly KindShown[] {
  const known = new Set(
    said.flatMap(({ kind, worth, cost }) => (worth === null && cost === null ? [] : [kind])),
  );
  return kindsOf(valuations).filter(({ id, family, per }) => {
    const isOwnMoney = family === 'money' && per.isMoney;
    return moved.has(id) && !known.has(id) && !isOwnMoney;
  });
}

/** How many opinions stand at the top: those that matter most. */
export const TOP = 6;

/** The opinions that matter most to a conclusion, and the others by family, in the order in which families first come. */
export function sorted(
  opinions: readonly Opinion[],
  most: readonly PartId[],
): {
  readonly top: readonly Opinion[];
  readonly families: readonly (readonly [string, readonly Opinion[]])[];
} {
  const known = new Map(opinions.map((opinion) => [opinion.id, opinion]));
  const top = most.flatMap((id) => known.get(id) ?? []).slice(0, TOP);
  const rest = opinions.filter((opinion) => !top.includes(opinion));
  return { top, families: [...Map.groupBy(rest, ({ family }) => family)] };
}
