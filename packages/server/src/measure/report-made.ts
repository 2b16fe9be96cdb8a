import { fittedRange, type Model } from '@bothways/core';
import type { ReportData, ReportValuation } from '../deliver/report-data.ts';

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

/** How the figures of a report were made, for people. */
export function figuresOf(generation: number): ReportData['made']['figures'] {
  const source = `ledger, generation ${generation}`;
  return [
    {
      figure: 'Net for customers, net for us',
      how: 'worth of what a side receives less the cost of what it gives, over all touchpoints, with draws of the valuations that all touchpoints share',
      source,
    },
    {
      figure: 'Believed',
      how: 'volumes and quantities stated in the model, a year, valued like the measured ones',
      source: 'the model',
    },
    {
      figure: 'Spread over people',
      how: "each person's net over the period at the same valuations, then their order",
      source,
    },
    {
      figure: 'How it felt',
      how: 'mean of the ratings given, each laid on -1 to +1 by its own scale; range of the mean',
      source: 'events',
    },
    {
      figure: 'Findings',
      how: 'three rules over each touchpoint with at least 30 encounters, claimed at 95 % probability',
      source,
    },
  ];
}
