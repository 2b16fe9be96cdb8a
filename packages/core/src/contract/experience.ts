import { z } from 'zod';
import { combined, expectationHeld, score, setBy } from './experience-beside.ts';
import { answer, unsaid } from './experience-words.ts';
import { segment } from './overview-lenses.ts';
import type { ReadOnly } from './read-only.ts';
import { count, date, estimate, named } from './words.ts';

// How a journey felt: moment by moment, as it is remembered, and what it cost; of a ledger or of a file alone.

/** Places in real journeys that are told one by one; the last takes what comes later. */
export const PLACES_MAX = 12;

const feltHere = {
  encounters: count.describe('Seen, totals with their n.'),
  n: count.describe('Of them, those that say how they felt.'),
  felt: estimate.describe('Mean, -1..+1; 0 is as expected.'),
  negative: estimate.describe('Part of them that felt below 0: 0..1.'),
} as const;

const curveTouchpoint = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    phase: named.nullable(),
    step: named.nullable(),
    channel: z.string(),
    momentOfTruth: z.boolean(),
    scale: z.string().nullable().describe('On which it was asked; null: it is not asked here.'),
    ...feltHere,
    journeys: count.describe('Real journeys that say how it felt here, of those read.'),
    peaks: estimate.describe('Part of real journeys whose strongest moment is here: 0..1.'),
    ends: estimate.describe('Part of real journeys whose last moment that is asked about is here.'),
    lasts: estimate.describe('Part of real journeys whose last encounter is here, asked or not.'),
    lever: estimate.describe(
      'How much better the mean real journey is remembered where it feels half a point better here, as far as the scale goes.',
    ),
  })
  .meta({ id: 'FeltTouchpoint', description: 'How it felt at one touchpoint.' });

const curvePlace = z
  .strictObject({
    place: z.int().min(1).describe('Of the encounter in its real journey.'),
    andLater: z.boolean().describe('It and all later ones.'),
    ...feltHere,
  })
  .meta({ id: 'FeltPlace', description: 'How it felt at the first, second ... encounter.' });

const lenses = z
  .strictObject({
    journeys: count.describe('Real journeys read.'),
    experienced: estimate.describe('Mean of how the moments felt, each by its time: -1..+1.'),
    byTime: z.boolean().describe('False: moments do not say how long, and count alike.'),
    remembered: estimate.describe('Mean of what is remembered at the end: -1..+1.'),
    spread: estimate.describe('Where nine in ten single journeys are remembered.'),
    later: z
      .array(z.strictObject({ days: count, remembered: estimate }))
      .describe('As memory fades towards the plain mean, by days since the end.'),
    cost: z
      .strictObject({
        customer: estimate.describe('net(customer) of one real journey, in money.'),
        business: estimate.describe('net(business) of one real journey.'),
        seconds: estimate.describe("Of the customer's time in one real journey."),
      })
      .describe('What it cost, where minutes count.'),
    unsaid: unsaid.nullable().describe('Why real journeys say nothing; null: they do.'),
  })
  .meta({
    id: 'ThreeLenses',
    description: 'One journey as it went, as it is remembered, and as it costs.',
  });

const weight = z.strictObject({
  of: z.enum(['best', 'worst', 'end', 'mean', 'slope']),
  prior: z.number().describe('What research says of journeys in general.'),
  learned: estimate.describe('Here, points of the answer to a point felt; abstained: not learned.'),
});

const remembered = z
  .strictObject({
    answer: answer.nullable().describe('What stands for the memory; null: nothing here does.'),
    answers: count.describe('Real journeys with moments and an answer, that were read.'),
    answersOf: count.describe('Of so many in all: a part is taken by chance.'),
    weights: z.array(weight),
    explained: z
      .number()
      .nullable()
      .describe('Part of how answers differ that the moments explain, 0..1; null: not learned.'),
    rules: z
      .array(
        z.strictObject({
          rule: z.enum(['mean', 'peak-end', 'peak-and-end', 'peak', 'best', 'worst', 'end']),
          r: z.number().describe('Its correlation with the answers.'),
        }),
      )
      .describe('Ways of remembering, each by itself beside the answers.'),
    bayesFactor: z
      .number()
      .nullable()
      .describe(
        'How much likelier the answers are where peak and end count than where the mean does: a factor, kept within 1e-9..1e9; null: cannot be said.',
      ),
    verdict: z
      .enum(['peak-and-end', 'mean', 'undecided'])
      .describe('What the answers speak for; undecided also where nothing was learned.'),
    strength: z
      .enum(['none', 'some', 'strong', 'decisive'])
      .describe('Of that, in words: a factor below 3, from 3, 10, 100.'),
    isUsed: z
      .boolean()
      .describe(
        'What is remembered is worked out with the learned weights; false: with those of research, as behaviour is no rating.',
      ),
    halfLifeDays: estimate.describe(
      'Days after which the pull of peak and end is half; abstained: the 35 of research.',
    ),
    unsaid: unsaid
      .nullable()
      .describe('Why the weights are those of research alone; null: learned.'),
  })
  .meta({
    id: 'Remembered',
    description: 'What makes the memory of a journey: weights learned here from a prior.',
  });

export const experienceReply = z
  .strictObject({
    of: z.enum(['ledger', 'file']),
    journeys: z
      .array(
        z.strictObject({
          ...named.shape,
          encounters: count,
          felt: count.describe('Encounters that say how they felt.'),
        }),
      )
      .max(500)
      .describe('That can be asked for; of a file its own.'),
    journey: named,
    segment: segment.nullable().describe('Whose figures alone these are; null: of everybody.'),
    segments: z.array(segment).describe('That can be asked for.'),
    currency: z.string().nullable(),
    period: z.strictObject({ from: date, to: date }).nullable(),
    encounters: count,
    felt: count.describe('Encounters that say how they felt.'),
    instances: count.describe('Real journeys: of people who are named.'),
    people: count,
    read: count.describe('Real journeys that were read one by one, taken by chance where many.'),
    imagined: z
      .number()
      .describe(
        'Part of their moments of which nobody said how they felt, drawn from how others felt there: 0..1.',
      ),
    curve: z.strictObject({
      touchpoints: z.array(curveTouchpoint).max(2000).describe('In planned order.'),
      places: z.array(curvePlace).max(PLACES_MAX).describe('In the order of real journeys.'),
      unsaid: unsaid.nullable(),
    }),
    lenses,
    remembered,
    combined: z.strictObject({ pairs: z.array(combined).max(60), unsaid: unsaid.nullable() }),
    expectations: z.strictObject({
      setters: z.array(setBy),
      held: z.array(expectationHeld).max(2000),
      unsaid: unsaid.nullable(),
    }),
    scores: z.strictObject({ asked: z.array(score).max(2000), unsaid: unsaid.nullable() }),
  })
  .meta({
    id: 'Experience',
    description:
      'How a journey felt: by moment, as remembered, against what it cost; what was expected of it; what was asked. It names no person.',
  });

export const experienceQuery = z.strictObject({
  journey: z.string().max(400).optional().describe('Of a current journey; the one most felt else.'),
  segment: z
    .string()
    .max(400)
    .optional()
    .describe('Only people of it; `everyone`: who is in none.'),
});

export type Experience = ReadOnly<z.infer<typeof experienceReply>>;
export type FeltTouchpoint = ReadOnly<z.infer<typeof curveTouchpoint>>;
export type FeltPlace = ReadOnly<z.infer<typeof curvePlace>>;
export type ThreeLenses = ReadOnly<z.infer<typeof lenses>>;
export type Remembered = ReadOnly<z.infer<typeof remembered>>;
export type MemoryWeight = ReadOnly<z.infer<typeof weight>>;
