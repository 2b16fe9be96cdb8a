import { assert } from '../model/assert.ts';
import type { Model, Side, ValueKind } from '../model/model.ts';
import type { CubeRow } from './entries.ts';
import { varianceOfTerms } from './moments.ts';
import { amountOf, type Term, termsOf } from './terms.ts';
import type { Part } from './valuation.ts';
import { formatMoney, kindWords, screenUnit } from './words.ts';

/** A claim about the sign of a net. */
export type Claim = `${'customer' | 'business' | 'joint'}${'<' | '>'}0`;

/** The valuation that a money claim hangs on most, and where it would turn. */
export type BreakEven =
  | {
      readonly on: 'valuation';
      readonly kind: string;
      /** Whose opinion it is. */
      readonly side: Side;
      readonly part: Part;
      /** What one value is said for, as screens show it: a minute for time. */
      readonly per: string;
      /** Workspace currency for one `per`: today's median, over segments by how much moved. */
      readonly now: number;
      /** Where the claim would turn with the others at their medians; null: no value turns it. */
      readonly turns: number | null;
      readonly holdsWhile: 'above' | 'below';
      /** Whether the claim holds at the medians. */
      readonly holds: boolean;
      readonly sentence: string;
    }
  | { readonly on: 'nothing'; readonly sentence: string };

/**
 * The valuation a claim hangs on, and the value at which it would turn with all others at their medians. All segments'
 * values of that kind move together, in proportion.
 *
 * Of the valuations that can turn the claim at all, it is the one with the largest share of the net's variance; where
 * shares tie (points have none), the one that needs the smallest relative change. A valuation that can turn nothing
 * is named only if none can: a claim does not hang on what cannot move it.
 *
 * Source: semantics.md 24; methods.md 1.3.
 */
export function breakEven(cube: readonly CubeRow[], model: Model, claim: Claim): BreakEven {
  return breakEvenOf(termsOf(cube, model).terms, model, claim);
}

/** Break-even of terms that are already valued. */
export function breakEvenOf(all: readonly Term[], model: Model, claim: Claim): BreakEven {
  const [who, sign] = claim.includes('<') ? claim.split('<') : claim.split('>');
  assert(who !== undefined && sign === '0', `breakEven cannot read the claim "${claim}"`);
  const terms = all.filter(({ side }) => (who === 'joint' ? side !== 'other' : side === who));
  const total = terms.reduce((sum, term) => sum + amountOf(term), 0);
  const candidates = heapsByValuation(terms)
    .map((heap) => candidateOf(heap, total))
    .sort(
      (a, b) =>
        Number(a.turns === null) - Number(b.turns === null) ||
        compareShares(b.variance, a.variance) ||
        a.change - b.change,
    );
  const [best] = candidates;
  if (best === undefined) {
    return { on: 'nothing', sentence: 'hangs on no valuation: only money at face value is in it' };
  }
  return inWords(best, claim.includes('<') ? total < 0 : total > 0, claim, model);
}

/** The terms of one valuation that somebody stated: one kind, one side, one part. */
function heapsByValuation(terms: readonly Term[]): readonly (readonly [Term, ...Term[]])[] {
  const heaps = new Map<string, [Term, ...Term[]]>();
  for (const term of terms) {
    if (!term.isStated || term.quantity === 0 || term.median === 0) continue;
    const key = JSON.stringify([term.kind, term.side, term.part]);
    const heap = heaps.get(key);
    if (heap === undefined) heaps.set(key, [term]);
    else heap.push(term);
  }
  return [...heaps.values()];
}

interface Candidate {
  readonly term: Term;
  readonly variance: number;
  /** Currency per whole unit. */
  readonly now: number;
  readonly turns: number | null;
  /** How far it must move, as |ln(turns / now)|. */
  readonly change: number;
  /** Whether a higher value raises the net. */
  readonly isRaising: boolean;
}

function candidateOf(heap: readonly [Term, ...Term[]], total: number): Candidate {
  const amount = heap.reduce((sum, term) => sum + amountOf(term), 0);
  const quantity = heap.reduce((sum, term) => sum + Math.abs(term.quantity), 0);
  const now = heap.reduce((sum, term) => sum + Math.abs(term.quantity) * term.median, 0) / quantity;
  const ratio = -(total - amount) / amount;
  const canTurn = Number.isFinite(ratio) && ratio > 0;
  return {
    term: heap[0],
    variance: varianceOfTerms(heap),
    now,
    turns: canTurn ? now * ratio : null,
    change: canTurn ? Math.abs(Math.log(ratio)) : Number.POSITIVE_INFINITY,
    isRaising: amount > 0,
  };
}

/** Variances as close as rounding are a tie. */
function compareShares(a: number, b: number): number {
  return Math.abs(a - b) <= 1e-9 * Math.max(a, b) ? 0 : a - b;
}

function inWords(best: Candidate, holds: boolean, claim: Claim, model: Model): BreakEven {
  const { term, isRaising } = best;
  const kind = model.values.find(({ id }) => id === term.kind);
  assert(kind !== undefined, `breakEven was given the kind "${term.kind}" that the model lacks`);
  const { name, units } = screenUnit(kind);
  const turns = best.turns === null ? null : best.turns * units;
  const holdsWhile = claim.includes('>') === isRaising ? 'above' : 'below';
  const subject = subjectOf(kind, term, model);
  return {
    on: 'valuation',
    kind: term.kind,
    side: term.side,
    part: term.part,
    per: name,
    now: best.now * units,
    turns,
    holdsWhile,
    holds,
    sentence: sentenceOf(subject, turns, holdsWhile, holds, model.currency),
  };
}

interface Subject {
  /** "a customer's waiting minute" */
  readonly who: string;
  /** "costs", "is worth" */
  readonly verb: string;
  /** "cost", "were worth" */
  readonly ifVerb: string;
  /** " to the customer", or nothing. */
  readonly after: string;
}

function subjectOf(kind: ValueKind, { side, part }: Term, { currency }: Model): Subject {
  const verbs =
    part === 'cost'
      ? { verb: 'costs', ifVerb: 'cost' }
      : { verb: 'is worth', ifVerb: 'were worth' };
  const owner = side === 'customer' ? 'a customer' : 'the business';
  if (kind.unit === 'second') {
    const sub = kind.id.includes(':') ? `${kind.id.slice(kind.id.indexOf(':') + 1)} ` : '';
    return { who: `${owner}'s ${sub}minute`, ...verbs, after: '' };
  }
  const holder = side === 'customer' ? 'the customer' : side === 'business' ? owner : 'the others';
  const who =
    kind.unit === currency
      ? `${currency} 1 of ${kindWords(kind)}`
      : `one ${kind.unit} (${kindWords(kind)})`;
  return part === 'cost'
    ? { who, verb: `costs ${holder}`, ifVerb: `cost ${holder}`, after: '' }
    : { who, ...verbs, after: ` to ${holder}` };
}

function sentenceOf(
  { who, verb, ifVerb, after }: Subject,
  turns: number | null,
  holdsWhile: 'above' | 'below',
  holds: boolean,
  currency: string,
): string {
  if (turns === null) {
    return holds
      ? `holds whatever ${who} ${verb}${after}`
      : `would not hold whatever ${who} ${ifVerb}${after}`;
  }
  const bound = `${holdsWhile === 'above' ? 'more' : 'less'} than ${formatMoney(turns, currency)}${after}`;
  return holds ? `holds while ${who} ${verb} ${bound}` : `would hold if ${who} ${ifVerb} ${bound}`;
}
