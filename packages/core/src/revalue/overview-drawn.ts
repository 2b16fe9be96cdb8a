import type { Overview } from '../contract/overview.ts';
import type {
  ReportSide,
  ReportSums,
  ReportTouchpoint,
  ReportVoices,
} from '../contract/overview-journeys.ts';
import type { ReportNet } from '../contract/overview-sums.ts';
import type { Findings } from '../diagnose/finding.ts';
import { findings } from '../diagnose/findings.ts';
import { believedLedger } from '../ledger/believed.ts';
import type { Draws } from '../ledger/draws.ts';
import { nets } from '../ledger/nets.ts';
import { ALL_PLACES, volumeOf } from '../ledger/volume.ts';
import { evidenceOf } from './evidence.ts';
import { findingOf, named } from './told-findings.ts';
import { netOf } from './told-nets.ts';
import { sumsOf } from './told-sums.ts';
import { valuationsOf } from './told-valuations.ts';
import { believedValues, measuredValues } from './told-values.ts';
import { believedVoices, keeping, measuredVoices } from './told-voices.ts';
import { countedAt, type YearRead } from './year-read.ts';

/** Whether nothing that an opinion moved is in the figures of a touchpoint: they are not drawn again. */
export type IsKept = (touchpoint: string, evidence: 'measured' | 'believed') => boolean;

/**
 * An overview drawn anew under the opinions of `read`: voices, nets, values and findings, as the ledger's server would say
 * them of a model with these valuations. What is spread over people can only be worked out where people are: it abstains.
 */
export function overviewDrawn(
  base: Overview,
  read: YearRead,
  draws: Draws,
  isKept: IsKept = () => false,
): Overview {
  const { model, rows } = read;
  const found = foundIn(read, draws);
  const told = found.findings.map((finding) => findingOf(finding, model));
  const values = [
    ...(read.days > 0 ? measuredValues(rows, model, draws) : []),
    ...believedValues(model, draws),
  ];
  const money = new Map(values.map((value) => [keyOf(value), value]));
  const abstained = new Map(base.abstained.map((each) => [each.touchpoint.id, each]));
  return {
    ...base,
    journeys: journeysDrawn(base, read, draws, isKept),
    findings: told,
    // What somebody has dismissed or closed is not what matters most, whatever it is worth.
    headline:
      told.find(({ kind, touchpoint }) => !base.settled.includes(`${kind}:${touchpoint.id}`)) ??
      null,
    abstained: found.abstained.map(({ touchpoint, reason }) => ({
      kindName: abstained.get(touchpoint)?.kindName ?? 'Not judged',
      touchpoint: named(model, touchpoint),
      reason,
    })),
    values: base.values.map((value) => {
      const { worth, cost } = money.get(keyOf(value)) ?? value;
      return { ...value, worth, cost };
    }),
    net: {
      ...base.net,
      measured: base.net.measured === null ? null : totalNet(read, draws),
      believed: base.net.believed === null ? null : believedNet(read, draws),
    },
    across: base.across === null ? null : acrossUnknown(base.across),
    made: { ...base.made, valuations: valuationsOf(model) },
  };
}

function foundIn(read: YearRead, draws: Draws): Findings {
  const { model, seen, days } = read;
  if (days === 0) return { findings: [], strengths: [], blindSpots: [], abstained: [] };
  const touchpoints = seen.flatMap(({ id }) => evidenceOf(read, id) ?? []);
  return findings({ model, days, touchpoints, believed: believedLedger(model, { draws }), draws });
}

function totalNet({ model, rows, counted: { all } }: YearRead, draws: Draws): ReportNet {
  const volume = volumeOf(ALL_PLACES, all);
  return netOf(nets(rows, model, { draws, volume, encounters: all.encounters }), model);
}

function believedNet({ model, counted, days }: YearRead, draws: Draws): ReportNet {
  const compared = days > 0 ? keeping(model, (_, { id }) => counted.at.has(id)) : model;
  return netOf(believedLedger(compared, { draws }).total, model);
}

function journeysDrawn(
  base: Overview,
  read: YearRead,
  draws: Draws,
  isKept: IsKept,
): Overview['journeys'] {
  const drawn = touchpointDrawer(read, draws, isKept);
  const sums = (was: ReportSums, touchpoints: readonly ReportTouchpoint[]): ReportSums =>
    touchpoints.every(({ id }) => isKept(id, 'measured') && isKept(id, 'believed'))
      ? was
      : sumsOf(touchpoints, {
          ...{ model: read.model, draws },
          rowsAt: (id) => read.at.get(id) ?? [],
          countedAt: (id) => countedAt(read, id),
        });
  return base.journeys.map((journey) => {
    const phases = journey.phases.map((phase) => {
      const steps = phase.steps.map((step) => ({
        ...step,
        touchpoints: step.touchpoints.map(drawn),
      }));
      const all = steps.flatMap(({ touchpoints }) => touchpoints);
      return { ...phase, steps, sums: sums(phase.sums, all) };
    });
    const all = phases.flatMap(({ steps }) => steps).flatMap(({ touchpoints }) => touchpoints);
    return { ...journey, phases, sums: sums(journey.sums, all) };
  });
}

function touchpointDrawer(
  read: YearRead,
  draws: Draws,
  isKept: IsKept,
): (touchpoint: ReportTouchpoint) => ReportTouchpoint {
  const { model, at } = read;
  const believed = believedVoices(
    keeping(model, (_, { id }) => !isKept(id, 'believed')),
    draws,
  );
  const unsaid = { delivered: null, captured: null };
  const measuredAt = (id: string): ReportVoices =>
    measuredVoices({ id }, at.get(id) ?? [], model, {
      ...{ draws, unsaid, counted: countedAt(read, id) },
    });
  return (touchpoint) => {
    const { id } = touchpoint;
    const [is, said] = [touchpoint.measured, touchpoint.believed];
    return {
      ...touchpoint,
      measured: is === null || isKept(id, 'measured') ? is : asBase(measuredAt(id), is),
      believed:
        said === null || isKept(id, 'believed') ? said : asBase(believed.get(id) ?? said, said),
    };
  };
}

/** Where nothing moved, why nothing can be said of it stays as it was. */
function asBase(drawn: ReportVoices, base: ReportVoices): ReportVoices {
  const way = (now: ReportSide, before: ReportSide): ReportSide =>
    before.transfers.length === 0 ? before : now;
  return {
    ...drawn,
    delivered: way(drawn.delivered, base.delivered),
    captured: way(drawn.captured, base.captured),
  };
}

function acrossUnknown(across: NonNullable<Overview['across']>): Overview['across'] {
  const unknown = {
    kind: 'abstained',
    reason: 'worked out from people when the values are saved',
  } as const;
  return { ...across, gini: unknown, negative: unknown, cvar: unknown };
}

function keyOf({ evidence, kind, giver, receiver }: Overview['values'][number]): string {
  return `${evidence} ${kind} ${giver} ${receiver}`;
}
