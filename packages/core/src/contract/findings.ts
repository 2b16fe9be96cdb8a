import { z } from 'zod';
import { DEEDS_TOLD, FOLLOW_STATES_TOLD } from './findings-words.ts';
import { finding } from './overview-findings.ts';
import type { ReadOnly } from './read-only.ts';
import { count, date, estimate, instant, named, side } from './words.ts';

// Findings with what was said and done about them.

const stake = z
  .strictObject({
    customer: estimate.describe('Net a year.'),
    business: estimate,
    joint: estimate,
    encounters: z.number().describe('A year.'),
    from: date.nullable().describe('First day of the evidence; null: none.'),
    to: date.nullable(),
  })
  .meta({ id: 'Stake', description: 'What a finding is about at one moment.' });

const deed = z.enum(DEEDS_TOLD);
const state = z
  .enum(FOLLOW_STATES_TOLD)
  .describe('new -> seen -> accepted or dismissed -> in-work -> closed.');

const event = z
  .strictObject({
    id: z.int(),
    did: z
      .enum([...DEEDS_TOLD, 'found', 'gone', 'back', 'grown'])
      .describe('The last four are noticed when the ledger is read anew.'),
    by: named.nullable().describe('Who, under the name of that time; null: the ledger itself.'),
    text: z.string().describe('Plain text, never markup.'),
    at: instant,
    stake: stake.nullable().describe('What the ledger said then.'),
  })
  .meta({ id: 'FindingEvent', description: 'One thing done or noticed; never edited.' });

const kindAmount = z.strictObject({ kind: z.string(), amount: z.number() }).nullable();

const parts = z
  .strictObject({
    given: z.number().describe('What customers give there a year, at the medians.'),
    got: z.number(),
    dataKinds: z.array(z.string()),
    givingData: count.describe('Encounters in which data was given; seen, not a year.'),
    gettingNothing: count,
    planned: z.array(z.string()).describe('Kinds that the plan gives customers there.'),
    most: z
      .strictObject({ customer: kindAmount, business: kindAmount })
      .describe('What costs each side most, a year.'),
    days: z.number().describe('That the evidence covers.'),
    counted: z
      .array(
        z.strictObject({
          kind: z.string(),
          giver: side,
          receiver: side,
          quantity: z.number().describe('Whole units, as seen.'),
          n: count.describe('Transfers.'),
        }),
      )
      .describe('What was counted over those days.'),
    believed: estimate.nullable().describe("The customer's net a year as the model believes it."),
  })
  .meta({ id: 'FindingParts', description: 'What a finding’s sentences are made of.' });

const line = z
  .strictObject({
    line: z
      .enum([
        ...['revenue', 'refunds', 'cost-of-goods', 'service-cost'],
        ...['marketing', 'not-booked', 'churn-risk'],
      ] as const)
      .describe(
        'not-booked: worth something to the business and in no books; churn-risk: what customers lose, which puts later revenue at risk.',
      ),
    amount: estimate.describe('A year; positive: it raises the result.'),
    share: z
      .number()
      .nullable()
      .describe('Of all that the business gains and gives here, 0..1; null: in no money.'),
    kinds: z.array(z.string()),
  })
  .meta({ id: 'ProfitLine', description: 'What a finding does to one line of the accounts.' });

const example = z
  .strictObject({
    person: z.string().nullable().describe('A pseudonym, shortened; null: it names nobody.'),
    at: instant,
    channel: z.string(),
    moved: z.array(
      z.strictObject({ kind: z.string(), giver: side, receiver: side, quantity: z.number() }),
    ),
    customer: z.number().nullable().describe('Net of this encounter, at the medians.'),
    business: z.number().nullable(),
  })
  .meta({ id: 'FindingExample', description: 'One real encounter that shows the finding.' });

export const findingSeen = z
  .strictObject({
    key: z.string().describe('kind:touchpoint.'),
    said: finding,
    joint: estimate,
    encounters: count.describe('Seen.'),
    stake: estimate.describe('Joint value at stake a year: what it is ranked by.'),
    confidence: z.number().describe('Probability of the weakest of the claims it makes.'),
    caveat: z.string().describe('The one thing that may make it wrong, or not matter.'),
    asked: z
      .strictObject({
        words: z.string(),
        query: z.string().describe('SQL over the tables of this ledger; empty: nothing to ask.'),
      })
      .describe('What was asked of the data.'),
    facts: z
      .record(z.string(), z.union([z.number(), z.string()]))
      .describe('The figures of its own kind, by name.'),
    also: z
      .array(z.string())
      .describe('Other faults that hold at the same touchpoint: they are not listed again.'),
    owner: named.nullable(),
    journey: named.nullable(),
    quote: z.string().nullable(),
    parts,
    lines: z.array(line),
  })
  .meta({ id: 'FindingSeen', description: 'What the ledger says of a finding.' });

export const findingShown = findingSeen
  .extend({
    examples: z
      .strictObject({
        shown: z.array(example).describe('The latest that show it.'),
        showing: count.describe('How many of the latest show it ...'),
        looked: count.describe('... of this many single encounters; 0: totals only.'),
      })
      .nullable()
      .describe('Null: it is no longer found.'),
    state,
    since: instant,
    by: named.nullable().describe('Whose doing the state is; null: the ledger.'),
    reason: z.string().describe('Why it was dismissed, or what was done; else empty.'),
    reopened: z.enum(['back', 'grown', 'asked']).nullable(),
    before: state.describe('Where taking back a dismissal or a closing leads.'),
    isFound: z.boolean(),
    foundSince: instant,
    goneSince: instant.nullable().describe('It is shown as it was when last found.'),
    isQuiet: z.boolean().describe('Not settled, and nothing happened for four weeks.'),
    movedAt: instant,
    may: z.array(deed).describe('What can be done now, beside seeing and saying.'),
    newTo: z.array(z.string()).describe('Actors it is theirs and who have not seen it so.'),
    stakeBefore: stake.nullable().describe('When it was accepted, or first found.'),
    stakeNow: stake.nullable().describe('What the ledger says of its touchpoint now.'),
    stakeSettled: stake.nullable().describe('When it was dismissed or closed.'),
    history: z.array(event).describe('All that was done, said and noticed, the oldest first.'),
  })
  .meta({ id: 'FindingShown', description: 'A finding and what was said and done about it.' });

const because = z
  .discriminatedUnion('code', [
    z.strictObject({ code: z.literal('few-encounters'), seen: count }),
    z.strictObject({ code: z.literal('few-giving-data'), seen: count }),
    z.strictObject({ code: z.literal('few-that-say'), of: z.string(), seen: count }),
    z.strictObject({ code: z.literal('few-to-compare'), seen: count.describe('People.') }),
    z.strictObject({
      code: z.literal('unvalued'),
      what: z.array(
        z.strictObject({
          kind: z.string(),
          part: z.enum(['worth', 'cost']),
          side: z.enum(['customer', 'business']),
        }),
      ),
    }),
    z.strictObject({ code: z.literal('unsure'), of: z.string(), confidence: z.number() }),
    z.strictObject({
      code: z.literal('chance'),
      of: z.string(),
      chance: z.number().describe('How likely chance alone shows as much.'),
      tests: count.describe('Claims that were tested at once.'),
    }),
    z.strictObject({ code: z.literal('no-net'), reason: z.string() }),
  ])
  .meta({ id: 'Because', description: 'Why nothing is claimed, in parts.' });

/** So many strengths, and so many blind spots, at most: those with most at stake. */
export const SPOTS_MAX = 50;

export const findingsReply = z
  .strictObject({
    currency: z.string(),
    generation: z.int(),
    period: z.strictObject({ from: date, to: date, days: count }).nullable(),
    kinds: z
      .array(z.strictObject({ id: z.string(), name: z.string(), unit: z.string() }))
      .describe('Every kind of the model.'),
    people: z
      .array(named.extend({ owns: count.describe('Findings that are theirs.') }))
      .describe('Who can answer: actors on the business’s side and partners.'),
    findings: z
      .array(findingShown)
      .describe('What goes wrong: the most at stake first, then those no longer found.'),
    strengths: z.array(findingSeen).max(SPOTS_MAX).describe('What to protect, likewise.'),
    blindSpots: z
      .array(findingSeen)
      .max(SPOTS_MAX)
      .describe('Where plan and evidence do not meet: unmapped events, and what nobody has seen.'),
    abstained: z.array(
      z.strictObject({
        touchpoint: named,
        journey: named.nullable(),
        reason: z.string(),
        because,
      }),
    ),
  })
  .meta({ id: 'Findings', description: 'What there is to act on, and what became of it.' });

/** The longest answer. */
export const ANSWER_MAX = 4000;

export const answerBody = z
  .strictObject({
    id: z
      .string()
      .min(8)
      .max(100)
      .regex(/^[\x20-\x7e]+$/)
      .describe('Made by whoever asks: the same answer sent twice counts once.'),
    by: z.string().max(200).describe('The id of one of `people`.'),
    do: deed,
    text: z.string().max(ANSWER_MAX).default('').describe('Plain text.'),
  })
  .meta({ id: 'FindingAnswer', description: 'What somebody does or says about a finding.' });

export type FindingsReply = ReadOnly<z.infer<typeof findingsReply>>;
export type FindingShown = ReadOnly<z.infer<typeof findingShown>>;
export type FindingSeen = ReadOnly<z.infer<typeof findingSeen>>;
export type FindingAnswer = ReadOnly<z.infer<typeof answerBody>>;
export type FindingExample = ReadOnly<z.infer<typeof example>>;
export type FindingEventShown = ReadOnly<z.infer<typeof event>>;
