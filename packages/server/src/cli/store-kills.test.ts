import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf } from '../store/local/local-testing.ts';
import { openStores } from '../store/open-stores.ts';
import type { Stores } from '../store/stores.ts';
import { bothways, start, temporaryFolder } from './cli-testing.ts';
import { type Shop, shopIn, succeeds, unplain } from './faults-testing.ts';

const folder = temporaryFolder();
const [calm, shaken] = [join(folder, 'calm'), join(folder, 'shaken')];
let shop: Shop;
/** Another process of Bothways all the while, so that stores need not start for each command. */
let held: readonly Stores[];
let early: string;

beforeAll(async () => {
  shop = await shopIn(folder);
  held = await Promise.all([openStores(calm), openStores(shaken)]);
  for (const data of [calm, shaken])
    for (const line of [shop.early, shop.rebuild]) await succeeds(line(data));
  early = await succeeds(shop.ledger(calm));
  for (const line of [shop.late, shop.rebuild]) await succeeds(line(calm));
});
afterAll(async () => {
  await Promise.all(held.map((stores) => stores.close()));
  rmSync(folder, { recursive: true });
});

const VICTIMS = {
  PostgreSQL: 'postgres',
  'the fact engine': 'bothways-facts',
  'the keeper': 'bothways-keeper',
};

async function killed(
  victim: keyof typeof VICTIMS,
  line: readonly string[],
  moment: RegExp,
): Promise<void> {
  const running = start(line);
  await running.said(moment);
  const found = processesOf(shaken).find(({ title }) => title.includes(VICTIMS[victim]));
  if (found === undefined) throw new Error(`${victim} does not run`);
  process.kill(found.pid, 'SIGKILL');
  const ended = await running.ended;
  // It may just have come to its end; else it says what happened and what to do.
  if (ended.code !== 0) expect(unplain(ended)).toBeNull();
}

test.each([
  ['PostgreSQL', /reading/],
  ['PostgreSQL', /storing/],
  ['the fact engine', /reading/],
  ['the fact engine', /storing/],
  ['the keeper', /looking for/],
] as const)(
  '[RO7] %s killed while an import says %s: told plainly, the ledger stays',
  async (victim, moment) => {
    await killed(victim, shop.late(shaken), moment);
    expect(await succeeds(shop.ledger(shaken))).toBe(early);
  },
);

test.each([
  ['PostgreSQL', /recognising/],
  ['the fact engine', /recognising/],
  ['the keeper', /segments|counting/],
] as const)(
  '[RO7] %s killed while a rebuild says %s: run again it ends as undisturbed',
  async (victim, moment) => {
    await succeeds(shop.late(shaken));
    const late = await succeeds(shop.ledger(calm));
    // As if another model had made it: everything is to be recognised again.
    await held[1]?.state.query("UPDATE generation SET recognition = 'other' WHERE state = 'ready'");
    await killed(victim, shop.rebuild(shaken), moment);
    expect([early, late]).toContain(await succeeds(shop.ledger(shaken)));
    await succeeds(shop.rebuild(shaken));
    expect(await succeeds(shop.ledger(shaken))).toBe(late);
    expect(await contents(shaken)).toEqual(await contents(calm));
    expect(await bothways(shop.late(shaken))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/20000 there already/),
    });
  },
);

/** Every row, but for the pseudonyms, whose key is a workspace's own, and times of arrival. */
async function contents(data: string) {
  const { state, facts } = held[data === calm ? 0 : 1] as Stores;
  const { rows } = await state.query<{ id: string }>(
    `SELECT id FROM generation WHERE state = 'ready'`,
  );
  const id = rows[0]?.id;
  const hash = (columns: string, table: string) =>
    facts.rows(`SELECT count() AS rows, sum(sipHash64(tuple(${columns}))) AS hash FROM ${table}`);
  return Promise.all([
    hash('* EXCEPT (received_at, identity_id)', 'event'),
    hash('* EXCEPT person_id', `encounter_g${id}`),
    hash('* EXCEPT person_id', `transfer_g${id}`),
  ]);
}
