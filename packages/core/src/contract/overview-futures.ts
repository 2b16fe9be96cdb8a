import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { estimate, named } from './words.ts';

// Future journeys beside the current ones that they would take the place of.

const told = {
  get: estimate.describe('What customers get, at its worth to them.'),
  give: estimate.describe('What customers give, at what it costs them.'),
  customer: estimate.describe('net(customer).'),
  business: estimate.describe('net(business).'),
  hours: estimate.describe('Hours that customers give, of any time.'),
  waiting: estimate.describe('Those of them that are waiting.'),
} as const;

const side = z
  .strictObject({
    touchpoints: z.array(named.extend({ channel: z.string() })),
    evidence: z
      .enum(['measured', 'believed', 'both'])
      .describe('Where its figures come from; both: some of its touchpoints are measured.'),
    ...told,
  })
  .meta({ id: 'FutureSide', description: 'One end of a comparison, a year.' });

const difference = z.strictObject(told).meta({
  id: 'FutureDifference',
  description:
    'What would become different: next less now, in every draw. What both share is in no range.',
});

const pair = z
  .strictObject({
    change: z
      .enum(['kept', 'changed', 'new', 'gone'])
      .describe('kept: as it is today, figures and all; gone: nothing takes its place.'),
    now: side.nullable(),
    next: side.nullable(),
    difference,
  })
  .meta({
    id: 'FuturePair',
    description: 'Touchpoints of today with those that would take their place.',
  });

export const future = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    insteadOf: named.describe('The current journey.'),
    pairs: z.array(pair).describe('In the order of the future journey, what is gone where it was.'),
    total: z
      .strictObject({ now: side, next: side, difference })
      .describe('Over all pairs that can be said.'),
    unsaid: z
      .array(z.string())
      .describe('Touchpoints in no total, as nobody has said how often they happen.'),
  })
  .meta({
    id: 'Future',
    description:
      'A future journey beside the current one: what is believed of it against what was measured, or is believed where nothing was measured.',
  });

export type ReportFuture = ReadOnly<z.infer<typeof future>>;
export type ReportFuturePair = ReadOnly<z.infer<typeof pair>>;
export type ReportFutureSide = ReadOnly<z.infer<typeof side>>;
export type ReportDifference = ReadOnly<z.infer<typeof difference>>;
