import type { Drivers } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { servedWorkspace } from '../../../../server/src/api/app-testing.ts';
import { fillDrivers } from '../../../../server/src/ingest/driver-testing.ts';
import { barriers, looks, pictures, settled, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const { app, browser, here } = await openWorld((app) =>
  servedWorkspace(app, (stores) => fillDrivers(stores, 900)),
);

async function reply(query = ''): Promise<Drivers> {
  return (await (await fetch(`${app}/api/drivers${query}`)).json()) as Drivers;
}
function names(page: Page): Promise<string[]> {
  return page.locator('.driver-name').allInnerTexts();
}
const patient = { timeout: 20_000 };

here(
  '[WS1] the answer stands first in words, with its doubt and that it is no cause beside it',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/drivers`);
    const said = await page.locator('.drivers-said').innerText();
    expect(said).toContain('Service goes with the rating of “Would recommend us” most.');
    expect(said).toContain('Begin with Service');
    expect(said).toContain('This is association, not cause.');
    const { result } = await reply();
    if (result.kind !== 'found') throw new Error('nothing was found');
    expect((await names(page)).map((each) => each.split('\n')[0]?.toLowerCase())).toEqual(
      result.drivers.map(({ name }) => name),
    );
    expect(await page.locator('.drivers-caveats li').count()).toBeGreaterThan(3);
    expect(await page.locator('.drivers-left').innerText()).toContain('Communications');
    expect(await page.locator('main').innerText()).not.toContain('★');
    expect(await looks(page, 'drivers')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  patient.timeout * 3,
);

here(
  '[WS2] another outcome, touchpoints and the table stand in the address; back goes back; the keyboard is enough',
  async () => {
    const { page } = await visit(browser, `${app}/drivers`);
    await page.getByLabel('Held against').selectOption('bought-again');
    await page.waitForURL(/outcome=bought-again/);
    await page.getByText('Service goes with buying again most.').waitFor();
    expect(await page.locator('#drivers-weak-title').count()).toBe(1);
    await page.goBack();
    await settled(page);
    expect(await page.locator('.drivers-said').innerText()).toContain('Would recommend us');
    await page.getByRole('radio', { name: 'Influence' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/by=touchpoint/);
    await settled(page);
    await page.locator('.driver-name', { hasText: 'Help asked' }).waitFor();
    await page.getByRole('radio', { name: 'Table' }).focus();
    await page.keyboard.press('Space');
    await page.waitForURL(/as=table/);
    await page.locator('.figures').first().waitFor();
    expect(await page.locator('.figures tbody th').first().innerText()).toBe('Help asked');
    expect(await looks(page, 'drivers-table')).toEqual([]);
    await page.context().close();
  },
  patient.timeout * 3,
);

here(
  '[WS3] what a lift costs is typed in, kept in the address, and ranks by value for each euro',
  async () => {
    const { page } = await visit(browser, `${app}/drivers?outcome=joint`);
    const group = page.getByRole('group', { name: /^Service/ });
    await group.getByLabel('from').fill('400');
    await group.getByLabel('to').fill('900');
    await page
      .getByRole('group', { name: /^Product/ })
      .getByLabel('from')
      .fill('300');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL(/cost=/);
    await page.getByText('Service gives most for its cost').waitFor();
    const force = page.locator('section', { has: page.locator('#drivers-force-title') }).last();
    expect(await force.innerText()).toContain('Service gives most for its cost');
    expect(decodeURIComponent(page.url())).toContain('service:400-900');
    await page.screenshot({ path: `${pictures}drivers-force-1440.png`, fullPage: true });
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  },
  patient.timeout * 3,
);

here(
  '[WS4] where nothing can be said, it says why and what to add, and what is known all the same',
  async () => {
    const { page } = await visit(browser, `${app}/drivers?outcome=came-back`);
    const said = await page.locator('main').innerText();
    expect(said).toContain('The outcome is the same for everybody');
    expect(said).toContain('Choose another outcome.');
    expect(said).toContain('How they do');
    await page.screenshot({ path: `${pictures}drivers-none-1440.png`, fullPage: true });
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  },
  patient.timeout,
);

here(
  '[WS5] German, without a word of English that is ours',
  async () => {
    const { page } = await visit(browser, `${app}/drivers`, { locale: 'de-DE' });
    const said = await page.locator('main').innerText();
    expect(said).toContain('Das ist ein Zusammenhang, keine Ursache.');
    expect(said).toContain(
      'Service geht am stärksten mit der Bewertung „Would recommend us“ einher.',
    );
    expect(said).not.toMatch(/\b(drivers?|share|rank|weakest|association)\b/);
    await page.screenshot({ path: `${pictures}drivers-de-1440.png`, fullPage: true });
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    await page.screenshot({ path: `${pictures}drivers-de-390.png`, fullPage: true });
    await page.context().close();
  },
  patient.timeout,
);
