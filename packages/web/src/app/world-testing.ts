// The app of a workspace in a real browser, for tests of its pages.
import type { Browser } from 'playwright-core';
import { afterAll, test } from 'vitest';
import { builtApp, startBrowser } from './browser-testing.ts';

const CLOSED_WITHIN_MS = 60_000;

interface Served {
  readonly address: string;
  close(): Promise<void>;
}

/** What a test file of pages works with. Without Chromium its tests are skipped, and nothing is served. */
export interface World<Workspace extends Served> {
  readonly browser: Browser | undefined;
  readonly served: Workspace | undefined;
  /** Where the app is; nowhere without a browser. */
  readonly app: string;
  /** A test that needs the browser. */
  readonly here: ReturnType<typeof test.skipIf>;
}

/**
 * Serves a workspace with the built app and starts a browser: both stay open until the last test of the file has run. For
 * the top of a test file. What its pages ask for `first` is asked before: the server works in this process, beside the test.
 */
export async function openWorld<Workspace extends Served>(
  serve: (app: string) => Promise<Workspace>,
  first?: string,
): Promise<World<Workspace>> {
  const browser = await startBrowser();
  const here = test.skipIf(browser === undefined);
  if (browser === undefined) return { browser, served: undefined, app: '', here };
  const served = await serve(builtApp());
  afterAll(async () => {
    await browser.close();
    await served.close();
  }, CLOSED_WITHIN_MS);
  if (first !== undefined) await (await fetch(served.address + first)).text();
  return { browser, served, app: served.address, here };
}
