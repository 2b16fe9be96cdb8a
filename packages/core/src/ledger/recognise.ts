import { quantity } from '../model/units.ts';
import { compileRule } from '../rules/evaluate.ts';
import { quantityOf } from '../rules/quantity.ts';
import type { RuleValue } from '../rules/rule.ts';
import type { Encounter, Event, LegRefused, ValueTransfer } from './entries.ts';
import { gradeWorst } from './estimate.ts';
import { feltOf } from './felt.ts';
import type { LegRule, Recognition, TouchpointRule } from './recognition.ts';

/** What one event made. No encounter: the event is unmapped. */
export interface Recognised {
  readonly encounters: readonly Encounter[];
  readonly transfers: readonly ValueTransfer[];
  readonly refused: readonly LegRefused[];
}

/** The first 16 bytes of SHA-256 over the text's UTF-8, as 32 hex digits: handed in, as core runs in browsers too. */
export type Hash128 = (text: string) => string;

/**
 * A function from one event to its encounters and transfers.
 * It looks at nothing but the model and that event; the first touchpoint in file order makes the encounter, a later one
 * adds its own only with `also`. `recogniseSql` gives the same rows for millions.
 *
 * Units: quantities in smallest units; an aggregate's quantity is its mean times n, rounded once.
 * Source: semantics.md 2, 9, 15, 25.
 */
export function recogniser(recognition: Recognition, hash: Hash128): (event: Event) => Recognised {
  const touchpoints = recognition.map(compiled);
  return (event) => {
    const scope = {
      event: event.type === 'track' ? event.name : '',
      type: event.type,
      name: event.name,
      channel: event.channel,
      properties: event.properties,
      context: event.context,
    };
    const hits: Compiled[] = [];
    for (const touchpoint of touchpoints) {
      if (hits.length > 0 && !touchpoint.rule.touchpoint.also) continue;
      if (touchpoint.when(scope) === true) hits.push(touchpoint);
    }
    const made = hits.map((hit) => encounterMade(hit, event, scope, hash));
    return {
      encounters: made.map(({ encounter }) => encounter),
      transfers: made.flatMap(({ transfers }) => transfers),
      refused: made.flatMap(({ refused }) => refused),
    };
  };
}

/** The text that an encounter's id is a hash of. Lengths are in code points, so that no two triples share a text. */
export function encounterKey(source: string, messageId: string, touchpoint: string): string {
  return `${codePoints(source)}:${source}${codePoints(messageId)}:${messageId}${touchpoint}`;
}

type Scope = Parameters<ReturnType<typeof compileRule>>[0];
type Evaluate = (scope: Scope) => RuleValue;
interface Compiled {
  readonly rule: TouchpointRule;
  readonly when: Evaluate;
  readonly duration: Evaluate;
  readonly felt: Evaluate;
  readonly exchangeId: Evaluate;
  readonly starts: Evaluate;
  readonly ends: Evaluate;
  readonly legs: readonly (LegRule & { readonly evaluate: Evaluate })[];
}

function compiled(rule: TouchpointRule): Compiled {
  const unsaid: Evaluate = () => null;
  return {
    rule,
    when: compileRule(rule.when),
    duration: rule.duration === null ? unsaid : compileRule(rule.duration),
    felt: rule.felt === null ? unsaid : compileRule(rule.felt.from),
    exchangeId: rule.exchangeId === null ? unsaid : compileRule(rule.exchangeId),
    starts: rule.starts === null ? unsaid : compileRule(rule.starts),
    ends: rule.ends === null ? unsaid : compileRule(rule.ends),
    legs: rule.legs.map((leg) => ({ ...leg, evaluate: compileRule(leg.quantity) })),
  };
}

function encounterMade(
  { rule, duration, felt, exchangeId, starts, ends, legs }: Compiled,
  event: Event,
  scope: Scope,
  hash: Hash128,
): {
  readonly encounter: Encounter;
  readonly transfers: readonly ValueTransfer[];
  readonly refused: readonly LegRefused[];
} {
  const { touchpoint } = rule;
  const encounterId = hash(encounterKey(event.source, event.messageId, touchpoint.id));
  const feltRaw = numeric(felt(scope));
  const encounter: Encounter = {
    encounterId,
    seq: event.seq,
    personId: event.identityId,
    accountId: event.accountId,
    at: event.at,
    until: event.until,
    journey: touchpoint.journey,
    phase: touchpoint.phase,
    step: touchpoint.step,
    touchpoint: touchpoint.id,
    channel: event.channel === '' ? touchpoint.channel : event.channel,
    durationSeconds: numeric(duration(scope)),
    felt: feltOf(feltRaw, rule.felt?.scale ?? ''),
    feltScale: rule.felt?.scale ?? '',
    feltRaw,
    n: event.n,
    grade: event.grade,
    caseId: event.caseId === '' ? null : event.caseId,
    starts: starts(scope) === true,
    ends: ends(scope) === true,
  };
  const exchange = exchangeId(scope);
  const linked = typeof exchange === 'string' ? exchange : event.caseId;
  const transfers: ValueTransfer[] = [];
  const refused: LegRefused[] = [];
  for (const leg of legs) {
    const outcome = quantityOf(numeric(leg.evaluate(scope)), leg.scale, event.n);
    const reason = outcome.kind === 'refused' ? outcome.reason : unsignedFault(outcome.amount, leg);
    if (reason !== null) {
      const { leg: position, kind } = leg;
      const { seq, n } = event;
      refused.push({ encounterId, leg: position, seq, touchpoint: touchpoint.id, kind, reason, n });
    } else if (outcome.kind === 'quantity' && outcome.amount !== 0) {
      transfers.push(transferMade(encounter, leg, outcome.amount, linked));
    }
  }
  return { encounter, transfers, refused };
}

function transferMade(
  { encounterId, seq, personId, at, journey, touchpoint, channel, grade, n }: Encounter,
  { leg, giver, receiver, kind, grade: stated }: LegRule,
  amount: number,
  exchangeId: string | null,
): ValueTransfer {
  return {
    encounterId,
    leg,
    seq,
    personId,
    exchangeId,
    at,
    journey,
    touchpoint,
    channel,
    giver: amount < 0 ? receiver : giver,
    receiver: amount < 0 ? giver : receiver,
    kind,
    quantity: quantity(Math.abs(amount), kind),
    grade: stated === null ? grade : gradeWorst([grade, stated]),
    n,
  };
}

function unsignedFault(amount: number, { signed }: LegRule): 'negative' | null {
  return amount < 0 && !signed ? 'negative' : null;
}

function numeric(value: RuleValue): number | null {
  return typeof value === 'number' ? value : null;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
