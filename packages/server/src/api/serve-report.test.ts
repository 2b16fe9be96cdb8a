import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import type { Served } from './loopback.ts';
import { serveReport } from './serve-report.ts';

const HTML = `<!doctype html><title>é</title>${'x'.repeat(200_000)}`;
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const open: Served[] = [];
async function served(port = 0): Promise<Served> {
  const one = await serveReport(HTML, POLICY, port);
  open.push(one);
  return one;
}
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

test('[AP1] the report is whole, and may load nothing', async () => {
  const { address } = await served();
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe(HTML);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `${POLICY}; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  expect((await fetch(address, { method: 'HEAD' })).status).toBe(200);
});

test('[AP1] nobody reaches it from elsewhere', async () => {
  const { address } = await served();
  const { port, hostname } = new URL(address);
  expect(hostname).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  for (const { address: other, family } of others)
    if (other !== '127.0.0.1' && !other.startsWith('fe80'))
      await expect(
        fetch(`http://${family === 'IPv6' ? `[${other}]` : other}:${port}/`),
      ).rejects.toThrow();
});

test.each([
  ['GET', '/nowhere'],
  ['GET', '/..%2f..%2fetc/passwd'],
  ['GET', '/<script>'],
  ['POST', '/'],
  ['GET', '/%zz'],
])('[AP2] %s %s is not there, in JSON', async (method, path) => {
  const { address } = await served();
  const answer = await fetch(`${address}${path}`, { method });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.json()).toEqual({
    code: 'not-found',
    message: expect.stringContaining('nothing at /'),
    hint: 'the report is at /',
  });
});

test('[AP3] a port that is taken is left to who has it', async () => {
  const first = await served();
  const port = Number(new URL(first.address).port);
  const second = await served(port);
  expect(second.address).not.toBe(first.address);
  for (const { address } of [first, second]) expect((await fetch(address)).status).toBe(200);
  await first.close();
  const third = await served(port);
  expect(Number(new URL(third.address).port)).toBe(port);
});
