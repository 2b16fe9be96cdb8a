import { z } from 'zod';
import { FELT_SCALES } from './felt-scales.ts';
import { VALUE_FAMILIES } from './model.ts';

// The words that the parts of the file format share: ids, expressions, ranges, choices.

/** What a refused value carries to its problem: the code and what to do. A type, so that zod takes it as `params`. */
export type Refusal = { readonly code: string; readonly hint: string };

/** A text of a given shape; `what` names it in messages: `an id`. */
function textLike(what: string, pattern: RegExp, refusal: Refusal): z.ZodString {
  return z
    .string()
    .refine((written) => pattern.test(written), { error: `is not ${what}`, params: refusal })
    .meta({ pattern: pattern.source });
}

const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
export const id = textLike('an id', ID, {
  code: 'id-malformed',
  hint: 'use letters, digits, "-", "_" and ".", starting with a letter or digit, at most 100',
});

/** Names something by its id: whether that exists is checked over the whole model. */
export const ref = z.string().min(1).meta({ pattern: ID.source });

export const text = z.string();

/** Numbers and true/false are taken as the expression that they spell. */
export const expression = z.union([z.string().min(1), z.number(), z.boolean()]).meta({
  id: 'Expression',
  title: 'Expression',
  description:
    'An expression in CEL syntax over event, type, name, channel, properties and context (for a segment: traits). Missing is null. See docs on expressions.',
  examples: ['event == "Order Completed"', 'properties.total', 1],
});

const families = VALUE_FAMILIES.join('|');
export const KIND_ID = new RegExp(
  `^(${families})(:[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)?)?$`,
);

/** A reference to a kind: whether it exists is checked over the whole model. */
export const kindRef = z.string().meta({
  id: 'KindId',
  title: 'Kind of value',
  description: `A kind of value: a family, or a family and a name of yours after a colon (data:purchase-history). Families: ${VALUE_FAMILIES.join(', ')}.`,
  pattern: KIND_ID.source,
  examples: ['money', 'time:waiting', 'data:purchase-history'],
});

export const currency = textLike('a currency code', /^[A-Z]{3}$/, {
  code: 'currency-unknown',
  hint: 'write an ISO 4217 code in capitals, such as EUR',
});

export const day = textLike('a date', /^\d{4}-\d{2}-\d{2}$/, {
  code: 'date-malformed',
  hint: 'write it as year-month-day, such as 2026-10-02',
}).meta({ format: 'date' });

export const gap = textLike('a span of time', /^\d{1,5}(\.\d{1,3})?[hdw]$/, {
  code: 'gap-malformed',
  hint: 'write a number and h, d or w, such as 14d',
});

export const feltScale = z.enum(Object.keys(FELT_SCALES));

/** low <= median <= high, all above 0: a lognormal needs it. */
export function rangeRefusal(range: {
  median: number;
  low?: number | undefined;
  high?: number | undefined;
}): (Refusal & { readonly at: 'median' | 'low' | 'high'; readonly message: string }) | null {
  const { median, low, high } = range;
  if (low !== undefined && low <= 0)
    return {
      at: 'low',
      code: 'range-not-positive',
      message: `low is ${low}`,
      hint: 'low is a 5th percentile and must be above 0; write a small number',
    };
  if (low !== undefined && low > median)
    return {
      at: 'low',
      code: 'range-out-of-order',
      message: `low ${low} is above the median ${median}`,
      hint: 'write low <= median <= high',
    };
  if (high !== undefined && high < median)
    return {
      at: 'high',
      code: 'range-out-of-order',
      message: `high ${high} is below the median ${median}`,
      hint: 'write low <= median <= high',
    };
  if ((low === undefined) !== (high === undefined))
    return {
      at: 'median',
      code: 'range-half',
      message: `there is a ${low === undefined ? 'high' : 'low'} and no ${low === undefined ? 'low' : 'high'}`,
      hint: 'state both ends of the range, or neither',
    };
  return null;
}
