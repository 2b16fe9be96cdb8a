import type { PoolClient } from 'pg';
import { COMMIT_LOCK } from '../ingest/import-log.ts';
import { lockingClient, releaseLocks, waitForLock } from '../ingest/locking-client.ts';
import { pseudonymKey } from '../ingest/pseudonym.ts';
import { REBUILD_LOCK } from '../ingest/work-out.ts';
import { afterBackups } from '../store/backup-lock.ts';
import type { Stores } from '../store/stores.ts';
import { addTombstones } from '../store/tombstones.ts';
import { deleteRows, findInFacts, forgetSubjects } from './erase-facts.ts';
import { eraseState } from './erase-state.ts';
import { dropPartsAside, forgetInFacts } from './fact-files.ts';
import { needlesOf } from './needles.ts';
import { blackenLogs, type Proof, prove } from './proof.ts';
import { ERASURE_CHANNEL, forgetAsked, noteResult, waiting, withAllTheirs } from './queue.ts';
import { recount, toleratedLess } from './recount.ts';
import { settle } from './settle.ts';
import { forgetInState } from './state-files.ts';

/** What was erased of one batch, and the proof. Nothing in it names anybody. */
export interface ErasureResult {
  /** Rows by table of the fact store, and of the state store. */
  readonly facts: Readonly<Record<string, number>>;
  readonly state: Readonly<Record<string, number>>;
  /** Parts that had been put aside, and lines of logs. */
  readonly partsAside: number;
  readonly logLines: number;
  /** What a store of yours would not let us do. */
  readonly undone: readonly string[];
  readonly proof: Proof;
}

export interface EraseRequest {
  readonly stores: Stores;
  readonly dataDir: string;
  readonly progress?: (text: string) => void;
  /** Called between the steps; a test ends there. */
  readonly step?: (name: string) => void;
}

/** Only one batch at a time. */
export const ERASE_LOCK = 7_260_007;

/**
 * Erases everybody who waits for it, in both stores and on the disk, and proves it. What was begun and killed is completed
 * by the next call: each step does nothing where it was done.
 *
 * Errors: as the stores'; who is not done stays on the list. Gives null where nobody waits.
 */
export async function eraseWaiting(request: EraseRequest): Promise<ErasureResult | null> {
  const { state } = request.stores;
  const client = await lockingClient(state);
  try {
    await waitForLock(client, ERASE_LOCK);
    return await eraseAlone(request, client);
  } finally {
    await releaseLocks(client);
  }
}

async function eraseAlone(
  request: EraseRequest,
  client: PoolClient,
): Promise<ErasureResult | null> {
  const { stores, dataDir, progress = () => {}, step = () => {} } = request;
  const { state, facts } = stores;
  const asked = await waiting(client);
  if (asked.length === 0) return null;
  // Again, as of those who were asked for by hand: from here on the conductor leaves out what comes of them.
  for (const { subject, suppress } of asked)
    if (suppress) await addTombstones(client, subject.identities);
  progress('waiting for what is under way');
  await settle(stores, progress);
  await waitForLock(client, REBUILD_LOCK);
  await afterBackups(client);
  step('settled');
  const { subjects, inState } = await inOneGo(client, async () => {
    // What was under way may have linked more to them.
    const now = await withAllTheirs(client, asked);
    const whole = now.map(({ subject }) => subject);
    return { subjects: whole, inState: await eraseState(client, whole) };
  });
  step('state');
  progress('looking for what the fact store has');
  const found = await findInFacts(facts, subjects, await pseudonymKey(state));
  await toleratedLess(client, found);
  progress('writing anew what is left');
  await deleteRows(facts, found);
  step('facts');
  await recount(stores, client);
  await forgetSubjects(facts);
  const { needles } = needlesOf(subjects);
  const partsAside = await dropPartsAside(facts, needles);
  progress('clearing old files of the fact store');
  await forgetInFacts(facts);
  step('files');
  // From here on only we know whom it was about.
  await forgetAsked(
    state,
    asked.map(({ id }) => id),
  );
  progress('writing the state store anew');
  const undone = await forgetInState(state);
  const logLines = await blackenLogs(dataDir, subjects);
  // What processes keep in memory goes as well.
  await client.query('SELECT pg_notify($1, $2)', [ERASURE_CHANNEL, 'gone']);
  progress('searching all files');
  const proof = await prove(stores, dataDir, subjects, progress);
  const result: ErasureResult = {
    facts: Object.fromEntries(found.map(({ table, rows }) => [table, rows])),
    state: Object.fromEntries(inState.map(({ table, rows }) => [table, rows])),
    ...{ partsAside, logLines, undone, proof },
  };
  await noteResult(
    state,
    asked.map(({ id }) => id),
    result,
  );
  return result;
}

/** Within a transaction, and while nobody conducts events. */
async function inOneGo<Result>(client: PoolClient, task: () => Promise<Result>): Promise<Result> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [COMMIT_LOCK]);
    const result = await task();
    await client.query('COMMIT');
    return result;
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
}
