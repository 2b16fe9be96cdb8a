import { assert } from '../model/assert.ts';
import {
  type Grade,
  type Model,
  type RuleText,
  type Touchpoint,
  touchpointsOf,
} from '../model/model.ts';
import { readRule } from '../rules/read-rule.ts';
import { EVENT_ENVIRONMENT, type Rule, type RuleType } from '../rules/rule.ts';

/** A leg ready to run: who gives what to whom, and how much in whole units. */
export interface LegRule {
  readonly leg: number;
  readonly giver: string;
  readonly receiver: string;
  readonly kind: string;
  readonly scale: number;
  readonly signed: boolean;
  /** How the model knows the quantity; null: as the event is. */
  readonly grade: Grade | null;
  readonly quantity: Rule;
}

/** A touchpoint ready to recognise its events. */
export interface TouchpointRule {
  readonly touchpoint: Touchpoint;
  readonly when: Rule;
  readonly duration: Rule | null;
  readonly felt: { readonly from: Rule; readonly scale: string } | null;
  readonly exchangeId: Rule | null;
  /** The mission of its journey: what starts an instance, and what ends it. */
  readonly starts: Rule | null;
  readonly ends: Rule | null;
  readonly legs: readonly LegRule[];
}

/** Every touchpoint that events can reach, in file order: a pure function of the model. */
export type Recognition = readonly TouchpointRule[];

/**
 * Makes a model's current journeys ready to recognise events, in JS and in SQL alike.
 *
 * Errors: asserts on a rule that does not type: `checkModelRules` refuses such a model first.
 * Source: semantics.md 9.
 */
export function recognitionOf(model: Model): Recognition {
  const scales = new Map(model.values.map(({ id, scale }) => [id, scale]));
  const missions = new Map(
    model.journeys.map(({ id, mission }) => [
      id,
      {
        starts: mission?.startsWhen ? ready(mission.startsWhen, 'bool') : null,
        ends: mission?.endsWhen ? ready(mission.endsWhen, 'bool') : null,
      },
    ]),
  );
  return touchpointsOf(model, 'current').flatMap((touchpoint) => {
    if (touchpoint.when === null) return [];
    const duration = touchpoint.measures['duration_s'];
    return [
      {
        touchpoint,
        when: ready(touchpoint.when, 'bool'),
        duration: duration === undefined ? null : ready(duration, 'number'),
        felt:
          touchpoint.felt === null
            ? null
            : { from: ready(touchpoint.felt.from, 'number'), scale: touchpoint.felt.scale },
        exchangeId: touchpoint.exchangeId === null ? null : ready(touchpoint.exchangeId, 'string'),
        starts: missions.get(touchpoint.journey)?.starts ?? null,
        ends: missions.get(touchpoint.journey)?.ends ?? null,
        legs: touchpoint.exchange.map(({ leg, give, to, kind, signed, grade, quantity }) => ({
          leg,
          giver: give,
          receiver: to,
          kind,
          scale: scales.get(kind) ?? 0,
          signed,
          grade,
          quantity: ready(quantity, 'number'),
        })),
      },
    ];
  });
}

function ready({ text, place }: RuleText, wanted: RuleType): Rule {
  const read = readRule(text, EVENT_ENVIRONMENT, wanted);
  assert('rule' in read, `${place.file}:${place.line}: "${text}" was not checked before use`);
  return read.rule;
}
