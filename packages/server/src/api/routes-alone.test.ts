import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type AloneColumns,
  aloneColumnsReply,
  driversReply,
  experienceReply,
  type Job,
  journeysReply,
  npsReply,
} from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedWorkspace, servedWorkspace } from './app-testing.ts';

const log = fileURLToPath(
  new URL('../../../../../shared/data/log-running-example/running-example.xes', import.meta.url),
);
const withLog = test.skipIf(!existsSync(log));
if (!existsSync(log)) console.log(`no ${log}: its counts are not looked at`);

let served: ServedWorkspace;
beforeAll(async () => {
  served = await servedWorkspace('/nowhere');
}, 120_000);
afterAll(() => served.close());

async function sent(name: string, body: string): Promise<string> {
  const reply = await fetch(`${served.address}/api/uploads?name=${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
  return ((await reply.json()) as { id: string }).id;
}

async function post<Reply>(path: string, body: object): Promise<{ status: number; json: Reply }> {
  const reply = await fetch(served.address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: reply.status, json: (await reply.json()) as Reply };
}

async function ended(job: string): Promise<Job> {
  const now = (await (await fetch(`${served.address}/api/jobs/${job}`)).json()) as Job;
  return now.state === 'running' ? ended(job) : now;
}

async function looked(kind: string, body: object): Promise<Job> {
  const { status, json } = await post<{ job: string }>(`/api/alone/${kind}`, body);
  expect(status).toBe(202);
  return ended(json.job);
}

const felt = [
  'visit,place,when,rating,overall,recommend',
  ...Array.from({ length: 60 }, (_, visit) =>
    ['door', 'desk', 'doctor']
      .map(
        (place, at) =>
          `${visit},${place},2026-01-${10 + at},${1 + ((visit + at) % 5)},4,${visit % 11}`,
      )
      .join('\n'),
  ),
].join('\n');

test('[AL1] columns and what they may be', async () => {
  const upload = await sent('visits.csv', felt);
  const { json } = await post<AloneColumns>('/api/alone/columns', { upload });
  const told = aloneColumnsReply.parse(json);
  expect(told).toMatchObject({ name: 'visits.csv', format: 'csv', records: 180 });
  expect(told.columns.map(({ name, holds }) => [name, holds])).toEqual([
    ['visit', 'number'],
    ['place', 'text'],
    ['when', 'time'],
    ['rating', 'number'],
    ['overall', 'number'],
    ['recommend', 'number'],
  ]);
  expect(told.guess).toMatchObject({ felt: 'rating', scale: '1..5', overall: 'overall' });
  expect(told.guess.drivers).toContain('rating');
});

test('[AL1] two words may be what is to be explained', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `${at % 6},${1 + (at % 3)},${at % 2 === 0 ? 'satisfied' : 'not'}`,
  );
  const upload = await sent('satisfied.csv', ['help,food,satisfaction', ...rows].join('\n'));
  const { json } = await post<AloneColumns>('/api/alone/columns', { upload });
  expect(json.guess).toMatchObject({ outcome: 'satisfaction', drivers: ['help', 'food'] });
  // What was noted on reading is told where it is looked at.
  const job = await looked('drivers', {
    upload,
    outcome: 'satisfaction',
    drivers: ['help', 'food'],
  });
  const { notices = [] } = driversReply.parse(job.result);
  expect(notices.join(' ')).toMatch(/satisf/);
  expect(notices.join(' ')).toContain('write 0 under “No answer is”');
});

withLog('[AL2] a log by itself', async () => {
  const upload = await sent('running-example.xes', readFileSync(log, 'utf8'));
  const { json } = await post<AloneColumns>('/api/alone/columns', { upload });
  const { case: caseColumn, activity, at } = json.guess;
  const job = await looked('journeys', { upload, case: caseColumn, activity, at });
  const { journey, ...reply } = journeysReply.parse(job.result);
  expect(reply).toMatchObject({ of: 'file', currency: null, generation: null });
  expect(journey).toMatchObject({ cases: 6, encounters: 42, activitiesInAll: 8, variantsInAll: 6 });
  const edge = journey?.edges.find(({ from, to }) => from === 'check ticket' && to === 'decide');
  expect(edge?.count).toBe(6);
  expect(journey?.conformance.kind).toBe('abstained');
  expect(journey?.dropOff.kind).toBe('abstained');
  const untimed = await looked('journeys', { upload, case: caseColumn, activity, at: null });
  const plain = journeysReply.parse(untimed.result);
  expect(plain.journey).toMatchObject({ cases: 6, period: null, medianSeconds: null });
  expect(plain.notices.join(' ')).toContain('No column says when');
});

test('[AL2] kinds by real journeys', async () => {
  const lines = ['case,activity,at'];
  for (let person = 0; person < 300; person += 1) {
    const ways = person % 3 === 0 ? ['call', 'wait', 'call', 'leave'] : ['look', 'buy', 'get'];
    const more = person % 5 === 0 ? ['ask'] : person % 7 === 0 ? ['ask', 'ask'] : [];
    for (const [hour, activity] of [...ways, ...more].entries())
      lines.push(`${person},${activity},2026-02-01T${String(10 + hour)}:00:00Z`);
  }
  const upload = await sent('kinds.csv', lines.join('\n'));
  const job = await looked('journeys', { upload, case: 'case', activity: 'activity', at: 'at' });
  const { journey } = journeysReply.parse(job.result);
  const { clusters } = journey ?? {};
  if (clusters?.kind !== 'found') throw new Error(JSON.stringify(clusters));
  expect(clusters.clusters.reduce((sum, { cases }) => sum + cases, 0)).toBe(300);
  for (const { medoid } of clusters.clusters)
    expect(journey?.variants.map(({ activities }) => activities)).toContainEqual(medoid);
  expect(clusters.clusters[0]?.medoid.slice(0, 3)).toEqual(['look', 'buy', 'get']);
});

test('[AL3] how it felt, and the NPS', async () => {
  const upload = await sent('visits.csv', felt);
  const body = { upload, case: 'visit', activity: 'place', at: 'when', felt: 'rating' };
  const job = await looked('experience', { ...body, scale: '1..5', overall: 'overall' });
  const told = experienceReply.parse(job.result);
  expect(told).toMatchObject({ of: 'file', encounters: 180, felt: 180 });
  const nps = await looked('nps', { upload, score: 'recommend' });
  expect(npsReply.parse(nps.result).n).toBe(180);
});

test('[AL4] what cannot be looked at', async () => {
  const upload = await sent('words.csv', 'a,b,c\n1,x,early\n2,y,late\n');
  const job = await looked('journeys', { upload, case: 'a', activity: 'b', at: 'c' });
  expect(job).toMatchObject({ state: 'failed', what: 'alone', result: null });
  expect(job.error?.hint).toBeTruthy();
  const none = await looked('journeys', { upload, case: 'no such', activity: 'b', at: null });
  expect(none.error?.message).toContain('no such');
  const gone = await post<{ code: string }>('/api/alone/columns', { upload: 'gone' });
  expect(gone).toMatchObject({ status: 404, json: { code: 'no-such-upload' } });
  const begun = await post<{ job: string }>('/api/alone/journeys', {
    ...{ upload, case: 'a', activity: 'b', at: null },
  });
  await fetch(`${served.address}/api/uploads/${upload}`, { method: 'DELETE' });
  expect(await ended(begun.json.job)).toMatchObject({ state: 'done' });
  const after = await post<{ code: string }>('/api/alone/columns', { upload });
  expect(after.status).toBe(404);
});
