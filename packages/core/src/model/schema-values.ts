import { z } from 'zod';
import { GRADES } from './model.ts';
import {
  day,
  expression,
  id,
  kindRef,
  type Refusal,
  rangeRefusal,
  ref,
  text,
} from './schema-words.ts';

// Who exchanges (actors, segments), what (values) and what it is worth (valuations), as they stand in a file.

export const actor = z
  .strictObject({
    id: id.describe(
      'Unique among actors. "customer" and "business" always exist; state them only to name them.',
    ),
    kind: z
      .enum(['customer', 'business', 'team', 'partner', 'community'])
      .optional()
      .describe(
        'What it is. A team is on the business side; partner and community are shown outside both sides. Needed except for "customer" and "business".',
      ),
    name: text.optional().describe('Shown name; the id in words where none is given.'),
  })
  .meta({ id: 'Actor', title: 'Actor', description: 'Who can give or receive value.' });

export const segment = z
  .strictObject({
    id: id.describe('Unique among segments. "everyone" is taken: it is who no segment matches.'),
    name: text.optional().describe('Shown name; the id in words where none is given.'),
    when: expression
      .optional()
      .describe(
        'Who belongs to it, over traits. The first match in file order wins. Without it nobody belongs by rule.',
      ),
  })
  .meta({
    id: 'Segment',
    title: 'Segment',
    description: 'A group of customers with its own valuations. Membership is read, never stored.',
  });

const lines = z.array(text.min(1));

export const persona = z
  .strictObject({
    id: id.describe('Unique among personas.'),
    name: text.optional().describe('Shown name; the id in words where none is given.'),
    segment: ref
      .optional()
      .describe('The segment that it pictures: through it, figures are read for this persona.'),
    bio: text.optional().describe('Who it is, in two or three sentences.'),
    goals: lines.optional().describe('What they want to have done.'),
    pains: lines.optional().describe('What stands in their way.'),
    gains: lines.optional().describe('What they would be glad of.'),
    quote: text.optional().describe('What one of them said.'),
    grade: z
      .enum(GRADES)
      .optional()
      .describe(
        'How the picture is known: A measured, B by proxy, C stated by customers, D assumed.',
      ),
  })
  .meta({
    id: 'Persona',
    title: 'Persona',
    description: 'A told picture of a segment. It computes nothing: its segment does.',
  });

export const valueKind = z
  .strictObject({
    name: text.optional().describe('Shown name; the kind in words where none is given.'),
    unit: text
      .min(1)
      .optional()
      .describe(
        'What one whole unit is called: EUR, second, disclosure. Money takes its currency; time is in seconds. Other families have a usual unit, but goods, outcome and experience must name theirs.',
      ),
    scale: z
      .int()
      .min(0)
      .max(9)
      .optional()
      .describe('Decimals kept: 2 stores hundredths. 2 for money unless stated, else 0. Time: 0.'),
    form: z
      .enum(['in-exchange', 'in-use', 'in-achievement', 'experience', 'community'])
      .optional()
      .describe('Where the value arises.'),
    tangible: z
      .boolean()
      .optional()
      .describe(
        'Agreed and countable (true), or beyond what was agreed. True for money and goods unless stated.',
      ),
    basis: z
      .enum(['consent', 'contract', 'legitimate-interest'])
      .optional()
      .describe(
        'Data kinds only, and needed there: what allows the capture. Only consent is gated.',
      ),
  })
  .meta({ id: 'ValueKind', title: 'Value kind', description: 'A kind of value with its unit.' });

/** Says a refused range to zod, at the number that is off. */
export function checkRange(
  range: Parameters<typeof rangeRefusal>[0],
  context: z.RefinementCtx,
): void {
  const refusal = rangeRefusal(range);
  if (refusal === null) return;
  const { at, message, code, hint } = refusal;
  context.addIssue({ code: 'custom', path: [at], message, params: { code, hint } });
}

const worthRefusals = {
  exactWithRange: { code: 'exact-with-range', hint: 'leave "exact" out, or low and high' },
  notPositive: {
    code: 'range-not-positive',
    hint: 'write a worth above 0; or exact: true for exactly nothing',
  },
} as const satisfies Record<string, Refusal>;

export const worth = z
  .strictObject({
    median: z
      .number()
      .min(0)
      .describe('As likely too low as too high; per whole unit, in the currency of the model.'),
    low: z.number().optional().meta({
      description: '5th percentile: one in twenty that it is less. Above 0.',
      exclusiveMinimum: 0,
    }),
    high: z.number().optional().meta({
      description: '95th percentile: one in twenty that it is more.',
      exclusiveMinimum: 0,
    }),
    exact: z
      .boolean()
      .optional()
      .describe(
        'True: a point without doubt, such as a tariff. Keeps the lint about a missing range away.',
      ),
    basis: z
      .enum(['measured', 'stated', 'assumed'])
      .optional()
      .describe('How it is known; assumed unless stated.'),
    source: text
      .optional()
      .describe('Where it comes from: insight/price-study, a document, a name.'),
    agreed_by: text.optional().describe('Who agreed to it.'),
    agreed_on: day.optional().describe('When they agreed.'),
  })
  .superRefine((stated, context) => {
    checkRange(stated, context);
    if (stated.exact === true && (stated.low !== undefined || stated.high !== undefined))
      context.addIssue({
        code: 'custom',
        path: ['exact'],
        message: 'exact is true, and there is a range',
        params: worthRefusals.exactWithRange,
      });
    if (stated.median === 0 && stated.exact !== true)
      context.addIssue({
        code: 'custom',
        path: ['median'],
        message: 'the median is 0',
        params: worthRefusals.notPositive,
      });
  })
  .meta({
    id: 'Worth',
    title: 'Worth',
    description:
      'What one whole unit is worth or costs, with its doubt: low and high are the 5th and 95th percentile of a lognormal.',
  });

export const valuation = z
  .strictObject({
    kind: kindRef.describe('The kind it values.'),
    segment: ref
      .optional()
      .describe('For this segment only; without it for every segment that has none of its own.'),
    give: z
      .enum(['customer', 'business'])
      .optional()
      .describe(
        'Only for what this side gives; without it both directions. Goods handed back may be worth less to the shop.',
      ),
    worth: worth.optional().describe('To its receiver.'),
    cost: worth.optional().describe('To its giver.'),
  })
  .superRefine((stated, context) => {
    if (stated.worth === undefined && stated.cost === undefined)
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'neither worth nor cost is stated',
        params: {
          code: 'valuation-empty',
          hint: 'state worth (to the receiver), cost (to the giver), or both',
        },
      });
  })
  .meta({
    id: 'Valuation',
    title: 'Valuation',
    description:
      'What a kind is worth to its receiver and costs its giver. An opinion, applied when read.',
  });
