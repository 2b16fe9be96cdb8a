// Any report at all, for properties: 1 to 60 touchpoints, names of every kind, money of every size.
import type { Estimate } from '@bothways/core';
import fc from 'fast-check';
import type { ReportData, ReportSide, ReportTouchpoint, ReportVoices } from './report-data.ts';
import { fixtureReport } from './report-fixture.ts';
import { noSums } from './report-fixture-sums.ts';

const words = fc.array(
  fc.constantFrom(
    'the',
    'order',
    'confirmation',
    'Rückgabe',
    'e-mail',
    'in',
    'store',
    'Kundenzufriedenheitsbefragung',
    'a/b',
  ),
  { minLength: 1, maxLength: 9 },
);
const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  words.map((each) => each.join(' ')),
  fc.constant('W'.repeat(80)),
);

const money: fc.Arbitrary<Estimate> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(
        fc.double({ min: -1, max: 11, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
      )
      .map(([power, doubt]) => estimate(10 ** power, 1 + doubt)),
  },
  { weight: 1, arbitrary: fc.constant(estimate(0, 1)) },
  {
    weight: 1,
    arbitrary: fc.constant<Estimate>({
      kind: 'abstained',
      reason: 'no kind of this side is valued',
    }),
  },
);
const net: fc.Arbitrary<Estimate> = fc
  .tuple(money, fc.boolean())
  .map(([value, isLoss]) =>
    value.kind === 'estimate' && isLoss
      ? { ...value, median: -value.median, low: -value.high, high: -value.low }
      : value,
  );

const side: fc.Arbitrary<ReportSide> = fc.record({
  worth: money,
  cost: money,
  transfers: fc.array(
    fc.record({
      kind: name,
      name,
      family: fc.constantFrom(
        'money',
        'data',
        'permission',
        'belonging',
        'attention',
        'association',
      ),
      quantity: fc.nat().map(String),
      unit: fc.constant('act'),
      worth: money,
      cost: money,
    }),
    { maxLength: 5 },
  ),
});
const voices: fc.Arbitrary<ReportVoices | null> = fc.option(
  fc.record({ delivered: side, captured: side, customer: net, business: net }),
);
const felt: fc.Arbitrary<Estimate | null> = fc.option(
  fc
    .double({ min: -1, max: 1, noNaN: true })
    .map((value) => ({ ...estimate(1, 1), median: value, low: value, high: value })),
);

const touchpoint: fc.Arbitrary<Omit<ReportTouchpoint, 'id'>> = fc.record({
  name,
  channel: name,
  owner: fc.option(name),
  intention: fc.option(name),
  quote: fc.option(name),
  influence: fc.option(fc.constant('service')),
  people: fc.option(fc.nat()),
  encounters: fc.option(fc.nat()),
  believed: voices,
  measured: voices,
  felt,
  unseen: fc.boolean(),
  noEvidence: fc.boolean(),
});

/** Reports whose journey has 1 to 60 touchpoints, one of them perhaps the one that matters most. */
export const reports: fc.Arbitrary<ReportData> = fc
  .tuple(
    fc.array(fc.tuple(touchpoint, fc.boolean(), name), { minLength: 1, maxLength: 60 }),
    fc.nat(80),
    name,
    fc.array(net, { minLength: 6, maxLength: 6 }),
  )
  .map(([places, litAt, sentence, nets]) => {
    const data = fixtureReport();
    const phases: {
      id: string;
      name: string;
      stage: null;
      sums: typeof noSums;
      steps: {
        id: string;
        name: string;
        momentOfTruth: boolean;
        touchpoints: ReportTouchpoint[];
      }[];
    }[] = [];
    places.forEach(([place, startsPhase, phaseName], index) => {
      if (index === 0 || startsPhase)
        phases.push({
          id: `phase-${index}`,
          name: phaseName,
          stage: null,
          sums: noSums,
          steps: [],
        });
      phases.at(-1)?.steps.push({
        id: `step-${index}`,
        name: place.name,
        momentOfTruth: false,
        touchpoints: [{ ...place, id: `touchpoint-${index}` }],
      });
    });
    const headline =
      data.headline === null || litAt >= places.length
        ? null
        : { ...data.headline, sentence, touchpoint: { id: `touchpoint-${litAt}`, name: 'lit' } };
    const [a, b, c, d, e, f] = nets;
    const side = (
      customer: Estimate | undefined,
      business: Estimate | undefined,
      joint: Estimate | undefined,
    ) =>
      data.net.measured === null ||
      customer === undefined ||
      business === undefined ||
      joint === undefined
        ? null
        : { ...data.net.measured, customer, business, joint };
    return {
      ...data,
      headline,
      journeys: [
        { id: 'journey', name: sentence, level: 'L1', state: 'current', sums: noSums, phases },
      ],
      net: { measured: side(a, b, c), believed: side(d, e, f), elsewhere: 0 },
    };
  });

function estimate(median: number, factor: number): Estimate {
  return {
    kind: 'estimate',
    median,
    low: median / factor,
    high: median * factor,
    level: 0.9,
    n: 100,
    method: 'any',
    grade: 'B',
  };
}
