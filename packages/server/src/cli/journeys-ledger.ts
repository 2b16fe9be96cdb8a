import { didYouMean, formatCount, formatEstimate, formatShare, oneOf } from '@bothways/core';
import type { JourneyFlow, JourneysReply } from '@bothways/core/contract';
import { currentJourneys, journeysShown } from '../measure/journeys.ts';
import type { Reading } from '../measure/reading.ts';
import { lensNames } from '../measure/report-lens.ts';
import { type Call, dataDirectory, option, wholeNumber } from './command.ts';
import { spoken } from './journeys-text.ts';
import { WrongUse } from './refusal.ts';
import { table } from './terminal.ts';
import { withLedger } from './workspace.ts';

/** `bothways journeys` without a file: what the ledger of a data directory says happened. */
export async function journeysOfLedger(call: Call): Promise<number> {
  const { terminal } = call;
  const top = wholeNumber(call, 'top', 10, { least: 1, most: 1000 });
  const wanted = option(call, 'journey', '') || null;
  const shown = await withLedger(dataDirectory(call), terminal, async (reading) => {
    terminal.progress('following the journeys');
    return journeysShown(throughEyes(reading, option(call, 'segment', '')), known(reading, wanted));
  });
  terminal.done();
  if (shown === null) throw new Error('bug: a journey that is known was not found');
  terminal.out(terminal.json ? JSON.stringify(shown, null, 2) : ledgerText(shown, top));
  return 0;
}

function known({ model }: Reading, wanted: string | null): string | null {
  const ids = currentJourneys(model).map(({ id }) => id);
  if (wanted === null || ids.includes(wanted)) return wanted;
  throw new WrongUse(
    `--journey ${wanted}: the model has no such current journey; ${didYouMean(wanted, ids, ids.length === 0 ? 'it has none yet' : `there is ${oneOf(ids)}`)}`,
  );
}

function throughEyes(reading: Reading, segment: string): Reading {
  if (segment === '') return reading;
  const ids = lensNames(reading.model).map(({ id }) => id);
  if (ids.includes(segment)) return { ...reading, segment };
  throw new WrongUse(
    `--segment ${segment}: the model has no such segment; ${didYouMean(segment, ids, ids.length === 0 ? 'it has none yet' : `there is ${oneOf(ids)}`)}`,
  );
}

function ledgerText(
  { journeys, journey, notices, currency, segment }: JourneysReply,
  top: number,
): string {
  const list = table(
    ['journey', 'of people', 'encounters', 'people'],
    journeys.map(({ id, cases, encounters, people }) => [
      id,
      ...[cases, encounters, people ?? 0].map(formatCount),
    ]),
  );
  const eyes = segment === null ? '' : `Of ${segment.name} alone.\n`;
  if (journey === null) return `${eyes}${list}\n\nNobody has taken any of them yet.`;
  const money = currency ?? '';
  return [
    `${eyes}${list}`,
    headText(journey),
    variantsText(journey, top),
    edgesText(journey, top),
    conformanceText(journey, money, top),
    dropOffText(journey, top),
    clustersText(journey, money),
    ...(notices.length === 0 ? [] : [notices.join('\n')]),
  ].join('\n\n');
}

function headText(journey: JourneyFlow): string {
  const { name, cases, encounters, people, period, threading, outcomes } = journey;
  const days = period === null ? '' : `, ${period.from} to ${period.to}`;
  const gap = threading.gapDays === null ? '' : ` a silence of over ${threading.gapDays} days`;
  const rules = [
    ...(threading.startsWhen === null ? [] : [`starts when ${threading.startsWhen}`]),
    ...(threading.endsWhen === null ? [] : [`ends when ${threading.endsWhen}`]),
    ...(gap === '' ? [] : [`${threading.by.includes('mission') ? 'or' : 'begins'} behind${gap}`]),
  ];
  const { gapLearned } = threading;
  const learned =
    gapLearned.kind === 'abstained'
      ? `No gap can be learned: ${gapLearned.reason}.`
      : `The silences themselves would cut behind ${spoken(gapLearned.median * 86_400)}.`;
  const ended =
    outcomes === null
      ? ''
      : `\n${formatCount(outcomes.completed)} completed, ${formatCount(outcomes.abandoned)} given up, ${formatCount(outcomes.open)} still open: ${shareText(outcomes.completion)} of those decided are completed.`;
  return `${name}: ${formatCount(cases)} journeys of ${formatCount(people ?? 0)} people, ${formatCount(encounters)} encounters${days}.\nOne ${rules.join(', ')}. ${learned}${ended}\nHalf have at most ${formatCount(journey.medianLength)} encounters${journey.medianSeconds === null ? '' : ` and last at most ${spoken(journey.medianSeconds)}`}.`;
}

function variantsText({ variants, variantsInAll, variantsOnce }: JourneyFlow, top: number): string {
  const rows = variants
    .slice(0, top)
    .map(({ count, share, coverage, activities, length }) => [
      formatCount(count),
      formatShare(share),
      formatShare(coverage),
      way(activities, length),
    ]);
  return `${formatCount(variantsInAll)} different ways, ${formatCount(variantsOnce)} of them taken once.\n${table(['journeys', 'share', 'so far', 'way'], rows)}`;
}

function edgesText({ edges, edgesInAll }: JourneyFlow, top: number): string {
  const rows = edges
    .slice(0, top)
    .map(({ from, to, count, waits }) => [
      from,
      to,
      formatCount(count),
      waits === null ? '—' : spoken(waits.median),
      waits === null ? '—' : `${spoken(waits.low)} to ${spoken(waits.high)}`,
    ]);
  return `What follows on what: ${formatCount(edgesInAll)} pairs.\n${table(['from', 'to', 'times', 'wait', 'half of them'], rows)}`;
}

function conformanceText({ conformance }: JourneyFlow, currency: string, top: number): string {
  if (conformance.kind === 'abstained') return `Not held against the plan: ${conformance.reason}.`;
  const { fitness, valueFitness, asPlanned, covered, deviations, compliance } = conformance;
  const rows = deviations
    .slice(0, top)
    .map(({ kind, activity, step, after, cases, share, joint }) => [
      kind === 'missed' ? 'missed' : 'not planned',
      step === null ? activity : `${step} (any of it)`,
      after === null ? 'at the beginning' : `after ${after}`,
      formatCount(cases),
      shareText(share),
      joint.kind === 'abstained' ? 'not said' : formatEstimate(joint, currency),
    ]);
  return [
    `Against the plan (${formatShare(covered)} of the journeys): fitness ${numberText(fitness)}, by value ${numberText(valueFitness)}; ${shareText(asPlanned)} wholly as planned.`,
    `Encounters: ${compliance.map(({ word, share }) => `${formatShare(share)} ${word}`).join(', ')}.`,
    ...(rows.length === 0
      ? []
      : [table(['deviation', 'touchpoint', 'where', 'journeys', 'share', 'for both, each'], rows)]),
  ].join('\n');
}

/** Parts of those that complete at which the curve is told. */
const TOLD_AT = [0.1, 0.25, 0.5, 0.75, 0.9, 1];

function dropOffText({ dropOff }: JourneyFlow, top: number): string {
  if (dropOff.kind === 'abstained') return `No drop-off: ${dropOff.reason}.`;
  const { steps, medianToComplete, left } = dropOff;
  const last = steps.at(-1);
  const told = TOLD_AT.flatMap((part) => {
    const step = steps.find(({ underWay }) => underWay <= 1 - part * (1 - (last?.underWay ?? 0)));
    return step === undefined ? [] : [step];
  });
  const rows = [...new Set(told)].map(
    ({ seconds, underWay, completed, completedLow, completedHigh, abandoned }) => [
      spoken(seconds),
      formatShare(underWay),
      `${formatShare(completed)} (${formatShare(completedLow)} to ${formatShare(completedHigh)})`,
      formatShare(abandoned),
    ],
  );
  const half =
    medianToComplete === null
      ? 'Fewer than half ever complete'
      : `Half have completed after ${spoken(medianToComplete)}`;
  const leaving = left
    .slice(0, top)
    .map(({ activity, count, share }) => [activity, formatCount(count), shareText(share)]);
  return [
    `${half}. A journey counts as given up when the gap has passed.`,
    table(['after', 'under way', 'completed', 'given up'], rows),
    ...(leaving.length === 0
      ? []
      : [`\n${table(['given up after', 'journeys', 'of those that came by'], leaving)}`]),
  ].join('\n');
}

function clustersText({ clusters }: JourneyFlow, currency: string): string {
  if (clusters.kind === 'abstained') return `No few ways: ${clusters.reason}.`;
  const rows = clusters.clusters.map(({ share, stability, customer, business, medoid, length }) => [
    shareText(share),
    stability.toFixed(2),
    customer.kind === 'abstained' ? 'not said' : formatEstimate(customer, currency),
    business.kind === 'abstained' ? 'not said' : formatEstimate(business, currency),
    way(medoid, length),
  ]);
  return `${clusters.clusters.length} kinds of journeys (${formatShare(clusters.covered)} of all; silhouette ${clusters.silhouette.toFixed(2)}), each by the real journey in its middle\n${table(['share', 'stability', 'customer each', 'business each', 'the one in the middle'], rows)}`;
}

function shareText(estimate: JourneyFlow['threading']['gapLearned']): string {
  if (estimate.kind === 'abstained') return 'an unknown share';
  const { median, low, high } = estimate;
  return `${formatShare(median)} (${formatShare(low)} to ${formatShare(high)})`;
}

function numberText(estimate: JourneyFlow['threading']['gapLearned']): string {
  if (estimate.kind === 'abstained') return `not said (${estimate.reason})`;
  return `${estimate.median.toFixed(3)} (${estimate.low.toFixed(3)} to ${estimate.high.toFixed(3)})`;
}

const WAY_CHARACTERS = 150;

function way(activities: readonly string[], length: number): string {
  const text = activities.join(' > ');
  return text.length <= WAY_CHARACTERS && activities.length === length
    ? text
    : `${text.slice(0, WAY_CHARACTERS - 20)}… (${length} encounters)`;
}
