import {
  didYouMean,
  type Estimate,
  formatCount,
  formatDuration,
  formatEstimate,
  formatShare,
  oneOf,
} from '@bothways/core';
import type { Experience, FeltTouchpoint } from '@bothways/core/contract';
import { experienceShown } from '../../measure/experience-shown.ts';
import { lensNames } from '../../measure/report-lens.ts';
import { type Call, dataDirectory, option } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { table } from '../terminal.ts';
import { withLedger } from '../workspace.ts';

/** How a journey of the ledger felt, as text or as /api/experience answers. */
export async function experienceOfLedger(call: Call): Promise<number> {
  const { terminal } = call;
  const wanted = option(call, 'journey', '');
  const segment = option(call, 'segment', '');
  const shown = await withLedger(dataDirectory(call), terminal, async (reading) => {
    const known = lensNames(reading.model).map(({ id }) => id);
    if (segment !== '' && !known.includes(segment))
      throw new Refusal(
        `--segment ${segment}: the model has no such segment; ${didYouMean(segment, known, known.length === 0 ? 'it has none' : `there is ${oneOf(known)}`)}`,
      );
    terminal.progress('reading real journeys');
    const eyes = segment === '' ? reading : { ...reading, segment };
    const found = await experienceShown(eyes, wanted === '' ? null : wanted);
    if (found !== null) return found;
    const journeys = reading.model.journeys
      .filter(({ state }) => state === 'current')
      .map(({ id }) => id);
    throw new Refusal(
      `--journey ${wanted}: the model has no such current journey; ${didYouMean(wanted, journeys, journeys.length === 0 ? 'it has none yet' : `there is ${oneOf(journeys)}`)}`,
    );
  });
  terminal.done();
  terminal.out(terminal.json ? JSON.stringify(shown, null, 2) : experienceText(shown));
  return 0;
}

/** What a reply says, for a terminal. */
export function experienceText(shown: Experience): string {
  const { journey, encounters, felt, instances, curve, lenses, segment } = shown;
  const head = `${journey.name}${segment === null ? '' : `, as ${segment.name} see it`}: ${formatCount(felt)} of ${formatCount(encounters)} encounters say how they felt; ${formatCount(instances)} real journeys.`;
  const asked = curve.touchpoints.filter(({ n }) => n > 0);
  const blocks = [head];
  if (curve.unsaid !== null)
    blocks.push(`Cannot say: ${curve.unsaid.reason}. ${todo(curve.unsaid)}`);
  if (asked.length > 0)
    blocks.push(
      table(
        ['touchpoint', 'felt', 'range', 'n', 'felt bad', 'peak here', 'end here', 'lever', 'grade'],
        asked.map(row),
      ),
    );
  blocks.push(lensText(lenses, shown.currency ?? ''), rememberedText(shown));
  const { held } = shown.expectations;
  if (held.length > 0)
    blocks.push(
      table(
        ['expected at', 'what', 'set by', 'kept', 'felt kept', 'felt missed'],
        held.map((each) => [
          each.touchpoint.name,
          boundText(each),
          each.source ?? 'nobody has said',
          each.kept.kind === 'estimate' ? formatShare(each.kept.median) : 'cannot say',
          feltText(each.feltKept),
          feltText(each.feltMissed),
        ]),
      ),
    );
  const { asked: scores } = shown.scores;
  if (scores.length > 0)
    blocks.push(
      table(
        ['asked at', 'as', 'n', 'of', 'score', 'range', 'change a year'],
        scores.map((each) => [
          each.touchpoint.name,
          each.scale,
          formatCount(each.n),
          formatCount(each.encounters),
          scoreText(each.value, each.measure, 'median'),
          scoreText(each.value, each.measure, 'range'),
          scoreText(each.trend, each.measure, 'median'),
        ]),
      ),
    );
  return blocks.filter((block) => block !== '').join('\n\n');
}

function row(each: FeltTouchpoint): readonly string[] {
  const { felt } = each;
  return [
    each.name,
    feltText(felt),
    felt.kind === 'estimate' ? `${index(felt.low)} to ${index(felt.high)}` : '',
    formatCount(each.n),
    shareText(each.negative),
    shareText(each.peaks),
    shareText(each.ends),
    each.lever.kind === 'estimate' ? index(each.lever.median) : '—',
    felt.kind === 'estimate' ? felt.grade : '',
  ];
}

function lensText(lenses: Experience['lenses'], currency: string): string {
  const { experienced, remembered, spread, cost, unsaid, journeys } = lenses;
  if (unsaid !== null)
    return `Cannot say how journeys felt as a whole: ${unsaid.reason}. ${todo(unsaid)}`;
  const lines = [
    `As it went ${ranged(experienced)}${lenses.byTime ? ', each moment by its time' : ''}; as it is remembered ${ranged(remembered)} (${formatCount(journeys)} real journeys).`,
    spread.kind === 'estimate'
      ? `Nine in ten single customers remember it between ${index(spread.low)} and ${index(spread.high)}.`
      : '',
    currency === ''
      ? '' // A file has no ledger.
      : `What it left one customer with: ${money(cost.customer, currency)}; the business: ${money(cost.business, currency)}; the customer's time: ${cost.seconds.kind === 'estimate' ? formatDuration(cost.seconds.median) : 'nobody timed it'}.`,
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function rememberedText({ remembered }: Experience): string {
  const { answer, answers, unsaid, verdict, bayesFactor, weights } = remembered;
  const what =
    answer === null
      ? ''
      : answer.kind === 'asked'
        ? `What was answered at "${answer.touchpoint.name}" (${answer.scale}${answer.days === null ? '' : `, within ${answer.days} days`}) stands for the memory.`
        : answer.kind === 'behaviour'
          ? `Whether people ${answer.of === 'bought' ? 'paid' : 'came'} again within ${answer.days} days stands for the memory.`
          : `The column ${answer.name} stands for the memory.`;
  if (unsaid !== null)
    return [what, `Weights are those of research: ${unsaid.reason}. ${todo(unsaid)}`]
      .filter(Boolean)
      .join('\n');
  const told =
    verdict === 'undecided'
      ? `${formatCount(answers)} answers do not decide whether peak and end or the mean are remembered`
      : `${formatCount(answers)} answers speak for ${verdict === 'mean' ? 'the mean' : 'peak and end'}`;
  const times =
    bayesFactor === null ? '' : ` (Bayes factor ${bayesFactor.toPrecision(2)} for peak and end)`;
  const list = weights
    .map(({ of, prior, learned }) => `${of} ${feltText(learned)} (before: ${index(prior)})`)
    .join(', ');
  return `${what}\n${told}${times}.\nWeights: ${list}.`;
}

function todo({ todo: what }: { readonly todo: string }): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
}

function boundText({
  metric,
  atMost,
  atLeast,
  unit,
}: Experience['expectations']['held'][number]): string {
  const value = (bound: number): string =>
    unit === 'second' ? formatDuration(bound) : unit === 'felt' ? index(bound) : String(bound);
  const ends = [
    ...(atLeast === null ? [] : [`at least ${value(atLeast)}`]),
    ...(atMost === null ? [] : [`at most ${value(atMost)}`]),
  ];
  return `${metric} ${ends.join(', ')}`;
}

function scoreText(
  estimate: Estimate,
  measure: Experience['scores']['asked'][number]['measure'],
  part: 'median' | 'range',
): string {
  if (estimate.kind === 'abstained') return part === 'median' ? '—' : '';
  const text = (value: number): string =>
    measure === 'csat' ? `${(100 * value).toFixed(0)} %` : value.toFixed(measure === 'nps' ? 0 : 2);
  const { median, low, high } = estimate;
  return part === 'median' ? text(median) : `${text(low)} to ${text(high)}`;
}

function ranged(estimate: Estimate): string {
  return estimate.kind === 'estimate'
    ? `${index(estimate.median)} (${index(estimate.low)} to ${index(estimate.high)})`
    : 'cannot be said';
}

function money(estimate: Estimate, currency: string): string {
  return estimate.kind === 'estimate' ? formatEstimate(estimate, currency) : 'not valued';
}

function feltText(estimate: Estimate): string {
  return estimate.kind === 'estimate' ? index(estimate.median) : '—';
}

function shareText(estimate: Estimate): string {
  return estimate.kind === 'estimate' ? formatShare(estimate.median) : '—';
}

/** On -1..+1. */
function index(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(2)}`;
}
