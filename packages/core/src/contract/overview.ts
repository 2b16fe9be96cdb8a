// Everything that is said of a ledger at one look, as plain data: who shows it computes no figure, only lays them out.
//
// Units, everywhere in an overview:
// - money is in the workspace currency, a year; a period of another length is scaled by whoever fills this in;
// - quantities are whole units of their kind, a year, as decimal strings, so that nothing is rounded on the way;
// - an Estimate carries its own range and its `level`.
// No field may hold a name or a pseudonym of a person.
import { z } from 'zod';
import { abstained, finding } from './overview-findings.ts';
import { future } from './overview-futures.ts';
import { journey } from './overview-journeys.ts';
import { persona, segment } from './overview-lenses.ts';
import { blind, made } from './overview-made.ts';
import { across, net, value } from './overview-sums.ts';
import type { ReadOnly } from './read-only.ts';
import { date, instant } from './words.ts';

/** `segment`: whose figures alone; left out: everybody's. */
export const overviewQuery = z.strictObject({
  segment: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe('The id of a segment of the model, or `everyone` for who none matches.'),
});

export const overviewReply = z
  .strictObject({
    title: z.string(),
    model: z.string().describe("The model's name."),
    currency: z.string().describe('ISO 4217 code.'),
    period: z
      .strictObject({ from: date, to: date })
      .nullable()
      .describe(
        'First and last day of the events measured; null: no event yet, all there is is the believed ledger.',
      ),
    generatedAt: instant,
    people: z.number(),
    encounters: z.number(),
    events: z.number(),
    generation: z
      .number()
      .nullable()
      .describe('Which rebuild the figures were read from; null: none yet.'),
    segment: segment
      .nullable()
      .describe(
        'Whom alone all figures are of; null: everybody. What was imported, unmapped, unseen and refused is told of everybody all the same, and nothing believed is said of one segment.',
      ),
    segments: z
      .array(segment)
      .describe('Those of the model in its order, then who none matches; empty: it has none.'),
    personas: z.array(persona),
    journeys: z.array(journey).describe('The current ones, in file order.'),
    futures: z
      .array(future)
      .describe('Future journeys that say what they take the place of, in file order.'),
    headline: finding
      .nullable()
      .describe(
        'The step that matters most: the gravest finding that nobody has dismissed or closed; null: there is none. Also stands in `findings`.',
      ),
    settled: z
      .array(z.string())
      .describe('The findings that are dismissed or closed, as kind:touchpoint.'),
    findings: z.array(finding).describe('The gravest first.'),
    abstained: z.array(abstained),
    values: z.array(value),
    net: z
      .strictObject({ measured: net.nullable(), believed: net.nullable(), elsewhere: z.number() })
      .describe(
        'Believed is over the same touchpoints as measured, where anything was measured; `elsewhere` counts the others.',
      ),
    across: across.nullable(),
    blind,
    made,
  })
  .meta({
    id: 'Overview',
    description:
      'Everything that is said of a ledger at one look. Money is in the workspace currency, a year; quantities are whole units a year. It names no person.',
  });

/** One overview, complete. */
export type Overview = ReadOnly<z.infer<typeof overviewReply>>;
