import {
  type Journey,
  type Model,
  type Place,
  type Problem,
  type RuleText,
  type Touchpoint,
  touchpointsOf,
} from '../model/model.ts';
import { placeInRule } from '../model/rule-place.ts';
import { readRule } from './read-rule.ts';
import {
  type BoolNode,
  type Environment,
  EVENT_ENVIRONMENT,
  type RuleType,
  TRAITS_ENVIRONMENT,
} from './rule.ts';

/**
 * What is wrong or doubtful with a model's expressions: each is read, named and typed as its place wants,
 * and a touchpoint that can never recognise an event, because an earlier one takes all of its events, is told.
 *
 * Shape: in the order of the model; one error an expression. `expression` is an error, `overlap` a lint.
 * Source: semantics.md 9, 13, 14.
 */
export function checkModelRules(model: Model): readonly Problem[] {
  const segments = model.segments.flatMap(({ id, when }) =>
    problemsOf({ rule: when, of: `when of segment "${id}"`, wanted: 'bool' }, TRAITS_ENVIRONMENT),
  );
  const events = [
    ...model.journeys.flatMap(missionRules),
    ...touchpointsOf(model).flatMap(touchpointRules),
  ].flatMap((use) => problemsOf(use, EVENT_ENVIRONMENT));
  return [...segments, ...events, ...overlaps(model)];
}

/** An expression of the model, and what it is there for. */
interface Use {
  readonly rule: RuleText | null;
  readonly of: string;
  readonly wanted: RuleType;
}

function missionRules({ id, mission }: Journey): readonly Use[] {
  if (mission === null) return [];
  const { startsWhen, endsWhen } = mission;
  return [
    { rule: startsWhen, of: `starts_when of journey "${id}"`, wanted: 'bool' },
    { rule: endsWhen, of: `ends_when of journey "${id}"`, wanted: 'bool' },
  ];
}

function touchpointRules(touchpoint: Touchpoint): readonly Use[] {
  const { id, when, measures, felt, exchangeId, exchange } = touchpoint;
  const named = (name: string): string => `${name} of touchpoint "${id}"`;
  return [
    { rule: when, of: named('when'), wanted: 'bool' },
    ...Object.entries(measures).map(([measure, rule]) => ({
      rule,
      of: named(`measure ${measure}`),
      wanted: 'number' as const,
    })),
    { rule: felt?.from ?? null, of: named('felt'), wanted: 'number' },
    { rule: exchangeId, of: named('exchange_id'), wanted: 'string' },
    ...exchange.map(({ kind, quantity }) => ({
      rule: quantity,
      of: named(`quantity of ${kind}`),
      wanted: 'number' as const,
    })),
  ];
}

function problemsOf({ rule, of, wanted }: Use, environment: Environment): readonly Problem[] {
  if (rule === null) return [];
  const read = readRule(rule.text, environment, wanted);
  if ('rule' in read) return [];
  const { message, hint, from } = read.error;
  const place = placeInRule(rule, from);
  return [{ severity: 'error', code: 'expression', ...place, message: `${of}: ${message}`, hint }];
}

/** A touchpoint as the conditions that must all hold for it. */
interface Conditions {
  readonly touchpoint: Touchpoint;
  readonly place: Place;
  readonly all: ReadonlySet<string>;
}

function overlaps(model: Model): readonly Problem[] {
  const touchpoints = touchpointsOf(model, 'current').flatMap(conditionsOf);
  return touchpoints.flatMap(({ touchpoint, place, all }, at) => {
    if (touchpoint.also) return [];
    const earlier = touchpoints
      .slice(0, at)
      .find((each) => [...each.all].every((one) => all.has(one)));
    if (earlier === undefined) return [];
    const { id, place: other } = earlier.touchpoint;
    const where = other.file === place.file ? `line ${other.line}` : `${other.file}:${other.line}`;
    const message = `touchpoint "${touchpoint.id}" never gets an event: "${id}" (${where}) takes all of its events first`;
    const hint = `put it before "${id}", narrow the when of "${id}", or write also: true here`;
    return [{ severity: 'lint', code: 'overlap', ...place, message, hint }];
  });
}

function conditionsOf(touchpoint: Touchpoint): readonly Conditions[] {
  const { when } = touchpoint;
  const read = when === null ? null : readRule(when.text, EVENT_ENVIRONMENT, 'bool');
  if (when === null || read === null || !('rule' in read) || read.rule.type !== 'bool') return [];
  const all = new Set(conjuncts(read.rule.node).map(canonical));
  all.delete(canonical({ kind: 'literal', type: 'bool', value: true }));
  return [{ touchpoint, place: when.place, all }];
}

function conjuncts(node: BoolNode): readonly BoolNode[] {
  return node.kind === 'logic' && node.operator === '&&' ? node.of.flatMap(conjuncts) : [node];
}

/** The same text for conditions that say the same but for the order of == and ||, blanks and quotes. */
function canonical(node: BoolNode): string {
  if (node.kind === 'logic') {
    const parts = new Set(node.of.map(canonical));
    return JSON.stringify([node.operator, ...[...parts].sort()]);
  }
  if (node.kind === 'compare' && (node.operator === '==' || node.operator === '!=')) {
    const { of, left, right } = node.operands;
    return JSON.stringify([
      of,
      node.operator,
      ...[left, right].map((s) => JSON.stringify(s)).sort(),
    ]);
  }
  return JSON.stringify(node);
}
