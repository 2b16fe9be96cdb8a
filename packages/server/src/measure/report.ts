import {
  type BelievedLedger,
  believedLedger,
  type Draws,
  drawsOf,
  type Estimate,
  type Grade,
  type Model,
  type Nets,
  nets,
  sidesOf,
  type Touchpoint,
} from '@bothways/core';
import { findingOf, named } from '@bothways/core/revalue';
import type {
  ReportData,
  ReportJourney,
  ReportTouchpoint,
  ReportVoices,
} from '../deliver/report-data.ts';
import type { RebuildSummary } from '../store/generation.ts';
import { rejectsByReason } from '../store/measure/totals.ts';
import { unseenOf } from './data-shown.ts';
import { type Measured, measuredFindings } from './findings.ts';
import type { Reading } from './reading.ts';
import { figuresOf, valuationsOf } from './report-made.ts';
import { acrossOf, netOf } from './report-nets.ts';
import { believedValues, measuredValues } from './report-values.ts';
import {
  believedVoices,
  keeping,
  type Line,
  measuredVoices,
  type Unsaid,
} from './report-voices.ts';
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
    journeys: journeysOf(model, measured, generation, draws),
    headline: findings[0] ?? null,
    findings,
    abstained: found.abstained.map(({ touchpoint, reason }) => ({
      kindName: 'Not judged',
      touchpoint: named(model, touchpoint),
      reason,
    })),
    values: [...measuredValues(yearly, model, draws), ...believedValues(model, draws)],
    net: {
      measured: net === null ? null : netOf(net, model),
      believed: believed.rows.length === 0 ? null : netOf(believedNet, model),
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
function totalNets({ yearly, totals }: Measured, model: Model, draws: Draws): Nets {
  const sigma = 1 / Math.sqrt(Math.max(1, totals.encounters));
  const volume = { of: 'volume', unit: 'all touchpoints', side: '', sigma } as const;
  return nets(yearly, model, { draws, volume, encounters: totals.encounters });
}

function gradeOf(estimate: Estimate): Grade {
  return estimate.kind === 'estimate' ? estimate.grade : 'D';
}

function journeysOf(
  model: Model,
  measured: Measured,
  { summary }: Reading['generation'],
  draws: Draws,
): readonly ReportJourney[] {
  const cubes = Map.groupBy(measured.yearly, ({ keys }) => keys['touchpoint'] ?? '');
  const believed = believedVoices(model, draws);
  const seen = new Map(measured.evidence.map((each) => [each.touchpoint, each]));
  const touchpointOf = (touchpoint: Touchpoint): ReportTouchpoint => {
    const { id, name, channel, owner, intention, quote, influence, when } = touchpoint;
    const evidence = seen.get(id);
    const voices: ReportVoices | null =
      evidence === undefined
        ? null
        : measuredVoices(touchpoint, cubes.get(id) ?? [], model, {
            draws,
            encounters: evidence.encounters,
            unsaid: absentAt(touchpoint, summary?.refused ?? [], model),
          });
    const encounters = measured.encountersYearly.get(id);
    return {
      ...{ id, name, channel, intention, quote, influence },
      owner: model.actors.find((each) => each.id === owner)?.name ?? owner,
      people: evidence === undefined || evidence.people === 0 ? null : evidence.people,
      encounters: encounters === undefined ? null : Math.round(encounters),
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

/** Kinds whose quantity no encounter at a touchpoint said: unknown is not zero. */
function absentAt(
  { id, exchange }: Touchpoint,
  refused: RebuildSummary['refused'],
  model: Model,
): Unsaid {
  const side = sidesOf(model);
  const absent = refused.filter(
    ({ touchpoint, reason }) => touchpoint === id && reason === 'absent',
  );
  const reason = (holds: (line: Line) => boolean): string | null => {
    const kinds = exchange
      .filter((line) => holds(line) && absent.some(({ kind }) => kind === line.kind))
      .map(({ kind }) => model.values.find((each) => each.id === kind)?.name ?? kind);
    return kinds.length === 0 ? null : `no event says how much ${[...new Set(kinds)].join(', ')}`;
  };
  return {
    delivered: reason(({ to }) => side(to) === 'customer'),
    captured: reason(({ give }) => side(give) === 'customer'),
  };
}
