import type { Valuations, WorthShown } from '@bothways/core/contract';
import { type Grid, gridOf, type PartId, type Plan, rangeFactors } from '@bothways/core/revalue';

/** Whose net an opinion is in, of what was measured; null: nothing that it speaks of was. */
export type Whose = 'customer' | 'business' | 'both' | null;

/** Worth or cost of one valuation, as the page shows it. Money is for one `per`. */
export interface Opinion {
  readonly id: PartId;
  readonly kind: string;
  readonly name: string;
  readonly part: 'worth' | 'cost';
  /** The segment's name; null: everyone. */
  readonly segment: string | null;
  readonly give: 'customer' | 'business' | null;
  readonly whose: Whose;
  readonly per: Unit;
  readonly median: number;
  /** As fitted; equal to the median for a point. */
  readonly low: number;
  readonly high: number;
  readonly stated: WorthShown;
  /** Null: exactly nothing, or own-currency money, which counts for itself: not to be moved. */
  readonly grid: Grid | null;
}

/** The unit that a value is spoken of in: a minute where the model has seconds. */
export interface Unit {
  readonly name: string;
  /** How many of the kind's own units make one. */
  readonly units: number;
  readonly isMoney: boolean;
}

export interface KindOpinions {
  readonly kind: string;
  readonly name: string;
  readonly family: string;
  readonly per: Unit;
  readonly opinions: readonly Opinion[];
}

/** Every opinion of the model by kind, in file order, those that nothing can be moved in last; kinds of which nobody has said anything are left out. */
export function opinionsByKind(valuations: Valuations, plan: Plan): readonly KindOpinions[] {
  const segments = new Map(valuations.segments.map(({ id, name }) => [id, name]));
  const all = valuations.kinds.flatMap((kind): KindOpinions[] => {
    const isMoney = kind.unit === valuations.currency;
    const per =
      kind.unit === 'second'
        ? { name: 'minute', units: 60, isMoney }
        : { name: kind.unit, units: 1, isMoney };
    const opinions = valuations.valuations.flatMap((valuation, at) =>
      valuation.kind !== kind.id
        ? []
        : (['worth', 'cost'] as const).flatMap((part): Opinion[] => {
            const stated = valuation[part];
            if (stated === null) return [];
            const id: PartId = `${at}.${part}`;
            const { low, high } = rangeFactors(stated);
            const median = stated.median * per.units;
            const isFixed = median === 0 || (kind.family === 'money' && isMoney);
            return [
              {
                ...{ id, kind: kind.id, name: kind.name, part, per, median, stated },
                segment:
                  valuation.segment === null
                    ? null
                    : (segments.get(valuation.segment) ?? valuation.segment),
                give: valuation.give,
                whose: whoseOf(plan, id),
                low: median * low,
                high: median * high,
                grid: isFixed ? null : gridOf(median),
              },
            ];
          }),
    );
    const { id, name, family } = kind;
    return opinions.length === 0 ? [] : [{ kind: id, name, family, per, opinions }];
  });
  const canMove = ({ opinions }: KindOpinions): boolean =>
    opinions.some(({ grid, whose }) => grid !== null && whose !== null);
  return [...all.filter(canMove), ...all.filter((kind) => !canMove(kind))];
}

function whoseOf({ total }: Plan, id: PartId): Whose {
  const [customer, business] = [total.customer.by.has(id), total.business.by.has(id)];
  if (customer && business) return 'both';
  return customer ? 'customer' : business ? 'business' : null;
}

/** Kinds that moved while nobody has said what they are worth or cost: in no net. */
export function unsaidKinds(valuations: Valuations, moved: ReadonlySet<string>): readonly string[] {
  const said = new Set(valuations.valuations.map(({ kind }) => kind));
  return valuations.kinds
    .filter(({ id, family, unit }) => {
      const isOwnMoney = family === 'money' && unit === valuations.currency;
      return moved.has(id) && !said.has(id) && !isOwnMoney;
    })
    .map(({ name }) => name);
}
