// For tests: events as the door leaves them in the inbox, and what stands in the ledger.
import { createHash } from 'node:crypto';
import { bagOf } from '@bothways/core';
import type { AcceptedEvent, RefusedEvent } from '../accept/accepted-event.ts';
import { entriesInStore, inOneOrder, worldEvents } from '../ingest/world-testing.ts';
import type { SentEvent } from '../ingest/write-event.ts';
import { type Generation, generationReady } from '../store/generation.ts';
import type { Stores } from '../store/stores.ts';
import { type Conductor, type ConductorOptions, startConductor } from './conductor.ts';
import { liveFeed } from './live-feed.ts';

/** 32 hex digits for a name. */
export function idOf(name: string): string {
  return createHash('md5').update(name).digest('hex');
}

/** An event as the door takes it. */
export function accepted(sent: SentEvent, more: Partial<AcceptedEvent> = {}): AcceptedEvent {
  const at = Date.parse(String(sent.timestamp ?? '2026-05-01T00:00:00Z'));
  const { type, userId, groupId, messageId, channel, event } = sent as Record<string, unknown>;
  return {
    ...{ source: 'shop', messageId: String(messageId), type: type as AcceptedEvent['type'] },
    ...{ name: typeof event === 'string' ? event : '', at, originalAt: at, sentAt: at },
    receivedAt: at + 5,
    user: typeof userId === 'string' ? idOf(userId) : null,
    anonymous: null,
    account: typeof groupId === 'string' ? idOf(groupId) : null,
    ...{ previous: null, caseId: null, channel: String(channel ?? '') },
    properties: bagOf(sent.properties ?? sent.traits ?? {}),
    ...{ context: {}, consent: null, gpc: false, ...more },
  };
}

/** Live events of the small world. */
export function liveEvents(seed: number, count: number): readonly AcceptedEvent[] {
  return worldEvents(seed, count).map((sent) => accepted(sent));
}

/** Leaves events in the inbox, so many a row, as the door does. */
export async function putIn(
  { state }: Pick<Stores, 'state'>,
  events: readonly AcceptedEvent[],
  { aRow = 100, refused = [] as readonly RefusedEvent[] } = {},
): Promise<void> {
  for (let at = 0; at < Math.max(1, events.length); at += aRow) {
    const body = { events: events.slice(at, at + aRow), refused: at === 0 ? refused : [] };
    await state.query(
      `WITH kept AS (INSERT INTO inbox (body) VALUES ($1) RETURNING 1) SELECT pg_notify('bothways_inbox', '') FROM kept`,
      [Buffer.from(JSON.stringify(body))],
    );
  }
}

/** The ledger that readers use now; there has to be one. */
export async function ledgerOf({ state }: Pick<Stores, 'state'>): Promise<Generation> {
  const generation = await generationReady(state);
  if (generation === null) throw new Error('no ledger');
  return generation;
}

export function conductorOf(
  stores: Stores,
  options: Partial<ConductorOptions> = {},
): Promise<Conductor> {
  return startConductor(stores, {
    ...{ feed: liveFeed(), warn: () => {}, log: () => {} },
    ...options,
  });
}

/** All that the ready ledger says, in one order; `unmapped` by name. */
export async function ledgerNow({ state, facts }: Stores): Promise<unknown> {
  const generation = await generationReady(state);
  if (generation === null) return null;
  const unmapped = await facts.rows(
    `SELECT name, sum(n) AS n FROM unmapped_g${generation.id} WHERE seq <= ${generation.seqDone} GROUP BY name ORDER BY name`,
  );
  return { ...inOneOrder(await entriesInStore(facts, generation)), unmapped };
}

/** Makes the ready ledger one that the next rebuild makes anew from the events. */
export async function forgetLedger({ state }: Pick<Stores, 'state'>): Promise<void> {
  await state.query(`UPDATE generation SET damaged = 'for a test' WHERE state = 'ready'`);
}
