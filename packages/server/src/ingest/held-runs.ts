import {
  type HeldRun,
  type LinkTimes,
  type PersonRights,
  type RightKinds,
  rightsOf,
} from '@bothways/core/person';
import type { Pool, PoolClient } from 'pg';
import { identitiesThatSpoke, wordsOfPersons } from '../store/consents.ts';
import { factTables } from '../store/fact-tables.ts';
import type { Facts } from '../store/facts.ts';
import type { Generation } from '../store/generation.ts';
import { insertBinary, RowBytes } from '../store/row-bytes.ts';
import { grantOf, type Leg, writeLegs } from './regate.ts';

/** Identities whose words are read in one go. */
const IDENTITIES_AT_ONCE = 5_000;

/** Where the fact store finds, while a ledger is built, from when to when somebody allowed what. */
export interface HeldTables {
  /** (identity, kind, begins, ends): the kind is of data that needs consent; times in milliseconds since 1970. */
  readonly run: string;
  /** (encounter_id, leg): legs on which the balance of a right rests. */
  readonly grant: string;
}

export function heldTables({ id }: Pick<Generation, 'id'>): HeldTables {
  return { run: `held_run_g${id}`, grant: `held_grant_g${id}` };
}

/**
 * Tells the fact store what everybody allowed when, as `rightsOf` says it, so that legs are parted there by one statement;
 * and posts the grants that no leg made.
 */
export async function tellHeld(
  { state, facts }: { readonly state: Pool | PoolClient; readonly facts: Facts },
  generation: Pick<Generation, 'id'>,
  kinds: RightKinds,
  now: number,
): Promise<void> {
  await makeTables(facts, generation);
  for (let after: string | null = null; ; ) {
    const identities = await identitiesThatSpoke(state, after, IDENTITIES_AT_ONCE, generation.id);
    await tellSome({ state, facts }, generation, kinds, { now, after, identities });
    after = identities.at(-1)?.identity ?? null;
    if (identities.length < IDENTITIES_AT_ONCE) return;
  }
}

export async function dropHeld(facts: Facts, generation: Pick<Generation, 'id'>): Promise<void> {
  const { run, grant } = heldTables(generation);
  for (const table of [run, grant])
    await facts.run(`DROP TABLE IF EXISTS ${table} ${factTables().cluster}`);
}

async function makeTables(facts: Facts, generation: Pick<Generation, 'id'>): Promise<void> {
  const { cluster, engine } = factTables();
  const { run, grant } = heldTables(generation);
  await dropHeld(facts, generation);
  await facts.run(
    `CREATE TABLE ${run} ${cluster} (identity FixedString(16), kind LowCardinality(String), begins Int64, ends Int64) ENGINE = ${engine} ORDER BY (kind, identity)`,
  );
  await facts.run(
    `CREATE TABLE ${grant} ${cluster} (encounter_id FixedString(16), leg UInt8) ENGINE = ${engine} ORDER BY encounter_id`,
  );
}

interface Page {
  readonly now: number;
  readonly after: string | null;
  readonly identities: readonly { readonly identity: string; readonly person: string }[];
}

async function tellSome(
  { state, facts }: { readonly state: Pool | PoolClient; readonly facts: Facts },
  generation: Pick<Generation, 'id'>,
  kinds: RightKinds,
  { now, after, identities }: Page,
): Promise<void> {
  const persons = [...new Set(identities.map(({ person }) => person))];
  const known = await wordsOfPersons(state, persons, generation.id);
  const [runs, legs] = [new RowBytes(), new RowBytes()];
  const grants: Leg[] = [];
  for (const [person, { words, links }] of known) {
    // Whoever spoke under several identities is told with the first of them.
    if (after !== null && words.some(({ identity }) => identity <= after)) continue;
    const rights = rightsOf(words, links, kinds);
    writeRuns(runs, person, { links, rights, kinds });
    for (const permission of kinds.permissions) {
      const word = rights.standing(permission.kind, now);
      const [encounter, leg] = word?.messageId.split('/') ?? [];
      if (word?.by === 'leg') {
        legs.id(encounter ?? '');
        legs.byte(Number(leg));
        legs.endRow();
      }
      if (word !== null && word.by !== 'leg') grants.push(grantOf(person, word, permission, kinds));
    }
  }
  const { run, grant } = heldTables(generation);
  await insertBinary(facts, `${run} (identity, kind, begins, ends)`, runs);
  await insertBinary(facts, `${grant} (encounter_id, leg)`, legs);
  await writeLegs(
    facts,
    generation,
    grants.map((each) => ({ ...each, sign: 1, reverses: 0 })),
  );
}

interface OfPerson {
  readonly links: LinkTimes;
  readonly rights: PersonRights;
  readonly kinds: RightKinds;
}

/** When data of each kind was allowed to each identity of a person: alone until its link, then as one. */
function writeRuns(rows: RowBytes, person: string, { links, rights, kinds }: OfPerson): void {
  const write = (identity: string, kind: string, runs: readonly HeldRun[], since: number): void => {
    for (const { from, to } of runs) {
      const begins = Math.max(from, since);
      if (begins >= to) continue;
      rows.id(identity);
      rows.text(kind);
      rows.whole(begins);
      rows.whole(Math.min(to, ALWAYS));
      rows.endRow();
    }
  };
  for (const [data, allowing] of kinds.gates)
    for (const kind of allowing) {
      write(person, data, rights.runs(kind), Number.NEGATIVE_INFINITY);
      for (const [identity, at] of links) {
        write(identity, data, rights.runsAlone(kind, identity), Number.NEGATIVE_INFINITY);
        write(identity, data, rights.runs(kind), at);
      }
    }
}

/** Later than any event. */
const ALWAYS = Number.MAX_SAFE_INTEGER;
