import { RAW_MAX, REPLAY_MAX, type ReplayBody, type ReplayDone } from '@bothways/core/contract';
import type { Door } from '../accept/door.ts';
import { idOf } from '../ingest/sent-fields.ts';
import type { Progress } from '../jobs/jobs.ts';
import type { Reading } from '../measure/reading.ts';
import { type RejectRow, rejectsPage } from '../store/measure/rejects.ts';
import type { Stores } from '../store/stores.ts';
import { watermark } from '../store/watermark.ts';
import { becameOf } from './replay-became.ts';

export interface ReplayRoad {
  readonly stores: Stores;
  readonly door: Pick<Door, 'accept'>;
  /** Resolves when what was accepted is in the ledger. */
  readonly settled: () => Promise<void>;
  readonly reading: () => Promise<Reading | null>;
}

type Each = ReplayDone['each'][number];
/** What came of one record; `event`: by which it is found in the ledger. */
export type Replayed = Omit<Each, 'became' | 'touchpoints'> & {
  readonly became: 'accepted' | 'duplicate' | 'refused' | 'unread';
  readonly source: string;
  readonly messageId: string;
};

const ROWS_AT_ONCE = 500;
const SENT_AT_ONCE = 50;
const TOLD_MOST = 1000;

/**
 * Sends records that were refused live through the door once more, by the rules of now, and says what became of each. A
 * record that has no id of its own gets one that is always the same: sent twice it counts once. Records of files want their
 * file again, as how they are read stands in its mapping.
 */
export async function replayRejects(
  { stores, door, settled, reading }: ReplayRoad,
  asked: ReplayBody,
  progress: Progress,
): Promise<ReplayDone> {
  const before = await watermark(stores.state);
  const all: Replayed[] = [];
  for await (const rows of rowsOf(stores, asked)) {
    for (let at = 0; at < rows.length; at += SENT_AT_ONCE)
      all.push(
        ...(await Promise.all(
          rows.slice(at, at + SENT_AT_ONCE).map((row) => sentAgain(door, row, asked.mended)),
        )),
      );
    progress(`sent again: ${all.length.toLocaleString('en')}`);
  }
  const accepted = all.filter(({ became }) => became === 'accepted');
  if (accepted.length > 0) {
    progress('waiting for the ledger');
    await settled();
  }
  const told = all.slice(0, TOLD_MOST);
  const of = (became: Replayed['became']): number =>
    all.filter((each) => each.became === became).length;
  return {
    ...{ tried: all.length, accepted: accepted.length, duplicates: of('duplicate') },
    ...{ refused: of('refused'), unread: of('unread') },
    each: await becameOf(stores, await reading(), before, told),
  };
}

async function* rowsOf(
  stores: Stores,
  { keys, mended, reason, source, text }: ReplayBody,
): AsyncGenerator<readonly RejectRow[]> {
  const chosen = mended === undefined ? keys : [mended.key];
  const filter =
    chosen === undefined ? { reason, source, text, isLive: true } : { keys: [...chosen] };
  let place: Awaited<ReturnType<typeof rejectsPage>>['next'] = null;
  let left = REPLAY_MAX;
  do {
    const limit = Math.min(left, ROWS_AT_ONCE);
    const page: Awaited<ReturnType<typeof rejectsPage>> = await rejectsPage(
      ...([stores, place, limit, filter, RAW_MAX] as const),
    );
    yield page.rows;
    left -= page.rows.length;
    place = page.next;
  } while (place !== null && left > 0);
}

async function sentAgain(
  door: Pick<Door, 'accept'>,
  { key, import: imported, source, raw, isCut, at }: RejectRow,
  mended: ReplayBody['mended'],
): Promise<Replayed> {
  const text = mended?.raw ?? raw;
  const event = imported !== 0 || (isCut && mended === undefined) ? null : objectOf(text);
  const same = { key, source, reason: '', detail: '' };
  if (event === null) return { ...same, messageId: '', became: 'unread' };
  const messageId = idOf(event['messageId']) ?? `replay-${key}`;
  const { accepted, refused } = await door.accept({
    ...{ source, events: [{ ...event, messageId }], gpc: false, ip: null },
    ...{ receivedAt: at, bytes: Buffer.byteLength(text), isKept: true },
  });
  const [flaw] = refused;
  if (flaw !== undefined)
    return {
      ...{ ...same, messageId, became: 'refused' },
      ...{ reason: flaw.code, detail: flaw.message },
    };
  return { ...same, messageId, became: accepted === 1 ? 'accepted' : 'duplicate' };
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : null;
  } catch {
    return null;
  }
}
