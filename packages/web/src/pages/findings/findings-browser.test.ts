import type { FindingsReply, Overview } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import { barriers, looks, pictures, settled, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const { app, browser, here } = await openWorld((app) => servedLarkfield(app, 1200));

const CALL = 'costly-for-both:call-late-delivery';
const SLOT = 'one-sided-capture:priority-slot';
const pathOf = (key: string): string => `${app}/findings/${encodeURIComponent(key)}`;

async function stateOf(key: string): Promise<string | undefined> {
  const reply = (await (await fetch(`${app}/api/findings`)).json()) as FindingsReply;
  return reply.findings.find((each) => each.key === key)?.state;
}
async function be(page: Page, name: string): Promise<void> {
  const value = await page.locator('.who option', { hasText: name }).first().getAttribute('value');
  await page
    .getByLabel('I am')
    .first()
    .selectOption(value ?? '');
}
const patient = { timeout: 20_000 };
const stateShown = (page: Page): Promise<string> => page.locator('.state-mark').first().innerText();

here(
  '[FP1] the list, and German without a word of English that is ours',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/findings`);
    expect(await page.locator('.finding').count()).toBe(3);
    expect(await looks(page, 'findings')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
    const german = await visit(browser, `${app}/findings`, { locale: 'de-DE' });
    expect(await glance(german.page, 'findings-de')).toEqual([]);
    expect(await german.page.locator('[lang=en]').count()).toBe(0);
    await german.page.goto(pathOf(CALL));
    await settled(german.page);
    expect(await glance(german.page, 'finding-de')).toEqual([]);
    expect(await german.page.locator('[lang=en]').count()).toBe(0);
    await german.page.context().close();
  },
  120_000,
);

/** A picture on a desk and on a phone, and what is in the way there. */
async function glance(page: Page, name: string): Promise<readonly string[]> {
  await page.screenshot({ path: `${pictures}${name}-1440.png`, fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  await page.screenshot({ path: `${pictures}${name}-390.png`, fullPage: true });
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  const faults = await barriers(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  return wide === 390 ? faults : [...faults, `${String(wide)} pixels wide`];
}

here(
  '[FP2] mine come first, and are new until I open them',
  async () => {
    const { page } = await visit(browser, `${app}/findings`);
    expect(await page.getByText('New for you').count()).toBe(0);
    await be(page, 'Customer care');
    await page.getByRole('heading', { name: 'Yours 1' }).waitFor();
    const first = page.locator('.finding').first();
    expect(await first.innerText()).toContain('Call about a late delivery');
    expect(await first.innerText()).toContain('New for you');
    await first.getByRole('link', { name: 'Everything about it' }).click();
    await page.getByText('Customer care has seen it').waitFor();
    await expect.poll(() => stateOf(CALL), patient).toBe('seen');
    await page.goBack();
    await page.getByRole('heading', { name: 'Yours 1' }).waitFor();
    expect(await page.getByText('New for you').count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'Yours 1' }).waitFor();
    await page.context().close();
  },
  60_000,
);

here(
  '[FP3] [FP6] said, dismissed, taken back, accepted, worked on and closed',
  async () => {
    const { page } = await visit(browser, pathOf(CALL));
    await be(page, 'Customer care');
    const markup = '<img src=x onerror="window.hacked = 1"> & more';
    await page.getByLabel('Say something').fill(markup);
    await page.getByRole('button', { name: 'Say it' }).click();
    await page.locator('.thread-text', { hasText: markup }).waitFor();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: 'Dismiss' }).last().click();
    await page.getByText('A few words are needed.').waitFor();
    await page.getByLabel('Why is it dismissed?').fill('The carrier is changing anyway.');
    await page.getByRole('button', { name: 'Dismiss' }).last().click();
    await page.getByText('Dismissed by Customer care: The carrier is changing anyway.').waitFor();
    await expect.poll(() => stateOf(CALL), patient).toBe('dismissed');
    await page.reload();
    await settled(page);
    expect(await stateShown(page)).toBe('Dismissed');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Accept' }).waitFor();
    await expect.poll(() => stateOf(CALL), patient).toBe('seen');
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: 'Start work' }).click();
    await expect.poll(() => stateOf(CALL), patient).toBe('in-work');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByLabel('What was done?').fill('A message goes out before they call.');
    await page.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('heading', { name: 'Money before and now' }).waitFor();
    await page.reload();
    await settled(page);
    expect(await stateShown(page)).toBe('Closed');
    expect(await looks(page, 'finding')).toEqual([]);
    // It is not the step that matters most any more.
    const { headline } = (await (await fetch(`${app}/api/overview`)).json()) as Overview;
    expect(headline?.touchpoint.id).toBe('priority-slot');
    await page.context().close();
  },
  90_000,
);

here(
  '[FP4] what does not get through is taken back and said',
  async () => {
    const { page } = await visit(browser, pathOf(SLOT));
    await be(page, 'App');
    await page.getByText('App has seen it').waitFor();
    await page.route('**/answers', (route) => route.abort());
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('alert').waitFor();
    expect(await stateShown(page)).toBe('Seen');
    await page.unroute('**/answers');
    // Somebody else is first.
    await fetch(`${app}/api/findings/${encodeURIComponent(SLOT)}/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'somebody-first', by: 'studio', do: 'accept', text: '' }),
    });
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Somebody was first').waitFor();
    await page.getByRole('button', { name: 'Start work' }).waitFor();
    expect(await stateShown(page)).toBe('Accepted');
    await page.context().close();
  },
  60_000,
);

here(
  '[FP5] filters stand in the address',
  async () => {
    const { page } = await visit(browser, `${app}/findings`);
    await page.getByLabel('Shown').selectOption('closed');
    await page.getByText('Call about a late delivery').first().waitFor();
    expect(page.url()).toContain('shown=closed');
    await page.getByLabel('Who loses').selectOption('business');
    await page.getByText('Nothing is left here').waitFor();
    await page.goBack();
    await page.getByText('Call about a late delivery').first().waitFor();
    await page.goBack();
    await page.locator('.finding').nth(1).waitFor();
    expect(await page.getByLabel('Shown').inputValue()).toBe('open');
    await page.getByLabel('First').selectOption('joint');
    await page.reload();
    await settled(page);
    expect(await page.getByLabel('First').inputValue()).toBe('joint');
    await page.context().close();
  },
  60_000,
);

here(
  '[FP8] strengths and blind spots, and the way to what a finding rests on',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/findings?kind=costly-for-both`);
    expect(await page.getByLabel('Kind').inputValue()).toBe('costly-for-both');
    expect(await page.locator('.finding').count()).toBeLessThan(2);
    await page.getByRole('heading', { name: 'Protect these' }).waitFor();
    await page
      .getByRole('link', { name: /is planned, and no event/ })
      .first()
      .click();
    await page.getByText('What may make it wrong').waitFor();
    await page.getByText('Ask it again').click();
    expect(await page.locator('.finding-asked pre').innerText()).toContain('SELECT count()');
    expect(await glance(page, 'finding-unseen')).toEqual([]);
    await page.getByRole('link', { name: 'See it in the data' }).click();
    await page.waitForURL(`${app}/data`);
    await page.goBack();
    await page.getByRole('link', { name: 'Findings', exact: true }).first().click();
    await page.locator('.is-strength a').first().click();
    await page.getByText('What may make it wrong').waitFor();
    expect(await glance(page, 'finding-strength')).toEqual([]);
    await page.getByRole('link', { name: 'See it in how it felt' }).click();
    await page.waitForURL(/experience\?journey=/);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  120_000,
);

here(
  '[FP7] what changed',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/findings`);
    await page.getByRole('link', { name: 'What changed last month' }).click();
    await page.getByText('September 2026 against August 2026', { exact: false }).waitFor();
    expect(await looks(page, 'changed')).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    const drawn = await page.locator('.dots-row a').allInnerTexts();
    expect(drawn.length).toBeGreaterThan(5);
    await page.getByText('Table', { exact: true }).click();
    await page.locator('table.changed-table').waitFor();
    expect(await page.locator('.changed-table tbody th').allInnerTexts()).toEqual(drawn);
    expect(await glance(page, 'changed-table')).toEqual([]);
    await page.goBack();
    await page.locator('.dots-row').first().waitFor();
    await page.getByLabel('Against').selectOption('year');
    await page.getByText('September 2026 against September 2025', { exact: false }).waitFor();
    expect(page.url()).toContain('against=year');
    await page.goto(`${app}/changed?month=2024-10`);
    await page.getByText('There is nothing before it to compare with').waitFor();
    await page.goto(`${app}/changed?month=2026-10`);
    await page.getByText('This month is not complete').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
    const german = await visit(browser, `${app}/changed`, { locale: 'de-DE' });
    expect(await german.page.textContent('h1')).toBe('Was sich geändert hat');
    expect(await glance(german.page, 'changed-de')).toEqual([]);
    await german.page.context().close();
  },
  120_000,
);
