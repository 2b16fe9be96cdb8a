import type { DropOff, JourneyFlow } from '@bothways/core/contract';
import { journeyCounts } from '../store/measure/journey-here.ts';
import { currentJourneys } from './journeys.ts';
import { exchangesOf } from './journeys-exchange.ts';
import { flowOf } from './journeys-flow.ts';
import type { Reading } from './reading.ts';

/** What a printed page has room for. */
const SHOWN = {
  ...{ journeys: 12, activities: 40, edges: 60, variants: 5 },
  ...{ deviations: 8, steps: 60, left: 6 },
} as const;

/**
 * How the journeys that people took really went, for a report: those with most encounters, in file order, each with the most
 * frequent of what it has. The counts of how many there are in all stay as they are.
 */
export async function journeysForReport(reading: Reading): Promise<readonly JourneyFlow[]> {
  const { stores, generation, model, segment } = reading;
  const counts = await journeyCounts(stores.facts, generation, segment);
  const taken = new Set(counts.slice(0, SHOWN.journeys).map(({ journey }) => journey));
  const journeys = currentJourneys(model).filter(({ id }) => taken.has(id));
  if (journeys.length === 0) return [];
  const exchanges = await exchangesOf(reading);
  const flows: JourneyFlow[] = [];
  // One after the other: each is some passes over its threads.
  for (const journey of journeys)
    flows.push(printed((await flowOf(reading, journey, exchanges)).flow));
  return flows;
}

function printed(flow: JourneyFlow): JourneyFlow {
  const { conformance, dropOff } = flow;
  return {
    ...flow,
    activities: flow.activities.slice(0, SHOWN.activities),
    edges: flow.edges.slice(0, SHOWN.edges),
    variants: flow.variants.slice(0, SHOWN.variants),
    conformance:
      conformance.kind === 'abstained'
        ? conformance
        : { ...conformance, deviations: conformance.deviations.slice(0, SHOWN.deviations) },
    dropOff:
      dropOff.kind === 'abstained'
        ? dropOff
        : { ...dropOff, steps: thinned(dropOff.steps), left: dropOff.left.slice(0, SHOWN.left) },
  };
}

type Steps = Extract<DropOff, { readonly kind: 'seen' }>['steps'];

/** Every so-manieth step, with the last. */
function thinned(steps: Steps): Steps {
  const nth = Math.ceil(steps.length / SHOWN.steps);
  return steps.filter((_, index) => index % nth === 0 || index === steps.length - 1);
}
