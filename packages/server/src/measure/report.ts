import {
  type BelievedRow,
  believedLedger,
  type CubeRow,
  type Draws,
  drawsOf,
  type Finding,
  fittedRange,
  type LedgerRow,
  ledgerRows,
  type Model,
  nets,
  sidesOf,
  type Touchpoint,
  touchpointsOf,
} from '@bothways/core';
import type {
  ReportData,
  ReportFinding,
  ReportJourney,
  ReportTouchpoint,
  ReportValuation,
  ReportValue,
  ReportVoices,
} from '../deliver/report-data.ts';
import { rejectsByReason } from '../store/measure/totals.ts';
import { type Measured, measuredFindings } from './findings.ts';
import type { Reading } from './reading.ts';
import { acrossOf, netOf } from './report-nets.ts';
import { believedVoices, measuredVoices, scaled, yearly } from './report-voices.ts';

export const DAYS_A_YEAR = 365.25;

/**
 * Everything the report says, read from one generation of the ledger and the model it is valued by.
 *
 * Units: as in ReportData; `generatedAt` is passed in.
 */
export async function reportData(reading: Reading, generatedAt: string): Promise<ReportData> {
  const { stores, generation, model } = reading;
  // One set of draws for all figures: they share their chances, and are made once.
  const draws = drawsOf();
  const measured = await measuredFindings(reading, draws);
  const { totals, cube, found } = measured;
  const perYear = totals.days === 0 ? null : DAYS_A_YEAR / totals.days;
  const believed = believedLedger(model, { draws });
  const findings = found.findings.map((finding) => findingOf(finding, model));
  const { summary } = generation;
  return {
    title: 'What we and our customers give each other',
    model: model.name,
    currency: model.currency,
    period:
      totals.from === null || totals.to === null ? null : { from: totals.from, to: totals.to },
    generatedAt,
    people: totals.people,
    encounters: totals.encounters,
    events: summary?.events ?? 0,
    generation: generation.id,
    journeys: journeysOf(model, measured, perYear, draws),
    headline: findings[0] ?? null,
    findings,
    abstained: found.abstained.map(({ touchpoint, reason }) => ({
      kindName: 'Not judged',
      touchpoint: named(model, touchpoint),
      reason,
    })),
    values: [...measuredValues(cube, model, perYear, draws), ...believedValues(model, draws)],
    net: {
      measured: perYear === null ? null : netOf(nets(cube, model, { perYear, draws })),
      believed: believed.rows.length === 0 ? null : netOf(believed.total),
    },
    across: perYear === null ? null : await acrossOf(reading, perYear),
    blind: {
      unmapped: summary?.unmapped ?? [],
      unseen: (summary?.unseen ?? []).map((id) => ({
        ...named(model, id),
        channel: touchpointsOf(model).find((each) => each.id === id)?.channel ?? '',
      })),
      rejected: await rejectsByReason(stores.facts),
      refused: (summary?.refused ?? []).map((row) => ({
        ...row,
        touchpoint: named(model, row.touchpoint).name,
      })),
    },
    made: {
      figures: figuresOf(generation.id),
      scaling: perYear === null ? null : { days: totals.days, factor: perYear },
      valuations: valuationsOf(model),
    },
  };
}

function journeysOf(
  model: Model,
  measured: Measured,
  perYear: number | null,
  draws: Draws,
): readonly ReportJourney[] {
  const cubes = Map.groupBy(measured.cube, ({ keys }) => keys['touchpoint'] ?? '');
  const believed = believedVoices(model, draws);
  const seen = new Map(measured.evidence.map((each) => [each.touchpoint, each]));
  const touchpointOf = (touchpoint: Touchpoint): ReportTouchpoint => {
    const { id, name, channel, owner, intention, quote, influence, when } = touchpoint;
    const evidence = seen.get(id);
    const voices: ReportVoices | null =
      evidence === undefined || perYear === null
        ? null
        : measuredVoices(cubes.get(id) ?? [], model, perYear, draws);
    return {
      ...{ id, name, channel, owner, intention, quote, influence },
      people: evidence === undefined || evidence.people === 0 ? null : evidence.people,
      encounters:
        evidence === undefined || perYear === null
          ? null
          : Math.round(evidence.encounters * perYear),
      believed: believed.get(id) ?? null,
      measured: voices,
      felt: evidence?.felt ?? null,
      unseen: when !== null && evidence === undefined && measured.totals.days > 0,
      noEvidence: when === null || measured.totals.days === 0,
    };
  };
  return model.journeys
    .filter(({ state }) => state === 'current')
    .map(({ id, name, phases }) => ({
      id,
      name,
      phases: phases.map((phase) => ({
        id: phase.id,
        name: phase.name,
        steps: phase.steps.map((step) => ({
          id: step.id,
          name: step.name,
          momentOfTruth: step.momentOfTruth,
          touchpoints: step.touchpoints.map(touchpointOf),
        })),
      })),
    }));
}

function measuredValues(
  cube: readonly CubeRow[],
  model: Model,
  perYear: number | null,
  draws: Draws,
): readonly ReportValue[] {
  if (perYear === null) return [];
  const rows = ledgerRows(
    bySide(cube, model).map((row) => ({ ...row, keys: {} })),
    model,
    draws,
  );
  return rows.map((row) => ({
    ...reportValue(row, model, 'measured'),
    quantity: yearly(row.quantity, perYear),
    worth: scaled(row.worth, perYear),
    cost: scaled(row.cost, perYear),
  }));
}

function believedValues(model: Model, draws: Draws): readonly ReportValue[] {
  const rows: readonly BelievedRow[] = believedLedger(model, { by: ['kind'], draws }).rows;
  return rows.map((row) => reportValue(row, model, 'believed'));
}

/** Teams are summed with the business, so that one kind in one direction is one line. */
function bySide(cube: readonly CubeRow[], model: Model): readonly CubeRow[] {
  const side = sidesOf(model);
  const account = (actor: string): string => (side(actor) === 'other' ? actor : side(actor));
  return cube.map((row) => ({
    ...row,
    giver: account(row.giver),
    receiver: account(row.receiver),
  }));
}

function reportValue(row: LedgerRow, model: Model, evidence: ReportValue['evidence']): ReportValue {
  const kind = model.values.find(({ id }) => id === row.kind);
  const { quantity, unit, worth, cost, n, grade, grades } = row;
  return {
    evidence,
    kind: row.kind,
    name: kind?.name ?? row.kind,
    family: kind?.family ?? '',
    giver: sidesOf(model)(row.giver),
    ...{ quantity, unit, worth, cost, n, grade, grades },
  };
}

function findingOf(finding: Finding, model: Model): ReportFinding {
  const { kind, headline, why, customer, business, breakEven, grade, people, next } = finding;
  return {
    kind,
    kindName: KIND_NAMES[kind],
    touchpoint: named(model, finding.touchpoint),
    sentence: headline,
    detail: why,
    customer,
    business,
    breakEven: `${breakEven.sentence.charAt(0).toUpperCase()}${breakEven.sentence.slice(1)}.`,
    grade,
    people,
    next,
  };
}

const KIND_NAMES: Readonly<Record<Finding['kind'], string>> = {
  'one-sided-capture': 'One-sided capture',
  'data-taken-nothing-given': 'Data taken, nothing given',
  'costly-for-both': 'Costly for both',
};

function named(model: Model, id: string): { readonly id: string; readonly name: string } {
  return { id, name: touchpointsOf(model).find((each) => each.id === id)?.name ?? id };
}

function valuationsOf(model: Model): readonly ReportValuation[] {
  const kinds = new Map(model.values.map((kind) => [kind.id, kind]));
  return model.valuations.flatMap((valuation) =>
    (['worth', 'cost'] as const).flatMap((of) => {
      const worth = valuation[of];
      if (worth === null) return [];
      const { basis, source, agreedBy, agreedOn } = worth;
      const kind = kinds.get(valuation.kind);
      return [
        {
          kind: valuation.kind,
          name: kind?.name ?? valuation.kind,
          unit: kind?.unit ?? '',
          segment:
            model.segments.find(({ id }) => id === valuation.segment)?.name ?? valuation.segment,
          give: valuation.give,
          of,
          ...fittedRange(worth),
          ...{ basis, source, agreedBy, agreedOn },
        },
      ];
    }),
  );
}

function figuresOf(generation: number): ReportData['made']['figures'] {
  const source = `ledger, generation ${generation}`;
  return [
    {
      figure: 'Net for customers, net for us',
      how: 'worth of what a side receives less the cost of what it gives, over all touchpoints, with draws of the valuations that all touchpoints share',
      source,
    },
    {
      figure: 'Believed',
      how: 'volumes and quantities stated in the model, a year, valued like the measured ones',
      source: 'the model',
    },
    {
      figure: 'Spread over people',
      how: "each person's net over the period at the same valuations, then their order",
      source,
    },
    {
      figure: 'How it felt',
      how: 'mean of the ratings given, each laid on -1 to +1 by its own scale; range of the mean',
      source: 'events',
    },
    {
      figure: 'Findings',
      how: 'three rules over each touchpoint with at least 30 encounters, claimed at 95 % probability',
      source,
    },
  ];
}
