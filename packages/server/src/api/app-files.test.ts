import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { dataReply } from '@bothways/core/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStores } from '../store/testing.ts';
import { type Answer, ask } from './api-testing.ts';
import type { Served } from './loopback.ts';
import { serveApp } from './serve-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'bothways-app-'));
const app = join(folder, 'dist');
const PAGE = '<!doctype html><title>Bothways</title>';
let opened: Awaited<ReturnType<typeof openTestStores>>;
let served: Served;
const get = (path: string): Promise<Answer> => ask(served.address, path);

beforeAll(async () => {
  opened = await openTestStores();
  served = await serveApp({
    ...{ stores: opened.stores, directory: '/data', app, port: 0, version: '0.0.0' },
    warn: () => {},
  });
});
afterAll(async () => {
  await served.close();
  await opened.close();
  rmSync(folder, { recursive: true });
});

// The first: the app is built after it.
test('[AP13] not built, a page says how; built meanwhile, it is there', async () => {
  for (const path of ['/', '/journey']) {
    const { status, headers, text } = await get(path);
    expect(status).toBe(503);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('npm run build');
  }
  expect((await get('/api/data')).status).toBe(200);
  mkdirSync(join(app, 'assets'), { recursive: true });
  writeFileSync(join(app, 'index.html'), PAGE);
  writeFileSync(join(app, 'mark.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(app, 'assets/index-Ab12.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  expect(await get('/')).toMatchObject({ status: 200, text: PAGE });
});

test.each(['/', '/index.html', '/journey', '/findings/one?sort=money', '/worth/a.b', '/apiary'])(
  '[AP11] %s is the page, asked for anew each time',
  async (path) => {
    const { status, headers, text } = await get(path);
    expect({ status, text }).toEqual({ status: 200, text: PAGE });
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
  },
);

test('[AP11] what has a hash in its name may be kept for ever', async () => {
  const { headers, text } = await get('/assets/index-Ab12.js');
  expect(text).toBe('export {};');
  expect(headers).toMatchObject({
    'content-type': expect.stringMatching(/^(text|application)\/javascript/),
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect((await get('/mark.svg')).headers['cache-control']).toBe('no-cache');
  expect((await get('/assets/index-Old.js')).status).toBe(404);
});

test('[AP11] what is packed beside a file goes to who takes it, and only to them', async () => {
  const path = '/assets/index-Ab12.js';
  writeFileSync(join(app, `${path}.gz`), gzipSync('export {};'));
  const { headers, bytes } = await ask(served.address, path, {
    headers: { 'accept-encoding': 'gzip' },
  });
  expect(headers).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': expect.stringMatching(/^(text|application)\/javascript/),
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect(gunzipSync(bytes).toString()).toBe('export {};');
  const plain = await get(path);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(plain.text).toBe('export {};');
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/assets/..%2f..%2fsecret.txt',
])('[AP11] %s reaches nothing outside', async (path) => {
  expect((await get(path)).text).not.toContain('secret\n');
  expect((await get(path)).text).not.toBe('secret');
});

test('[AP7] without a ledger it is said how to begin; what came in is shown all the same', async () => {
  for (const path of ['/api/overview', '/api/cube', '/api/valuations', '/api/year'])
    expect(await get(path)).toMatchObject({
      status: 404,
      json: {
        code: 'no-ledger',
        message: expect.any(String),
        hint: expect.stringContaining('--data /data'),
      },
    });
  const { json } = await get('/api/data');
  expect(dataReply.parse(json)).toEqual({
    ...{ imports: [], events: 0, ledger: null, rejected: [], unmapped: [], unmappedNames: 0 },
    unseen: [],
  });
  expect((await get('/api/rejects')).json).toEqual({ rejects: [], next: null });
});

test('[AP12] the app may load from its own address only', async () => {
  for (const path of ['/', '/assets/index-Ab12.js', '/api/data', '/api/nothing']) {
    const { headers } = await get(path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
});

test('[AP10] nobody reaches it from elsewhere', async () => {
  const { port, hostname } = new URL(served.address);
  expect(hostname).toBe('127.0.0.1');
  const others = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  for (const { address, family } of others)
    if (address !== '127.0.0.1' && !address.startsWith('fe80'))
      await expect(
        fetch(`http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`),
      ).rejects.toThrow();
});

test.each([
  [{ origin: 'http://evil.example' }, false],
  [{ origin: 'null' }, false],
  [{ 'sec-fetch-site': 'cross-site' }, false],
  // Another program of this machine, at another port.
  [{ origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }, false],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{}, true],
])('[AP14] to change something with %j: %s', async (headers, isTaken) => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    const { status, json } = await ask(served.address, '/api/data', { method, headers });
    expect({ status, json }).toMatchObject(
      isTaken ? { status: 404 } : { status: 403, json: { code: 'wrong-origin' } },
    );
    expect((await ask(served.address, '/api/data', { headers })).status).toBe(200);
  }
});

test('[AP14] a page of ours may change something', async () => {
  const headers = { origin: served.address, 'sec-fetch-site': 'same-origin' };
  expect(await ask(served.address, '/api/data', { method: 'POST', headers })).toMatchObject({
    status: 404,
  });
});

test('[AP15] a job that nobody knows', async () => {
  expect(await get('/api/jobs/none')).toMatchObject({
    ...{ status: 404, json: { code: 'no-such-job', hint: expect.any(String) } },
  });
});
