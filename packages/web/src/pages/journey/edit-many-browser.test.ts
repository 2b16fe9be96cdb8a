import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { servedWorkspace } from '../../../../server/src/api/app-testing.ts';
import { barriers, pictures, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;
const { app, browser, here } = await openWorld(servedWorkspace);
let page: Page;

beforeAll(async () => {
  if (browser === undefined) return;
  ({ page } = await visit(browser, `${app}/journey?edit=1`));
});

async function saveModel(text: string, base: number | null): Promise<void> {
  const files = [{ file: 'made.bothways.yaml', text }];
  const body = JSON.stringify({ base, files, note: '' });
  const headers = { 'content-type': 'application/json' };
  const saved = await fetch(`${app}/api/model`, { method: 'POST', headers, body });
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
    await page.goto(`${app}/journey?edit=1`);
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
    await page.goto(`${app}/journey?edit=1`);
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
