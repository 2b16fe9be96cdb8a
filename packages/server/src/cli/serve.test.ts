import { mkdirSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processesOf } from '../store/local/local-testing.ts';
import { bothways, document, leftOn, start, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const data = join(folder, 'small');
const DEMO = ['demo', '--people', '60', '--seed', '2', '--no-serve', '--data', data];

beforeAll(async () => {
  await document(DEMO);
});
afterAll(async () => {
  expect(await leftOn(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '[SE1] [CL3] it says where it is, answers, and ends with 0 on %s, with nothing left running',
  async (signal) => {
    const running = start(['serve', '--data', data, '--port', '0', '--json']);
    const [text = ''] = await running.said(/\{\s*"address": "http:\/\/127\.0\.0\.1:\d+"\s*\}/);
    const { address }: { address: string } = JSON.parse(text);
    expect(await json(`${address}/api/overview`)).toMatchObject({ model: 'Larkfield' });
    expect(await json(`${address}/api/openapi.json`)).toMatchObject({ openapi: '3.1.0' });
    running.child.kill(signal);
    const ended = await running.ended;
    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(JSON.parse(ended.out)).toEqual({ address });
    expect(await leftOn(data)).toEqual([]);
  },
);

test('[SE2] another port where the wished one is taken', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const taken = blocker.address();
  const port = typeof taken === 'object' && taken !== null ? taken.port : 0;
  const running = start(['serve', '--data', data, '--port', String(port)]);
  const [, address = ''] = await running.said(/Bothways is at (http:\/\/127\.0\.0\.1:\d+)/);
  expect(address).not.toContain(`:${port}`);
  await running.said(new RegExp(`(Port ${port} is taken)`));
  expect(await json(`${address}/api/data`)).toMatchObject({ ledger: { behind: 0 } });
  running.child.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ code: 0 });
  blocker.close();
});

test('[SE3] a folder with other things is refused; a port that is none is wrong use', async () => {
  const mine = join(folder, 'mine');
  mkdirSync(mine);
  writeFileSync(join(mine, 'letter.txt'), 'Dear');
  expect(await document(['serve', '--data', mine], { code: 1 })).toMatchObject({
    ok: false,
    message: expect.stringContaining('there is no data directory here'),
  });
  expect(readdirSync(mine)).toEqual(['letter.txt']);
  expect(await document(['serve', '--data', join(mine, 'letter.txt')], { code: 1 })).toMatchObject({
    message: expect.stringContaining('this is a file; give a folder'),
  });
  for (const port of ['x', '-1', '65536', '1.5'])
    expect(await bothways(['serve', '--data', data, `--port=${port}`])).toMatchObject({
      code: 2,
      err: expect.stringContaining('want a whole number from 0 to 65535'),
    });
});

test('[SE7] an address that others reach is refused, and nothing is begun', async () => {
  const none = join(folder, 'none');
  for (const host of ['0.0.0.0', '::', '192.168.1.20', 'example.com'])
    expect(await document(['serve', '--data', none, '--host', host], { code: 1 })).toMatchObject({
      ok: false,
      message: expect.stringContaining('nobody has to sign in yet'),
    });
  expect(await bothways(['serve', '--data', none, '--log', 'loud'])).toMatchObject({ code: 2 });
  expect(readdirSync(folder)).not.toContain('none');
});

test('[SE8] what it says is one JSON object a line, or words', async () => {
  for (const how of ['json', 'text']) {
    const running = start(['serve', '--data', data, '--port', '0', '--json', '--log', how]);
    const [said] = await running.said(/.*Ctrl-C stops it\..*/);
    if (how === 'text') expect(said).toBe('Ctrl-C stops it.');
    else
      expect(JSON.parse(said ?? '')).toEqual({
        ...{ level: 'info', msg: 'Ctrl-C stops it.' },
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      });
    running.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0 });
  }
});

test('[SE4] [SE6] a new or empty folder is begun in; what is built meanwhile is read at once', async () => {
  const fresh = join(folder, 'fresh');
  mkdirSync(join(folder, 'empty'));
  const empty = start(['serve', '--data', join(folder, 'empty'), '--port', '0']);
  const running = start(['serve', '--data', fresh, '--port', '0']);
  await empty.said(/Bothways is at/);
  empty.child.kill('SIGTERM');
  expect(await empty.ended).toMatchObject({ code: 0 });
  const [, address = ''] = await running.said(/Bothways is at (http:\/\/127\.0\.0\.1:\d+)/);
  expect(await json(`${address}/api/start`)).toMatchObject({ events: 0, hasLedger: false });
  expect(await json(`${address}/api/overview`)).toMatchObject({ code: 'no-ledger' });
  await document([...DEMO.slice(0, -1), fresh]);
  expect(await json(`${address}/api/overview`)).toMatchObject({ model: 'Larkfield' });
  running.child.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ code: 0 });
});

test.each([/^bothways-facts/, /^bothways-keeper/])(
  '[SE5] %s killed while it serves: told in the shape of a fault, and then answered again',
  async (title) => {
    const running = start(['serve', '--data', data, '--port', '0']);
    const [, address = ''] = await running.said(/Bothways is at (http:\/\/127\.0\.0\.1:\d+)/);
    const { status } = await fetch(`${address}/api/data`);
    expect(status).toBe(200);
    const killed = processesOf(realpathSync(data)).filter((each) => title.test(each.title));
    expect(killed.length).toBe(1);
    for (const { pid } of killed) process.kill(pid, 'SIGKILL');
    for (let waited = 0; ; waited += 1) {
      const answer = await fetch(`${address}/api/data`);
      const body = await answer.json();
      if (answer.ok && waited > 5) break;
      if (!answer.ok)
        expect({ status: answer.status, body }).toMatchObject({
          status: 503,
          body: { code: expect.any(String), message: expect.any(String), hint: expect.any(String) },
        });
      expect(waited).toBeLessThan(300);
      await wait(100);
    }
    running.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0 });
  },
);

async function json(address: string): Promise<unknown> {
  return (await fetch(address)).json();
}
