import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { NetworkShown } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import { executablePath, looks, settled, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;
const scenario = resolve('../shared/data/value-e3/e3fraud_scenario1.rdf');
if (!existsSync(scenario)) console.log(`${scenario} is not there: it is not opened in the app`);
const withFile = test.skipIf(executablePath === undefined || !existsSync(scenario));

const { app, browser, here } = await openWorld((app) => servedLarkfield(app, 400), '/api/overview');

async function network(query = ''): Promise<NetworkShown> {
  return (await (await fetch(`${app}/api/network${query}`)).json()) as NetworkShown;
}

function actor(page: Page, id: string) {
  return page.locator(`[data-actor="${id}"]`);
}

here(
  '[NP1] at every width, in both themes and in German',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/network`);
    await actor(page, 'customer').waitFor();
    expect(await looks(page, 'network')).toEqual([]);
    await page.goto(`${app}/network?as=table&pair=business~customer`);
    await settled(page);
    expect(await looks(page, 'network-pair', { fullPage: false })).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
    const german = await visit(browser, `${app}/network?as=table`, { width: 390, locale: 'de-DE' });
    expect(await german.page.textContent('h1')).toBe('Netz');
    expect(await german.page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await german.page.context().close();
  },
  3 * minutes,
);

here(
  '[NP2] picture and table say what the server says',
  async () => {
    const { figures } = await network();
    const { page } = await visit(browser, `${app}/network`);
    await actor(page, 'customer').waitFor();
    const moving = new Set(figures.ways.flatMap(({ giver, receiver }) => [giver, receiver]));
    expect(await page.locator('[data-actor]').count()).toBe(moving.size);
    const pairs = new Set(
      figures.ways.map(({ giver, receiver }) => [giver, receiver].sort().join('~')),
    );
    expect(await page.locator('[data-pair]').count()).toBe(pairs.size);
    const paid = figures.pairs.find(({ state }) => state === 'elsewhere');
    const mark = page.locator(`[data-pair="${paid?.a}~${paid?.b}"]`);
    expect(await mark.textContent()).toContain('Paid elsewhere');
    expect(await mark.getAttribute('aria-label')).toContain('Paid elsewhere');
    expect(await mark.locator('svg').count()).toBe(1);
    await page.getByText('Table', { exact: true }).click();
    await page.locator('table.figures').first().waitFor();
    const kinds = figures.ways.reduce((sum, way) => sum + way.kinds.length, 0);
    expect(await page.locator('table.figures').first().locator('tbody tr').count()).toBe(kinds);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[NP3] what is chosen stands in the address, and back goes back',
  async () => {
    const { page } = await visit(browser, `${app}/network`);
    await actor(page, 'customer').waitFor();
    await page.getByLabel('Journey', { exact: true }).selectOption('first-order');
    await page.waitForURL(/journey=first-order/);
    await page.getByText('Believed', { exact: true }).click();
    await page.waitForURL(/evidence=believed/);
    await page.getByLabel('Kind of value').selectOption('money');
    await page.waitForURL(/family=money/);
    await settled(page);
    const { figures } = await network('?journey=first-order&evidence=believed');
    const money = figures.ways.filter(({ kinds }) => kinds.some(({ kind }) => kind === 'money'));
    const ways = page.locator('.net-label .net-way');
    await expect.poll(() => ways.count()).toBe(money.length);
    await actor(page, 'customer').click();
    await page.waitForURL(/actor=customer/);
    await page.getByRole('dialog').waitFor();
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes('family'));
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[NP4] [NP5] by keyboard from one to the next, in and out; what flows at each touchpoint leads there',
  async () => {
    const { page } = await visit(browser, `${app}/network`);
    await actor(page, 'customer').focus();
    const stops = await page.locator('[data-stop]').count();
    const reached = new Set<string>();
    for (let step = 0; step < stops; step += 1) {
      await page.keyboard.press('ArrowRight');
      const at = await page.evaluate(
        'document.activeElement.dataset.actor ?? document.activeElement.dataset.pair',
      );
      reached.add(String(at));
    }
    expect(reached.size).toBe(stops);
    await page.locator('[data-pair="business~customer"]').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Both get back at least').waitFor();
    const { figures } = await network();
    const places = new Set(
      figures.flows
        .filter(({ giver, receiver }) => [giver, receiver].sort().join('~') === 'business~customer')
        .map(({ touchpoint }) => touchpoint),
    );
    expect(await dialog.locator('.net-places > li').count()).toBe(places.size);
    const link = dialog.locator('.net-places a').first();
    expect(await link.getAttribute('href')).toMatch(/^\/journey\/.+/);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[NP6] moved opinions move the network',
  async () => {
    const { page } = await visit(browser, `${app}/network`);
    const before = await actor(page, 'customer').textContent();
    await page.goto(`${app}/worth`);
    await settled(page);
    const slider = page.locator('[role="slider"], input[type="range"]').first();
    await slider.focus();
    await page.keyboard.press('PageUp');
    await page.getByRole('link', { name: 'Network' }).first().click();
    await actor(page, 'customer').waitFor();
    await expect
      .poll(() => actor(page, 'customer').textContent(), { timeout: 15_000 })
      .not.toBe(before);
    await page.context().close();
  },
  2 * minutes,
);

withFile(
  '[NP7] an e3value model is opened, and what is none is refused',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/network?model=e3value`);
    const input = page.locator('input[type=file]');
    await input.setInputFiles({
      name: 'none.rdf',
      mimeType: 'text/plain',
      buffer: Buffer.from('{}'),
    });
    await page.getByRole('alert').getByText('it is no XML').waitFor();
    await input.setInputFiles(scenario);
    await page.getByRole('heading', { name: 'e3value: e3fraud_scenario1.rdf' }).waitFor();
    await settled(page);
    for (const net of ['−37.50', '−15.00', '+52.50', '0.00'])
      await page.locator('.net-actor', { hasText: net }).first().waitFor();
    await page.getByText('All nets together are zero').waitFor();
    expect(await page.getByText('IMSI, User B').count()).toBe(1);
    expect(await looks(page, 'network-e3value')).toEqual([]);
    // The refusal is told by the browser, too.
    expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
    await page.context().close();
  },
  3 * minutes,
);
