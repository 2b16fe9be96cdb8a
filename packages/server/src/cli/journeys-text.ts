import { strongestEdges, survivalQuantile } from '@bothways/core/journey';
import {
  type DropOffSeen,
  type JourneysAlone,
  journeyCount,
  type PlanHeld,
} from '../alone/journeys-alone.ts';
import type { LogRead } from '../alone/log-file.ts';
import type { More } from './commands/journeys.ts';
import { table } from './terminal.ts';

/** A file's journeys for people. */
export function journeysText(alone: JourneysAlone, more: More, top: number): string {
  return [
    headText(alone),
    variantsText(alone, top),
    edgesText(alone, top),
    endsText(alone, top),
    ...(more.held === null ? [] : [planText(more.held, top)]),
    ...(more.dropOff === null ? [] : [dropOffText(more.dropOff)]),
    ...(more.clusters === null ? [] : [clustersText(more.clusters)]),
  ].join('\n\n');
}

export function countShown(count: number): string {
  return count.toLocaleString('en');
}

/** What of a file is not counted, and what was taken for what it does not say. */
export function leftOutLines({ leftOut, unnamedCase }: LogRead): readonly string[] {
  const { count, first } = leftOut;
  return [
    ...(count === 0
      ? []
      : [
          `${countShown(count)} record${count === 1 ? ' is' : 's are'} no event and left out, the first on line ${first?.line}: ${first?.why}`,
        ]),
    ...(unnamedCase === 0
      ? []
      : [
          `${countShown(unnamedCase)} events name no case and stand together: they are taken for one`,
        ]),
  ];
}

function headText({ traces, graph, variants, gapLearned }: JourneysAlone): string {
  const { at, activityOf } = traces;
  const journeys = journeyCount(variants);
  const days = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const period =
    at === null
      ? ''
      : `, ${days(at.reduce((a, b) => Math.min(a, b)))} to ${days(at.reduce((a, b) => Math.max(a, b)))}`;
  const gap =
    gapLearned?.kind === 'learned'
      ? `\nCut behind silences of over ${spoken(gapLearned.seconds)}, as the data teach: usual ones are ${spoken(gapLearned.within)} within a journey and ${spoken(gapLearned.between)} between two.`
      : '';
  return `${countShown(journeys)} journeys, ${countShown(activityOf.length)} events, ${countShown(graph.nodes.length)} activities${period}.${gap}`;
}

function variantsText(
  { traces, variants: { variants, entropyBits } }: JourneysAlone,
  top: number,
): string {
  const all = variants.reduce((sum, { count }) => sum + count, 0);
  const rows = variants
    .slice(0, top)
    .map(({ activities, count, coverage }) => [
      countShown(count),
      percent(count / all),
      percent(coverage),
      way(Array.from(activities, (each) => traces.activities[each] ?? '')),
    ]);
  const half = variants.findIndex(({ coverage }) => coverage >= 0.5) + 1;
  const uneven = `Half of all journeys go one of ${countShown(half)} way${half === 1 ? '' : 's'}; which one the next goes is worth ${entropyBits.toFixed(1)} bits, of ${Math.log2(all).toFixed(1)} if each went its own.`;
  return `${countShown(variants.length)} variants. ${uneven}\n${table(['journeys', 'share', 'so far', 'way'], rows)}`;
}

function edgesText({ traces, graph }: JourneysAlone, top: number): string {
  const name = (each: number): string => shortened(traces.activities[each] ?? '');
  const rows = graph.edges
    .slice(0, top)
    .map(({ from, to, count, waits }) => [
      name(from),
      name(to),
      countShown(count),
      waits === null ? '—' : spoken(waits.median),
      waits === null ? '—' : `${spoken(waits.low)} to ${spoken(waits.high)}`,
    ]);
  const needed = strongestEdges(graph.edges, 0).length;
  return `What follows on what: ${countShown(graph.edges.length)} pairs (${needed} of them keep every activity's strongest way in and out).\n${table(['from', 'to', 'times', 'wait', 'half of them'], rows)}`;
}

function endsText({ traces, graph, variants }: JourneysAlone, top: number): string {
  const all = journeyCount(variants);
  const rows = graph.nodes
    .toSorted((a, b) => b.ends - a.ends)
    .slice(0, Math.min(top, 8))
    .filter(({ ends }) => ends > 0)
    .map(({ activity, ends, starts }) => [
      traces.activities[activity] ?? '',
      countShown(ends),
      percent(ends / all),
      countShown(starts),
    ]);
  return `Last activities\n${table(['activity', 'journeys end with it', 'share', 'begin with it'], rows)}`;
}

function planText({ conformance, unknown }: PlanHeld, top: number): string {
  const { fitness, asPlanned, deviations, words } = conformance;
  const rows = deviations
    .slice(0, top)
    .map(({ kind, name, after, journeys, count }) => [
      kind === 'missing' ? 'missing' : 'not planned',
      name,
      after === null ? 'at the beginning' : `after ${after}`,
      countShown(journeys),
      countShown(count),
    ]);
  const range = ({ low, high }: { low: number; high: number }): string =>
    `${percent(low)} to ${percent(high)}`;
  return [
    `Against the plan: fitness ${fitness.mean.toFixed(3)} (${fitness.low.toFixed(3)} to ${fitness.high.toFixed(3)}), ${percent(asPlanned.mean)} without any deviation (${range(asPlanned)}, 9 times in 10).`,
    `${countShown(words.completed)} as planned, ${countShown(words['out-of-order'])} out of order, ${countShown(words.adhoc)} not planned, ${countShown(words.missing)} missing.`,
    ...(unknown.length === 0
      ? []
      : [`Never there: ${unknown.map((name) => JSON.stringify(name)).join(', ')}.`]),
    ...(rows.length === 0
      ? []
      : [table(['deviation', 'activity', 'where', 'journeys', 'times'], rows)]),
  ].join('\n');
}

/** Moments a curve is told at: parts of its length. */
const TOLD_AT = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 1];

function dropOffText({ journeys, open, points, exits }: DropOffSeen): string {
  const last = points.at(-1)?.at ?? 0;
  const half = survivalQuantile(points, 0.5);
  const valueAt = <Point extends { readonly at: number }>(
    of: readonly Point[],
    at: number,
  ): Point | undefined => of.findLast((point) => point.at <= at);
  const rows = TOLD_AT.map((part) => part * last).map((at) => {
    const left = valueAt(points, at);
    return [
      spoken(at),
      left === undefined
        ? percent(1)
        : `${percent(left.survival)} (${percent(left.low)}–${percent(left.high)})`,
      ...exits.map((exit) => percent(valueAt(exit.points, at)?.incidence ?? 0)),
    ];
  });
  return `Until they end: ${countShown(journeys)} journeys, ${countShown(open)} of them still under way when the file ends; half have ended after ${half === null ? 'longer than it tells' : spoken(half)}.\n${table(['after', 'under way (9 in 10)', ...exits.map(({ activity }) => activity)], rows)}`;
}

function clustersText(seen: NonNullable<More['clusters']>): string {
  if (seen.kind === 'abstained') return `No few ways: ${seen.reason}.`;
  const rows = seen.clusters.map(({ journeys, share, stability, medoid }) => [
    countShown(journeys),
    percent(share),
    stability.toFixed(2),
    way(medoid),
  ]);
  return `${seen.clusters.length} kinds of journeys (silhouette ${seen.silhouette.toFixed(2)}; ${countShown(seen.journeys)} journeys of ${countShown(seen.variants)} variants), each by the real journey in its middle\n${table(['journeys', 'share', 'stability', 'the one in the middle'], rows)}`;
}

const WAY_CHARACTERS = 150;
const NAME_CHARACTERS = 40;

function way(names: readonly string[]): string {
  const text = names.map(shortened).join(' > ');
  return text.length <= WAY_CHARACTERS
    ? text
    : `${text.slice(0, WAY_CHARACTERS - 20)}… (${names.length} events)`;
}

function shortened(name: string): string {
  return name.length <= NAME_CHARACTERS ? name : `${name.slice(0, NAME_CHARACTERS - 1)}…`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A length of time in its largest fitting unit. */
export function spoken(seconds: number): string {
  const [size, name] = UNITS.find(([unit]) => seconds >= unit) ?? UNITS[3];
  const value = seconds / size;
  return `${value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toPrecision(2)} ${name}`;
}
