import { z } from 'zod';
import { networkFigures } from './network.ts';
import { personExchange, personTimeline } from './people-exchange.ts';
import { personAppetite, personRight } from './people-rights.ts';
import type { ReadOnly } from './read-only.ts';
import { count, instant, named } from './words.ts';

/** A pseudonym: of a person, or of an identity. */
export const pseudonym = z.string().regex(/^[0-9a-f]{32}$/);

const identity = z
  .strictObject({
    id: pseudonym,
    kind: z
      .enum(['identified', 'anonymous', 'unknown'])
      .describe('As links say it; unknown: no link names it.'),
    isPerson: z.boolean().describe('The person goes by the name of this one.'),
  })
  .meta({ id: 'PersonIdentity' });

/** What was said of who somebody is. */
export const personLink = z
  .strictObject({
    anonymous: pseudonym,
    identified: pseudonym,
    at: instant.describe('Of the event that says so.'),
    saidBy: z
      .string()
      .describe(
        'The message id of the event that says so; where somebody at work does, what they said.',
      ),
    isByHand: z.boolean().describe('Somebody at work said so.'),
    undoneAt: instant.nullable().describe('Null: it stands.'),
  })
  .meta({ id: 'PersonLink' });

const felt = z
  .strictObject({ mean: z.number().describe('-1..+1.'), n: count })
  .nullable()
  .describe('Null: nothing of theirs says how it felt.');

const touched = z
  .strictObject({
    at: instant,
    journey: named,
    touchpoint: named,
    channel: z.string(),
    felt: z.number().nullable().describe('-1..+1; null: not said.'),
  })
  .meta({ id: 'PersonTouched', description: 'An encounter, as the state of a person keeps it.' });

const END = z
  .enum(['open', 'completed', 'abandoned'])
  .describe('abandoned: silent for longer than the gap of its mission, and not completed.');

const instance = z
  .strictObject({
    end: END,
    caseId: z.string().nullable().describe('What the source calls it; null: it does not.'),
    since: instant,
    until: instant,
    isCut: z.boolean().describe('It began before the oldest encounter that is kept.'),
    encounters: z.array(touched).describe('In their order.'),
  })
  .meta({ id: 'PersonInstance', description: 'One actual journey of this person.' });

const journey = z
  .strictObject({
    ...named.shape,
    encounters: count.describe('In all.'),
    open: count.describe('Of `instances`.'),
    completed: count,
    abandoned: count,
    isCut: z.boolean().describe('There were more encounters than are kept: the newest 64.'),
    instances: z.array(instance).describe('The newest first, of the encounters that are kept.'),
  })
  .meta({ id: 'PersonJourney' });

const mission = z
  .strictObject({
    journey: named,
    name: z.string().nullable().describe('Of the mission; null: the model gives it none.'),
    since: instant,
    until: instant.describe('Of its last encounter.'),
    encounters: count,
    phase: named.describe('Where they are: of the last encounter.'),
    step: named,
    touchpoint: named,
  })
  .meta({
    id: 'PersonMission',
    description: 'What somebody is at: a journey of theirs that is open.',
  });

const windows = z.strictObject({
  day: count.describe('Today, by UTC.'),
  week: count.describe('The last 7 days, today included.'),
  month: count.describe('The last 30 days, today included.'),
});

const contact = z
  .strictObject({
    channel: z
      .string()
      .describe('As the event or the touchpoint names it; *: those beyond the 20 of a day.'),
    all: windows.describe('Encounters.'),
    ours: windows.describe('Those that the business begins, by the initiator of their touchpoint.'),
  })
  .meta({ id: 'PersonContact' });

const balance = z
  .strictObject({
    kind: z.string(),
    name: z.string(),
    family: z.string(),
    unit: z.string(),
    get: z.string().describe('Received, in whole units, as a decimal.'),
    give: z.string(),
    held: z.string().describe('Received less given.'),
  })
  .meta({ id: 'PersonBalance' });

export const personReply = z
  .strictObject({
    person: pseudonym,
    generation: z.int(),
    currency: z.string(),
    isBehind: z
      .boolean()
      .describe('Part of what is known of them is on its way into the ledger: ask again.'),
    segment: named.nullable().describe('Null: they match no segment of the model.'),
    identities: z.array(identity),
    links: z.array(personLink).describe('The newest first, undone ones among them.'),
    since: instant.nullable().describe('Of the first encounter; null: there is none.'),
    until: instant.nullable(),
    encounters: count,
    felt,
    missions: z.array(mission).describe('The latest first.'),
    journeys: z.array(journey).describe('In the order of the model; those with encounters.'),
    last: z.array(touched).describe('The last 20 encounters, the newest first.'),
    contacts: z.array(contact).describe('Of the last 30 days, by channel.'),
    balances: z.array(balance).describe('By kind, in the order of the model.'),
    statement: personExchange,
    relationship: z
      .strictObject({
        actors: z
          .array(
            z.strictObject({
              ...named.shape,
              kind: z.enum(['customer', 'business', 'team', 'partner', 'community']),
              side: z.enum(['customer', 'business', 'other']),
              party: z.string().describe('For whom it gives and gets: a team for the business.'),
            }),
          )
          .describe('The nodes: `customer` is this person. Those that something moves between.'),
        kinds: z.array(
          z.strictObject({
            ...named.shape,
            family: z.string(),
            unit: z.string(),
            scale: count,
          }),
        ),
        figures: networkFigures.describe(
          'As of the network of all, but over all the time of this person and not a year: `ways` are the edges (width by the median of worth or cost, opacity by grade), each with its kinds.',
        ),
      })
      .meta({ id: 'PersonRelationship' }),
    rights: z.array(personRight),
    appetite: z.array(personAppetite),
    timeline: personTimeline,
  })
  .meta({ id: 'Person', description: 'What is known of one person, under their pseudonym.' });

export const personParams = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(400)
    .describe("A pseudonym, or the source's own id. It is not kept, and in no log."),
});

/** What an id may be. */
export const KNOWN_AS = ['pseudonym', 'user', 'anonymous'] as const;

export const personQuery = z.strictObject({
  as: z
    .enum(KNOWN_AS)
    .optional()
    .describe('What the id is; left out: the first of these that is known.'),
});

const found = z
  .strictObject({
    person: pseudonym,
    since: instant.nullable(),
    until: instant.nullable().describe('Of the last encounter; null: it is not known here.'),
    encounters: count,
    isKnownAs: z
      .enum(KNOWN_AS)
      .nullable()
      .describe('What of them was asked for; null: they are listed.'),
  })
  .meta({ id: 'PersonFound' });

/** The most people on one page. */
export const PEOPLE_PAGE_MAX = 100;

export const peopleQuery = z.strictObject({
  find: z
    .string()
    .min(1)
    .max(400)
    .optional()
    .describe("The source's own id of somebody, or a pseudonym. It is not kept, and in no log."),
  after: z.string().max(100).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(PEOPLE_PAGE_MAX).default(50),
});

export const peopleReply = z
  .strictObject({
    people: z.array(found).describe('Found, or those last seen, the latest first.'),
    next: z.string().nullable().describe('Asks for the page behind; null: this is the last.'),
  })
  .meta({ id: 'People' });

export type PersonShown = ReadOnly<z.infer<typeof personReply>>;
export type PersonInstance = ReadOnly<z.infer<typeof instance>>;
export type PersonJourney = ReadOnly<z.infer<typeof journey>>;
export type PersonMission = ReadOnly<z.infer<typeof mission>>;
export type PersonTouched = ReadOnly<z.infer<typeof touched>>;
export type PersonContact = ReadOnly<z.infer<typeof contact>>;
export type PersonBalance = ReadOnly<z.infer<typeof balance>>;
export type PersonRelationship = PersonShown['relationship'];
export type People = ReadOnly<z.infer<typeof peopleReply>>;
export type PersonFound = ReadOnly<z.infer<typeof found>>;
