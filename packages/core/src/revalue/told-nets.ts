import type { Quadrant, ReportNet } from '../contract/overview-sums.ts';
import type { Nets } from '../ledger/nets.ts';
import type { Model } from '../model/model.ts';

/** Nets in the report's words. */
export function netOf(nets: Nets, model: Model): ReportNet {
  const { customer, business, joint, tilt, reciprocity, share } = nets;
  return {
    ...{ customer, business, joint, tilt, reciprocity },
    share:
      share.kind === 'share'
        ? share.share
        : {
            kind: 'abstained',
            reason:
              share.kind === 'abstained'
                ? share.reason
                : 'one side may lose: there is no surplus to share',
          },
    quadrant: share.kind === 'abstained' ? null : likeliest(share.probabilities),
    losing: {
      customer: nets.probabilityCustomerNegative,
      business: nets.probabilityBusinessNegative,
    },
    leavesOut: {
      customer: leftOut(nets, model, 'customer'),
      business: leftOut(nets, model, 'business'),
    },
  };
}

function likeliest(
  probabilities: Readonly<Record<Quadrant, number>>,
): NonNullable<ReportNet['quadrant']> {
  const names: readonly Quadrant[] = ['win-win', 'business-gains', 'customer-gains', 'lose-lose'];
  const name = names.reduce((a, b) => (probabilities[b] > probabilities[a] ? b : a));
  return { name, probability: probabilities[name] };
}

/** What moved on a side without a value: "what Belonging is worth", "what Garden details cost". */
function leftOut(
  { unvalued }: Nets,
  model: Model,
  side: 'customer' | 'business',
): readonly string[] {
  const parts = unvalued
    .filter((each) => each.side === side)
    .map(({ kind, part }) => {
      const name = model.values.find(({ id }) => id === kind)?.name ?? kind;
      return part === 'worth' ? `what ${name} is worth` : `what ${name} costs`;
    });
  return [...new Set(parts)];
}
