import { z } from 'zod';
import { experienceReply } from './experience.ts';
import type { ReadOnly } from './read-only.ts';
import { count, estimate } from './words.ts';

// What a survey in a file says by itself, without a model.

const answersLeftOut = z
  .strictObject({
    none: count.describe('Rows without an answer, or with a code that stands for none.'),
    outside: z
      .array(z.strictObject({ score: z.number(), n: count }))
      .max(20)
      .describe('Numbers that are not on the scale, the most frequent first; not counted.'),
    unread: count.describe('Cells that are no numbers; not counted.'),
    unweighted: count.describe('Answers without a weight above 0; not counted.'),
  })
  .meta({ id: 'AnswersLeftOut', description: 'Rows that are not among the answers, and why.' });

const npsFigures = {
  n: count.describe('Answers.'),
  promoters: count.describe('Who gave 9 or 10: people, also where they are weighted.'),
  detractors: count.describe('Who gave 0 to 6.'),
  nps: z.number().nullable().describe('Points, -100..+100; null without an answer.'),
  se: z
    .number()
    .nullable()
    .describe('Standard error in points: exact without weights, linearised with them.'),
  low: z.number().nullable().describe('With high it encloses the score, 9 times in 10.'),
  high: z.number().nullable(),
  effective: z.number().describe('As many answers without weights as these are worth.'),
} as const;

export const npsReply = z
  .strictObject({
    ...npsFigures,
    passives: count.describe('Who gave 7 or 8.'),
    level: z.number(),
    method: z.string(),
    groups: z
      .array(
        z.strictObject({
          group: z.string(),
          ...npsFigures,
          difference: estimate.describe('Of its score to that of all others, in points.'),
        }),
      )
      .max(100)
      .describe('The largest first.'),
    groupsLeft: count.describe('Smaller groups that are not told.'),
    leftOut: answersLeftOut,
    column: z.strictObject({
      score: z.string(),
      weight: z.string().nullable(),
      by: z.string().nullable(),
    }),
  })
  .meta({ id: 'Nps', description: 'A Net Promoter Score from a column of scores 0 to 10.' });

const asked = z
  .strictObject({
    column: z.string(),
    scale: z.strictObject({ least: z.number(), most: z.number() }),
    n: count,
    effective: z.number(),
    mean: estimate.describe('On the scale itself.'),
    top: estimate.describe(
      'Part that gave one of the two best answers; of a scale of seven and more asked for ease, of the three best.',
    ),
    groups: z
      .array(
        z.strictObject({
          group: z.string(),
          n: count,
          mean: estimate,
          top: estimate,
          difference: estimate.describe('Of its mean to that of all others.'),
        }),
      )
      .max(100),
    leftOut: answersLeftOut,
  })
  .meta({ id: 'AskedColumn', description: 'Satisfaction or effort as a column asks for it.' });

const gap = z.strictObject({
  expected: z.string().describe('The column.'),
  perceived: z.string(),
  n: count.describe('People who answered both.'),
  meanExpected: z.number(),
  meanPerceived: z.number(),
  gap: estimate.describe('Perceived less expected, in points of the scale.'),
  short: z.number().describe('Part of people who got less than they expected: 0..1.'),
  beyond: z.number(),
  reliability: z
    .number()
    .nullable()
    .describe('Of the gap as a difference, 0..1; null: two columns or more are wanted to know.'),
  penalty: estimate.describe('Points of the whole that falling short costs, against as expected.'),
  reward: estimate.describe('Points of the whole that going beyond earns.'),
});

const surface = z
  .strictObject({
    n: count,
    r2: z.number(),
    weights: z
      .array(
        z.strictObject({ of: z.enum(['constant', 'E', 'P', 'EE', 'EP', 'PP']), weight: estimate }),
      )
      .describe("Edwards' polynomial about the middle of the scale."),
    agreement: z
      .strictObject({ slope: estimate, bend: estimate })
      .describe('Where both rise together.'),
    disagreement: z
      .strictObject({ slope: estimate, bend: estimate })
      .describe('Where perceived falls as expected rises.'),
    gapProbability: z
      .number()
      .describe('How likely so much is, were b1 = -b2: small speaks against gaps.'),
    plainGapProbability: z.number().describe('Likewise for b1 = -b2 and no bends.'),
    gapStands: z.boolean().describe('A gap may stand for the two.'),
  })
  .meta({ id: 'ExpectationSurface', description: 'A whole by what was expected and perceived.' });

const KANO = ['A', 'O', 'M', 'I', 'R', 'Q'] as const;

const kano = z
  .strictObject({
    item: z.string(),
    functional: z.string(),
    dysfunctional: z.string(),
    n: count,
    counts: z.record(z.enum(KANO), count),
    category: z
      .enum(KANO)
      .describe('Attractive, One-dimensional, Must-be, Indifferent, Reversed, Questionable.'),
    second: z.enum(KANO),
    decided: z.boolean().describe("By Fong's test; false: first and second are too close."),
    lead: z.number(),
    leadWanted: z.number(),
    better: estimate.describe('0..1: how far having it satisfies.'),
    worse: estimate.describe('-1..0: how far not having it dissatisfies.'),
    categoryStrength: z.number(),
    totalStrength: z.number(),
    probabilities: z.record(z.enum(KANO), z.number()),
    warnings: z.array(z.enum(['few-answers', 'questionable-answers'])),
  })
  .meta({ id: 'KanoItem', description: 'What a feature is to people.' });

export const surveyReply = z
  .strictObject({
    csat: asked.nullable(),
    ces: asked.nullable(),
    expectation: z
      .strictObject({
        gaps: z.array(gap).max(200).describe('The largest shortfall first.'),
        quality: z.number().describe('SERVQUAL: the mean gap over items.'),
        overall: z.string().nullable().describe('The column that stands for the whole.'),
        surface: surface.nullable(),
        setters: z
          .array(
            z.strictObject({
              setBy: z.string(),
              n: count,
              expected: z.number(),
              gap: estimate,
              difference: estimate.describe('Of its mean gap to that of all others.'),
            }),
          )
          .max(100)
          .describe('By who set the expectation, where a column says it.'),
      })
      .nullable(),
    kano: z.array(kano).max(200).nullable(),
    caveats: z.array(z.string()),
  })
  .meta({ id: 'Survey', description: 'What a survey in a file says by itself.' });

export const experienceOfFileReply = z
  .strictObject({
    experience: experienceReply
      .nullable()
      .describe('How its journeys felt, as of the ledger; null: not asked.'),
    within: z
      .strictObject({
        persons: count,
        answers: count,
        bayesFactor: z.number().describe('Of peak and end against the mean, within persons.'),
        verdict: z.enum(['peak-and-end', 'mean', 'undecided']),
      })
      .nullable()
      .describe(
        "What is remembered once each person's own level is taken out; null: nobody has journeys enough, or no column tells people apart.",
      ),
    survey: surveyReply.nullable(),
    leftOut: z
      .strictObject({
        rows: count.describe('Without a journey or a time that can be read, or out of shape.'),
        unread: count.describe('Answers that are no numbers.'),
        offScale: count.describe('Answers that are not on their scale.'),
      })
      .nullable(),
  })
  .meta({ id: 'ExperienceOfFile', description: 'How it felt, as a file by itself tells it.' });

export type ExperienceOfFile = ReadOnly<z.infer<typeof experienceOfFileReply>>;
export type NpsReply = ReadOnly<z.infer<typeof npsReply>>;
export type SurveyReply = ReadOnly<z.infer<typeof surveyReply>>;
export type AskedColumn = ReadOnly<z.infer<typeof asked>>;
export type AnswersLeftOut = ReadOnly<z.infer<typeof answersLeftOut>>;
export type KanoItem = ReadOnly<z.infer<typeof kano>>;
export type ExpectationGap = ReadOnly<z.infer<typeof gap>>;
