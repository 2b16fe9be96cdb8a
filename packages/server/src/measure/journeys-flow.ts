import { type Journey, type Touchpoint, touchpointsOf } from '@bothways/core';
import {
  ACTIVITIES_MAX,
  EDGES_MAX,
  type JourneyActivity,
  type JourneyFlow,
  type JourneyThreading,
  SEQUENCE_MAX,
  VARIANTS_MAX,
} from '@bothways/core/contract';
import { learnGap } from '@bothways/core/journey';
import {
  type JourneySums,
  journeyExits,
  journeySilences,
  journeySums,
} from '../store/measure/journey-ends.ts';
import { type JourneyGraph, journeyGraph } from '../store/measure/journey-graph.ts';
import {
  type JourneyHere,
  type JourneyShape,
  journeyShape,
} from '../store/measure/journey-here.ts';
import { journeyVariants, type VariantsSeen } from '../store/measure/journey-variants.ts';
import { clustersOf } from './journeys-clusters.ts';
import { conformanceShown } from './journeys-conformance.ts';
import { dropOffOf } from './journeys-drop-off.ts';
import type { Exchanges } from './journeys-exchange.ts';
import { shareOfJourneys } from './journeys-words.ts';
import type { Reading } from './reading.ts';

/** So many different sequences, the most frequent, are held against the plan. */
const SEQUENCES_ALIGNED = 1000;
const DAY_S = 86_400;
/** Unless the mission says otherwise: semantics.md 10. */
const GAP_DAYS = 30;

/** How one journey really went, and what is to be known of how it was told. */
export async function flowOf(
  reading: Reading,
  journey: Journey,
  exchanges: Exchanges,
): Promise<{ readonly flow: JourneyFlow; readonly notices: readonly string[] }> {
  const { stores, generation, model, segment } = reading;
  const here: JourneyHere = { facts: stores.facts, generation, journey: journey.id, segment };
  const gapDays = journey.mission?.gapDays ?? GAP_DAYS;
  const [sums, graph, seen, exits, shape] = await Promise.all([
    journeySums(here),
    journeyGraph(here),
    journeyVariants(here, SEQUENCES_ALIGNED),
    journeyExits(here, gapDays * DAY_S),
    journeyShape(here),
  ]);
  const touchpoints = touchpointsOf({ ...model, journeys: [journey] });
  const nameOf = (id: string): string => touchpoints.find((each) => each.id === id)?.name ?? id;
  return {
    flow: {
      ...{ id: journey.id, name: journey.name, mission: journey.mission?.name ?? null },
      threading: await threadingOf(here, journey, sums, shape),
      ...{ cases: sums.cases, encounters: sums.encounters, people: sums.people },
      period: sums.from === null || sums.to === null ? null : { from: sums.from, to: sums.to },
      ...{ medianLength: sums.medianLength, medianSeconds: sums.medianSeconds },
      outcomes: {
        ...{ completed: sums.completed, abandoned: sums.abandoned, open: sums.open },
        completion: shareOfJourneys(sums.completed, sums.completed + sums.abandoned),
      },
      ...graphShown(graph, journey, touchpoints),
      ...variantsShown(seen),
      conformance: conformanceShown({ model, journey, seen, exchanges, nameOf }),
      dropOff: dropOffOf(journey, exits, graph.nodes),
      clusters: clustersOf(seen, exchanges, sums.completed > 0),
    },
    notices: noticesOf(sums, shape),
  };
}

async function threadingOf(
  here: JourneyHere,
  { mission }: Journey,
  { encounters }: JourneySums,
  { withCase }: JourneyShape,
): Promise<JourneyThreading> {
  const startsWhen = mission?.startsWhen?.text ?? null;
  const endsWhen = mission?.endsWhen?.text ?? null;
  const isRuled = startsWhen !== null || endsWhen !== null;
  const learned = learnGap(await journeySilences(here, encounters));
  return {
    by: [
      ...(withCase > 0 ? (['case'] as const) : []),
      ...(isRuled ? (['mission'] as const) : []),
      'gap',
    ],
    ...{ startsWhen, endsWhen, gapDays: mission?.gapDays ?? GAP_DAYS },
    gapLearned:
      learned.kind === 'abstained'
        ? learned
        : {
            kind: 'estimate',
            median: learned.seconds / DAY_S,
            low: learned.within / DAY_S,
            high: learned.between / DAY_S,
            level: 0.9,
            n: learned.n,
            method: 'the valley of the log of silences between its two hills, which are the range',
            grade: 'A',
          },
  };
}

function graphShown(
  { nodes, edges }: JourneyGraph,
  { phases }: Journey,
  touchpoints: readonly Touchpoint[],
): Pick<JourneyFlow, 'activities' | 'activitiesInAll' | 'edges' | 'edgesInAll'> {
  const places = new Map(
    phases.flatMap(({ name: phase, steps }) =>
      steps.flatMap(({ name: step, touchpoints: at }) =>
        at.map(({ id }) => [id, { phase, step }] as const),
      ),
    ),
  );
  const shown = nodes.slice(0, ACTIVITIES_MAX).map((node): JourneyActivity => {
    const { touchpoint, encounters, cases, starts, ends, medianDuration } = node;
    const place = places.get(touchpoint);
    return {
      id: touchpoint,
      name: touchpoints.find(({ id }) => id === touchpoint)?.name ?? touchpoint,
      ...{ phase: place?.phase ?? null, step: place?.step ?? null, planned: place !== undefined },
      ...{ encounters, cases, starts, ends, medianDuration },
    };
  });
  const ids = new Set(shown.map(({ id }) => id));
  return {
    activities: shown,
    activitiesInAll: nodes.length,
    edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)).slice(0, EDGES_MAX),
    edgesInAll: edges.length,
  };
}

function variantsShown({
  variants,
  inAll,
  once,
  cases,
}: VariantsSeen): Pick<JourneyFlow, 'variants' | 'variantsInAll' | 'variantsOnce'> {
  let covered = 0;
  return {
    variants: variants.slice(0, VARIANTS_MAX).map(({ touchpoints, length, count }) => {
      covered += count;
      return {
        activities: touchpoints.slice(0, SEQUENCE_MAX),
        ...{ length, count, share: count / cases, coverage: covered / cases },
      };
    }),
    variantsInAll: inAll,
    variantsOnce: once,
  };
}

/** Of so many encounters at one moment the order is not worth much. */
const AT_ONCE_MUCH = 0.05;

function noticesOf(
  { encounters }: JourneySums,
  { nameless, counted, atOnce }: JourneyShape,
): readonly string[] {
  const all = encounters + nameless + counted;
  const part = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)} %`;
  return [
    ...(nameless > 0
      ? [
          `${part(nameless, all)} of the encounters name no person: they are in totals, and in no journey.`,
        ]
      : []),
    ...(counted > 0
      ? [
          `${part(counted, all)} of the encounters are known as totals only: nobody can say whose journey they were part of.`,
        ]
      : []),
    ...(encounters > 0 && atOnce / encounters >= AT_ONCE_MUCH
      ? [
          `${part(atOnce, encounters)} of the encounters came at the very moment of the one before: their order is that of the plan, not one that was seen.`,
        ]
      : []),
  ];
}
