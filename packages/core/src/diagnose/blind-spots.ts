import type { Estimate } from '../ledger/estimate.ts';
import { formatCount, formatEstimate } from '../ledger/words.ts';
import { touchpointsOf } from '../model/model.ts';
import { ENCOUNTERS_AT_LEAST } from './because.ts';
import { quotedSql, RESTS_ON_COUNTS } from './defaults.ts';
import type { Finding, FindingsInput } from './finding.ts';
import type { FindingParts } from './parts.ts';
import { daysWords } from './words.ts';

/**
 * Where plan and evidence do not meet: events that no touchpoint takes, and touchpoints that no event reaches. The most
 * believed to be at stake first, then by how often they happen.
 */
export function blindSpots(input: FindingsInput): readonly Finding[] {
  const { unmapped = [], unseen = [] } = input;
  const often = unmapped.filter(({ count }) => count >= ENCOUNTERS_AT_LEAST);
  return [
    ...unseen.flatMap((id) => unseenSpot(id, input)).sort((a, b) => sizeOf(b) - sizeOf(a)),
    ...often
      .map((events) => unmappedSpot(events, input))
      .sort((a, b) => b.encounters - a.encounters),
  ];
}

function sizeOf({ stake }: Finding): number {
  return stake.kind === 'estimate' ? Math.abs(stake.median) : 0;
}

const UNSAID: Estimate = {
  kind: 'abstained',
  reason: 'nobody has said what these events give anybody',
};

function unmappedSpot(
  { name, count }: { readonly name: string; readonly count: number },
  { days }: FindingsInput,
): Finding {
  const yearly = Math.round((count * 365.25) / days);
  return {
    ...{ kind: 'unmapped', touchpoint: name, people: 0, encounters: count },
    ...{ customer: UNSAID, business: UNSAID, joint: UNSAID, stake: UNSAID },
    ...{ breakEven: RESTS_ON_COUNTS, grade: 'A', confidence: 1 },
    headline: `"${name}" happened ${formatCount(count)} times, and no touchpoint takes it.`,
    why: `${formatCount(yearly)} a year, of which nobody says what they give customers or the business.`,
    caveat: 'Not every event is an encounter: some are noise of machines.',
    next: `Let a touchpoint take it (when: event == "${name}") and say what moves there, or leave it out on purpose.`,
    evidence: {
      words: 'Which events no touchpoint of a current journey takes, by name.',
      query: `SELECT name, sum(n) AS events FROM {unmapped} WHERE name = ${quotedSql(name)} AND seq <= {seq} GROUP BY name`,
    },
    ...{ facts: { events: count, eventsYearly: yearly }, also: [], unvalued: [], lines: [] },
    parts: partsWithout(days),
  };
}

function unseenSpot(id: string, { model, believed, days }: FindingsInput): readonly Finding[] {
  const plan = touchpointsOf(model, 'current').find((each) => each.id === id);
  if (plan === undefined) return [];
  const reason = 'nobody has said how often it happens';
  const silent: Estimate = { kind: 'abstained', reason };
  const nets = believed?.touchpoints.find(({ touchpoint }) => touchpoint === id)?.nets;
  const { customer = silent, business = silent, joint = silent } = nets ?? {};
  const money =
    customer.kind === 'estimate' || business.kind === 'estimate'
      ? `The model believes that it leaves customers ${formatEstimate(customer, model.currency)} a year and the business ${formatEstimate(business, model.currency)}.`
      : 'The model does not say what it is worth to anybody.';
  return [
    {
      ...{ kind: 'unseen', touchpoint: id, people: 0, encounters: 0 },
      ...{ customer, business, joint, stake: joint },
      ...{ breakEven: RESTS_ON_COUNTS, grade: 'D', confidence: 1 },
      headline: `"${plan.name}" is planned, and no event has ever reached it.`,
      why: `${money} Nothing was seen of it in ${daysWords(days)}.`,
      caveat: 'It may well happen where no system writes it down.',
      next: `Find out whether "${plan.name}" happens at all; if so, send its events, or count it for a month by hand.`,
      evidence: {
        words: 'Which touchpoints of current journeys with a rule no event has reached.',
        query: `SELECT count() AS encounters FROM {encounter} WHERE touchpoint = ${quotedSql(id)} AND seq <= {seq}`,
      },
      ...{ facts: {}, also: [], unvalued: [], lines: [] },
      parts: { ...partsWithout(days), believed: customer },
    },
  ];
}

function partsWithout(days: number): FindingParts {
  return {
    ...{ given: 0, got: 0, dataKinds: [], givingData: 0, gettingNothing: 0, planned: [] },
    ...{ most: { customer: null, business: null }, days, counted: [], believed: null },
  };
}
