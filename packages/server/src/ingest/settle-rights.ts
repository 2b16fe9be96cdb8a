import type { Model } from '@bothways/core';
import { textSql } from '@bothways/core';
import { type RightKinds, rightKindsOf } from '@bothways/core/person';
import { lapsedBetween } from '../store/consents.ts';
import type { Facts } from '../store/facts.ts';
import { type Generation, heldRows, transferRows } from '../store/generation.ts';
import { personsRelinked } from '../store/links-imported.ts';
import type { Stores } from '../store/stores.ts';
import { dropHeld, heldTables, tellHeld } from './held-runs.ts';
import { MARKS } from './marked-statements.ts';
import { regate, waitingSql } from './regate.ts';
import { keepSpoken } from './spoken-words.ts';

/** Which legs are to be parted into those that stand and those that wait. */
export interface Settling {
  readonly stores: Pick<Stores, 'state' | 'facts'>;
  readonly generation: Pick<Generation, 'id'>;
  readonly model: Model;
  /** Events with numbers in (from, seq] were recognised just now. */
  readonly from: number;
  readonly seq: number;
  /** Nobody reads the generation yet, and it has nothing before `from`. */
  readonly isNew: boolean;
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  readonly mark?: keyof typeof MARKS;
  /** When its rights were last looked at, in milliseconds since 1970, UTC: some may have ended by their time since. */
  readonly lookedAt?: number;
}

/** Legs that one statement parts, and identities whose rights it holds in memory at once: some 200 bytes each. */
const RUNS_A_BUCKET = 500_000;

/**
 * Parts the legs that wait, after a pass of recognition: what was said of rights is read out of the events first. Of a new
 * generation all at once in the fact store; into one that is read, person by person, by what is posted and taken back.
 * A model without rights and without data that needs consent pays nothing.
 *
 * Shape: whether rows that were there were taken back; the generation is then to be kept as corrected.
 * Errors: as the stores'. Killed anywhere, it can be run again, or the generation is dropped.
 * Source: semantics.md 12, 26, 27.
 */
export async function settleRights(settling: Settling): Promise<boolean> {
  const kinds = rightKindsOf(settling.model);
  if (kinds === null) return false;
  const { stores, generation, from, seq, isNew } = settling;
  const spoke = await keepSpoken(stores, generation, kinds, { from, to: seq });
  if (isNew) {
    await settleAll(settling, kinds);
    return false;
  }
  const moved = await identitiesThatMoved(settling, kinds);
  const linked = await personsRelinked(stores.state, from);
  const lapsed = await identitiesLapsed(settling);
  return regate(settling, [...new Set([...spoke, ...moved, ...linked, ...lapsed])]);
}

async function settleAll(
  { stores, generation, now, mark = 'rebuild' }: Settling,
  kinds: RightKinds,
): Promise<void> {
  const { state, facts } = stores;
  const waiting = await facts.rows(`SELECT 1 FROM ${heldRows(generation)} LIMIT 1`);
  await tellHeld({ state, facts }, generation, kinds, now);
  if (waiting.length > 0) await partAll(facts, generation, kinds, mark);
  await dropHeld(facts, generation);
}

async function partAll(
  facts: Facts,
  generation: Pick<Generation, 'id'>,
  kinds: RightKinds,
  mark: keyof typeof MARKS,
): Promise<void> {
  const { run, grant } = heldTables(generation);
  const [counted] = await facts.rows<{ runs: string }>(`SELECT count() AS runs FROM ${run}`);
  const buckets = Math.max(1, Math.ceil(Number(counted?.runs ?? 0) / RUNS_A_BUCKET));
  const own = 'assumeNotNull(coalesce(legs.identity_id, legs.person_id))';
  const gated = [...kinds.gates.keys()].map(textSql).join(', ');
  const isGated = gated === '' ? '0' : `legs.kind IN (${gated})`;
  const people = [...kinds.customers].map(textSql).join(', ');
  const isRight = `legs.giver IN (${people}) OR legs.receiver IN (${people})`;
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const here = (id: string): string => `cityHash64(${id}) % ${buckets} = ${bucket}`;
    await facts.run(
      `${MARKS[mark]} INSERT INTO ${transferRows(generation)}
       SELECT legs.* FROM ${heldRows(generation)} AS legs
       LEFT ANY JOIN (SELECT identity, kind, groupArray((begins, ends)) AS runs FROM ${run} WHERE ${here('identity')} GROUP BY identity, kind) AS held
         ON held.identity = ${own} AND held.kind = legs.kind
       WHERE ${here(own)} AND multiIf(
         ${isGated}, isNotNull(legs.person_id) AND arrayExists(r -> r.1 <= toUnixTimestamp64Milli(legs.at) AND toUnixTimestamp64Milli(legs.at) < r.2, held.runs),
         isNull(legs.person_id) OR NOT (${isRight}), 1,
         (legs.encounter_id, legs.leg) IN (SELECT encounter_id, leg FROM ${grant}))`,
      { settings: { max_execution_time: 0, insert_deduplicate: 0 } },
    );
  }
  // Nobody reads these tables yet: what stands need not be taken back, it can go.
  await facts.run(
    `ALTER TABLE ${heldRows(generation)} DELETE WHERE (encounter_id, leg) IN
       (SELECT encounter_id, leg FROM ${transferRows(generation)} WHERE kind IN (SELECT DISTINCT kind FROM ${heldRows(generation)}))`,
    { settings: { mutations_sync: 2 } },
  );
}

/** What of a model the entries of a generation rest on beside recognition: another makes another generation. */
export function rightsRead(model: Model): string {
  const kinds = rightKindsOf(model);
  if (kinds === null) return '';
  return JSON.stringify([kinds.permissions, [...kinds.gates], [...kinds.customers]]);
}

/** Of whom legs that wait came just now. */
async function identitiesThatMoved(
  { stores, generation, model, from, seq }: Settling,
  kinds: RightKinds,
): Promise<readonly string[]> {
  const rows = await stores.facts.rows<{ identity: string }>(
    `SELECT DISTINCT lower(hex(assumeNotNull(coalesce(identity_id, person_id)))) AS identity FROM ${heldRows(generation)}
     WHERE seq > {from:UInt64} AND seq <= {seq:UInt64} AND isNotNull(person_id) AND ${waitingSql(model, kinds)}`,
    { parameters: { from, seq } },
  );
  return rows.map(({ identity }) => identity);
}

/** Of whom rights have ended by their time since: live events have them leave the ledger that is read, and no other. */
async function identitiesLapsed({
  stores: { state },
  lookedAt,
  now,
}: Settling): Promise<readonly string[]> {
  return lookedAt === undefined ? [] : (await lapsedBetween(state, lookedAt, now)).identities;
}
