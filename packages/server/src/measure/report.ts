import {
  ALL_PLACES,
  type BelievedLedger,
  believedLedger,
  type Draws,
  drawsOf,
  type Estimate,
  type Grade,
  type Model,
  type Nets,
  nets,
  volumeOf,
} from '@bothways/core';
import {
  believedValues,
  findingOf,
  keeping,
  measuredValues,
  named,
  netOf,
  valuationsOf,
} from '@bothways/core/revalue';
import type { ReportData } from '../deliver/report-data.ts';
import { rejectsByReason } from '../store/measure/totals.ts';
import { unseenOf } from './data-shown.ts';
import { gravestOpen } from './finding-follow.ts';
import { type Measured, measuredFindings } from './findings.ts';
import type { Reading } from './reading.ts';
import { futuresOf } from './report-futures.ts';
import { journeysOf } from './report-journeys.ts';
import { lensesOf } from './report-lens.ts';
import { figuresOf } from './report-made.ts';
import { acrossOf } from './report-nets.ts';
import { DAYS_A_YEAR } from './yearly.ts';

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
  const { totals, yearly, found } = measured;
  const isMeasured = totals.days > 0;
  // What is believed was said of everybody: of one segment alone it cannot be said.
  const isLens = reading.segment !== undefined;
  const net = isMeasured ? totalNets(measured, model, draws) : null;
  const seen = new Set(measured.evidence.map(({ touchpoint }) => touchpoint));
  const compared = isMeasured ? keeping(model, (_, { id }) => seen.has(id)) : model;
  const believed = believedLedger(model, { draws });
  const believedNet = believedLedger(compared, { draws }).total;
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
    ...(await lensesOf(reading)),
    journeys: journeysOf(reading, measured, draws),
    futures: futuresOf(reading, measured, draws),
    ...(await gravestOpen(reading, measured)),
    findings,
    abstained: found.abstained.map(({ touchpoint, reason }) => ({
      kindName: 'Not judged',
      touchpoint: named(model, touchpoint),
      reason,
    })),
    values: [
      ...measuredValues(yearly, model, draws),
      ...(isLens ? [] : believedValues(model, draws)),
    ],
    net: {
      measured: net === null ? null : netOf(net, model),
      believed: isLens || believed.rows.length === 0 ? null : netOf(believedNet, model),
      elsewhere: isMeasured
        ? believed.touchpoints.filter(({ touchpoint }) => !seen.has(touchpoint)).length
        : 0,
    },
    across:
      net === null
        ? null
        : await acrossOf(reading, DAYS_A_YEAR / totals.days, gradeOf(net.customer)),
    blind: blindOf(reading, believed, await rejectsByReason(stores.facts)),
    made: {
      figures: figuresOf(generation.id),
      scaling: isMeasured
        ? {
            days: totals.days,
            factor: DAYS_A_YEAR / totals.days,
            isShort: measured.shortPeriod,
            hasAggregates: measured.evidence.some((each) => each.encountersInAggregates > 0),
          }
        : null,
      valuations: valuationsOf(model),
    },
  };
}

function blindOf(
  { generation, model }: Reading,
  believed: BelievedLedger,
  rejected: ReportData['blind']['rejected'],
): ReportData['blind'] {
  const { summary } = generation;
  return {
    unmapped: summary?.unmapped ?? [],
    unseen: unseenOf(model, summary?.unseen ?? []),
    unstated: believed.unstated.map(({ touchpoint, kind }) => ({
      touchpoint: named(model, touchpoint).name,
      kind: model.values.find(({ id }) => id === kind)?.name ?? kind,
    })),
    rejected,
    refused: (summary?.refused ?? []).map((row) => ({
      ...row,
      touchpoint: named(model, row.touchpoint).name,
    })),
  };
}

/** The nets over all touchpoints, a year, with the spread of how much was counted. */
function totalNets({ yearly, totals, spreads }: Measured, model: Model, draws: Draws): Nets {
  const { encounters } = totals;
  const volume = volumeOf(ALL_PLACES, { encounters, spreads: spreads.all });
  return nets(yearly, model, { draws, volume, encounters });
}

function gradeOf(estimate: Estimate): Grade {
  return estimate.kind === 'estimate' ? estimate.grade : 'D';
}
