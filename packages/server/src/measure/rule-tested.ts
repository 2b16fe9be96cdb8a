import {
  EVENT_ENVIRONMENT,
  type Model,
  type Recognition,
  type Rule,
  type RuleError,
  type RuleType,
  readRule,
  recognitionOf,
  touchpointsOf,
} from '@bothways/core';
import type { RuleFault, RuleTest, RuleTestBody } from '@bothways/core/contract';
import { imported } from '../store/measure/imports.ts';
import {
  type RuleTrial,
  sharedValues,
  type TrialCounts,
  type TrialQuantity,
  trialCounts,
  trialExamples,
} from '../store/measure/rule-events.ts';
import type { Stores } from '../store/stores.ts';
import { exampleShown } from './rule-example.ts';

const SAMPLE = 20_000;
/** A text or a long number is shown where at least so many people have the same one: then it tells nobody apart. */
const PEOPLE_MIN = 5;

/**
 * What a rule would do with the newest real events: how many match, who takes them now, and what each quantity gives.
 * Nothing is kept, and nothing but rules that were read and typed reaches the store.
 *
 * Shape: `model` null: there is none yet, so no touchpoint takes anything.
 * Errors: faults of the expressions are in the answer; the store's own (too slow) are thrown.
 * Source: semantics.md 9, 14, 16.
 */
export async function ruleTested(
  stores: Stores,
  model: Model | null,
  { touchpoint, when, quantities = [], sample = SAMPLE }: RuleTestBody,
): Promise<RuleTest> {
  const scales = new Map(model?.values.map(({ id, scale }) => [id, scale]) ?? []);
  const condition = ruleRead(when, 'bool', { of: 'when', index: null });
  const read = quantities.map(({ name, quantity, kind, signed = false }, index) => {
    const rule = ruleRead(quantity, 'number', { of: name, index });
    return { name, index, rule, scale: kind == null ? null : (scales.get(kind) ?? 0), signed };
  });
  const faults = [condition, ...read.map(({ rule }) => rule)].flatMap((each) =>
    'fault' in each ? [each.fault] : [],
  );
  if ('fault' in condition) return { ...UNTESTED, faults };
  const good = read.flatMap(({ name, rule, scale, signed }) =>
    'fault' in rule ? [] : [{ name, rule: rule.rule, scale, signed }],
  );
  const others = model === null ? [] : recognitionKept(model);
  const mine = others.findIndex((each) => each.touchpoint.id === touchpoint) + 1;
  const trial: RuleTrial = {
    facts: stores.facts,
    seq: (await imported(stores.state)).events,
    ...{ sample, mine, when: condition.rule },
    quantities: good satisfies readonly TrialQuantity[],
    others: others.map((each) => each.when),
  };
  const counts = await trialCounts(trial);
  if (counts === null) return { ...UNTESTED, faults, matched: 0, people: 0, comes: 0, leaves: 0 };
  const names = good.map(({ name }) => name);
  const shown = counts.matched === 0 ? [] : await trialExamples(trial);
  const shared = shown.length === 0 ? new Set<string>() : await sharedValues(trial, PEOPLE_MIN);
  return {
    faults,
    ...countsShown(
      counts,
      { others, mine, before: standingBefore(model, others, touchpoint) },
      names,
    ),
    examples: shown.map((each) =>
      exampleShown(each, { names, shared, takenBy: others[each.hit - 1]?.touchpoint.name ?? null }),
    ),
  };
}

const UNTESTED: RuleTest = {
  ...{ faults: [], looked: null, matched: null, people: null, comes: null, leaves: null },
  ...{ taken: [], quantities: [], examples: [] },
};

// A model is the same object for as long as it is read; its rules are compiled once.
const recognitions = new WeakMap<Model, Recognition>();

function recognitionKept(model: Model): Recognition {
  const known = recognitions.get(model) ?? recognitionOf(model);
  recognitions.set(model, known);
  return known;
}

function ruleRead(
  text: string,
  wanted: RuleType,
  about: Pick<RuleFault, 'of' | 'index'>,
): { readonly rule: Rule } | { readonly fault: RuleFault } {
  const read = readRule(text, EVENT_ENVIRONMENT, wanted);
  return 'rule' in read ? read : { fault: { ...about, ...faultAt(text, read.error) } };
}

/** An error with its line and column in the expression, from 1. */
function faultAt(text: string, { message, hint, from, to }: RuleError) {
  const before = text.slice(0, from).split('\n');
  return { message, hint, from, to, line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

interface Places {
  readonly others: Recognition;
  /** The place of the one whose rule is tried, from 1; 0: it has had none. */
  readonly mine: number;
  /** How many stand before it in the file; of a new one all. */
  readonly before: number;
}

function standingBefore(
  model: Model | null,
  others: Recognition,
  touchpoint: string | undefined,
): number {
  const order = model === null ? [] : touchpointsOf(model, 'current').map(({ id }) => id);
  const place = order.indexOf(touchpoint ?? '');
  if (place === -1) return others.length;
  const earlier = new Set(order.slice(0, place));
  return others.filter((each) => earlier.has(each.touchpoint.id)).length;
}

function countsShown(
  { events, from, to, matched, people, leaves, taken, quantities }: TrialCounts,
  { others, mine, before }: Places,
  names: readonly string[],
): Omit<RuleTest, 'faults' | 'examples'> {
  const also = others[mine - 1]?.touchpoint.also === true;
  const orderOf = (hit: number): RuleTest['taken'][number]['order'] => {
    if (hit === 0) return 'none';
    if (hit === mine) return 'this';
    return hit <= before ? 'earlier' : 'later';
  };
  const kept = taken.filter(({ hit }) => orderOf(hit) === 'earlier');
  return {
    looked: {
      events,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
    },
    ...{ matched, people, leaves },
    comes: also ? matched : matched - kept.reduce((sum, { count }) => sum + count, 0),
    taken: taken.map(({ hit, count }) => ({
      touchpoint: others[hit - 1]?.touchpoint.id ?? null,
      name: others[hit - 1]?.touchpoint.name ?? '',
      count,
      order: orderOf(hit),
    })),
    quantities: quantities.map((given, index) => ({ name: names[index] ?? '', ...given })),
  };
}
