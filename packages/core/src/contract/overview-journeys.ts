import { z } from 'zod';
import { STAGES } from '../model/model.ts';
import type { ReadOnly } from './read-only.ts';
import { estimate } from './words.ts';

// The journeys as planned, with what is believed and what was measured at each touchpoint.

const transfer = z
  .strictObject({
    kind: z.string().describe('The value kind.'),
    name: z.string(),
    family: z.string().describe('As in the model: money, goods, time, data ...'),
    quantity: z.string().describe('Whole units a year, as a decimal.'),
    unit: z.string(),
    worth: estimate.describe(
      'To its receiver, a year; abstained: nobody has said what a unit is worth.',
    ),
    cost: estimate.describe('To its giver, a year.'),
  })
  .meta({ id: 'Transfer' });

const voice = z
  .strictObject({
    worth: estimate.describe('The sum to whoever receives it.'),
    cost: estimate.describe('The sum to whoever gives it.'),
    transfers: z.array(transfer),
  })
  .meta({
    id: 'Voice',
    description:
      'One direction at one touchpoint, over valued kinds only, with shared draws; abstained where no kind of it is valued. Delivered is drawn at its worth and captured at its cost: their difference is net(customer).',
  });

const voices = z
  .strictObject({
    delivered: voice.describe('What they get: received by the customer.'),
    captured: voice.describe('What they give: given by the customer.'),
    customer: estimate.describe('net(customer), a year.'),
    business: estimate.describe('net(business), a year.'),
  })
  .meta({
    id: 'Voices',
    description:
      'Both voices at one touchpoint. Other sides than customer and business are left out, as in the nets.',
  });

const touchpoint = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    channel: z.string(),
    owner: z.string().nullable(),
    intention: z.string().nullable(),
    quote: z.string().nullable(),
    influence: z
      .string()
      .nullable()
      .describe('As in the model: brand, communications, purchase, product, service.'),
    people: z
      .number()
      .nullable()
      .describe(
        'Different people met here in the period; null: cannot be said (aggregates only, or believed only).',
      ),
    encounters: z.number().nullable().describe('A year, measured; null: none.'),
    believed: voices.nullable(),
    measured: voices.nullable(),
    felt: estimate
      .describe('Mean of how the encounters felt, -1..+1; null: nobody was asked.')
      .nullable(),
    unseen: z.boolean().describe('It recognises events, and none came.'),
    noEvidence: z
      .boolean()
      .describe('No event can reach it (it has no rule), or none was imported yet.'),
  })
  .meta({
    id: 'Touchpoint',
    description:
      'One planned place of an interaction, with what is believed and what was measured there.',
  });

const step = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    momentOfTruth: z.boolean(),
    touchpoints: z.array(touchpoint),
  })
  .meta({ id: 'Step' });

const sums = z
  .strictObject({
    measured: voices.nullable().describe('Over its touchpoints that were measured; null: none.'),
    believed: voices
      .nullable()
      .describe('Over the same touchpoints, or over all where none was measured; null: none.'),
    felt: estimate.nullable().describe('Mean of how all its encounters felt; null: nobody asked.'),
    encounters: z.number().nullable().describe('A year, measured; null: none.'),
    elsewhere: z
      .number()
      .describe('Touchpoints that are believed and not measured, where others were measured.'),
  })
  .meta({
    id: 'Sums',
    description:
      'Both voices over several touchpoints: added up in every draw, as medians do not add up.',
  });

const phase = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    stage: z
      .enum(STAGES)
      .nullable()
      .describe('The lifecycle stage that it belongs to; null: none is said.'),
    sums,
    steps: z.array(step),
  })
  .meta({ id: 'Phase' });

export const journey = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    level: z.enum(['L0', 'L1', 'L2']).describe('L0 the whole lifecycle, L1 a journey, L2 a task.'),
    state: z.enum(['current', 'future']),
    sums,
    phases: z.array(phase),
  })
  .meta({ id: 'Journey' });

export type ReportTransfer = ReadOnly<z.infer<typeof transfer>>;
export type ReportSide = ReadOnly<z.infer<typeof voice>>;
export type ReportVoices = ReadOnly<z.infer<typeof voices>>;
export type ReportTouchpoint = ReadOnly<z.infer<typeof touchpoint>>;
export type ReportSums = ReadOnly<z.infer<typeof sums>>;
export type ReportStep = ReadOnly<z.infer<typeof step>>;
export type ReportPhase = ReadOnly<z.infer<typeof phase>>;
export type ReportJourney = ReadOnly<z.infer<typeof journey>>;
