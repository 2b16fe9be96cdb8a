// The tabular formats that we publish (vocabulary): their columns first and by their names, whatever the language; ours behind.
import { asCustomerMeets } from '@bothways/core/scene';
import { nextOf, sentenceOf } from '@bothways/core/words';
import type { Cell } from './tables.ts';
import { type Estimate, placedIn, type Telling, touchpointAt } from './told.ts';

export interface PublishedTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

function three(estimate: Estimate | null | undefined): readonly Cell[] {
  return estimate?.kind === 'estimate'
    ? [estimate.median, estimate.low, estimate.high]
    : [null, null, null];
}

function headsOf(name: string): readonly string[] {
  return [name, `${name}_low`, `${name}_high`];
}

/** Touchpoints, with what each side gets and gives. */
export function touchpointsPublished({ journeys, planned, speech }: Telling): PublishedTable {
  return {
    head: [
      ...['touchpoint_id', 'step_id', 'kind', 'activity', 'channel', 'intention', 'initiator'],
      ...['receiver', 'expectation', 'customer_effort_min', 'evidence_grade'],
      ...['journey', 'phase', 'step', 'moment_of_truth', 'owner', 'currency', 'evidence'],
      ...['they_get', 'they_give', 'net_customer', 'net_business', 'felt'].flatMap(headsOf),
      ...['encounters', 'people'],
    ],
    rows: placedIn(journeys).map(({ touchpoint, journey, phase, step }) => {
      const voices = touchpoint.measured ?? touchpoint.believed;
      const met = voices === null ? null : asCustomerMeets(voices);
      const { initiator = null, expectation = '' } = planned[touchpoint.id] ?? {};
      const receiver =
        initiator === null ? null : initiator === 'customer' ? 'business' : 'customer';
      const get = met?.get.kind === 'estimate' ? met.get.grade : null;
      return [
        ...[touchpoint.id, step.id, 'touchpoint', touchpoint.name, touchpoint.channel],
        ...[touchpoint.intention, initiator, receiver, expectation, null, get],
        ...[journey.name, phase, step.name, step.momentOfTruth ? 'yes' : 'no', touchpoint.owner],
        speech.currency,
        touchpoint.measured === null
          ? touchpoint.believed === null
            ? ''
            : 'believed'
          : 'measured',
        ...[met?.get, met?.give, voices?.customer, voices?.business, touchpoint.felt].flatMap(
          three,
        ),
        ...[touchpoint.encounters, touchpoint.people],
      ];
    }),
  };
}

/** Opportunities: a finding each. */
export function opportunitiesPublished({ overview, speech }: Telling): PublishedTable {
  const steps = new Map(
    placedIn(overview.journeys).map(({ touchpoint, step }) => [touchpoint.id, step.id]),
  );
  return {
    head: [
      ...['id', 'kind', 'title', 'description', 'customer_value', 'business_value', 'effort'],
      ...['insight_ids', 'step_ids', 'status', 'owner', 'backlog_ref', 'currency'],
      ...['customer_value_low', 'customer_value_high', 'business_value_low', 'business_value_high'],
      ...['break_even', 'grade', 'people', 'touchpoint_id', 'touchpoint', 'next'],
    ],
    rows: overview.findings.map((finding) => {
      const at = touchpointAt(overview.journeys, finding);
      const { kind, touchpoint, detail, customer, business } = finding;
      const [customerValue = null, customerLow = null, customerHigh = null] = three(customer);
      const [businessValue = null, businessLow = null, businessHigh = null] = three(business);
      return [
        ...[`${kind}:${touchpoint.id}`, kind],
        ...[sentenceOf(finding, at, speech.findingSpeaker).text, speech.format.glued(detail)],
        ...[customerValue, businessValue, null, null, steps.get(touchpoint.id) ?? null],
        ...['open', at?.owner ?? null, null, speech.currency],
        ...[customerLow, customerHigh, businessLow, businessHigh],
        finding.breakEven === null ? null : speech.format.glued(finding.breakEven),
        ...[finding.grade, finding.people, touchpoint.id, touchpoint.name],
        nextOf(finding, speech.findingSpeaker).text,
      ];
    }),
  };
}

/** Metrics: what each side is left with, in all and at each touchpoint. */
export function metricsPublished({ overview, journeys, speech }: Telling): PublishedTable {
  const date = overview.period?.to ?? overview.generatedAt.slice(0, 10);
  const money = `${speech.currency} a year`;
  const row = (metric: string, unit: string, estimate: Estimate | null, dimension: string) =>
    estimate?.kind === 'estimate'
      ? [
          [
            ...[metric, 'estimate', unit, date, estimate.median, estimate.n, dimension],
            ...[estimate.low, estimate.high, estimate.grade],
          ],
        ]
      : [];
  const nets = (['measured', 'believed'] as const).flatMap((evidence) => {
    const net = overview.net[evidence];
    return net === null
      ? []
      : (['customer', 'business', 'joint'] as const).flatMap((side) =>
          row(`net_${side}`, money, net[side], evidence),
        );
  });
  return {
    head: ['metric', 'type', 'unit', 'date', 'value', 'n', 'dimension', 'low', 'high', 'grade'],
    rows: [
      ...nets,
      ...placedIn(journeys).flatMap(({ touchpoint }) => {
        const voices = touchpoint.measured ?? touchpoint.believed;
        const met = voices === null ? null : asCustomerMeets(voices);
        const evidence = touchpoint.measured === null ? 'believed' : 'measured';
        const at = `${evidence}, touchpoint ${touchpoint.id}`;
        return [
          ...row('they_get', money, met?.get ?? null, at),
          ...row('they_give', money, met?.give ?? null, at),
          ...row('felt', '-1..+1', touchpoint.felt, at),
        ];
      }),
    ],
  };
}
