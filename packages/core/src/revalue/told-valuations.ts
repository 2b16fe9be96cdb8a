import type { ReportValuation } from '../contract/overview-made.ts';
import type { Model } from '../model/model.ts';
import { fittedRange } from '../statistics/lognormal.ts';

/** Everything that says what a unit is worth or costs, as fitted. */
export function valuationsOf(model: Model): readonly ReportValuation[] {
  const kinds = new Map(model.values.map((kind) => [kind.id, kind]));
  return model.valuations.flatMap((valuation) =>
    (['worth', 'cost'] as const).flatMap((of) => {
      const worth = valuation[of];
      if (worth === null) return [];
      const { basis, source, agreedBy, agreedOn } = worth;
      const kind = kinds.get(valuation.kind);
      return [
        {
          kind: valuation.kind,
          name: kind?.name ?? valuation.kind,
          unit: kind?.unit ?? '',
          segment:
            model.segments.find(({ id }) => id === valuation.segment)?.name ?? valuation.segment,
          give: valuation.give,
          of,
          ...fittedRange(worth),
          ...{ basis, source, agreedBy, agreedOn },
        },
      ];
    }),
  );
}
