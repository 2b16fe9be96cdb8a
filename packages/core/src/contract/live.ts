import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { count, instant, named, side } from './words.ts';

/** As what an event is counted: part of it held back is told before that the rest is in the ledger. */
const outcome = z
  .enum(['encounter', 'refused', 'unmapped', 'rejected', 'other'])
  .meta({ id: 'LiveOutcome' });

const became = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('encounters'),
      encounters: z.array(
        z.strictObject({
          journey: z.string(),
          touchpoint: z.string(),
          legs: z
            .array(
              z.strictObject({
                giver: z.string(),
                receiver: z.string(),
                kind: z.string(),
                quantity: z.number().describe('In the smallest units of its kind.'),
              }),
            )
            .describe('What was exchanged.'),
          refused: z
            .array(z.strictObject({ kind: z.string(), reason: z.string() }))
            .describe('What was held back, and why, such as no-consent.'),
        }),
      ),
    }),
    z.strictObject({ kind: z.literal('unmapped') }).describe('No touchpoint takes it.'),
    z.strictObject({ kind: z.literal('traits') }).describe('It says who somebody is.'),
    z.strictObject({ kind: z.literal('stored') }).describe('It waits for a model.'),
    z.strictObject({ kind: z.literal('suppressed') }).describe('Of somebody who was erased.'),
    z.strictObject({
      kind: z.literal('rejected').describe('Refused at the door.'),
      reason: z.string(),
      detail: z.string(),
    }),
  ])
  .meta({ id: 'LiveBecame' });

const event = z
  .strictObject({
    id: count.describe('Counts up while the server lives.'),
    times: count.describe('So many that are refused alike came at once, and are told as one.'),
    receivedAt: instant,
    at: instant,
    source: z.string(),
    type: z.string(),
    name: z.string(),
    channel: z.string(),
    person: z.string().nullable().describe('A pseudonym; null: nobody was named.'),
    outcome,
    became,
  })
  .meta({ id: 'LiveEvent', description: 'One event that came in, and what became of it.' });

/** One message of the stream: its events the oldest first. */
export const liveTold = z
  .strictObject({
    events: z.array(event),
    missed: count.describe(
      'So many that are looked for came since the message before, and are not told.',
    ),
    came: z
      .array(z.strictObject({ source: z.string(), outcome, events: count }))
      .describe('All that came since the message before, looked for or not.'),
  })
  .meta({ id: 'LiveTold' });

/** What ids are called in the model of now, in its order. */
export const liveNames = z
  .strictObject({
    hasLedger: z.boolean(),
    isStandingBy: z
      .boolean()
      .describe('Another server works events off, and shows what they become.'),
    currency: z.string(),
    touchpoints: z.array(named),
    journeys: z.array(
      z.strictObject({
        ...named.shape,
        phases: z.array(
          z.strictObject({ ...named.shape, touchpoints: z.array(z.string()).describe('Ids.') }),
        ),
      }),
    ),
    actors: z.array(z.strictObject({ ...named.shape, side })),
    kinds: z.array(
      z.strictObject({ ...named.shape, family: z.string(), unit: z.string(), scale: count }),
    ),
  })
  .meta({ id: 'LiveNames' });

export const liveQuery = z.strictObject({
  after: z
    .string()
    .max(80)
    .optional()
    .describe('The id of the last message that was read; left out: the last events first.'),
  source: z.string().max(200).optional().describe('Only events of this source.'),
  name: z.string().max(200).optional().describe('Only events with this in their name.'),
  outcome: outcome.optional().describe('Only events that became this.'),
});

export type LiveTold = ReadOnly<z.infer<typeof liveTold>>;
export type LiveEventShown = ReadOnly<z.infer<typeof event>>;
export type LiveBecameShown = ReadOnly<z.infer<typeof became>>;
export type LiveCame = LiveTold['came'][number];
export type LiveQuery = ReadOnly<z.infer<typeof liveQuery>>;
export type LiveNames = ReadOnly<z.infer<typeof liveNames>>;
