import { z } from 'zod';
import { finding } from './overview-findings.ts';
import type { ReadOnly } from './read-only.ts';
import { count, date, estimate, instant, named } from './words.ts';

// What changed in a month, against the month before or the same month a year before.

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .describe('Such as 2026-08; UTC.');

const changed = z
  .strictObject({
    before: estimate,
    now: estimate,
    difference: estimate.describe('With the doubt of the opinions and that of chance.'),
    p: z
      .number()
      .nullable()
      .describe('How likely chance alone makes one as large, 0..1; null: not judged.'),
    isChange: z
      .boolean()
      .describe('More than chance, with all that is compared taken into account.'),
  })
  .meta({ id: 'Changed', description: 'A figure of two months and their difference.' });

const sides = { customer: changed, business: changed, joint: changed, volume: changed };

const row = z
  .strictObject({
    touchpoint: named,
    journey: named.nullable(),
    owner: named.nullable(),
    ...sides,
    felt: changed.nullable().describe('Mean, -1..+1; null: too few were asked.'),
    kept: z
      .array(
        z.strictObject({
          metric: z.string(),
          atMost: z.number().nullable(),
          atLeast: z.number().nullable(),
          share: changed.describe('Of single encounters, 0..1.'),
        }),
      )
      .describe('Expectations: in what part they were kept.'),
  })
  .meta({ id: 'ChangedTouchpoint' });

const headline = z.strictObject({
  touchpoint: named,
  what: z.enum(['customer', 'business', 'volume', 'felt', 'kept']),
  metric: z.string().nullable(),
  changed,
});

const inMonth = z.boolean().describe('In the month itself, and not since.');

export const changedReply = z
  .strictObject({
    currency: z.string(),
    months: z.array(month).describe('Full ones, the latest first: what can be asked.'),
    period: z.strictObject({ from: date, to: date }).nullable(),
    comparison: z
      .strictObject({
        month,
        against: month,
        isYearBefore: z.boolean(),
        hasMonthBefore: z.boolean(),
        hasYearBefore: z.boolean(),
        rate: z.number().describe('Of what is marked at most this part is expected to be chance.'),
        judged: count.describe('How many differences were judged.'),
        total: z.strictObject(sides),
        rows: z.array(row).describe('The largest difference for both together first.'),
        notCompared: z.array(
          z.strictObject({ touchpoint: named, why: z.enum(['too-few', 'not-covered']) }),
        ),
        headlines: z.array(headline).describe('At most three, what matters most first.'),
        findings: z
          .strictObject({ new: z.array(finding), gone: z.array(finding) })
          .describe('Found in the month alone and not in the other alone, and the reverse.'),
        opinion: z
          .strictObject({
            version: z.int(),
            savedAt: instant,
            customer: estimate,
            business: estimate,
            joint: estimate,
          })
          .nullable()
          .describe(
            'The same month at the valuations of the model before this one; null: there is none.',
          ),
      })
      .nullable(),
    why: z
      .enum(['no-months', 'month-incomplete', 'nothing-before'])
      .nullable()
      .describe('Why nothing is compared.'),
    answers: z
      .array(
        z.strictObject({
          key: z.string(),
          touchpoint: z.string().describe('Its name at that time.'),
          did: z.enum(['accept', 'dismiss', 'work', 'close', 'reopen']),
          by: z.string(),
          text: z.string(),
          at: instant,
          inMonth,
        }),
      )
      .describe('What people did about findings, in the month and since.'),
    versions: z.array(
      z.strictObject({ version: z.int(), note: z.string().nullable(), at: instant, inMonth }),
    ),
    imports: z.array(
      z.strictObject({ source: z.string(), events: count, rejected: count, at: instant, inMonth }),
    ),
  })
  .meta({ id: 'ChangedMonth', description: 'What changed in a month.' });

export const changedQuery = z.strictObject({
  month: month.optional().describe('Left out: the last full one.'),
  against: z
    .enum(['month', 'year'])
    .default('month')
    .describe('The month before, or the same of the year before.'),
});

export type ChangedMonth = ReadOnly<z.infer<typeof changedReply>>;
export type ChangedComparison = NonNullable<ChangedMonth['comparison']>;
export type ChangedRow = ChangedComparison['rows'][number];
export type ChangedFigure = ReadOnly<z.infer<typeof changed>>;
