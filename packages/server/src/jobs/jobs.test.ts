import type { ApiError } from '@bothways/core/contract';
import { expect, test } from 'vitest';
import { makeJobs } from './jobs.ts';

const tell = async (fault: unknown): Promise<ApiError> => ({
  code: 'told',
  message: String(fault),
});

test('[JO1] a job says what it does, then what came of it', async () => {
  const jobs = makeJobs(tell);
  let go = (): void => {};
  const gate = new Promise<void>((open) => {
    go = open;
  });
  const id = jobs.start('import', async (progress) => {
    progress('reading');
    await gate;
    progress('storing');
    return { events: 3 };
  });
  expect(jobs.shown(id)).toMatchObject({ id, what: 'import', state: 'running', result: null });
  await Promise.resolve();
  expect(jobs.shown(id)?.said).toBe('reading');
  go();
  await jobs.ended(id);
  expect(jobs.shown(id)).toEqual({
    ...{ id, what: 'import', state: 'done', said: 'storing', error: null },
    result: { events: 3 },
  });
});

test('[JO1] a failure is told in the one shape, also one that cannot be told', async () => {
  const jobs = makeJobs(tell);
  const broken = makeJobs(() => Promise.reject(new Error('no words')));
  const run = (): never => {
    throw new Error('at once');
  };
  const [first, second] = [jobs.start('x', run), broken.start('y', async () => run())];
  await Promise.all([jobs.ended(first), broken.ended(second)]);
  expect(jobs.shown(first)).toMatchObject({
    ...{ state: 'failed', result: null },
    error: { code: 'told', message: 'Error: at once' },
  });
  expect(broken.shown(second)).toMatchObject({ state: 'failed', error: { code: 'fault' } });
  expect(jobs.shown('nothing')).toBeNull();
});

test('[JO2] what runs is kept, and of what has ended the latest hundred', async () => {
  const jobs = makeJobs(tell);
  let go = (): void => {};
  const long = jobs.start('long', () => new Promise<void>((open) => (go = open)));
  const short: string[] = [];
  for (let each = 0; each < 130; each += 1) {
    const id = jobs.start('short', async () => each);
    short.push(id);
    await jobs.ended(id);
  }
  const known = short.filter((id) => jobs.shown(id) !== null);
  expect(known).toEqual(short.slice(30));
  expect(jobs.shown(long)?.state).toBe('running');
  go();
  await jobs.ended(long);
  expect(jobs.shown(long)?.state).toBe('done');
});

test('[JO3] stopped, a job ends at its next word, and none begins', async () => {
  const jobs = makeJobs(tell);
  let steps = 0;
  const id = jobs.start('long', async (progress) => {
    for (;;) {
      progress(String(steps));
      steps += 1;
      await new Promise((next) => setImmediate(next));
    }
  });
  await new Promise((next) => setImmediate(next));
  await jobs.stop();
  expect(steps).toBeGreaterThan(0);
  expect(jobs.shown(id)).toMatchObject({ state: 'failed', error: { code: 'stopped' } });
  expect(() => jobs.start('more', async () => {})).toThrow();
});

test('[JO12] three run at once, the others in their order, and stopped none of those begins', async () => {
  const jobs = makeJobs(tell);
  const begun: number[] = [];
  const gates: (() => void)[] = [];
  const ids = [0, 1, 2, 3, 4, 5].map((each) =>
    jobs.start('long', async () => {
      begun.push(each);
      await new Promise<void>((open) => gates.push(open));
      if (each === 0) throw new Error('one that fails gives its place up too');
    }),
  );
  const settled = () => new Promise((next) => setImmediate(next));
  await settled();
  expect(begun).toEqual([0, 1, 2]);
  expect(ids.map((id) => jobs.shown(id)?.state)).toEqual(ids.map(() => 'running'));
  gates[0]?.();
  gates[2]?.();
  await settled();
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  const stopped = jobs.stop();
  for (const open of gates) open();
  await stopped;
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(jobs.shown(ids[5] ?? '')).toMatchObject({ state: 'failed', error: { code: 'stopped' } });
});
