// @segment/analytics-next as a shop would load it: in a real browser, on a page of another origin. Skipped, and says so,
// where no Chromium is installed.

import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TrackedWorkspace, trackedWorkspace } from './track-testing.ts';

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => existsSync(path));
const here = test.skipIf(executablePath === undefined);
const bundles = join(
  dirname(createRequire(import.meta.url).resolve('@segment/analytics-next/package.json')),
  'dist/umd',
);

let isFull = false;
let browser: Browser;
let shop: Server;
let shopUrl: string;
let open: TrackedWorkspace;
beforeAll(async () => {
  if (executablePath === undefined)
    return console.log('no Chromium found: the tests with analytics-next are skipped');
  open = await trackedWorkspace({ isFull: () => isFull });
  shop = createServer(({ url = '/' }, response) => {
    const file = join(bundles, basename(url));
    if (url.endsWith('.js') && existsSync(file))
      response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
    else response.setHeader('content-type', 'text/html').end(PAGE);
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  // Another site than where events go: "localhost" is not "127.0.0.1".
  shopUrl = `http://localhost:${(shop.address() as AddressInfo).port}`;
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}, 60_000);
afterAll(async () => {
  if (executablePath === undefined) return;
  await browser.close();
  shop.close();
  await open.close();
  expect(open.warned).toEqual([]);
});

const PAGE = '<!doctype html><title>Shop</title><script src="/umd/index.js"></script>';

interface Visit {
  readonly page: Page;
  /** Requests that the page made, as `METHOD path status`. */
  readonly asked: readonly string[];
  track(...names: readonly string[]): Promise<void>;
}

/** Loads the library as its documents say: a key and where the settings are. */
async function visit(options: Readonly<Record<string, unknown>> = {}): Promise<Visit> {
  const page = await browser.newPage();
  const asked: string[] = [];
  page.on('request', (request) => {
    const retry = request.headers()['x-retry-count'];
    const url = new URL(request.url());
    const again = retry === undefined ? '' : ` again ${retry}`;
    // Whatever goes anywhere but to the shop itself.
    if (url.origin !== shopUrl && url.protocol.startsWith('http'))
      asked.push(`${request.method()} ${url.host} ${url.pathname}${again}`);
  });
  await page.goto(shopUrl);
  await load(page, options);
  return {
    page,
    asked,
    track: (...names) =>
      page.evaluate(async (all) => {
        const { analytics } = globalThis as unknown as Loaded;
        for (const name of all) analytics.track(name, { price: 5 }).catch(() => {});
      }, names),
  };
}

interface Loaded {
  analytics: {
    track(name: string, properties: object): Promise<unknown>;
    identify(id: string, traits: object): Promise<unknown>;
    page(): Promise<unknown>;
    ready(): Promise<unknown>;
  };
  AnalyticsNext: {
    AnalyticsBrowser: { load(settings: object, options: object): Loaded['analytics'] };
  };
}

function load(page: Page, integration: Readonly<Record<string, unknown>>): Promise<void> {
  const settings = { writeKey: open.writeKey, cdnURL: open.address };
  const options = { integrations: { 'Segment.io': integration } };
  return page.evaluate(
    async ([first, second]) => {
      const scope = globalThis as unknown as Loaded;
      scope.analytics = scope.AnalyticsNext.AnalyticsBrowser.load(first, second);
      await scope.analytics.ready();
    },
    [settings, options] as const,
  );
}

const stored = async (mark: string): Promise<readonly string[]> =>
  (await open.events())
    .map(({ name }) => name)
    .filter((each) => each.startsWith(mark))
    .toSorted();
const untilStored = (mark: string, names: readonly string[]): Promise<void> =>
  expect.poll(() => stored(mark), { timeout: 20_000 }).toEqual(names);

here(
  '[TR20] analytics-next: starts by our settings, sends one by one, and asks nobody else',
  async () => {
    const { page, asked } = await visit();
    await page.evaluate(async () => {
      const { analytics } = globalThis as unknown as Loaded;
      await analytics.page();
      await analytics.identify('anna', { plan: 'gold' });
      await analytics.track('One', { price: 5 });
    });
    await untilStored('One', ['One']);
    const sent = (await open.events()).filter(
      ({ context }) => context['library.name'] === '"analytics.js',
    );
    expect(sent.map(({ type }) => type)).toEqual(['page', 'identify', 'track']);
    expect(new Set(sent.map(({ anonymous }) => anonymous)).size).toBe(1);
    expect(sent[2]).toMatchObject({ user: sent[1]?.user, properties: { price: '5' } });
    for (const { messageId } of sent) expect(messageId).toMatch(/^ajs-next-\d+-[\da-f-]{36}$/);
    const us = `127.0.0.1:${open.port}`;
    expect(asked).toEqual([
      `GET ${us} /v1/projects/${open.writeKey}/settings`,
      ...['p', 'i', 't'].map((each) => `POST ${us} /v1/${each}`),
    ]);
    await page.close();
  },
  30_000,
);

here(
  '[TR20] in batches too, and what is left when the page goes',
  async () => {
    const deliveryStrategy = { strategy: 'batching', config: { size: 3, timeout: 500 } };
    const { page, asked, track } = await visit({ deliveryStrategy });
    await track('Batch 1', 'Batch 2', 'Batch 3', 'Batch 4');
    await untilStored('Batch', ['Batch 1', 'Batch 2', 'Batch 3', 'Batch 4']);
    expect(asked.some((each) => each.endsWith('/v1/b'))).toBe(true);
    await track('Batch 5');
    await page.goto('about:blank');
    await untilStored('Batch 5', ['Batch 5']);
    await page.close();
  },
  30_000,
);

here(
  '[TR21] what was tracked without a network waits in the browser, over a new load, and is there once',
  async () => {
    const { page, track } = await visit();
    await page.context().setOffline(true);
    await track('Off 1', 'Off 2');
    expect(await stored('Off')).toEqual([]);
    await page.context().setOffline(false);
    await page.goto(shopUrl);
    await load(page, {});
    await untilStored('Off', ['Off 1', 'Off 2']);
    await page.close();
  },
  30_000,
);

here(
  '[TR22] a server that is away, or full, is tried again with X-Retry-Count, and each event is there once',
  async () => {
    const { page, asked, track } = await visit();
    await open.stop();
    await track('Away 1', 'Away 2');
    await expect
      .poll(() => asked.filter((each) => each.endsWith('/v1/t')).length)
      .toBeGreaterThan(1);
    await open.start();
    await untilStored('Away', ['Away 1', 'Away 2']);
    expect(asked.some((each) => / again \d+$/.test(each))).toBe(true);
    isFull = true;
    await track('Full 1');
    await expect.poll(() => open.answered(429)).toBeGreaterThan(0);
    isFull = false;
    await untilStored('Full', ['Full 1']);
    await page.close();
  },
  40_000,
);
