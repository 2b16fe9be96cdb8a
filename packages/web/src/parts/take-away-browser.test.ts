import { readFileSync } from 'node:fs';
import { TAKE_AWAYS } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { servedLarkfield } from '../../../server/src/api/app-testing.ts';
import { barriers, pictures, visit } from '../app/browser-testing.ts';
import { openWorld } from '../app/world-testing.ts';

const { app, browser, here } = await openWorld((app) => servedLarkfield(app, 400));

/** How each kind of file begins. */
const begins = {
  pdf: '%PDF-',
  png: '\u0089PNG',
  svg: '<?xml',
  pptx: 'PK',
  xlsx: 'PK',
  csv: '\u00ef\u00bb\u00bf',
};

async function download(page: Page, form: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`[data-form="${form}"]`).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

here(
  '[TK1] each kind and form is taken away',
  async () => {
    const { page } = await visit(browser, `${app}/journey`);
    await page.getByRole('button', { name: 'Take away' }).click();
    await page.locator('[data-form="pdf"]').waitFor();
    await page.screenshot({ path: `${pictures}take-away-1440.png` });
    expect(await barriers(page)).toEqual([]);
    for (const [what, label] of [
      ['journey', 'Map'],
      ['findings', 'Findings'],
      ['summary', 'One page'],
      ['changed', 'Changes'],
    ] as const) {
      await page.locator('.take-away').getByText(label, { exact: true }).click();
      for (const form of what === 'journey' ? TAKE_AWAYS[what] : (['pdf'] as const)) {
        const { name, bytes } = await download(page, form);
        expect(name).toMatch(new RegExp(`^larkfield-[a-z0-9-]+-20\\d\\d-\\d\\d\\.${form}$`));
        expect(bytes.toString('latin1').startsWith(begins[form]), `${what}.${form}`).toBe(true);
        expect(bytes.length).toBeGreaterThan(2000);
      }
      await page.getByText(/is in your downloads/).waitFor();
    }
    await page.context().close();
  },
  120_000,
);

here('[TK1] by keyboard, on a phone, in German', async () => {
  const { page } = await visit(browser, `${app}/findings`, {
    ...{ width: 390, locale: 'de-DE', theme: 'dark' },
  });
  const button = page.getByRole('button', { name: 'Mitnehmen' });
  await button.focus();
  await page.keyboard.press('Enter');
  const pdf = page.locator('[data-form="pdf"]');
  await pdf.waitFor();
  await page.screenshot({ path: `${pictures}take-away-de-390.png` });
  expect(await barriers(page)).toEqual([]);
  await pdf.focus();
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/^larkfield-befunde-/);
  await page.keyboard.press('Escape');
  await pdf.waitFor({ state: 'detached' });
  expect(await button.evaluate((each) => each.matches(':focus'))).toBe(true);
  await page.context().close();
});
