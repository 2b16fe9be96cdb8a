import type { ReportData } from '../deliver/report-data.ts';

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
      how: 'a rule for each kind of fault over each touchpoint with at least 30 encounters, claimed at 95 % probability',
      source,
    },
  ];
}
