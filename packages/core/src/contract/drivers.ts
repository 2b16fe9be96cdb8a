import { z } from 'zod';
import {
  caveat,
  driver,
  driverOutcome,
  driverWindow,
  forceMultiplier,
  interactions,
  leftOut,
  score,
  weakestLink,
} from './drivers-parts.ts';
import type { ReadOnly } from './read-only.ts';
import { count, estimate } from './words.ts';

// What shapes value: which influences, touchpoints or answers go with an outcome, of a ledger or of a file alone.

/** So many drivers at most are held against an outcome: LMG looks at every set of them. */
export const DRIVERS_MAX = 14;

export const driversQuery = z.strictObject({
  outcome: z
    .string()
    .max(400)
    .optional()
    .describe('Of `outcomes`; left out: the best that there is.'),
  segment: z.string().max(200).optional().describe('Only people of it.'),
  by: z
    .enum(['influence', 'touchpoint'])
    .optional()
    .describe(
      'What the drivers are; left out: influences, or touchpoints where too few influences have scores.',
    ),
  cost: z
    .string()
    .max(1000)
    .optional()
    .describe(
      'What lifting a driver by a tenth of its scale costs a year: `service:4000-9000,brand:12000`.',
    ),
});

const found = z.strictObject({
  kind: z.literal('found'),
  n: count.describe('Who has the outcome and a score of every driver.'),
  r2: estimate.describe('Part of the outcome’s spread that the drivers go with together.'),
  model: z
    .enum(['linear', 'logit', 'ordinal'])
    .describe('How the outcome is held against the scores.'),
  bootstraps: count,
  drivers: z.array(driver).max(DRIVERS_MAX).describe('The most important first.'),
  lines: z
    .strictObject({ share: z.number(), performance: z.number() })
    .describe(
      'Where the quadrants meet: mean share, and mean performance as a part of the scale, 0..1.',
    ),
  weakestLink,
  forceMultiplier,
  interactions,
});

const nothing = z.strictObject({
  kind: z.literal('abstained'),
  because: z
    .enum([
      ...['no-encounters', 'no-scores', 'no-outcome', 'one-driver', 'few-complete', 'no-spread'],
      'no-relation',
    ] as const)
    .describe(
      'Nothing was seen; nothing says how anything felt or was kept; nothing to hold it against; a single driver has scores; too few have all; an outcome that never varies; together they go with no more of it than chance.',
    ),
  seen: z.number().nullable().describe('What there is of what is needed.'),
  needed: z.number().nullable(),
  /** In one English sentence. */
  reason: z.string(),
});

export const driversReply = z
  .strictObject({
    about: z.enum(['ledger', 'file']),
    name: z.string().describe('Of the model, or of the file.'),
    currency: z.string().nullable(),
    rows: z.enum(['people', 'forms', 'rows']).describe('What one row of the table is.'),
    asked: count.describe('Rows that the ledger or file has in all.'),
    by: z.enum(['influence', 'touchpoint', 'column']),
    byOther: z.boolean().describe('It can be had by the other, too.'),
    segments: z.array(z.strictObject({ id: z.string(), name: z.string() })).max(200),
    segment: z.string().nullable(),
    outcomes: z.array(driverOutcome).max(60),
    outcome: driverOutcome.nullable().describe('The one used; null: there is none.'),
    why: z
      .enum(['asked', 'says-whole', 'most-known', 'only'])
      .nullable()
      .describe(
        'Why this outcome: asked for; it rates the whole; most is known with it; the only one.',
      ),
    mean: estimate.nullable().describe('Of the outcome.'),
    window: driverWindow
      .nullable()
      .describe('Of what came after; null: scores and outcome are of the same time.'),
    scores: z
      .array(score)
      .max(28)
      .describe(
        'How what was looked at is doing, also where nothing can be said of what it shapes.',
      ),
    leftOut: z.array(leftOut).max(100).describe('What is no driver here, and why.'),
    result: z.discriminatedUnion('kind', [found, nothing]),
    caveats: z.array(caveat).max(20),
    notices: z
      .array(z.string())
      .max(30)
      .optional()
      .describe(
        'Of a file: what words were taken for, what was left out, and what looks like no answer.',
      ),
  })
  .meta({
    id: 'Drivers',
    description:
      'What goes with an outcome, how surely, and what to keep in mind. It names no person.',
  });

export type Drivers = ReadOnly<z.infer<typeof driversReply>>;
export type DriversFound = ReadOnly<z.infer<typeof found>>;
export type DriversNothing = ReadOnly<z.infer<typeof nothing>>;
export type DriverShown = ReadOnly<z.infer<typeof driver>>;
export type DriverOutcome = ReadOnly<z.infer<typeof driverOutcome>>;
export type DriverCaveat = ReadOnly<z.infer<typeof caveat>>;
export type DriverScore = ReadOnly<z.infer<typeof score>>;
export type DriverLeftOut = ReadOnly<z.infer<typeof leftOut>>;
export type WeakestLink = ReadOnly<z.infer<typeof weakestLink>>;
export type ForceMultiplier = ReadOnly<z.infer<typeof forceMultiplier>>;
export type DriverQuadrant = DriverShown['quadrant'];
