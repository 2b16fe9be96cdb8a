import { z } from 'zod';
import { clusters, conformance, dropOff } from './journeys-parts.ts';
import type { ReadOnly } from './read-only.ts';
import { count, date, estimate, named } from './words.ts';

// What happened: journeys as they really went, from the ledger or from a file looked at alone.

/** So many of each list are shown, the most frequent first; `...InAll` says how many there are. */
export const ACTIVITIES_MAX = 300;
export const EDGES_MAX = 1000;
export const VARIANTS_MAX = 50;
/** Of a longer journey the beginning is shown. */
export const SEQUENCE_MAX = 200;

const share = z.number().min(0).max(1);

const waits = z
  .strictObject({
    median: z.number().describe('Seconds from one to the next.'),
    low: z.number().describe('A quarter of them wait no longer.'),
    high: z.number().describe('A quarter of them wait longer.'),
  })
  .meta({ id: 'Waits' });

const activity = z
  .strictObject({
    id: z.string().describe('Of the touchpoint; from a file: as it stands there.'),
    name: z.string(),
    phase: z.string().nullable().describe('Its name; null: it is in no plan.'),
    step: z.string().nullable(),
    planned: z.boolean(),
    encounters: count,
    cases: count.describe('Journeys with at least one.'),
    starts: count.describe('Journeys that begin with it.'),
    ends: count.describe('Journeys that end with it, however they end.'),
    medianDuration: z.number().nullable().describe('Seconds; null: nothing says it.'),
  })
  .meta({ id: 'JourneyActivity' });

const edge = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    count: count.describe('How often the one follows directly on the other.'),
    waits: waits.nullable().describe('Null: the file says no times.'),
  })
  .meta({ id: 'JourneyEdge' });

const variant = z
  .strictObject({
    activities: z.array(z.string()).describe('Ids in order, at most 200 of them.'),
    length: count.describe('How many there are in all.'),
    count,
    share,
    coverage: share.describe('This one and all more frequent ones together.'),
  })
  .meta({ id: 'JourneyVariant', description: 'Journeys that went by exactly the same sequence.' });

const threading = z
  .strictObject({
    by: z
      .array(z.enum(['case', 'mission', 'gap']))
      .describe("By the source's case ids, by the mission's rules, by time without an encounter."),
    startsWhen: z.string().nullable(),
    endsWhen: z.string().nullable(),
    gapDays: z.number().nullable().describe('Null: nothing is cut by time.'),
    gapLearned: estimate.describe(
      'Days without an encounter where the data themselves would cut: the valley between their two usual gaps.',
    ),
  })
  .meta({ id: 'Threading', description: 'How encounters were put together to journeys.' });

const outcomes = z
  .strictObject({
    completed: count,
    abandoned: count.describe('The gap passed without completion.'),
    open: count.describe('Not yet completed; the gap has not passed at the newest event.'),
    completion: estimate.describe('Completed of those that are decided, 0..1.'),
  })
  .nullable()
  .describe('Null: nothing says when a journey is completed, as in most files.');

export const journeyFlow = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    mission: z.string().nullable(),
    threading,
    cases: count.describe('Journeys of single people.'),
    encounters: count,
    people: count.nullable().describe('Null: the file names none.'),
    period: z.strictObject({ from: date, to: date }).nullable(),
    medianLength: z.number().describe('Encounters of a journey.'),
    medianSeconds: z
      .number()
      .nullable()
      .describe('From first to last encounter; null: the file says no times.'),
    outcomes,
    activities: z.array(activity),
    activitiesInAll: count,
    edges: z.array(edge),
    edgesInAll: count,
    variants: z.array(variant),
    variantsInAll: count,
    variantsOnce: count.describe('Sequences that only one journey took.'),
    conformance,
    dropOff,
    clusters,
  })
  .meta({ id: 'JourneyFlow', description: 'How one journey really went.' });

const journeyListed = named
  .extend({ cases: count, encounters: count, people: count.nullable() })
  .meta({ id: 'JourneyListed' });

export const journeysReply = z
  .strictObject({
    of: z.enum(['ledger', 'file']),
    currency: z.string().nullable().describe('Null: nothing is valued, as in a file.'),
    generation: z.int().nullable().describe('The build of the ledger that was read.'),
    segment: named.nullable().describe('Through whose eyes; null: everybody.'),
    segments: z.array(named).describe('Whose eyes there are.'),
    journeys: z.array(journeyListed).describe('Current ones in file order; a file is one.'),
    journey: journeyFlow
      .nullable()
      .describe('The one asked for, else the one with most encounters; null: nothing happened.'),
    notices: z.array(z.string()).describe('What the data may mislead about, in sentences.'),
  })
  .meta({
    id: 'Journeys',
    description:
      'What happened: journeys of single people, put together of their encounters. It names no person.',
  });

export const journeysQuery = z.strictObject({
  journey: z.string().max(400).optional().describe('The id of a current journey.'),
  segment: z.string().max(400).optional().describe('Only its people.'),
});

export type JourneysReply = ReadOnly<z.infer<typeof journeysReply>>;
export type JourneyFlow = ReadOnly<z.infer<typeof journeyFlow>>;
export type JourneyActivity = ReadOnly<z.infer<typeof activity>>;
export type JourneyEdge = ReadOnly<z.infer<typeof edge>>;
export type JourneyVariant = ReadOnly<z.infer<typeof variant>>;
export type JourneyThreading = ReadOnly<z.infer<typeof threading>>;
