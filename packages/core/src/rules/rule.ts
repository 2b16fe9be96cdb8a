/** The types an expression can have. `time` is milliseconds since 1970, UTC. */
export type RuleType = 'number' | 'bool' | 'string' | 'time';
/** What an expression can give back: null means nobody can say. */
export type RuleValue = number | boolean | string | null;

/** The names an expression may use: scalars by type, or a bag whose entries take the type their use asks for. */
export type Environment = Readonly<Record<string, RuleType | 'bag'>>;

/** semantics.md 14: what `when`, `quantity`, `felt` and `measures` see. Nothing sees the clock. */
export const EVENT_ENVIRONMENT = {
  event: 'string',
  type: 'string',
  name: 'string',
  channel: 'string',
  properties: 'bag',
  context: 'bag',
} as const satisfies Environment;

/** What a segment's `when` sees. */
export const TRAITS_ENVIRONMENT = { traits: 'bag' } as const satisfies Environment;

/** What `ledger --where` sees of a transfer. */
export const LEDGER_ENVIRONMENT = {
  journey: 'string',
  phase: 'string',
  step: 'string',
  touchpoint: 'string',
  channel: 'string',
  giver: 'string',
  receiver: 'string',
  kind: 'string',
  family: 'string',
  segment: 'string',
  grade: 'string',
  month: 'string',
} as const satisfies Environment;
