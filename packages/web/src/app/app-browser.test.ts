import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../../server/src/cli/built-app.ts';
import {
  document as asked,
  leftOn,
  type Running,
  start,
  temporaryFolder,
} from '../../../server/src/cli/cli-testing.ts';
import {
  barriers,
  executablePath,
  firstVisitBytes,
  looks,
  pictures,
  settled,
  startBrowser,
  touchpointFocused,
  touchpointsShown,
  visit,
} from './browser-testing.ts';
import { manyTouchpoints, scrolledFrames } from './many-testing.ts';

const minutes = 60_000;
const folder = temporaryFolder();
const data = join(folder, 'larkfield');
const here = test.skipIf(executablePath === undefined);
let browser: Browser | undefined;
let serving: Running | undefined;
let app = '';

beforeAll(async () => {
  // As `serve` does it, so that whoever comes second finds it built.
  expect(await buildApp()).toBe(null);
  browser = await startBrowser();
  if (browser === undefined) return;
  await asked(['demo', '--people', '2000', '--no-serve', '--data', data]);
  serving = start(['serve', '--data', data, '--port', '0']);
  [, app = ''] = await serving.said(/Bothways is at (http:\/\/127\.0\.0\.1:\d+)/);
}, 6 * minutes);
afterAll(async () => {
  await browser?.close();
  serving?.child.kill('SIGTERM');
  await serving?.ended;
  expect(await leftOn(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
}, minutes);

// Findings, worth, network, data, a touchpoint's page and the start are looked at where their own jobs are tested.
const pages = [
  ['journey', '/journey'],
  ['journey-first-order', '/journey?journey=first-order'],
  ['journey-table', '/journey?as=table'],
  ['touchpoint', '/journey/call-late-delivery'],
] as const;

here.each(pages)(
  '[WA1] %s at every width and in both themes',
  async (name, path) => {
    const { page, complaints } = await visit(browser, app + path);
    expect(await looks(page, name, { fullPage: name !== 'touchpoint' })).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[WA1] in German too',
  async () => {
    for (const width of [1440, 390]) {
      const { page } = await visit(browser, `${app}/findings`, { width, locale: 'de-DE' });
      await page.screenshot({ path: `${pictures}findings-de-${width}.png`, fullPage: true });
      expect(await page.textContent('h1')).toBe('Befunde');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await barriers(page)).toEqual([]);
      await page.context().close();
    }
  },
  2 * minutes,
);

here(
  '[WA2] by keyboard to every touchpoint, in and out',
  async () => {
    const { page } = await visit(browser, `${app}/journey?journey=all`);
    const ids = await touchpointsShown(page);
    expect(ids.length).toBeGreaterThan(20);
    const reached = new Set<string>();
    for (let step = 0; step < ids.length + 25; step += 1) {
      await page.keyboard.press('Tab');
      const id = await touchpointFocused(page);
      if (id !== null) reached.add(id);
    }
    expect([...reached]).toEqual(ids);
    await page.locator(`[data-touchpoint="${ids[3]}"]`).focus();
    await page.keyboard.press('ArrowRight');
    await page.locator(`[data-touchpoint="${ids[4]}"]:focus`).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(page.url()).toContain(`/journey/${ids[4]}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).not.toContain(`/journey/${ids[4]}`);
    await page.locator(`[data-touchpoint="${ids[4]}"]:focus`).waitFor();
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[WA3] addresses',
  async () => {
    const { page } = await visit(browser, app);
    expect(new URL(page.url()).pathname).toBe('/journey');
    await page.locator('[data-touchpoint="help-page"]').click();
    await page.getByRole('dialog', { name: 'Help pages' }).waitFor();
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Findings' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Findings' }).waitFor();
    expect(await page.title()).toBe('Findings · Bothways');
    await page.getByRole('link', { name: 'Show on the journey' }).first().click();
    await page.getByRole('dialog').waitFor();
    await page.reload();
    await page.getByRole('dialog').waitFor();
    for (const [path, words] of [
      ['/nowhere', 'There is nothing at this address'],
      ['/journey/no-such-touchpoint', 'This touchpoint is not in the model'],
    ]) {
      await page.goto(`${app}${path}`);
      await page.getByText(words ?? '').waitFor();
    }
    await page.context().close();
  },
  minutes,
);

here(
  '[WA4] language and theme',
  async () => {
    const { page } = await visit(browser, `${app}/findings`);
    for (const choice of ['Deutsch', 'Dunkel']) {
      await page
        .getByRole('button', { name: /Language and theme|Sprache und Farben/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: choice }).click();
      await page.getByRole('menu').waitFor({ state: 'detached' });
    }
    await page.reload();
    await settled(page);
    expect(await page.textContent('h1')).toBe('Befunde');
    expect(await page.getAttribute('html', 'lang')).toBe('de');
    expect(await page.getAttribute('html', 'data-mantine-color-scheme')).toBe('dark');
    await page.context().close();
  },
  minutes,
);

test('[WA5] a first visit', () => {
  const bytes = firstVisitBytes();
  console.log(`a first visit loads ${Math.round(bytes / 1000)} kB compressed`);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(300_000);
});

here(
  '[WA6] nothing there yet, and nobody there any more',
  async () => {
    const fault = { code: 'no-ledger', message: 'no ledger yet', hint: 'bothways rebuild' };
    const { page } = await visit(browser, `${app}/journey`, {
      before: (each) =>
        each.route('**/api/overview', (route) => route.fulfill({ status: 404, json: fault })),
    });
    await page.getByText('There is no ledger here yet').waitFor();
    await page.getByRole('link', { name: 'Begin here' }).waitFor();
    await page.screenshot({ path: `${pictures}empty-1440.png` });
    expect(await barriers(page)).toEqual([]);
    await page.unroute('**/api/overview');
    await page.route('**/api/findings', (route) => route.abort());
    await page.goto(`${app}/findings`);
    await page.getByText('The server does not answer', { exact: false }).waitFor();
    await page.unroute('**/api/findings');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.finding').first().waitFor();
    await page.context().close();
  },
  minutes,
);

here(
  '[WA7] 500 touchpoints',
  async () => {
    const many = await manyTouchpoints(`${app}/api/overview`, 500);
    const { page } = await visit(browser, `${app}/journey?journey=many`, {
      before: (each) => each.route('**/api/overview', (route) => route.fulfill({ json: many })),
    });
    expect(await page.locator('.map-column').count()).toBeLessThan(60);
    const first = await page.locator('.map-column').first().getAttribute('data-touchpoint');
    await scrolledFrames(page);
    // What went out of view is not drawn any more, and no more than before is.
    expect(await page.locator(`[data-touchpoint="${first}"]`).count()).toBe(0);
    expect(await page.locator('.map-column').count()).toBeLessThan(60);
    await page.locator('.map-column').first().focus();
    await page.keyboard.press('End');
    await page.locator('[data-touchpoint="many-499"]:focus').waitFor();
    await page.screenshot({ path: `${pictures}journey-500.png` });
    await page.context().close();
  },
  minutes,
);

here(
  '[WA8] no jumps',
  async () => {
    for (const width of [1440, 390])
      for (const path of ['/journey', '/findings']) {
        const { page } = await visit(browser, app + path, {
          width,
          before: async (each) => {
            await each.addInitScript(
              'window.jumps = 0; new PerformanceObserver((list) => { for (const each of list.getEntries()) window.jumps += each.value; }).observe({ type: "layout-shift", buffered: true });',
            );
            await each.route('**/api/overview', async (route) => {
              await new Promise((go) => setTimeout(go, 400));
              await route.continue();
            });
          },
        });
        expect(await page.evaluate('window.jumps'), `${path} at ${width}`).toBeLessThan(0.05);
        await page.context().close();
      }
  },
  minutes,
);

here(
  '[WA9] map and table',
  async () => {
    const { page } = await visit(browser, `${app}/journey?journey=first-order`);
    const ids = await touchpointsShown(page);
    const names = await page
      .locator('.map-column')
      .evaluateAll((links: Element[]) =>
        links.map((each) => each.getAttribute('aria-label')?.split(',')[0]),
      );
    await page.getByText('Table', { exact: true }).click();
    await page.locator('table.figures').waitFor();
    expect(page.url()).toContain('as=table');
    expect(await page.locator('tbody th a').allTextContents()).toEqual(names);
    expect(ids).toHaveLength(names.length);
    await page.context().close();
  },
  minutes,
);

here(
  '[WA12] the other places on a phone',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/journey`, { width: 390 });
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Data' }).waitFor();
    await page.screenshot({ path: `${pictures}places-390.png` });
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Data' }).waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'What shapes value' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/drivers');
    await settled(page);
    expect(await page.textContent('h1')).toBe('What shapes value');
    expect(await page.getAttribute('.more-places', 'aria-current')).toBe('true');
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  minutes,
);
