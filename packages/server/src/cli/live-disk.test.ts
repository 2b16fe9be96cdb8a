import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallDisk } from '../store/small-disk-testing.ts';
import { document, leftOn, type Running, start, temporaryFolder } from './cli-testing.ts';

const folder = temporaryFolder();
const disk = smallDisk(join(folder, 'disk'), 400);
const data = join(folder, 'disk', 'data');
const only = 'only where this user may mount a disk of its own, as root in most places';
let server: Running;
let address = '';
let writeKey = '';

beforeAll(async () => {
  if (disk === null) return;
  ({ writeKey } = await document<{ writeKey: string }>(['source', 'add', 'web', '--data', data]));
  server = start(['serve', '--data', data, '--port', '0', '--no-open']);
  [, address = ''] = await server.said(/Bothways is at (http:\/\/127\.0\.0\.1:\d+)/);
});
afterAll(async () => {
  if (disk !== null) {
    server.child.kill('SIGTERM');
    await server.ended;
    expect(await leftOn(data)).toEqual([]);
  }
  disk?.end();
  rmSync(folder, { recursive: true });
});

async function send(number: number): Promise<{ status: number; body: Record<string, unknown> }> {
  const batch = Array.from({ length: 20 }, (_, index) => ({
    ...{ type: 'track', event: 'Read', userId: 'u1', messageId: `${number}-${index}` },
    properties: { text: String(index).padEnd(20_000, 'x') },
  }));
  const response = await fetch(`${address}/v1/batch`, {
    ...{ method: 'POST', body: JSON.stringify({ batch, writeKey }) },
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function health(): Promise<{ code: number } & Record<string, unknown>> {
  const response = await fetch(`${address}/health`);
  return { ...((await response.json()) as Record<string, unknown>), code: response.status };
}

test.skipIf(disk === null)(
  `[FA6] a disk that gets full while events come in: 503 with the reason, told by /health, and it heals (${only})`,
  async () => {
    expect(await health()).toMatchObject({ code: 200, status: 'ok', accepted: 0 });
    disk?.leave(70);
    let number = 0;
    let reply = await send(number);
    for (; reply.status === 200 && number < 1_000; reply = await send(number)) number += 1;
    expect(reply).toMatchObject({
      ...{ status: 503, body: { code: expect.stringMatching(/disk.full/) } },
    });
    expect(reply.body['message']).toMatch(/is full .*make room/);
    expect(await health()).toMatchObject({
      ...{ code: 503, status: 'failing', accepted: 20 * number },
      reasons: expect.arrayContaining([
        { code: 'disk-full', message: expect.stringMatching(/make room/) },
      ]),
    });
    disk?.leave(null);
    await expect.poll(health, { timeout: 30_000 }).toMatchObject({ code: 200, status: 'ok' });
    // What was refused comes again, and what was accepted before is a repetition.
    expect((await send(number)).status).toBe(200);
    expect((await send(0)).status).toBe(200);
    const accepted = 20 * (number + 1);
    await expect
      .poll(health, { timeout: 30_000 })
      .toMatchObject({ accepted, duplicates: 20, processed: accepted, backlog: 0 });
  },
  120_000,
);
