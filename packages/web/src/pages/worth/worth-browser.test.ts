// What it's worth in a real browser, on a served Larkfield: two tabs of one workspace.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  fillLarkfield,
  type ServedWorkspace,
  servedWorkspace,
} from '../../../../server/src/api/app-testing.ts';
import {
  barriers,
  builtApp,
  executablePath,
  pictures,
  settled,
  startBrowser,
  visit,
} from '../../app/browser-testing.ts';
import { frames, netsDrawn, netsNow, pull, quiet } from './worth-testing.ts';

const minute = 60_000;
const here = test.skipIf(executablePath === undefined);
let browser: Browser | undefined;
let served: ServedWorkspace | undefined;
let app = '';

beforeAll(async () => {
  browser = await startBrowser();
  if (browser === undefined) return;
  served = await servedWorkspace(builtApp(), (stores) => fillLarkfield(stores, 1500));
  app = served.address;
}, 3 * minute);
afterAll(async () => {
  await browser?.close();
  await served?.close();
}, minute);

here(
  '[WW9] at both widths, in both themes and in German',
  async () => {
    for (const width of [1440, 390])
      for (const theme of ['light', 'dark'] as const) {
        const { page, complaints } = await visit(browser, `${app}/worth`, { width, theme });
        const file = `${pictures}worth-${width}-${theme}.png`;
        await page.screenshot({ path: file, fullPage: true });
        expect(await page.evaluate('document.documentElement.scrollWidth'), file).toBe(width);
        expect(await barriers(page), file).toEqual([]);
        expect(complaints, file).toEqual([]);
        await page.context().close();
      }
    const { page } = await visit(browser, `${app}/worth?as=table`, { locale: 'de-DE' });
    expect(await page.textContent('h1')).toBe('Was es wert ist');
    await page.screenshot({ path: `${pictures}worth-de-1440.png`, fullPage: true });
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  },
  2 * minute,
);

here(
  '[WW6] a slider moves by key and by pointer, and every figure with it',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/worth`);
    const before = await netsDrawn(page);
    await page.getByRole('searchbox', { name: 'Search opinions' }).fill('waiting');
    const slider = page.getByRole('slider', { name: 'Waiting time: cost to customers' });
    await slider.focus();
    await page.keyboard.press('End');
    expect(await slider.getAttribute('aria-valuetext')).toBe('€1.44 per minute');
    await page.getByText('Figures as you moved them: 1 opinion').waitFor();
    expect(await netsDrawn(page)).not.toEqual(before);
    await page.keyboard.press('Control+z');
    expect(await netsDrawn(page)).toEqual(before);
    await page.keyboard.press('Control+Shift+z');
    expect(await netsDrawn(page)).not.toEqual(before);
    await page.reload();
    await settled(page);
    expect(await netsDrawn(page)).not.toEqual(before);
    await page.keyboard.press('Control+z');
    expect(await netsDrawn(page)).toEqual(before);
    await pull(page, 'Goods: worth to customers', 150);
    // Not let go yet: the numbers are there at once, and findings that turn are named.
    expect((await netsNow(page))[0]).not.toBe(before[0]);
    await page.screenshot({ path: `${pictures}worth-moved.png` });
    await page.mouse.up();
    await netsDrawn(page);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back to what is agreed', exact: true }).click();
    expect(await netsDrawn(page)).toEqual(before);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  minute,
);

async function tab(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(app + path);
  await settled(page);
  return page;
}

here(
  '[WV4] a drag in one tab is followed in the others before it is let go',
  async () => {
    const { page } = await visit(browser, `${app}/worth`);
    const context = page.context();
    const map = await tab(context, '/journey?journey=all');
    const findings = await tab(context, '/findings');
    const before = await Promise.all([quiet(map), quiet(findings)]);
    await page.bringToFront();
    await pull(page, 'Goods: worth to customers', 120);
    for (const [at, each] of [map, findings].entries()) {
      await each.getByText('Figures as you moved them: 1 opinion').waitFor();
      expect(await quiet(each)).not.toBe(before[at]);
    }
    await map.screenshot({ path: `${pictures}valued-journey-1440.png` });
    await page.mouse.up();
    const drawn = await netsDrawn(page);
    const other = await tab(context, '/worth');
    expect(await netsDrawn(other)).toEqual(drawn);
    expect(await barriers(map)).toEqual([]);
    await map.getByRole('button', { name: 'Back to what is agreed' }).click();
    await map.getByText('Figures as you moved them').waitFor({ state: 'detached' });
    expect(await Promise.all([quiet(map), quiet(findings)])).toEqual(before);
    expect(await netsDrawn(other)).not.toEqual(drawn);
    await context.close();
  },
  minute,
);
