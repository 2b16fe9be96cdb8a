// What an export is made from, and the small sentences that several exports say of it.
import type {
  ChangedMonth,
  Overview,
  ReportFinding,
  ReportJourney,
  ReportTouchpoint,
} from '@bothways/core/contract';
import { fill, sentenceOf } from '@bothways/core/words';
import type { Speech } from './speech.ts';

/** What only the model knows of a touchpoint. */
export interface PlannedTouchpoint {
  readonly initiator: string | null;
  readonly expectation: string;
}

/** What an export is made from. Plain data: it crosses to a thread. */
export interface Told {
  readonly overview: Overview;
  /** By touchpoint id. */
  readonly planned: Readonly<Record<string, PlannedTouchpoint>>;
  /** Only where it is asked for. */
  readonly changed: ChangedMonth | null;
  readonly modelVersion: number;
  /** Name of the segment the overview is of; null: everyone. */
  readonly segment: string | null;
}

/** The same with the language and theme of the reader, and the journeys asked for. */
export interface Telling extends Told {
  readonly speech: Speech;
  readonly theme: 'light' | 'dark';
  readonly journeys: readonly ReportJourney[];
}

export type Estimate = ReportFinding['customer'];

export interface Placed {
  readonly touchpoint: ReportTouchpoint;
  readonly journey: ReportJourney;
  readonly phase: string;
  readonly step: { readonly id: string; readonly name: string; readonly momentOfTruth: boolean };
}

/** Every touchpoint in the order of the model. */
export function placedIn(journeys: readonly ReportJourney[]): readonly Placed[] {
  return journeys.flatMap((journey) =>
    journey.phases.flatMap((phase) =>
      phase.steps.flatMap((step) =>
        step.touchpoints.map((touchpoint) => ({ touchpoint, journey, phase: phase.name, step })),
      ),
    ),
  );
}

/**
 * The journeys asked for: one by its id, `all` that have touchpoints, or for null the one where the step that matters most
 * is, else the first. Null: there is none of that id with touchpoints.
 */
export function journeysChosen(
  { journeys, headline }: Overview,
  asked: string | null,
): readonly ReportJourney[] | null {
  const shown = journeys.filter((journey) => placedIn([journey]).length > 0);
  if (asked === 'all' || shown.length === 0) return shown;
  const lit = placedIn(shown).find(({ touchpoint: { id } }) => id === headline?.touchpoint.id);
  const chosen = asked === null ? (lit?.journey ?? shown[0]) : shown.find(({ id }) => id === asked);
  return chosen === undefined ? null : [chosen];
}

/** The name of what is shown: a journey's, or that it is all of them, with the segment. */
export function nameOf({ journeys, speech, segment }: Telling): string {
  const [first] = journeys;
  return ofSegment(journeys.length === 1 && first !== undefined ? first.name : speech.map.all, {
    ...{ speech, segment },
  });
}

/** A name with the segment whose figures alone it stands for. */
export function ofSegment(
  name: string,
  { speech, segment }: Pick<Telling, 'speech' | 'segment'>,
): string {
  return segment === null ? name : `${name}, ${fill(speech.own.for, { name: segment })}`;
}

/** How much was seen, and when, or that all is believed; and of whom, where it is one segment alone. */
export function leadOf(telling: Telling): string {
  const { segment, speech } = telling;
  const lead = wholeLead(telling);
  return segment === null ? lead : `${lead} ${fill(speech.own.forOnly, { name: segment })}`;
}

function wholeLead({ overview, speech }: Telling): string {
  const { map, format, currency } = speech;
  const { period, encounters, people, made } = overview;
  if (period === null) return fill(map.leadBelieved, { currency });
  const lead = fill(map.lead, {
    encounters: format.count(encounters),
    people: format.count(people),
    from: format.day(period.from),
    to: format.day(period.to),
    currency,
  });
  const days = format.count(made.scaling?.days ?? 0);
  return made.scaling?.isShort === true ? `${lead} ${fill(map.leadShort, { days })}` : lead;
}

/** The sentence that matters most; null: nothing was found. */
export function headlineSentence({ overview, speech }: Telling): string | null {
  const { headline, journeys } = overview;
  return headline === null
    ? null
    : sentenceOf(headline, touchpointAt(journeys, headline), speech.findingSpeaker).text;
}

/** What there is to act on, the gravest first: what somebody has dismissed or closed is not. */
export function openFindings({ findings, settled }: Telling['overview']): readonly ReportFinding[] {
  return findings.filter(({ kind, touchpoint }) => !settled.includes(`${kind}:${touchpoint.id}`));
}

/** Where a finding was made. */
export function touchpointAt(
  journeys: readonly ReportJourney[],
  { touchpoint: { id } }: Pick<ReportFinding, 'touchpoint'>,
): ReportTouchpoint | undefined {
  return placedIn(journeys).find(({ touchpoint }) => touchpoint.id === id)?.touchpoint;
}

/** "−€736"; where nobody can say it, that. */
export function moneyText(
  estimate: Estimate,
  { format, figures }: Speech,
  isSigned = false,
): string {
  if (estimate.kind === 'abstained') return figures.notSaid;
  return isSigned ? format.moneySigned(estimate.median) : format.money(estimate.median);
}

/** "−€910 to −€587"; why it is not said; empty for a point. */
export function rangeText(
  estimate: Estimate,
  { format, figures }: Speech,
  isSigned = false,
): string {
  if (estimate.kind === 'abstained') return format.glued(estimate.reason);
  const { low, high } = estimate;
  const write = isSigned ? format.moneySigned : format.money;
  return low === high ? '' : fill(figures.range, { low: write(low), high: write(high) });
}

/** The last line of every page and sheet: which model, which figures, when. */
export function madeAt({ overview, modelVersion, speech }: Telling): string {
  return fill(speech.own.madeAt, {
    model: overview.model,
    version: String(modelVersion),
    date: speech.format.day(overview.generatedAt),
  });
}

/** How the figures were made, in a few sentences. */
export function howMade({ overview, speech }: Telling): readonly string[] {
  const { own, format } = speech;
  const { period, made, events } = overview;
  const { scaling, valuations } = made;
  const by = (basis: string): string =>
    format.count(valuations.filter((each) => each.basis === basis).length);
  const factor = new Intl.NumberFormat(speech.locale, { maximumSignificantDigits: 3 });
  return [
    period === null
      ? own.madeBelieved
      : fill(own.made, {
          events: format.count(events),
          from: format.day(period.from),
          to: format.day(period.to),
          factor: factor.format(scaling?.factor ?? 1),
        }),
    fill(own.madeValues, {
      count: format.count(valuations.length),
      ...{ measured: by('measured'), stated: by('stated'), assumed: by('assumed') },
    }),
    own.madeRanges,
    own.madeGrades,
  ];
}

/** What the figures cannot show, in a few sentences; never empty. */
export function unknowns({ overview, speech }: Telling): readonly string[] {
  const { own, format, map } = speech;
  const { blind, net, abstained, journeys, made } = overview;
  const named = (names: readonly string[]): string =>
    names.length <= 3
      ? names.join(', ')
      : fill(own.andMore, {
          names: names.slice(0, 3).join(', '),
          count: format.count(names.length - 3),
        });
  const sum = (all: readonly { readonly count: number }[]): number =>
    all.reduce((total, { count }) => total + count, 0);
  const shown = net.measured ?? net.believed;
  const unsaid = [
    ...new Set([...(shown?.leavesOut.customer ?? []), ...(shown?.leavesOut.business ?? [])]),
  ];
  const lines = [
    made.scaling?.isShort === true &&
      fill(map.leadShort, { days: format.count(made.scaling.days) }),
    overview.period !== null &&
      blind.unseen.length > 0 &&
      fill(own.unknownUnseen, {
        count: format.count(blind.unseen.length),
        all: format.count(placedIn(journeys).length),
        names: named(blind.unseen.map(({ name }) => name)),
      }),
    blind.unmapped.length > 0 &&
      fill(own.unknownUnmapped, {
        count: format.count(sum(blind.unmapped)),
        names: named(blind.unmapped.map(({ name }) => name)),
      }),
    unsaid.length > 0 && fill(own.unknownValues, { names: named(unsaid) }),
    abstained.length > 0 && fill(own.unknownAbstained, { count: format.count(abstained.length) }),
    blind.rejected.length > 0 &&
      fill(own.unknownRejected, { count: format.count(sum(blind.rejected)) }),
  ].filter((line) => line !== false);
  return lines.length === 0 ? [own.unknownNothing] : lines;
}
