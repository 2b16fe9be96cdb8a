import type { Estimate } from '@bothways/core';
import {
  ACTIVITIES_MAX,
  EDGES_MAX,
  type JourneyFlow,
  type JourneysReply,
  SEQUENCE_MAX,
  VARIANTS_MAX,
} from '@bothways/core/contract';
import { learnGap, silenceHistogram, silencesOf, type Traces } from '@bothways/core/journey';
import type { JourneysAlone } from './journeys-alone.ts';
import { journeyKinds } from './journeys-kinds.ts';
import type { LogRead } from './log-file.ts';

const DAY_SECONDS = 86_400;

/** What happened according to a file by itself, as the ledger's pages say it. What a file cannot say is abstained from. */
export function journeysDrawn(file: string, alone: JourneysAlone): JourneysReply {
  const { read, traces } = alone;
  const flow = flowOf(file, alone);
  const { cases, encounters, people } = flow;
  return {
    ...{ of: 'file', currency: null, generation: null, segment: null, segments: [] },
    journeys: [{ id: file, name: file, cases, encounters, people }],
    journey: flow,
    notices: noticesOf(read, traces),
  };
}

function flowOf(file: string, { traces, graph, variants: ways }: JourneysAlone): JourneyFlow {
  const { variants } = ways;
  const name = (activity: number): string => traces.activities[activity] ?? '';
  const cases = variants.reduce((sum, { count }) => sum + count, 0);
  const lengths = traces.cases.map((_, j) => (traces.starts[j + 1] ?? 0) - (traces.starts[j] ?? 0));
  return {
    ...{ id: file, name: file, mission: null },
    threading: {
      ...{ by: ['case'], startsWhen: null, endsWhen: null, gapDays: null },
      gapLearned: gapLearned(traces),
    },
    ...{ cases, encounters: traces.activityOf.length, people: null },
    period: periodOf(traces.at),
    ...{ medianLength: middle(lengths) ?? 0, medianSeconds: medianSeconds(traces), outcomes: null },
    activities: graph.nodes.slice(0, ACTIVITIES_MAX).map((node) => ({
      ...{ id: name(node.activity), name: name(node.activity), phase: null, step: null },
      ...{ planned: true, encounters: node.events, cases: node.cases },
      ...{ starts: node.starts, ends: node.ends, medianDuration: null },
    })),
    activitiesInAll: graph.nodes.length,
    edges: graph.edges.slice(0, EDGES_MAX).map(({ from, to, count, waits }) => ({
      ...{ from: name(from), to: name(to), count, waits },
    })),
    edgesInAll: graph.edges.length,
    variants: variants.slice(0, VARIANTS_MAX).map(({ activities, count, coverage }) => ({
      activities: [...activities.subarray(0, SEQUENCE_MAX)].map(name),
      ...{ length: activities.length, count, share: count / cases, coverage },
    })),
    variantsInAll: variants.length,
    variantsOnce: variants.filter(({ count }) => count === 1).length,
    conformance: without(
      'a file by itself has no plan; bring it in under a model to hold it against one',
    ),
    dropOff: without(
      'a file by itself does not say when a journey is completed or given up; a model’s mission does',
    ),
    clusters: journeyKinds(traces, ways, cases),
  };
}

/** How long those between encounters of one case are silent, and whether that parts in two. */
function gapLearned(traces: Traces): Estimate {
  if (traces.at === null) return without('the file says no times');
  const learned = learnGap(silenceHistogram(silencesOf(traces)));
  if (learned.kind === 'abstained') return learned;
  const { seconds, within, between, n } = learned;
  return {
    ...{ kind: 'estimate', median: seconds / DAY_SECONDS, low: within / DAY_SECONDS },
    ...{ high: between / DAY_SECONDS, level: 0.9, n, grade: 'A' },
    method: 'the valley between the two usual silences, which are its ends',
  };
}

function periodOf(at: Float64Array | null): JourneyFlow['period'] {
  if (at === null || at.length === 0) return null;
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const each of at) {
    if (each < from) from = each;
    if (each > to) to = each;
  }
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  return { from: day(from), to: day(to) };
}

function medianSeconds({ starts, at, cases }: Traces): number | null {
  if (at === null) return null;
  return middle(
    cases.flatMap((_, j) => {
      const [from, until] = [starts[j] ?? 0, starts[j + 1] ?? 0];
      return from === until ? [] : [((at[until - 1] ?? 0) - (at[from] ?? 0)) / 1000];
    }),
  );
}

function middle(values: readonly number[]): number | null {
  const ordered = Float64Array.from(values).sort();
  const half = ordered.length / 2;
  if (ordered.length === 0) return null;
  return ((ordered[Math.ceil(half) - 1] ?? 0) + (ordered[Math.floor(half)] ?? 0)) / 2;
}

/** Batches of equal times, records that were left out, and columns that were guessed. */
function noticesOf(
  { leftOut, unnamedCase, columns }: LogRead,
  { starts, at, activityOf }: Traces,
): readonly string[] {
  const notices: string[] = [];
  if (columns.at === null)
    notices.push('No column says when: the order of the file is taken for that of the journeys.');
  if (leftOut.count > 0 && leftOut.first !== null)
    notices.push(
      `${leftOut.count} records were left out; the first, in line ${leftOut.first.line}: ${leftOut.first.why}.`,
    );
  if (unnamedCase > 0)
    notices.push(`${unnamedCase} events name no case and stand together: they were taken for one.`);
  let equal = 0;
  if (at !== null)
    for (let j = 0; j + 1 < starts.length; j += 1)
      for (let place = (starts[j] ?? 0) + 1; place < (starts[j + 1] ?? 0); place += 1)
        if (at[place] === at[place - 1]) equal += 1;
  const part = equal / Math.max(1, activityOf.length);
  if (part >= 0.1)
    notices.push(
      `${Math.round(100 * part)} % of the events have the very time of the one before: their order is that of the file, and may be none.`,
    );
  return notices;
}

function without(reason: string): { readonly kind: 'abstained'; readonly reason: string } {
  return { kind: 'abstained', reason };
}
