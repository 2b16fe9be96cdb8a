/**
 * How the touchpoints of a step follow one another as planned. `any`: one or more of them, in any order, any number of
 * times; `sequence`: one after another; `choice`: one of them; `parallel`: all of them, in any order.
 */
export const FLOWS = ['any', 'sequence', 'choice', 'parallel'] as const;
export type Flow = (typeof FLOWS)[number];
/** So many touchpoints may be asked for in any order. */
export const PARALLEL_MAX = 6;
