// What the made-up report found, and the valuations it states.
import type { Estimate } from '@bothways/core';
import type { ReportFinding, ReportJourney, ReportValuation } from './report-data.ts';
import { kinds } from './report-fixture-kinds.ts';
import { touchpointsIn } from './report-fixture-sums.ts';

export function fixtureFindings(journeys: readonly ReportJourney[]): readonly ReportFinding[] {
  const all = touchpointsIn(journeys);
  const at = (
    id: string,
  ): Pick<ReportFinding, 'touchpoint' | 'customer' | 'business' | 'people'> => {
    const found = all.find((each) => each.id === id);
    const unknown: Estimate = { kind: 'abstained', reason: 'nothing was measured' };
    return {
      touchpoint: { id, name: found?.name ?? id },
      customer: found?.measured?.customer ?? unknown,
      business: found?.measured?.business ?? unknown,
      people: found?.people ?? null,
    };
  };
  return [
    {
      kind: 'costly-for-both',
      kindName: 'Costly for both',
      ...at('call'),
      sentence:
        'Each call costs the customer 14 minutes on hold and us EUR 6.20 of work, to answer a question that the delivery e-mail could have answered.',
      detail: 'Seen in 192,800 calls over 730 days.',
      breakEven: 'Holds while a customer’s waiting minute is worth more than EUR 0.04.',
      turns: null,
      grade: 'B',
      next: 'Read the call reasons of the week after a late delivery, and compare customers who got a tracking e-mail.',
    },
    {
      kind: 'one-sided-capture',
      kindName: 'One-sided capture',
      ...at('renewal'),
      sentence:
        'Members pay the yearly fee at renewal and receive nothing there: no reminder of what they used, no thank-you, no choice.',
      detail: '',
      breakEven: 'Holds while a renewal reminder is worth less than EUR 33 to a member.',
      turns: null,
      grade: 'A',
      next: 'Show members what the year gave them before the fee is taken, and ask again.',
    },
    {
      kind: 'data-taken',
      kindName: 'Data taken, nothing given',
      ...at('sign-up'),
      sentence:
        'The account form asks for three kinds of data and gives nothing back in that moment.',
      detail: '',
      breakEven: null,
      turns: null,
      grade: 'C',
      next: 'Drop the birthday field for a month and watch who signs up.',
    },
  ];
}

export function fixtureValuations(): readonly ReportValuation[] {
  return Object.entries(kinds).flatMap(([kind, { name, unit, worth, cost }]) =>
    (
      [
        ['worth', worth],
        ['cost', cost],
      ] as const
    ).flatMap(([of, by]) =>
      (['customer', 'business'] as const).flatMap((give) => {
        const range = by[give];
        if (range === null || kind === 'money') return [];
        const [median, low, high] = range;
        return [
          {
            kind,
            name,
            unit,
            segment: null,
            give,
            of,
            median,
            low,
            high,
            basis: 'stated' as const,
            source: 'insight/price-study',
            agreedBy: 'finance',
            agreedOn: '2026-10-02',
          },
        ];
      }),
    ),
  );
}
