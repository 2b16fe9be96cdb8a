import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalTest, localTest, processesOf } from './local-testing.ts';

let local: LocalTest;
let directory: string;

beforeEach(() => {
  local = localTest();
  directory = local.directory;
});
afterEach(() => local.close());

test('[K1] [K2] [K13] two processes share the stores; the last one out stops them', async () => {
  const stores = await local.open();
  const other = local.hold();
  expect(await other.line()).toBe('open');
  await stores.state.query("INSERT INTO setting VALUES ('a', 'shared')");
  await stores.facts.run("INSERT INTO migration (version, name) VALUES (9999, 'shared')");
  other.say("state SELECT value FROM setting WHERE key = 'a'");
  expect(await other.line()).toBe('[{"value":"shared"}]');
  other.say('facts SELECT name FROM migration WHERE version = 9999');
  expect(await other.line()).toBe('[{"name":"shared"}]');
  const titles = processesOf(directory).map(({ title }) => title);
  expect(titles).toContain(`bothways-keeper ${directory}`);
  expect(titles).toContain(`bothways-facts ${directory}`);
  const since = performance.now();
  await stores.close();
  expect(performance.now() - since).toBeLessThan(2000);
  other.say('state SELECT 2 AS a');
  expect(await other.line()).toBe('[{"a":2}]');
  other.say('close');
  expect(await other.line()).toBe('closed');
  await other.ended;
  expect(processesOf(directory)).toEqual([]);
});

test('[K3] the last holder killed stops all', async () => {
  const other = local.hold();
  expect(await other.line()).toBe('open');
  expect(processesOf(directory).length).toBeGreaterThanOrEqual(3);
  other.kill();
  await local.nothingLeft();
});

test('[K4] of eight starters at once one makes the keeper', async () => {
  const all = Array.from({ length: 8 }, () => local.hold());
  expect(await Promise.all(all.map((each) => each.line()))).toEqual(all.map(() => 'open'));
  const keepers = processesOf(directory).filter(({ title }) => title.startsWith('bothways-keeper'));
  expect(keepers.length).toBe(1);
  for (const each of all) each.say('close');
  await Promise.all(all.map((each) => each.ended));
  expect(processesOf(directory)).toEqual([]);
});

test('[K5] who comes while a keeper stops starts anew', async () => {
  let stores = await local.open();
  await stores.state.query("INSERT INTO setting VALUES ('a', '1')");
  for (let round = 0; round < 2; round += 1) {
    const closing = stores.close();
    stores = await local.open();
    await closing;
    expect((await stores.state.query('SELECT value FROM setting')).rows).toEqual([{ value: '1' }]);
  }
  await stores.close();
});
