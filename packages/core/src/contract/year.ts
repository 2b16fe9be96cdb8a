import { z } from 'zod';
import { looks } from './looks.ts';
import type { ReadOnly } from './read-only.ts';
import { count, estimate, grade } from './words.ts';

const moved = z
  .strictObject({
    touchpoint: z.string(),
    giver: z.string().describe('The id of an actor.'),
    receiver: z.string().describe('The id of an actor.'),
    kind: z.string(),
    segment: z.string(),
    quantity: z
      .string()
      .regex(/^-?\d+$/)
      .describe("A year, in the kind's smallest units."),
    n: count.describe('Transfers seen.'),
    grade: grade.describe('The worst evidence in it.'),
  })
  .meta({ id: 'Moved' });

const range = z.strictObject({ median: z.number(), low: z.number(), high: z.number() });

const plannedLine = z
  .strictObject({
    leg: count,
    give: z.string().describe('The id of an actor.'),
    to: z.string().describe('The id of an actor.'),
    kind: z.string(),
    quantity: z.string().describe('As the model has it: a number, or a rule.'),
    grade: grade.nullable().describe('How the quantity is known, where the line says so.'),
    believed: range.nullable().describe('Whole units an encounter; null: none stated.'),
  })
  .meta({ id: 'PlannedLine' });

const planned = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    believed: z
      .strictObject({ per: z.enum(['day', 'week', 'month', 'quarter', 'year']), volume: range })
      .nullable()
      .describe('How often it is believed to happen; null: nobody said.'),
    exchange: z.array(plannedLine),
  })
  .meta({ id: 'Planned', description: 'What the model says of a touchpoint, as far as valued.' });

const spreads = z
  .record(z.string(), z.number().min(0).max(1))
  .describe('By kind: how far a year may bring more or less, relative to what moved.');

const seen = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    encounters: count.describe('Seen, not in a year.'),
    spreads,
    people: count,
    peopleGivingData: count,
    encountersGivingData: count,
    encountersGivingDataGettingNothing: count,
    felt: estimate.nullable().describe('Mean of how it felt, -1..+1; null: nobody was asked.'),
    looks,
    days: z.number().nullable().describe('That its evidence covers, where others than `days`.'),
  })
  .meta({ id: 'SeenAt' });

export const yearReply = z
  .strictObject({
    generation: z.int().describe('The build of the ledger that was read.'),
    days: z.number().describe('That single events cover; 0: nothing was measured.'),
    encounters: count.describe('Seen over all touchpoints, not in a year.'),
    spreads: z
      .strictObject({ all: spreads, journeys: z.record(z.string(), spreads) })
      .describe('The same over all touchpoints, and over those of each journey.'),
    touchpoints: z.array(seen).describe('Those where something was seen.'),
    planned: z.array(planned).describe('Those of journeys as they are now, in file order.'),
    rows: z.array(moved).describe('What moved, by touchpoint, giver, receiver, kind and segment.'),
  })
  .meta({
    id: 'Year',
    description:
      'The quantities that the yearly nets of the overview are made of: single events scaled by the days seen, totals by the days that they cover, and what is believed. Valued by the valuations, they are those nets.',
  });

export type Year = ReadOnly<z.infer<typeof yearReply>>;
