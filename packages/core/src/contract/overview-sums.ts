import { z } from 'zod';
import type { ReadOnly } from './read-only.ts';
import { estimate, grade, side } from './words.ts';

// Sums over all touchpoints.

const evidence = z
  .enum(['believed', 'measured'])
  .describe('Where a figure comes from: what the model says happens, or what events say happened.');

export const value = z
  .strictObject({
    evidence,
    kind: z.string(),
    name: z.string(),
    family: z.string(),
    giver: side,
    receiver: side,
    quantity: z.string().describe('Whole units a year, as a decimal.'),
    unit: z.string(),
    worth: estimate,
    cost: estimate,
    n: z.number(),
    grade: grade.describe('The worst of `grades`.'),
    grades: z.partialRecord(grade, z.number()).describe('Transfers per grade.'),
  })
  .meta({ id: 'Value', description: 'One value kind in one direction, over all touchpoints.' });

const quadrant = z.enum(['win-win', 'business-gains', 'customer-gains', 'lose-lose']);
const losing = z
  .number()
  .nullable()
  .describe('Probability that this side loses, 0..1; null: cannot be said.');

export const net = z
  .strictObject({
    customer: estimate,
    business: estimate,
    joint: estimate,
    tilt: estimate.describe('-1..+1, positive: the business gains more.'),
    reciprocity: estimate.describe('0..1.'),
    share: estimate.describe(
      "The customer's part of the joint net, 0..1; abstained outside win-win.",
    ),
    quadrant: z
      .strictObject({ name: quadrant, probability: z.number() })
      .nullable()
      .describe('The likeliest quadrant with its probability; null: a net abstained.'),
    losing: z.strictObject({ customer: losing, business: losing }),
    leavesOut: z
      .strictObject({ customer: z.array(z.string()), business: z.array(z.string()) })
      .describe(
        'What moved and is in no money because nobody has said what it is worth or costs, in words, by side.',
      ),
  })
  .meta({
    id: 'Net',
    description:
      'Net for each side, over all touchpoints, and how they compare (methods: balance and reciprocity).',
  });

export const across = z
  .strictObject({
    people: z.number(),
    gini: estimate.describe('0 (all alike) .. 1.'),
    negative: estimate.describe('Part of the people whose net is below zero, 0..1.'),
    cvar: estimate.describe('Mean net of the worst-off tenth.'),
    withoutPerson: z
      .number()
      .describe(
        'Part of the encounters that name no person, 0..1: in totals, outside these figures.',
      ),
  })
  .meta({
    id: 'Across',
    description: 'How net(customer) is spread over customers. Money is a person, a year.',
  });

export type Evidence = z.infer<typeof evidence>;
export type ReportValue = ReadOnly<z.infer<typeof value>>;
export type ReportParty = z.infer<typeof side>;
export type Quadrant = z.infer<typeof quadrant>;
export type ReportNet = ReadOnly<z.infer<typeof net>>;
export type ReportAcross = ReadOnly<z.infer<typeof across>>;
