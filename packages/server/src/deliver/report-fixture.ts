// A made-up retailer for tests of the report: the quantities are invented, the sums hold together.
import type { Estimate, Grade } from '@bothways/core';
import type {
  ReportData,
  ReportJourney,
  ReportNet,
  ReportSide,
  ReportTouchpoint,
  ReportTransfer,
  ReportValue,
  ReportVoices,
} from './report-data.ts';
import { fixtureFindings, fixtureValuations } from './report-fixture-findings.ts';
import { kinds } from './report-fixture-kinds.ts';
import { type FixtureTouchpoint, type Line, phases } from './report-fixture-plan.ts';
import { estimate, minus, noSums, sum, touchpointsIn } from './report-fixture-sums.ts';

type Giver = 'customer' | 'business';

/** The whole report: measured two years, believed beside it. */
export function fixtureReport(): ReportData {
  const journeys = [fixtureJourney()];
  const findings = fixtureFindings(journeys);
  return {
    title: 'What we and our customers give each other',
    model: 'Larkfield',
    currency: 'EUR',
    period: { from: '2024-10-01', to: '2026-09-30' },
    generatedAt: '2026-10-14T08:30:00Z',
    people: 50_000,
    encounters: 1_391_204,
    events: 1_482_310,
    generation: 7,
    ...{ segment: null, segments: [], personas: [], futures: [] },
    journeys,
    headline: findings[0] ?? null,
    settled: [],
    findings,
    abstained: [
      {
        kindName: 'One-sided capture',
        touchpoint: { id: 'community-answer', name: 'Community answer' },
        reason: 'help among customers has no agreed worth; state one to find out',
      },
      {
        kindName: 'Costly for both',
        touchpoint: { id: 'chat', name: 'Chat with the contact centre' },
        reason: 'only 14 encounters; at least 30 are needed',
      },
    ],
    values: [...valuesOf(journeys, 'measured'), ...valuesOf(journeys, 'believed')],
    net: {
      measured: netOf(journeys, 'measured'),
      believed: netOf(journeys, 'believed'),
      elsewhere: 1,
    },
    across: {
      people: 48_112,
      gini: estimate(0.58, 0.55, 0.61),
      negative: estimate(0.117, 0.094, 0.151),
      cvar: estimate(-31.4, -46.2, -20.8),
      withoutPerson: 0.038,
    },
    blind: {
      unmapped: [
        { name: 'Video Played', count: 41_220 },
        { name: 'Wishlist Updated', count: 28_906 },
        { name: 'Push Notification Bounced', count: 9_114 },
        { name: 'Gift Card Redeemed', count: 2_377 },
      ],
      unseen: [{ id: 'store-event', name: 'Workshop evening in the store', channel: 'store' }],
      unstated: [{ touchpoint: 'Store till', kind: 'Waiting time' }],
      rejected: [
        { reason: 'time cannot be read ("31/02/2026")', count: 312 },
        { reason: 'quantity is not a number', count: 88 },
      ],
      refused: [
        { reason: 'negative', touchpoint: 'Store till', kind: 'goods', count: 1_204 },
        { reason: 'absent', touchpoint: 'Contact centre call', kind: 'time:waiting', count: 731 },
      ],
    },
    made: {
      figures: [
        {
          figure: 'Net for customers',
          how: 'worth of what they get less the cost of what they give, over all touchpoints, 2,000 shared draws',
          source: 'ledger, generation 7',
        },
        {
          figure: 'Waiting at the contact centre',
          how: 'sum of hold_s over calls, scaled to a year',
          source: 'acd-export.csv, 192,800 calls',
        },
        {
          figure: 'How it felt',
          how: 'mean of CSAT 1 to 5, laid on -1 to +1',
          source: 'survey events',
        },
      ],
      scaling: { days: 730, factor: 0.5, isShort: false, hasAggregates: false },
      valuations: fixtureValuations(),
    },
  };
}

function fixtureJourney(): ReportJourney {
  return {
    id: 'shop-and-belong',
    name: 'Shop, live with it, belong',
    ...{ level: 'L1', state: 'current', sums: noSums },
    phases: phases.map(({ id, name, touchpoints }) => ({
      id,
      name,
      ...{ stage: null, sums: noSums },
      steps: touchpoints.map((each) => ({
        id: `step-${each.id}`,
        name: each.name,
        momentOfTruth: each.id === 'call',
        touchpoints: [touchpointOf(each)],
      })),
    })),
  };
}

function touchpointOf(plan: FixtureTouchpoint): ReportTouchpoint {
  return {
    id: plan.id,
    name: plan.name,
    channel: plan.channel,
    owner: plan.owner,
    intention: plan.intention ?? null,
    quote: plan.quote ?? null,
    influence: plan.influence,
    people: plan.measured === 0 ? null : Math.min(46_000, Math.round(plan.measured * 0.6)),
    encounters: plan.measured === 0 ? null : plan.measured,
    believed: plan.believed === 0 ? null : voicesOf(plan.lines, plan.believed, 1.35, 'C'),
    measured:
      plan.measured === 0 ? null : voicesOf(plan.lines, plan.measured, 1, plan.grade ?? 'A'),
    felt:
      plan.felt === undefined
        ? null
        : estimate(plan.felt, plan.felt - 0.08, plan.felt + 0.08, 'B', 900),
    unseen: plan.measured === 0 && plan.isPlannedOnly !== true,
    noEvidence: plan.isPlannedOnly === true,
  };
}

function voicesOf(
  lines: readonly Line[],
  encounters: number,
  spread: number,
  grade: Grade,
): ReportVoices {
  const side = (giver: Giver): ReportSide => {
    const transfers = lines
      .filter((line) => line.give === giver)
      .map((line) => transferOf(line, encounters, spread, grade));
    return {
      worth: sum(transfers.map(({ worth }) => worth)),
      cost: sum(transfers.map(({ cost }) => cost)),
      transfers,
    };
  };
  const [delivered, captured] = [side('business'), side('customer')];
  return {
    delivered,
    captured,
    customer: minus(delivered.worth, captured.cost),
    business: minus(captured.worth, delivered.cost),
  };
}

function transferOf(
  { give, kind, each }: Line,
  encounters: number,
  spread: number,
  grade: Grade,
): ReportTransfer {
  const { name, family, unit, worth, cost } = kinds[kind];
  const quantity = each * encounters;
  const value = (range: readonly [number, number, number] | null): Estimate =>
    range === null
      ? { kind: 'abstained', reason: 'nobody has said what it is worth' }
      : estimate(
          quantity * range[0],
          (quantity * range[1]) / spread,
          quantity * range[2] * spread,
          grade,
          encounters,
        );
  return {
    kind,
    name,
    family,
    quantity: String(Math.round(quantity)),
    unit,
    worth: value(worth[give]),
    cost: value(cost[give]),
  };
}

function valuesOf(
  journeys: readonly ReportJourney[],
  evidence: 'measured' | 'believed',
): readonly ReportValue[] {
  const all = touchpointsIn(journeys).flatMap((touchpoint) => {
    const voices = touchpoint[evidence];
    if (voices === null) return [];
    const n = touchpoint.encounters ?? 0;
    return [
      ...voices.captured.transfers.map((transfer) => ({ giver: 'customer' as const, transfer, n })),
      ...voices.delivered.transfers.map((transfer) => ({
        giver: 'business' as const,
        transfer,
        n,
      })),
    ];
  });
  const keys = [...new Set(all.map(({ giver, transfer }) => `${transfer.kind} ${giver}`))];
  return keys.flatMap((key) => {
    const same = all.filter(({ giver, transfer }) => `${transfer.kind} ${giver}` === key);
    const first = same[0];
    if (first === undefined) return [];
    const n = same.reduce((total, each) => total + each.n, 0);
    const { kind, name, family, unit } = first.transfer;
    const quantity = String(
      same.reduce((total, { transfer }) => total + Number(transfer.quantity), 0),
    );
    const grades =
      evidence === 'believed'
        ? { C: n }
        : family === 'time'
          ? { A: Math.round(n * 0.7), B: Math.round(n * 0.3) }
          : { A: n };
    const grade: Grade = evidence === 'believed' ? 'C' : family === 'time' ? 'B' : 'A';
    return [
      {
        evidence,
        kind,
        name,
        family,
        giver: first.giver,
        receiver: first.giver === 'customer' ? 'business' : 'customer',
        quantity,
        unit,
        worth: sum(same.map(({ transfer }) => transfer.worth)),
        cost: sum(same.map(({ transfer }) => transfer.cost)),
        n,
        grade,
        grades,
      },
    ];
  });
}

function netOf(journeys: readonly ReportJourney[], evidence: 'measured' | 'believed'): ReportNet {
  const voices = touchpointsIn(journeys).flatMap((each) => each[evidence] ?? []);
  const [customer, business] = [
    sum(voices.map((each) => each.customer)),
    sum(voices.map((each) => each.business)),
  ];
  return {
    customer,
    business,
    joint: sum([customer, business]),
    tilt: estimate(0.31, 0.12, 0.52),
    reciprocity: estimate(0.69, 0.48, 0.88),
    share: estimate(0.34, 0.24, 0.44),
    quadrant: { name: 'win-win', probability: 0.99 },
    losing: { customer: 0.01, business: 0 },
    leavesOut: { customer: ['what Belonging is worth'], business: [] },
  };
}
