import type { FeltScale } from './felt.ts';
import { oneLine } from './grid.ts';
import { currencyIn, stageOf } from './guesses.ts';
import type { LaneKind } from './lanes.ts';
import type {
  Beside,
  Guessed,
  Plan,
  PlannedInsight,
  PlannedJourney,
  PlannedOpportunity,
  PlannedPhase,
  PlannedStep,
} from './plan.ts';
import { insightsOf, opportunitiesOf, scaleOfSheet } from './plan-insights.ts';
import { type Item, itemsIn, type PlanNames, planNames } from './plan-parts.ts';
import { touchpointsOf } from './plan-touchpoints.ts';
import { type Sheet, type SheetJourney, type SheetStep, tickIn } from './sheet.ts';
import { type Namer, namer, slugOf } from './slug.ts';

const ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/** Makes of a sheet what a model can hold. `name` is what the model is called where the sheet does not say. */
export function planSheet(sheet: Sheet, name: string): Plan {
  const names = planNames();
  const titles = sheet.journeys.flatMap(({ title }) => title ?? []);
  const called = sheet.title ?? (titles.length === 1 ? titles[0] : undefined) ?? name;
  const planning: Planning = {
    names,
    scale: scaleOfSheet(sheet),
    isRepeated: repeatedTouchpoints(sheet),
    insights: [],
    opportunities: [],
  };
  const journeys = sheet.journeys.map((journey) => planJourney(planning, journey, called));
  return {
    name: called,
    currency: currencyOf(sheet),
    teams: names.teamsNamed(),
    segments: names.segmentsNamed(),
    journeys: journeys.map((journey) => withSpareIds(journey, names)),
    insights: planning.insights,
    opportunities: planning.opportunities,
    notTaken: sheet.notTaken.toSorted((a, b) => a.row - b.row || a.column - b.column),
  };
}

interface Planning {
  readonly names: PlanNames;
  readonly scale: FeltScale | null;
  readonly isRepeated: (name: string) => boolean;
  readonly insights: PlannedInsight[];
  readonly opportunities: PlannedOpportunity[];
}

function stepsOf({ journeys }: Sheet): readonly SheetStep[] {
  return journeys.flatMap(({ phases }) => phases).flatMap(({ steps }) => steps);
}

/** Touchpoints that stand at several steps take their step into their id: it stays when others come or go. */
function repeatedTouchpoints(sheet: Sheet): (name: string) => boolean {
  const steps = new Map<string, number>();
  for (const step of stepsOf(sheet)) {
    const items = itemsIn(step, (kind) => kind === 'touchpoint' || kind === 'channel');
    for (const slug of new Set(items.map(({ text }) => slugOf(text))))
      steps.set(slug, (steps.get(slug) ?? 0) + 1);
  }
  return (name) => (steps.get(slugOf(name)) ?? 0) > 1;
}

function currencyOf(sheet: Sheet): Guessed<string> {
  const texts = stepsOf(sheet).flatMap(({ notes }) => notes.map(({ cell }) => cell.text));
  const found = texts.map(currencyIn).find((code) => code !== null);
  return found === undefined || found === null
    ? { value: 'EUR', guess: null }
    : { value: found, guess: 'from a cell' };
}

function planJourney(planning: Planning, journey: SheetJourney, called: string): PlannedJourney {
  const { id: written, state } = journey;
  const title = journey.title ?? written ?? called;
  const own = written !== null && ID.test(written) ? written : slugOf(written ?? title);
  const id = planning.names.journey(own);
  const [phaseId, stepId] = [namer('phase'), namer('step')];
  const phases = journey.phases.map((phase): PlannedPhase => {
    const ownId = phaseId(slugOf(phase.name ?? ''));
    const steps = phase.steps.map((step) => planStep(planning, step, id, stepId));
    const stage = phase.name === null ? null : stageOf(phase.name);
    return { id: ownId, name: phase.name, stage, steps };
  });
  return { id, name: oneLine(title), state, phases };
}

/** Gives steps without a touchpoint an id for one, once all ids of the sheet are known. */
function withSpareIds(journey: PlannedJourney, names: PlanNames): PlannedJourney {
  const phases = journey.phases.map((phase) => ({
    ...phase,
    steps: phase.steps.map((step) =>
      step.touchpoints.length > 0 ? step : { ...step, spareId: names.touchpoint(step.id) },
    ),
  }));
  return { ...journey, phases };
}

function planStep(
  { names, scale, isRepeated, insights, opportunities }: Planning,
  step: SheetStep,
  journey: string,
  stepId: Namer,
): PlannedStep {
  const id = stepId(slugOf(step.name));
  const found = touchpointsOf(step, id, isRepeated, names);
  const at = { journey, step: id, touchpoints: found.touchpoints.map((each) => each.id) };
  insights.push(...insightsOf(step, at, scale, names));
  opportunities.push(...opportunitiesOf(step, at, names));
  const moments = itemsIn(step, (kind) => kind === 'moment');
  const ticks = moments.map(({ text }) => tickIn(text));
  return {
    id,
    name: step.name,
    spareId: null,
    momentOfTruth: step.momentOfTruth || ticks.some((tick) => tick !== false),
    touchpoints: found.touchpoints,
    beside: {
      ...listed('description', saidIn(step, 'description', names)),
      ...listed(
        'moment-of-truth',
        moments.flatMap(({ text }) => (tickIn(text) === null ? [text] : [])),
      ),
      ...listed('channels', found.channelsLeft),
      ...listed('owners', found.ownersLeft),
      ...blueprintOf(step, found.actionsLeft, names),
      ...listed('metrics', saidIn(step, 'metric', names)),
    },
  };
}

const BLUEPRINT = ['physicalEvidence', 'frontstage', 'backstage', 'support'] as const;

/** The lanes of a service blueprint, for which a model has no place yet. */
function blueprintOf(step: SheetStep, actions: readonly Item[], names: PlanNames): Beside {
  const lanes = {
    ...listed(
      'customerAction',
      actions.map((item) => said(item, names)),
    ),
    ...Object.assign({}, ...BLUEPRINT.map((lane) => listed(lane, saidIn(step, lane, names)))),
  };
  return Object.keys(lanes).length === 0 ? {} : { blueprint: lanes };
}

function saidIn(step: SheetStep, lane: LaneKind, names: PlanNames): readonly unknown[] {
  return itemsIn(step, (kind) => kind === lane).map((item) => said(item, names));
}

/** A text, with what stands beside it where there is anything. */
function said({ text, extras }: Item, names: PlanNames): unknown {
  if (Object.keys(extras).length === 0) return text;
  const { persona, tags, ...rest } = extras;
  return {
    text,
    ...rest,
    ...(persona === undefined ? {} : { personas: names.segments(persona) }),
    ...(tags === undefined ? {} : { tags: names.list(tags) }),
  };
}

function listed(key: string, texts: readonly unknown[]): Beside {
  return texts.length === 0 ? {} : { [key]: texts };
}
