import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestFace, type TestFace } from './face-testing.ts';

let face: TestFace;

beforeAll(async () => {
  face = await openTestFace(600 * 2 ** 20, 2);
});
afterAll(() => face.close());

test('[F14] a query that wants more memory than the cap fails with 241, and the process lives', async () => {
  const client = face.client({
    clickhouse_settings: { max_bytes_ratio_before_external_group_by: 0 },
  });
  const query =
    'SELECT uniqExact(number), groupArray(toString(number)) FROM numbers(100000000) FORMAT Null';
  await expect(client.command({ query })).rejects.toMatchObject({ code: '241' });
  expect(face.isRunning()).toBe(true);
  const after = await client.query({ query: 'SELECT 1 AS a', format: 'JSONEachRow' });
  expect(await after.json()).toEqual([{ a: 1 }]);
});

test('[F12] where two may run, the third waits its turn', async () => {
  const client = face.client();
  const since = performance.now();
  await Promise.all([1, 2, 3].map(() => client.command({ query: 'SELECT sleep(0.5)' })));
  const took = performance.now() - since;
  expect(took).toBeGreaterThan(990);
  expect(took).toBeLessThan(2500);
});
