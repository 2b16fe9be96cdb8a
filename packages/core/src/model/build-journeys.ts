import type { ModelFile } from './file-schema.ts';
import { nameFromId } from './kinds.ts';
import type {
  Actor,
  Believed,
  ExchangeLine,
  Journey,
  Mission,
  Phase,
  RuleText,
  Step,
  Touchpoint,
} from './model.ts';
import type { Expectation } from './promised.ts';
import { ruleAt } from './rule-place.ts';
import type {
  JourneyStated,
  PhaseStated,
  StepStated,
  TouchpointStated,
} from './schema-journeys.ts';
import { child, find, placeOf, type Tree } from './source-tree.ts';

/** The journeys that a checked file states, down to the lines of their exchanges. */
export function journeysOf(
  { journeys = [] }: ModelFile,
  tree: Tree,
  actors: readonly Actor[],
): readonly Journey[] {
  const customers = new Set(actors.flatMap(({ id, kind }) => (kind === 'customer' ? [id] : [])));
  // Who receives where the line does not say. Source: semantics.md 18.
  const receiver: Receiver = (give) => (customers.has(give) ? 'business' : 'customer');
  return journeys.map((journey, index) =>
    journeyOf(journey, part(tree, 'journeys', index), receiver),
  );
}

type Receiver = (give: string) => string;

/** The tree of an item that is known to be there. */
function part(tree: Tree, list: string, index: number): Tree {
  return find(tree, [list, index]) ?? tree;
}

function journeyOf(journey: JourneyStated, tree: Tree, receiver: Receiver): Journey {
  const { id, name, level, state, instead_of, mission, phases = [] } = journey;
  return {
    id,
    name: name ?? nameFromId(id),
    level: level ?? 'L1',
    state: state ?? 'current',
    insteadOf: instead_of ?? null,
    mission: mission === undefined ? null : missionOf(mission, child(tree, 'mission') ?? tree),
    phases: phases.map((phase, index) => phaseOf(phase, id, part(tree, 'phases', index), receiver)),
    place: placeOf(tree),
  };
}

const GAP_DAYS_USUAL = 30;
const DAYS: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7 };

function missionOf({ name, gap }: NonNullable<JourneyStated['mission']>, tree: Tree): Mission {
  return {
    name: name ?? null,
    startsWhen: ruleAt(tree, ['starts_when']),
    endsWhen: ruleAt(tree, ['ends_when']),
    gapDays:
      gap === undefined ? GAP_DAYS_USUAL : Number.parseFloat(gap) * (DAYS[gap.slice(-1)] ?? 1),
  };
}

function phaseOf(
  { id, name, stage, optional, repeats, steps = [] }: PhaseStated,
  journey: string,
  tree: Tree,
  receiver: Receiver,
): Phase {
  return {
    id,
    name: name ?? nameFromId(id),
    stage: stage ?? null,
    optional: optional ?? false,
    repeats: repeats ?? false,
    steps: steps.map((step, index) =>
      stepOf(step, { journey, phase: id }, part(tree, 'steps', index), receiver),
    ),
  };
}

type Where = Pick<Touchpoint, 'journey' | 'phase' | 'step'>;

function stepOf(
  step: StepStated,
  where: Omit<Where, 'step'>,
  tree: Tree,
  receiver: Receiver,
): Step {
  const { id, name, moment_of_truth, flow, optional, repeats, touchpoints = [] } = step;
  return {
    id,
    name: name ?? nameFromId(id),
    momentOfTruth: moment_of_truth ?? false,
    flow: flow ?? 'any',
    optional: optional ?? false,
    repeats: repeats ?? false,
    touchpoints: touchpoints.map((touchpoint, index) =>
      touchpointOf(touchpoint, { ...where, step: id }, part(tree, 'touchpoints', index), receiver),
    ),
  };
}

function touchpointOf(
  stated: TouchpointStated,
  where: Where,
  tree: Tree,
  receiver: Receiver,
): Touchpoint {
  const { id, felt, believed, instead_of = [] } = stated;
  const from = ruleAt(tree, ['felt', 'from']);
  return {
    id,
    name: stated.name ?? nameFromId(id),
    ...where,
    channel: stated.channel,
    initiator: stated.initiator ?? null,
    influence: stated.influence ?? null,
    seeks: stated.seeks ?? null,
    owner: stated.owner ?? null,
    intention: stated.intention ?? null,
    quote: stated.quote ?? null,
    insteadOf: typeof instead_of === 'string' ? [instead_of] : instead_of,
    when: ruleAt(tree, ['when']),
    also: stated.also ?? false,
    optional: stated.optional ?? false,
    measures: measuresOf(stated, tree),
    expects: (stated.expects ?? []).map(expectationOf),
    felt: felt === undefined || from === null ? null : { from, scale: felt.scale },
    exchangeId: ruleAt(tree, ['exchange_id']),
    believed:
      believed === undefined
        ? null
        : { per: believed.volume.per, volume: believedOf(believed.volume) },
    exchange: (stated.exchange ?? []).map((line, leg) =>
      lineOf(line, leg, part(tree, 'exchange', leg), receiver),
    ),
    place: placeOf(tree),
  };
}

function measuresOf({ measures = {} }: TouchpointStated, tree: Tree): Touchpoint['measures'] {
  const named = Object.keys(measures).map((name) => [name, ruleAt(tree, ['measures', name])]);
  return Object.fromEntries(
    named.filter((entry): entry is [string, RuleText] => entry[1] !== null),
  );
}

type ExpectationStated = NonNullable<TouchpointStated['expects']>[number];
type LineStated = NonNullable<TouchpointStated['exchange']>[number];

function expectationOf({ metric, at_most, at_least, source }: ExpectationStated): Expectation {
  return {
    metric,
    atMost: at_most ?? null,
    atLeast: at_least ?? null,
    source: source ?? null,
  };
}

function believedOf(range: {
  median: number;
  low?: number | undefined;
  high?: number | undefined;
}): Believed {
  const { median, low = median, high = median } = range;
  return { median, low, high };
}

function lineOf(line: LineStated, leg: number, tree: Tree, receiver: Receiver): ExchangeLine {
  const place = placeOf(tree);
  return {
    leg,
    give: line.give,
    to: line.to ?? receiver(line.give),
    kind: line.kind,
    quantity: ruleAt(tree, ['quantity']) ?? { text: String(line.quantity), place },
    signed: line.signed ?? false,
    grade: line.grade ?? null,
    believed: line.believed === undefined ? null : believedOf(line.believed),
    place,
  };
}
