import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count, estimate } from './words.ts';

// What a journey is held against: its plan, its end, and the ways that people really take.

const share = z.number().min(0).max(1);
const abstained = z.strictObject({
  kind: z.literal('abstained'),
  reason: z.string().describe('What was seen, and what it would take.'),
});
const sequence = z.array(z.string()).describe('Ids of activities in order, at most 200 of them.');

/** So many of each list are shown, the most frequent first. */
export const DEVIATIONS_MAX = 50;
export const SURVIVAL_STEPS_MAX = 200;
export const LEFT_MAX = 50;
export const CLUSTERS_MAX = 8;

const planned = z
  .strictObject({
    id: z.string().describe('Of the step.'),
    name: z.string(),
    phase: z.string().describe('Its name.'),
    touchpoints: z.array(z.string()).describe('Ids of activities.'),
    flow: z
      .enum(['any', 'sequence', 'choice', 'parallel'])
      .describe(
        'How its touchpoints go: one or more in any order; all in this order; one of them; all in any order.',
      ),
    optional: z.boolean(),
    repeats: z.boolean(),
  })
  .meta({ id: 'PlannedStep', description: 'A step of the plan, as conformance reads it.' });

const deviation = z
  .strictObject({
    kind: z
      .enum(['missed', 'unplanned'])
      .describe('In the plan and not there; there and not in the plan at that place.'),
    activity: z.string(),
    name: z.string(),
    step: z
      .string()
      .nullable()
      .describe('The name of the step, where any of its touchpoints would have done; else null.'),
    after: z
      .string()
      .nullable()
      .describe('The activity that it comes after; null: the journey begins with it.'),
    count: count.describe('How often.'),
    cases: count.describe('In how many journeys.'),
    share: estimate.describe('Of the journeys looked at, 0..1.'),
    customer: estimate.describe(
      "What one such costs: net(customer) of the touchpoint's usual exchange, with the sign turned where it was missed. Money, each.",
    ),
    business: estimate,
    joint: estimate,
    jointInAll: estimate.describe('The same over all of them, over the period.'),
  })
  .meta({ id: 'JourneyDeviation', description: 'One way in which journeys part from the plan.' });

const compliance = z
  .strictObject({
    word: z
      .enum(['completed', 'failing', 'out-of-order', 'adhoc', 'missing'])
      .describe(
        'As planned; as planned, and it went wrong; planned, but at another place; not in the plan there; planned and not there, so no encounter.',
      ),
    count,
    share: share.describe('Of all encounters and missing ones together.'),
  })
  .meta({ id: 'ComplianceWord', description: 'CJML: what came of what was planned.' });

export const conformance = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('checked'),
      plan: z.array(planned),
      cases: count.describe('Journeys that were held against the plan ...'),
      variants: count.describe('... by so many different sequences ...'),
      covered: share.describe('... which is this part of all; the rest are the rarest.'),
      fitness: estimate.describe('0..1, mean over journeys: 1 - cost / (length + shortest plan).'),
      valueFitness: estimate.describe(
        'The same with what a touchpoint exchanges as its weight: the part of the planned joint value that was exchanged. Abstained without values.',
      ),
      asPlanned: estimate.describe('Part of the journeys without any deviation.'),
      deviations: z.array(deviation),
      deviationsInAll: count.describe('Different ones, of which the most frequent are shown.'),
      compliance: z.array(compliance),
    }),
    abstained,
  ])
  .meta({ id: 'Conformance', description: 'Journeys as they were, against the plan.' });

const survivalStep = z
  .strictObject({
    seconds: z.number().describe('Since the first encounter.'),
    atRisk: count.describe('Journeys still under way, and seen, just before.'),
    underWay: share.describe('Kaplan-Meier: neither completed nor given up by then.'),
    underWayLow: share,
    underWayHigh: share,
    completed: share.describe('Aalen-Johansen: completed by then.'),
    completedLow: share,
    completedHigh: share,
    abandoned: share.describe('Given up by then: the gap has passed since the last encounter.'),
    abandonedLow: share,
    abandonedHigh: share,
  })
  .meta({ id: 'SurvivalStep' });

export const dropOff = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('seen'),
      completedWhen: z
        .enum(['rule', 'last-step'])
        .describe("By the mission's rule; or, as it has none, by reaching the last step."),
      level: z.number().describe('Of the ranges, 0..1.'),
      steps: z
        .array(survivalStep)
        .describe('What holds from `seconds` on; thinned where there are more.'),
      medianToComplete: z
        .number()
        .nullable()
        .describe('Seconds until half of all have completed; null: fewer than half ever do.'),
      left: z
        .array(
          z.strictObject({
            activity: z.string(),
            reached: count.describe('Journeys that came by there.'),
            count: count.describe('Journeys given up whose last encounter it was.'),
            share: estimate.describe('Of those that came by, 0..1.'),
          }),
        )
        .describe('Where journeys are left, the most first.'),
    }),
    abstained,
  ])
  .meta({ id: 'DropOff', description: 'How long journeys take, and how many are given up.' });

const cluster = z
  .strictObject({
    medoid: sequence.describe('The real journey that is nearest to all others of its kind.'),
    length: count.describe('Encounters of the medoid.'),
    cases: count,
    share: estimate.describe('Of the journeys that were sorted, 0..1.'),
    stability: share.describe(
      'Mean Jaccard likeness with the same kind found in samples drawn again.',
    ),
    isStable: z.boolean().describe('0.75 or more.'),
    completed: share.nullable().describe('Part of them that were completed; null: cannot be said.'),
    encounters: z.number().describe('Of a journey, on average.'),
    medianSeconds: z.number().nullable().describe('From first to last encounter.'),
    customer: estimate.describe('net(customer) of one such journey, on average.'),
    business: estimate,
    joint: estimate,
    more: z
      .array(z.strictObject({ activity: z.string(), here: z.number(), elsewhere: z.number() }))
      .describe('What sets it apart: encounters a journey here and in the others, at most 5.'),
  })
  .meta({ id: 'JourneyCluster', description: 'Journeys that went alike.' });

export const clusters = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('found'),
      cases: count.describe('Journeys behind the variants that were sorted ...'),
      variants: count.describe('... of which there are so many.'),
      covered: share.describe('Part of all journeys.'),
      silhouette: z.number().describe('-1..1: how far apart the kinds are.'),
      clusters: z.array(cluster),
    }),
    abstained,
  ])
  .meta({ id: 'JourneyClusters', description: 'The few ways in which journeys go.' });

export type Conformance = ReadOnly<z.infer<typeof conformance>>;
export type JourneyDeviation = ReadOnly<z.infer<typeof deviation>>;
export type PlannedStep = ReadOnly<z.infer<typeof planned>>;
export type ComplianceWord = ReadOnly<z.infer<typeof compliance>>;
export type DropOff = ReadOnly<z.infer<typeof dropOff>>;
export type SurvivalStep = ReadOnly<z.infer<typeof survivalStep>>;
export type JourneyClusters = ReadOnly<z.infer<typeof clusters>>;
export type JourneyCluster = ReadOnly<z.infer<typeof cluster>>;
