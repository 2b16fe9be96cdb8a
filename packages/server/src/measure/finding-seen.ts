import {
  type Abstention,
  drawsOf,
  type Finding,
  nets,
  type Stake,
  touchpointsOf,
  volumeOf,
} from '@bothways/core';
import { type FindingSeen, type FindingsReply, SPOTS_MAX } from '@bothways/core/contract';
import { findingOf, named } from '@bothways/core/revalue';
import { encounterTable, threadTable, transferTable, unmappedTable } from '../store/generation.ts';
import { examplesOf } from './finding-examples.ts';
import { type Measured, measuredFindings } from './findings.ts';
import type { Reading } from './reading.ts';

/** What the ledger says of findings, before anybody says a word. */
export interface LedgerFindings {
  readonly reading: Reading;
  readonly period: FindingsReply['period'];
  /** The gravest first. */
  readonly found: readonly LedgerFinding[];
  readonly strengths: FindingsReply['strengths'];
  readonly blindSpots: FindingsReply['blindSpots'];
  readonly abstained: FindingsReply['abstained'];
  /** What is at stake at a touchpoint now, found or not; null: nothing was seen there. */
  readonly stakeAt: (touchpoint: string) => Stake | null;
}

export interface LedgerFinding {
  readonly seen: FindingSeen;
  readonly stake: Stake;
  readonly examples: FindingsReply['findings'][number]['examples'];
}

/** What a finding is called for good: what is wrong, and where. */
export function findingKey({ kind, touchpoint }: Pick<Finding, 'kind' | 'touchpoint'>): string {
  return `${kind}:${touchpoint}`;
}

/** The same of a key. */
export function touchpointOfKey(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

/** Lets the rules look at the ledger, and says all that it knows of what they find. */
export async function ledgerFindings(reading: Reading): Promise<LedgerFindings> {
  const draws = drawsOf();
  const measured = await measuredFindings(reading, draws);
  const { found, totals } = measured;
  const stakeAt = stakesOf(reading, measured);
  const findings = await Promise.all(
    found.findings.map(async (finding): Promise<LedgerFinding> => {
      return {
        seen: seenOf(finding, reading),
        stake: stakeAt(finding.touchpoint) ?? NO_STAKE,
        examples: await examplesOf(reading, finding),
      };
    }),
  );
  const { from, to, days } = totals;
  return {
    reading,
    period: from === null || to === null ? null : { from, to, days },
    found: findings,
    strengths: found.strengths.slice(0, SPOTS_MAX).map((each) => seenOf(each, reading)),
    blindSpots: found.blindSpots.slice(0, SPOTS_MAX).map((each) => seenOf(each, reading)),
    abstained: found.abstained.map((each) => abstentionOf(each, reading)),
    stakeAt,
  };
}

const NOTHING = { kind: 'abstained', reason: 'nothing was seen here' } as const;
const NO_STAKE: Stake = {
  ...{ customer: NOTHING, business: NOTHING, joint: NOTHING, encounters: 0, from: null, to: null },
};

/** Nets a year at a touchpoint, as findings have them. */
function stakesOf({ model }: Reading, measured: Measured): LedgerFindings['stakeAt'] {
  const { found, totals, evidence, yearly, encountersYearly } = measured;
  const cubes = Map.groupBy(yearly, ({ keys }) => keys['touchpoint'] ?? '');
  return (touchpoint) => {
    const about = {
      encounters: encountersYearly.get(touchpoint) ?? 0,
      ...{ from: totals.from, to: totals.to },
    };
    const finding = found.findings.find((each) => each.touchpoint === touchpoint);
    if (finding !== undefined) {
      const { customer, business, joint } = finding;
      return { customer, business, joint, ...about };
    }
    const seen = evidence.find((each) => each.touchpoint === touchpoint);
    if (seen === undefined) return null;
    const { customer, business, joint } = nets(cubes.get(touchpoint) ?? [], model, {
      encounters: seen.encounters,
      volume: volumeOf(touchpoint, seen),
    });
    return { customer, business, joint, ...about };
  };
}

function seenOf(finding: Finding, reading: Reading): FindingSeen {
  const { model } = reading;
  const { touchpoint, joint, stake, encounters, confidence, caveat, parts, lines } = finding;
  const { facts, also } = finding;
  const plan = touchpointsOf(model).find(({ id }) => id === touchpoint);
  const owner = model.actors.find(({ id }) => id === plan?.owner);
  return {
    key: findingKey(finding),
    said: findingOf(finding, model),
    ...{ joint, stake, encounters, confidence, caveat, parts, lines, facts, also: [...also] },
    asked: askedOf(finding, reading),
    owner: owner === undefined ? null : { id: owner.id, name: owner.name },
    journey: journeyOf(model, plan?.journey),
    quote: plan?.quote ?? null,
  };
}

/** What was asked of the data, with the names of this ledger's tables. */
export function askedOf(
  { evidence: { words, query } }: Pick<Finding, 'evidence'>,
  { generation }: Pick<Reading, 'generation'>,
): FindingSeen['asked'] {
  return {
    words,
    query: query
      .replaceAll('{encounter}', encounterTable(generation))
      .replaceAll('{transfer}', transferTable(generation))
      .replaceAll('{thread}', threadTable(generation))
      .replaceAll('{unmapped}', unmappedTable(generation))
      .replaceAll('{seq}', String(generation.seqDone)),
  };
}

function journeyOf(model: Reading['model'], id: string | undefined): FindingSeen['journey'] {
  const journey = model.journeys.find((each) => each.id === id);
  return journey === undefined ? null : { id: journey.id, name: journey.name };
}

function abstentionOf(
  { touchpoint, reason, because }: Abstention,
  { model }: Reading,
): FindingsReply['abstained'][number] {
  const plan = touchpointsOf(model).find(({ id }) => id === touchpoint);
  return {
    touchpoint: named(model, touchpoint),
    journey: journeyOf(model, plan?.journey),
    ...{ reason, because },
  };
}
