import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedWorkspace, servedWorkspace } from '../../../../server/src/api/app-testing.ts';
import {
  barriers,
  builtApp,
  executablePath,
  pictures,
  startBrowser,
  visit,
} from '../../app/browser-testing.ts';

const minutes = 60_000;
const here = test.skipIf(executablePath === undefined);
let browser: Browser | undefined;
let served: ServedWorkspace | undefined;
let page: Page;

beforeAll(async () => {
  browser = await startBrowser();
  if (browser === undefined) return;
  served = await servedWorkspace(builtApp());
  ({ page } = await visit(browser, `${served.address}/journey?edit=1`));
}, 4 * minutes);
afterAll(async () => {
  await browser?.close();
  await served?.close();
}, minutes);

async function saveModel(text: string, base: number | null): Promise<void> {
  const files = [{ file: 'made.bothways.yaml', text }];
  const body = JSON.stringify({ base, files, note: '' });
  const headers = { 'content-type': 'application/json' };
  const saved = await fetch(`${served?.address}/api/model`, { method: 'POST', headers, body });
  expect(saved.status).toBe(202);
}

here(
  '[EM12] without a model the page says how to begin',
  async () => {
    await page.getByText('There is no model to edit yet').waitFor();
    expect(await barriers(page)).toEqual([]);
  },
  minutes,
);

here(
  '[EM12] an empty model gets its first touchpoint',
  async () => {
    await saveModel('# Ours.\nbothways: 1\nname: New\ncurrency: EUR\n', null);
    await page.goto(`${served?.address}/journey?edit=1`);
    await page.getByRole('textbox', { name: 'Name of the new touchpoint' }).fill('The counter');
    await page.screenshot({ path: `${pictures}edit-empty-1440.png` });
    await page.getByRole('button', { name: 'Add the first touchpoint' }).click();
    await page.getByRole('textbox', { name: 'Name of the touchpoint The counter' }).waitFor();
    await page.getByRole('region', { name: 'First step', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Add the first touchpoint' }).waitFor();
  },
  minutes,
);

/** Ten phases of ten steps of five touchpoints. */
function manyText(): string {
  const ten = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const touchpoint = (id: string) =>
    `              - { id: ${id}, channel: web, when: event == "${id}", exchange: [{ give: customer, kind: money, quantity: 1 }] }\n`;
  const step = (id: string) =>
    `          - id: s${id}\n            touchpoints:\n${ten
      .slice(0, 5)
      .map((nth) => touchpoint(`t${id}x${nth}`))
      .join('')}`;
  const phase = (nth: number) =>
    `      - id: p${nth}\n        steps:\n${ten.map((at) => step(`${nth}x${at}`)).join('')}`;
  return `bothways: 1\nname: Many\ncurrency: EUR\njourneys:\n  - id: all\n    phases:\n${ten.map(phase).join('')}`;
}

/** Types a sign into the field that has the keyboard; gives how long it took to stand there, in milliseconds. */
const TYPE_ONE = `new Promise((tell) => {
  const began = performance.now();
  const seen = () => requestAnimationFrame(() => requestAnimationFrame(() => tell(performance.now() - began)));
  document.activeElement.addEventListener('input', seen, { once: true });
  document.execCommand('insertText', false, 'x');
})`;

here(
  '[EM12] 500 touchpoints are edited without waiting',
  async () => {
    await saveModel(manyText(), 1);
    await page.goto(`${served?.address}/journey?edit=1`);
    await page.locator('.edit-card').nth(499).waitFor();
    await page.locator('.edit-card textarea').first().focus();
    // What is typed stands there at once; the check of the whole model follows it. The best of three, as neighbours are busy.
    const times: number[] = [];
    for (let nth = 0; nth < 3; nth += 1) times.push(Number(await page.evaluate(TYPE_ONE)));
    expect(Math.min(...times)).toBeLessThan(100);
    await page.keyboard.press('Enter');
    await page.locator('.edit-state').getByText('1 change').waitFor({ timeout: 10_000 });
    expect(await page.locator('.edit-card textarea').first().inputValue()).toContain('xxx');
  },
  minutes,
);
