import { type FeltScale, feltScaleOf, impactOf, impactOn, numberIn } from './felt.ts';
import type { LaneKind } from './lanes.ts';
import type { Beside, Guessed, PlannedInsight, PlannedOpportunity } from './plan.ts';
import { type Item, itemsIn, type PlanNames } from './plan-parts.ts';
import type { Sheet, SheetStep } from './sheet.ts';
import { slugOf } from './slug.ts';

/** Where in a model a step's findings belong. */
export interface FoundAt {
  readonly journey: string;
  readonly step: string;
  readonly touchpoints: readonly string[];
}

/** Lanes whose cells are findings; a feeling and a thought are observed, unless the thought is quoted. */
const TYPES: Readonly<Partial<Record<LaneKind, PlannedInsight['type']>>> = {
  emotion: 'observation',
  thinking: 'observation',
  need: 'need',
  pain: 'pain',
  gain: 'gain',
  job: 'job',
  goal: 'goal',
  expectation: 'expectation',
  quote: 'quote',
  story: 'story',
  observation: 'observation',
};

/** The findings of a step, in the order of the sheet. */
export function insightsOf(
  step: SheetStep,
  at: FoundAt,
  scale: FeltScale | null,
  names: PlanNames,
): readonly PlannedInsight[] {
  return itemsIn(step, (kind) => TYPES[kind] !== undefined).map((item) => {
    const isQuoted = item.kind === 'thinking' && /^["“„«]/u.test(item.text);
    const type = isQuoted ? 'quote' : (TYPES[item.kind] ?? 'observation');
    const felt = item.kind === 'emotion' ? numberIn(item.text) : null;
    const title = felt === null ? item.text : `Feels ${item.text}`;
    const slug = slugOf(title);
    const [impact, weight] = [impactFor(item, felt, scale), weightFor(item)];
    return {
      id: names.insight(
        slug === '' ? type : `${type}-${slug}`,
        `${type}-${slug || 'at'}-${at.step}`,
      ),
      title,
      type,
      impact,
      weight,
      touchpoints: at.touchpoints,
      more: {
        ...moreOf(item, at, names),
        ...(felt === null ? {} : { felt: item.text }),
        ...unread(item, 'impact', impact.value),
        ...unread(item, 'weight', weight),
      },
    };
  });
}

export function opportunitiesOf(
  step: SheetStep,
  at: FoundAt,
  names: PlanNames,
): readonly PlannedOpportunity[] {
  return itemsIn(step, (kind) => kind === 'opportunity').map((item) => ({
    id: names.opportunity(slugOf(item.text), `${slugOf(item.text) || 'opportunity'}-${at.step}`),
    title: item.text,
    touchpoints: at.touchpoints,
    more: {
      ...moreOf(item, at, names),
      ...unread(item, 'impact', null),
      ...unread(item, 'weight', null),
    },
  }));
}

/** The one scale that all numbers of feeling in a sheet are on. */
export function scaleOfSheet({ journeys }: Sheet): FeltScale | null {
  const steps = journeys.flatMap(({ phases }) => phases).flatMap((phase) => phase.steps);
  const numbers = steps
    .flatMap((step) => itemsIn(step, (kind) => kind === 'emotion'))
    .flatMap(({ text }) => numberIn(text) ?? []);
  return feltScaleOf(numbers);
}

function impactFor(
  { kind, text, extras }: Item,
  felt: number | null,
  scale: FeltScale | null,
): Guessed<number | null> {
  const stated = within(extras.impact, -2, 2);
  if (stated !== null) return { value: stated, guess: null };
  if (kind !== 'emotion') return { value: null, guess: null };
  if (felt === null) return { value: impactOf(text), guess: 'from its words' };
  return scale === null
    ? { value: null, guess: null }
    : { value: impactOn(scale, felt), guess: `from ${felt} on ${scale.name}` };
}

function weightFor({ extras }: Item): number | null {
  return within(extras.weight, 0, 100);
}

function within(text: string | undefined, low: number, high: number): number | null {
  const number = text === undefined ? null : numberIn(text);
  return number !== null && number >= low && number <= high ? number : null;
}

/** What a column says that the model's own key cannot hold. */
function unread({ extras }: Item, key: 'impact' | 'weight', read: number | null): Beside {
  const written = extras[key];
  return written === undefined || read !== null ? {} : { [`x-${key}`]: written };
}

function moreOf({ extras }: Item, at: FoundAt, names: PlanNames): Beside {
  const { persona, channel, owner, tags, lane } = extras;
  return {
    journey: at.journey,
    steps: [at.step],
    ...(persona === undefined ? {} : { personas: names.segments(persona) }),
    ...(channel === undefined ? {} : { channel }),
    ...(owner === undefined ? {} : { owner }),
    ...(tags === undefined ? {} : { tags: names.list(tags) }),
    ...(lane === undefined ? {} : { lane }),
  };
}
