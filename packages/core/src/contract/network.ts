import { z } from 'zod';
import { VALUE_FAMILIES } from '../model/model.ts';
import type { ReadOnly } from './read-only.ts';
import { count, estimate, grade, named, side } from './words.ts';

const actor = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['customer', 'business', 'team', 'partner', 'community']),
    side,
    party: z.string().describe('For whom it gives and gets: a team for the business.'),
  })
  .meta({ id: 'NetworkActor' });

const net = z
  .strictObject({
    id: z.string().describe('Of an actor.'),
    received: estimate.describe('What it gets is worth, a year.'),
    given: estimate.describe('What it gives costs it, a year.'),
    net: estimate.describe('The one less the other, over shared draws.'),
    leavesOut: z
      .array(
        z.strictObject({
          kind: z.string(),
          side,
          part: z.enum(['worth', 'cost']),
          quantity: z.number().describe('Whole units a year.'),
        }),
      )
      .describe('What moved and is in no money, as nobody has said what it is worth or costs.'),
  })
  .meta({ id: 'ActorNet' });

const given = {
  kind: z.string().describe('The id of one of `kinds`.'),
  quantity: z.number().describe('Whole units a year.'),
  worth: estimate.describe('To its receiver, a year.'),
  cost: estimate.describe('To its giver, a year.'),
  n: count.describe('Transfers seen; 0 of what is believed.'),
  grade,
};
const between = { giver: z.string(), receiver: z.string() };

const way = z
  .strictObject({
    ...between,
    kinds: z.array(z.strictObject(given)).describe('What it is made of, the most worth first.'),
    worth: given.worth,
    cost: given.cost,
    n: count,
    grade,
  })
  .meta({ id: 'NetworkWay', description: 'Everything that one actor gives another.' });

const judged = {
  a: z.string().describe('A party.'),
  b: z.string().describe('The other.'),
  state: z
    .enum(['one-way', 'elsewhere', 'short', 'doubtful', 'kept', 'unsaid'])
    .describe(
      'one-way: nothing comes back; elsewhere: likewise, but the giver comes out above zero over all; short: what comes back is worth less than what is given costs, by more than chance; doubtful: it may be so; kept: neither is short; unsaid: nobody has said what it is worth.',
    ),
  loser: z.string().nullable().describe('The party that is left short; null: none.'),
  balance: estimate.nullable().describe('What the loser gets from the other less what it gives.'),
  probability: z.number().nullable().describe('That the loser is short, 0..1.'),
  grade: grade.nullable(),
};

export const networkFigures = z
  .strictObject({
    actors: z.array(net),
    ways: z.array(way),
    flows: z
      .array(z.strictObject({ touchpoint: z.string(), ...between, ...given }))
      .describe('By touchpoint and kind.'),
    pairs: z.array(z.strictObject(judged)).describe('Of parties, over all touchpoints.'),
    places: z
      .array(z.strictObject({ touchpoint: z.string(), ...judged }))
      .describe('The same at each touchpoint: its value interface.'),
  })
  .meta({ id: 'NetworkFigures', description: 'What an opinion changes; in workspace currency.' });

export const networkReply = z
  .strictObject({
    generation: z.int(),
    currency: z.string(),
    evidence: z.enum(['measured', 'believed']),
    hasMeasured: z.boolean().describe('Whether anything was measured at all.'),
    journey: z.string().nullable().describe('Of which alone it speaks; null: of all.'),
    journeys: z.array(named).describe('Those as they are now.'),
    actors: z.array(actor).describe('Those of the model and of the figures.'),
    kinds: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        family: z.enum(VALUE_FAMILIES),
        unit: z.string(),
        scale: count,
      }),
    ),
    touchpoints: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        channel: z.string(),
        journey: z.string(),
      }),
    ),
    encounters: count.describe('Behind it, seen and not in a year.'),
    figures: networkFigures,
  })
  .meta({
    id: 'Network',
    description: 'Who gives what to whom a year, what each is left with, where nothing comes back.',
  });

export const networkQuery = z.strictObject({
  journey: z.string().max(400).optional().describe('The id of a journey; left out: all.'),
  evidence: z
    .enum(['measured', 'believed'])
    .optional()
    .describe('Left out: measured, where anything was.'),
});

const e3problem = z
  .strictObject({
    code: z.string().describe('For programs, such as formula-broken.'),
    element: z.string().describe('Its name in the file.'),
    type: z.string(),
    actor: z.string().nullable(),
    seen: z.string(),
    message: z.string().describe('For people: where, what was seen, what to do.'),
  })
  .meta({ id: 'E3Problem' });

export const e3valueReply = z
  .strictObject({
    name: z.string(),
    format: z.enum(['rdf', 'xmi']),
    hasValues: z.boolean().describe('False: the format has none, and no net can be said.'),
    actors: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        kind: z.enum(['actor', 'segment']),
        count: z.number(),
        received: z.number().nullable(),
        given: z.number().nullable(),
        net: z.number().nullable(),
        investment: z.number().nullable(),
      }),
    ),
    flows: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        giver: z.string().nullable(),
        receiver: z.string().nullable(),
        object: z.string().nullable(),
        occurrences: z.number().nullable(),
        given: z.number().nullable(),
        received: z.number().nullable(),
      }),
    ),
    objects: count,
    starts: z.array(z.strictObject({ name: z.string(), occurrences: z.number().nullable() })),
    problems: z.array(e3problem),
    sum: z.number().nullable().describe('Of all nets: zero where both ends of each agree.'),
  })
  .meta({ id: 'E3Value', description: 'An e3value model worked out; nothing of it is kept.' });

export type NetworkShown = ReadOnly<z.infer<typeof networkReply>>;
export type NetworkFigures = ReadOnly<z.infer<typeof networkFigures>>;
export type E3Shown = ReadOnly<z.infer<typeof e3valueReply>>;
