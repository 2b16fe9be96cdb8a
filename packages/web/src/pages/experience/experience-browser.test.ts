import type { Experience } from '@bothways/core/contract';
import type { Browser } from 'playwright-core';
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
  looks,
  pictures,
  settled,
  startBrowser,
  visit,
} from '../../app/browser-testing.ts';

const minutes = 60_000;
const here = test.skipIf(executablePath === undefined);
let browser: Browser | undefined;
let served: ServedWorkspace | undefined;
let app = '';

beforeAll(async () => {
  browser = await startBrowser();
  if (browser === undefined) return;
  served = await servedWorkspace(builtApp(), (stores) => fillLarkfield(stores, 1500));
  app = served.address;
  // The server is made ready first: it works in this process, beside the test.
  await experience();
}, 6 * minutes);
afterAll(async () => {
  await browser?.close();
  await served?.close();
}, minutes);

async function experience(query = ''): Promise<Experience> {
  return (await (await fetch(`${app}/api/experience${query}`)).json()) as Experience;
}

here(
  '[EW1] at every width and in both themes',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/experience`);
    await page.locator('.ex-lead h2').waitFor();
    expect(await looks(page, 'experience')).toEqual([]);
    await page.goto(`${app}/experience?journey=something-went-wrong&order=real`);
    await settled(page);
    expect(await looks(page, 'experience-wrong')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[EW1] in German, with nothing of ours in English',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/experience`, { locale: 'de-DE' });
    await page.locator('.ex-lead h2').waitFor();
    expect(await page.locator('h1').textContent()).toBe('Wie es sich anfühlte');
    await page.screenshot({ path: `${pictures}experience-de-1440.png`, fullPage: true });
    expect(await page.locator('main').innerText()).not.toMatch(
      /\b(?:journeys?|answers|remembered|kept|missed|nobody|memory|encounters|better|together)\b/i,
    );
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    await page.screenshot({ path: `${pictures}experience-de-390.png`, fullPage: true });
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);
