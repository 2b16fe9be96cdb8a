import {
  type Actor,
  believedLedger,
  type CubeRow,
  DAYS_SHORT,
  type Draws,
  drawsOf,
  type Findings,
  findings,
  type Spreads,
  sidesOf,
} from '@bothways/core';
import { cube } from '../store/measure/cube.ts';
import { type MovedSpreads, movedSpreads } from '../store/measure/moved-spreads.ts';
import { aggregatePeriods, DAY_MS, daysCovered, type Period } from '../store/measure/periods.ts';
import { type Totals, totals } from '../store/measure/totals.ts';
import {
  type TouchpointEvidence as TouchpointSeen,
  touchpointEvidence,
} from '../store/measure/touchpoints.ts';
import type { LooksAt } from './finding-counted.ts';
import { looksOf } from './finding-looks.ts';
import type { Reading } from './reading.ts';
import { DAYS_A_YEAR, inAYear, merged } from './yearly.ts';

/** What was seen of a touchpoint beside its rows. */
export interface TouchpointEvidence extends TouchpointSeen {
  /** How far what moved there is spread over people, by kind. */
  readonly spreads: Spreads;
}

/** What was measured, by touchpoint, with what the rules find in it. */
export interface Measured {
  readonly totals: Totals;
  /** As seen, over the days that the evidence covers. */
  readonly cube: readonly CubeRow[];
  /**
   * The same a year: single events scaled by the days over which there are single events at any touchpoint, aggregates by
   * the days that those of their touchpoint count. `n` and grades are those of what was seen.
   */
  readonly yearly: readonly CubeRow[];
  /** Encounters a year by touchpoint, likewise. */
  readonly encountersYearly: ReadonlyMap<string, number>;
  /** Fewer than four weeks were measured: a year made of them must be said to be so. */
  readonly shortPeriod: boolean;
  readonly evidence: readonly TouchpointEvidence[];
  /** The spread of what moved over all touchpoints, and over those of each journey. */
  readonly spreads: Omit<MovedSpreads, 'at'>;
  /** What the rules asked beside that, by touchpoint. */
  readonly looks: LooksAt;
  readonly found: Findings;
}

/** Reads the ledger by touchpoint once, and lets the rules look at it. Nothing measured: nothing found. */
export async function measuredFindings(
  reading: Reading,
  draws: Draws = drawsOf(),
): Promise<Measured> {
  const { periods, ...rest } = await measuredRows(reading);
  const { totals: measured, cube: rows, yearly, evidence } = rest;
  const seen = { measured, periods, cube: rows, yearly, evidence };
  const looks =
    measured.days === 0
      ? new Map()
      : await looksOf(reading, { evidence, cube: rows, people: measured.people });
  return { ...rest, looks, found: found(reading, { ...seen, looks }, draws) };
}

/** What was measured, before any rule looks at it. */
export async function measuredRows(
  reading: Reading,
): Promise<Omit<Measured, 'found' | 'looks'> & { readonly periods: Periods }> {
  const { stores, generation, model, segment } = reading;
  const { facts } = stores;
  const measured = await totals(facts, generation, segment);
  const periods = await aggregatePeriods(facts, generation);
  const parts = await cubeParts(reading, periods.size > 0);
  const side = sidesOf(model);
  const on = (wanted: Actor['side']): readonly string[] =>
    model.actors.filter(({ id }) => side(id) === wanted).map(({ id }) => id);
  const customers = on('customer');
  const met = await touchpointEvidence(facts, generation, customers, undefined, segment);
  const { at, ...spreads } = await movedSpreads(facts, generation, { segment });
  const evidence = met.map((each) => ({ ...each, spreads: at.get(each.touchpoint) ?? {} }));
  const seen = merged([...parts.single, ...parts.aggregate]);
  const yearly = yearlyCube(parts, measured.days, periods);
  return {
    totals: measured,
    periods,
    cube: seen,
    yearly,
    encountersYearly: encountersYearly(evidence, measured.days, periods),
    shortPeriod: measured.days > 0 && measured.days < DAYS_SHORT,
    ...{ evidence, spreads },
  };
}

interface CubeParts {
  readonly single: readonly CubeRow[];
  readonly aggregate: readonly CubeRow[];
}
type Periods = ReadonlyMap<string, readonly Period[]>;

async function cubeParts(
  { stores, generation, model, segment }: Reading,
  split: boolean,
): Promise<CubeParts> {
  const request = { facts: stores.facts, generation, model };
  const rows = async (part?: 'single' | 'aggregate'): Promise<readonly CubeRow[]> => {
    const only = part === undefined ? request : { ...request, part };
    if (segment === undefined) return cube({ ...only, by: ['touchpoint'] });
    const all = await cube({ ...only, by: ['touchpoint', 'segment'] });
    return all
      .filter((row) => row.segment === segment)
      .map((row) => ({ ...row, keys: { touchpoint: touchpointOf(row) } }));
  };
  if (!split) return { single: await rows(), aggregate: [] };
  return { single: await rows('single'), aggregate: await rows('aggregate') };
}

function yearlyCube(
  { single, aggregate }: CubeParts,
  days: number,
  periods: Periods,
): readonly CubeRow[] {
  const counted = [...Map.groupBy(aggregate, touchpointOf)].flatMap(([touchpoint, rows]) =>
    inAYear(rows, daysCovered(periods.get(touchpoint) ?? [])),
  );
  return merged([...inAYear(single, days), ...counted]);
}

function encountersYearly(
  evidence: readonly TouchpointEvidence[],
  days: number,
  periods: Periods,
): ReadonlyMap<string, number> {
  return new Map(
    evidence.map(({ touchpoint, encounters, encountersInAggregates: counted }) => {
      const single = ((encounters - counted) * DAYS_A_YEAR) / days;
      const own = periods.get(touchpoint);
      const rest = own === undefined ? 0 : (counted * DAYS_A_YEAR) / daysCovered(own);
      return [touchpoint, single + rest];
    }),
  );
}

interface Seen {
  readonly measured: Totals;
  readonly periods: Periods;
  readonly cube: readonly CubeRow[];
  readonly yearly: readonly CubeRow[];
  readonly evidence: readonly TouchpointEvidence[];
  readonly looks: LooksAt;
}

function found(
  { model, generation, segment }: Reading,
  { measured, periods, cube: rows, yearly, evidence, looks }: Seen,
  draws: Draws,
): Findings {
  if (measured.days === 0) return { findings: [], strengths: [], blindSpots: [], abstained: [] };
  const [seen, year] = [Map.groupBy(rows, touchpointOf), Map.groupBy(yearly, touchpointOf)];
  return findings({
    model,
    days: measured.days,
    touchpoints: evidence.map((each) => {
      const cube = seen.get(each.touchpoint) ?? [];
      // The same year as everywhere else, so that a finding's money is its touchpoint's to the last digit.
      const yearly = year.get(each.touchpoint) ?? [];
      const days = evidenceDays(each, measured, periods) ?? measured.days;
      return { ...each, cube, yearly, days, looks: looks.get(each.touchpoint) ?? {} };
    }),
    // What nobody takes or reaches is of everybody: through the eyes of one segment it cannot be said.
    unmapped: segment === undefined ? (generation.summary?.unmapped ?? []) : [],
    unseen: segment === undefined ? (generation.summary?.unseen ?? []) : [],
    believed: believedLedger(model, { draws }),
    draws,
  });
}

/** How many days the evidence of a touchpoint covers, where it counts totals; null: those of single events. */
export function evidenceDays(
  { touchpoint, encounters, encountersInAggregates }: TouchpointEvidence,
  measured: Totals,
  periods: Periods,
): number | null {
  const own = periods.get(touchpoint);
  if (own === undefined) return null;
  return daysCovered(encounters > encountersInAggregates ? [...own, periodOf(measured)] : own);
}

/** The days of single events as a period. */
function periodOf({ from, days }: Totals): Period {
  const begin = Date.parse(from ?? '');
  return { from: begin, until: begin + days * DAY_MS };
}

function touchpointOf({ keys }: CubeRow): string {
  return keys['touchpoint'] ?? '';
}
