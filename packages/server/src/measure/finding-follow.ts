import {
  isNewTo,
  isSettled,
  MAY,
  noticed,
  type Stake,
  type Standing,
  standingOf,
} from '@bothways/core';
import type {
  FindingSeen,
  FindingShown,
  FindingsReply,
  ReportFinding,
} from '@bothways/core/contract';
import { findingOf } from '@bothways/core/revalue';
import type { Pool } from 'pg';
import {
  addFindingEvent,
  type FindingEvent,
  type FindingEventNew,
  findingEvents,
  writingFindings,
} from '../store/finding-events.ts';
import {
  findingKey,
  type LedgerFinding,
  type LedgerFindings,
  touchpointOfKey,
} from './finding-seen.ts';
import type { Measured } from './findings.ts';
import type { Reading } from './reading.ts';

export type Followed = FindingEvent<FindingSeen>;

/** What is found now by key, as far as following needs it. */
export type FoundNow = ReadonlyMap<string, { readonly stake: Stake; readonly seen: unknown }>;

const DAY_MS = 86_400_000;
/** Nothing done for so long: it is told that it lies still. */
const QUIET_DAYS = 28;

/** Reads what was done about findings, noting before what the ledger says anew. */
export async function followed(
  state: Pool,
  { reading, found }: Pick<LedgerFindings, 'reading' | 'found'>,
): Promise<readonly Followed[]> {
  const now: FoundNow = new Map(found.map((each) => [each.seen.key, each]));
  const events = await findingEvents<FindingSeen>(state);
  if (noticedIn(events, now).length === 0) return events;
  return writingFindings(state, async (client) => {
    const before = await findingEvents<FindingSeen>(client);
    for (const [key, did] of noticedIn(before, now))
      await addFindingEvent(client, noticeOf(key, did, before, now, reading));
    return findingEvents<FindingSeen>(client);
  });
}

function noticeOf(
  key: string,
  did: FindingEventNew['did'],
  before: readonly Followed[],
  now: FoundNow,
  { generation: { id, modelVersion, seqDone } }: Reading,
): FindingEventNew {
  const asked = ['ledger', id, modelVersion, seqDone, key, did, before.length].join(' ');
  const there = now.get(key);
  return {
    ...{ finding: key, asked, did, by: null, byName: null, text: '' },
    ...{ stake: there?.stake ?? null, told: there?.seen ?? null },
  };
}

/** What the ledger says anew of findings, by key. */
function noticedIn(
  events: readonly Followed[],
  now: FoundNow,
): readonly (readonly [string, FindingEventNew['did']])[] {
  const byKey = Map.groupBy(events, ({ finding }) => finding);
  return [...new Set([...now.keys(), ...byKey.keys()])].flatMap((key) => {
    const did = noticed(standingOf(byKey.get(key) ?? []), now.get(key)?.stake ?? null);
    return did === null ? [] : [[key, did] as const];
  });
}

/**
 * The gravest finding that nobody has dismissed or closed (null: none), and the keys of those that somebody has. What the
 * ledger would notice, such as that its money has grown, counts as noticed; nothing is written.
 */
export async function gravestOpen(
  { stores, model }: Reading,
  { found, encountersYearly }: Pick<Measured, 'found' | 'encountersYearly'>,
): Promise<{ readonly headline: ReportFinding | null; readonly settled: readonly string[] }> {
  const byKey = Map.groupBy(await findingEvents(stores.state), (each) => each.finding);
  const settled = found.findings.filter((finding) => {
    const standing = standingOf(byKey.get(findingKey(finding)) ?? []);
    if (standing === null || !isSettled(standing)) return false;
    const { customer, business, joint, touchpoint } = finding;
    const pace = { encounters: encountersYearly.get(touchpoint) ?? 0, from: null, to: null };
    const did = noticed(standing, { customer, business, joint, ...pace });
    return did !== 'back' && did !== 'grown';
  });
  const open = found.findings.find((finding) => !settled.includes(finding));
  return {
    headline: open === undefined ? null : findingOf(open, model),
    settled: settled.map(findingKey),
  };
}

/** The keys of what is dismissed or closed, with when: while they are the same, so is what matters most of one ledger. */
export async function settledFindings(state: Pool): Promise<readonly string[]> {
  const byKey = Map.groupBy(await findingEvents(state), ({ finding }) => finding);
  return [...byKey].flatMap(([key, events]) => {
    const standing = standingOf(events);
    return standing !== null && isSettled(standing) ? [`${key} ${standing.since}`] : [];
  });
}

/** Every finding that ever was, those of now first, with what was said and done about it. */
export function findingsFollowed(
  ledger: LedgerFindings,
  events: readonly Followed[],
  now: Date,
): FindingsReply['findings'] {
  const byKey = Map.groupBy(events, ({ finding }) => finding);
  const known = new Set(ledger.found.map(({ seen }) => seen.key));
  const gone = [...byKey.keys()].filter((key) => !known.has(key));
  return [
    ...ledger.found.map((each) => shownOf(each, byKey.get(each.seen.key) ?? [], ledger, now)),
    ...gone.map((key) => shownOf(null, byKey.get(key) ?? [], ledger, now)),
  ].flatMap((each) => (each === null ? [] : [each]));
}

/** What is not in what was told before it was said of findings. */
const SAID_LATER: Pick<FindingSeen, 'stake' | 'caveat' | 'asked' | 'facts' | 'also'> = {
  stake: { kind: 'abstained', reason: 'it was not worked out then' },
  caveat: '',
  asked: { words: '', query: '' },
  facts: {},
  also: [],
};

/** Null: it was never told what it is. */
function shownOf(
  found: LedgerFinding | null,
  events: readonly Followed[],
  ledger: LedgerFindings,
  now: Date,
): FindingShown | null {
  const standing = standingOf(events);
  const seen = found?.seen ?? events.findLast(({ told }) => told !== null)?.told;
  if (standing === null || seen === undefined || seen === null) return null;
  const owner = ownerOf(seen, ledger.reading);
  const involved = new Set(events.flatMap(({ by }) => (by === null ? [] : [by])));
  const told = new Set(owner === null ? involved : [owner.id, ...involved]);
  const { state, since, before, reason, reopened, isFound, goneSince, movedAt } = standing;
  return {
    ...SAID_LATER,
    ...seen,
    owner,
    examples: found?.examples ?? null,
    ...{ state, since, by: actorOf(standing, events), reason, reopened, before },
    ...{ isFound, goneSince, movedAt, may: [...MAY[state]] },
    foundSince: events[0]?.at ?? since,
    isQuiet: isQuiet(standing, now),
    newTo: [...told].filter((person) => isNewTo(events, person)),
    stakeBefore: standing.stakeBefore,
    stakeNow: found?.stake ?? ledger.stakeAt(touchpointOfKey(seen.key)),
    stakeSettled: standing.stakeSettled,
    history: events.map(({ id, did, by, byName, text, at, stake }) => ({
      ...{ id, did, by: by === null ? null : { id: by, name: byName ?? by }, text, at, stake },
    })),
  };
}

/** The owner of now: one that the model has given it since counts, also of what is no longer found. */
function ownerOf(seen: FindingSeen, { model }: Reading): FindingSeen['owner'] {
  const touchpoint = touchpointOfKey(seen.key);
  const plan = model.journeys
    .flatMap(({ phases }) => phases)
    .flatMap(({ steps }) => steps)
    .flatMap(({ touchpoints }) => touchpoints)
    .find(({ id }) => id === touchpoint);
  if (plan === undefined) return seen.owner;
  const owner = model.actors.find(({ id }) => id === plan.owner);
  return owner === undefined ? null : { id: owner.id, name: owner.name };
}

function actorOf({ by }: Standing, events: readonly Followed[]): FindingShown['by'] {
  if (by === null) return null;
  return { id: by, name: events.findLast((each) => each.by === by)?.byName ?? by };
}

function isQuiet(standing: Standing, now: Date): boolean {
  return !isSettled(standing) && now.getTime() - Date.parse(standing.movedAt) > QUIET_DAYS * DAY_MS;
}
