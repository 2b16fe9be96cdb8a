import { z } from 'zod';
import { count, date, estimate, named } from './words.ts';

// What the page of drivers is made of, part by part; the reply itself is in drivers.ts.

/** The five that shape perceived value. Source: vocabulary.md. */
export const INFLUENCES_TOLD = [
  'brand',
  'communications',
  'purchase',
  'product',
  'service',
] as const;
export type InfluenceTold = (typeof INFLUENCES_TOLD)[number];

export const driverOutcome = z
  .strictObject({
    id: z
      .string()
      .describe('What `outcome` of the address takes: a touchpoint, a behaviour, or a column.'),
    kind: z
      .enum([
        'rating',
        'came-back',
        'bought-again',
        'net-customer',
        'net-business',
        'joint',
        'column',
      ])
      .describe(
        'A rating of the whole; what people did, or what moved, in the days after the scores; or a column of a file.',
      ),
    name: z.string().describe('Of the touchpoint or column; of the others empty.'),
    n: count.describe('Of whom it is known.'),
  })
  .meta({ id: 'DriverOutcome', description: 'Something that drivers may be held against.' });

const range = z.strictObject({ low: z.number(), high: z.number() });

export const quadrant = z
  .enum(['concentrate', 'keep-up', 'low-priority', 'more-than-needed', 'undecided'])
  .describe(
    'Important and weak; important and strong; neither; strong and less important; or its range crosses a line.',
  );

export const driver = z
  .strictObject({
    ...named.shape,
    influence: z.enum(INFLUENCES_TOLD).nullable(),
    of: z
      .array(named)
      .max(60)
      .describe('The touchpoints that its score is the mean of; of a file none.'),
    score: z
      .enum(['felt', 'kept', 'answer'])
      .describe('How it felt; whether what was expected was kept; or a column as it is.'),
    scored: count.describe('Who has a score, with or without the other drivers.'),
    importance: estimate.describe('Its part of R2 (LMG), 0..1.'),
    share: estimate.describe('Of R2, 0..1; all drivers together 1.'),
    rank: z.int().min(1),
    rankProbabilities: z.array(z.number()).describe('Of being first, second, ...'),
    slope: estimate.describe(
      'By how much the outcome is higher where the score is higher by one, the other drivers alike.',
    ),
    performance: estimate.describe('Mean score of all who have one.'),
    scale: range.describe('The least and the most that a score can be.'),
    headroom: z.number().describe('Mean distance to the top of the scale.'),
    reach: estimate.describe('Slope times headroom: what lifting it to the top would go with.'),
    second: z
      .strictObject({ share: z.number(), rank: z.int().min(1) })
      .describe("Johnson's relative weight, as a second opinion."),
    withoutHalo: z
      .number()
      .nullable()
      .describe(
        'Its share where what all scores have in common is taken out first; null: cannot be said.',
      ),
    quadrant,
  })
  .meta({ id: 'Driver' });

const abstained = z.strictObject({
  kind: z.literal('abstained'),
  because: z
    .enum([
      ...[
        'few-complete',
        'one-driver',
        'no-spread',
        'not-fitted',
        'no-money',
        'no-costs',
        'no-rating',
      ],
    ] as const)
    .describe(
      'Too few who have everything; a single driver; a score or outcome that never varies; no fit was found; the outcome is no money; nobody said what a lift costs; the outcome is no rating, so that scores cannot add up to it.',
    ),
  seen: z.number().nullable(),
  needed: z.number().nullable(),
});

const need = z.strictObject({
  ...named.shape,
  effect: z.number().describe('Empty part of the space above the ceiling line, 0..1.'),
  size: z.enum(['none', 'small', 'medium', 'large', 'very-large']),
  p: z.number().describe('How often chance alone, by permutation, leaves as much empty.'),
  isNecessary: z.boolean().describe('At least small, and hardly chance.'),
});

export const weakestLink = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('tested'),
      n: count.describe('Rows that it was fitted on.'),
      of: count.describe('Of so many complete ones.'),
      rho: estimate.describe(
        '1: strong ones make up for weak ones; far below 0: the weakest decides.',
      ),
      verdict: z
        .enum(['weakest-link', 'compensating', 'undecided'])
        .describe('By whether the whole range of rho lies below or above 0.'),
      profile: z
        .array(z.strictObject({ rho: z.number(), r2: z.number() }))
        .max(40)
        .describe('How well the best fit with each of these does.'),
      weakest: z
        .array(z.strictObject({ ...named.shape, share: z.number() }))
        .describe('For which part of them it has the lowest score.'),
      needs: z.array(need),
      bottleneck: z
        .array(
          z.strictObject({
            level: z.number().describe('Of the outcome, in percent of its range.'),
            outcome: z.number().describe('The same in the unit of the outcome.'),
            needs: z
              .array(z.number().nullable())
              .describe('The score each driver needs; null: any.'),
          }),
        )
        .max(12),
    }),
    abstained,
  ])
  .meta({
    id: 'WeakestLink',
    description: 'Whether the weakest driver decides: tested, not taken for granted.',
  });

export const forceMultiplier = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('ranked'),
      lift: z
        .number()
        .describe('By how much each score is raised, at most to the top of its scale.'),
      drivers: z.array(
        z.strictObject({
          ...named.shape,
          gain: estimate.describe('Joint value a year that goes with the lift.'),
          cost: z.strictObject({ median: z.number(), low: z.number(), high: z.number() }),
          perCost: estimate.describe('Joint value per unit of cost.'),
          lowerTenth: z.number().describe('Nine times in ten it is more.'),
          best: z
            .number()
            .describe('How probable it is that no other gives more per unit of cost.'),
        }),
      ),
      missing: z.array(named).describe('Drivers that nobody said the cost of.'),
    }),
    abstained.extend({
      gains: z
        .array(z.strictObject({ ...named.shape, gain: estimate }))
        .describe('Joint value a year that goes with the lift, where that can be said.'),
    }),
  ])
  .meta({ id: 'ForceMultiplier' });

export const interactions = z
  .strictObject({
    pairs: z
      .array(
        z.strictObject({
          ...{ a: z.string(), b: z.string() },
          index: z
            .number()
            .describe('Part of R2 that both have only together (+) or twice (-), Shapley.'),
        }),
      )
      .max(10),
  })
  .meta({ id: 'DriverPairs' });

export const score = z
  .strictObject({
    ...named.shape,
    influence: z.enum(INFLUENCES_TOLD).nullable(),
    score: z.enum(['felt', 'kept', 'answer']),
    performance: estimate.describe('Mean score of all who have one.'),
    scale: range,
  })
  .meta({ id: 'DriverScore' });

export const leftOut = z.strictObject({
  ...named.shape,
  influence: z.enum(INFLUENCES_TOLD).nullable(),
  because: z.enum([
    'no-touchpoint',
    'not-scored',
    'few-scored',
    'not-together',
    'no-spread',

    'too-many',
  ]),
  scored: count,
  needed: count,
});

const names = z.array(z.string()).max(60).describe('Names of drivers.');

export const caveat = z
  .discriminatedUnion('code', [
    z.strictObject({
      code: z.literal('association'),
      driver: z.string(),
      eValue: z
        .number()
        .nullable()
        .describe(
          'How strongly something unseen would have to go with both to explain it away, as a ratio; null: beyond reckoning.',
        ),
    }),
    z.strictObject({ code: z.literal('top-undecided'), drivers: names, chance: z.number() }),
    z.strictObject({ code: z.literal('methods-differ'), here: z.string(), there: z.string() }),
    z.strictObject({
      code: z.literal('halo'),
      shared: z.number().describe('Part of the spread of all scores that goes one way.'),
      top: z.string(),
      without: z.string().describe('The first where that is taken out.'),
    }),
    z.strictObject({
      code: z.literal('collinear'),
      drivers: names,
      inflation: z.number().nullable().describe('Null: without limit.'),
    }),
    z.strictObject({ code: z.literal('narrow'), drivers: names }),
    z.strictObject({ code: z.literal('constant'), drivers: names }),
    z.strictObject({ code: z.literal('few-rows'), n: count, columns: count }),
    z.strictObject({ code: z.literal('few-clusters'), clusters: count }),
    z.strictObject({ code: z.literal('weights'), n: count, effective: z.number() }),
    z.strictObject({ code: z.literal('binary'), share: z.number().describe('Of the ones.') }),
    z.strictObject({
      code: z.literal('missing'),
      ...{ rows: count, left: count.describe('Left out: a score is missing.') },
      column: z.string().describe('Most often empty.'),
      empty: count,
    }),
    z.strictObject({
      code: z.literal('missing-differ'),
      complete: z.number().describe('Mean outcome of the rows with everything.'),
      incomplete: z.number(),
      spread: z.number(),
    }),
    z.strictObject({ code: z.literal('unread'), count, place: z.string() }),
    z.strictObject({ code: z.literal('sampled'), rows: count, of: count, what: z.string() }),
    z
      .strictObject({ code: z.literal('separated') })
      .describe('Some score tells the outcome without fail, so that slopes have no end.'),
    z
      .strictObject({ code: z.literal('same-moment') })
      .describe('Scores and outcome are answers of the same people at the same time.'),
    z
      .strictObject({ code: z.literal('reverse') })
      .describe('Who is content may rate everything higher.'),
    z.strictObject({ code: z.literal('survivors') }).describe('Who has left rates nothing.'),
    z
      .strictObject({ code: z.literal('forms-not-people') })
      .describe('One form is one row; nobody is named.'),
    z
      .strictObject({ code: z.literal('behaviour-scores'), drivers: names })
      .describe('Scored by what was kept, not by how it felt.'),
    z
      .strictObject({ code: z.literal('weak'), r2: z.number() })
      .describe('They go with little of it.'),
  ])
  .meta({ id: 'DriverCaveat', description: 'What to keep in mind, as a code with its figures.' });

export const driverWindow = z.strictObject({
  from: date.describe('Scores lie before this day, the outcome on it or after.'),
  to: date,
  days: count,
});
