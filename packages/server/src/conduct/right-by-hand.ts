import { randomUUID } from 'node:crypto';
import { bagKey } from '@bothways/core';
import { API_SOURCE, CONSENT_EVENT, EXPIRES } from '@bothways/core/person';
import type { AcceptedEvent } from '../accept/accepted-event.ts';
import type { Stores } from '../store/stores.ts';

/** What somebody said of a right elsewhere: on a preference page, on the telephone, on paper. */
export interface RightSaid {
  /** 32 hex digits. */
  readonly person: string;
  /** `permission:<purpose>/<category>` */
  readonly kind: string;
  readonly granted: boolean;
  /** Milliseconds since 1970, UTC; null: until it is withdrawn. */
  readonly expiresAt: number | null;
}

/** How long an answer waits for what was said to be in the ledger, and how often it looks. */
const WAIT_MS = 10_000;
const LOOK_MS = 25;

/**
 * Says a right for somebody. It goes the road of live events, so that a rebuild knows of it, and whoever conducts them posts
 * it: giving and withdrawing are one and the same act.
 *
 * Shape: whether it is in the ledger already; false: it is kept, and on its way.
 * Source: semantics.md 26; GDPR Art. 7(3).
 */
export async function sayRight(
  { state }: Pick<Stores, 'state'>,
  { person, kind, granted, expiresAt }: RightSaid,
  now: number,
): Promise<boolean> {
  const messageId = `right ${randomUUID()}`;
  const until = expiresAt === null ? {} : { [EXPIRES]: `"${new Date(expiresAt).toISOString()}` };
  const event: AcceptedEvent = {
    ...{ source: API_SOURCE, messageId, type: 'track', name: CONSENT_EVENT },
    ...{ at: now, originalAt: null, sentAt: null, receivedAt: now },
    ...{ user: person, anonymous: null, account: null, previous: null, caseId: null, channel: '' },
    properties: {},
    context: { [bagKey(['consent', 'categoryPreferences', kind])]: String(granted), ...until },
    ...{ consent: { [kind]: granted }, gpc: false },
  };
  await state.query(
    `WITH kept AS (INSERT INTO inbox (body) VALUES ($1) RETURNING 1), counted AS (
       INSERT INTO accept_count AS before (source, shard, accepted, duplicates, rejected) VALUES (0, 0, 1, 0, 0)
       ON CONFLICT (source, shard) DO UPDATE SET accepted = before.accepted + 1
     ) SELECT pg_notify('bothways_inbox', '') FROM kept`,
    [Buffer.from(JSON.stringify({ events: [event], refused: [] }))],
  );
  return isPosted(state, messageId);
}

async function isPosted(state: Stores['state'], messageId: string): Promise<boolean> {
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_MS) {
    const { rows } = await state.query(
      `SELECT FROM consent WHERE source = $1 AND message_id = $2
         AND NOT EXISTS (SELECT FROM outbox WHERE outbox.seq_from < consent.seq AND consent.seq <= outbox.seq_to) LIMIT 1`,
      [API_SOURCE, messageId],
    );
    if (rows.length > 0) return true;
    await new Promise((again) => setTimeout(again, LOOK_MS));
  }
  return false;
}
