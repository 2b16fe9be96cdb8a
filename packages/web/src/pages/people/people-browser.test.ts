import type { People, PersonShown } from '@bothways/core/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  fillLarkfield,
  type ServedWorkspace,
  servedWorkspace,
} from '../../../../server/src/api/app-testing.ts';
import {
  builtApp,
  executablePath,
  looks,
  pictures,
  startBrowser,
  visit,
} from '../../app/browser-testing.ts';

const minutes = 60_000;
const here = test.skipIf(executablePath === undefined);
let browser: Browser | undefined;
let served: ServedWorkspace | undefined;
let app = '';
/** Somebody to whom much has happened. */
let one: PersonShown;

beforeAll(async () => {
  browser = await startBrowser();
  if (browser === undefined) return;
  served = await servedWorkspace(builtApp(), (stores) => fillLarkfield(stores, 400), {
    isLive: true,
  });
  app = served.address;
  const { people } = await asked<People>('/api/people?limit=100');
  const [most] = people.toSorted((a, b) => b.encounters - a.encounters);
  one = await asked<PersonShown>(`/api/people/${most?.person}`);
}, 6 * minutes);
afterAll(async () => {
  await browser?.close();
  await served?.close();
}, minutes);

async function asked<Reply>(path: string): Promise<Reply> {
  return (await (await fetch(app + path)).json()) as Reply;
}

here(
  '[PL1] [PL3] the page of somebody to whom much has happened',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/people/${one.person}`);
    await page.locator('.relation').waitFor();
    const lines = page.locator('.person-way').first().locator('tbody tr');
    expect(await lines.count()).toBe(one.statement.get.length);
    expect(await lines.first().textContent()).toContain(one.statement.get[0]?.name);
    expect(await looks(page, 'person')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
    const german = await visit(browser, `${app}/people/${one.person}?as=table`, {
      width: 390,
      locale: 'de-DE',
    });
    await german.page.getByText('Was sie bekamen und gaben').first().waitFor();
    expect(await looks(german.page, 'person-de', { isCrossed: true })).toEqual([]);
    await german.page.context().close();
  },
  2 * minutes,
);

here(
  '[PL1] [PL2] found by the id of the source, and the list of those last seen',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/people`);
    await page.locator('.people-table tbody tr').first().waitFor();
    expect(await looks(page, 'people', { isCrossed: true })).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    const field = page.getByLabel('The source’s own id, or a pseudonym');
    await field.fill('nobody at all');
    await page.keyboard.press('Enter');
    await page.getByText('Nobody is known by “nobody at all”.').waitFor();
    await field.fill(one.person);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Person ${one.person.slice(0, 6)}` }).waitFor();
    expect(complaints).toEqual([]);
    await page.screenshot({ path: `${pictures}person-found-1440.png` });
    await page.context().close();
  },
  2 * minutes,
);
