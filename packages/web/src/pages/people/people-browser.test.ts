import type { People, PersonShown } from '@bothways/core/contract';
import { beforeAll, expect } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import { looks, pictures, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;
/** Somebody to whom much has happened. */
let one: PersonShown;

const { app, browser, here, served } = await openWorld((app) =>
  servedLarkfield(app, 400, { isLive: true }),
);

beforeAll(async () => {
  if (browser === undefined) return;
  const { people } = await asked<People>('/api/people?limit=100');
  const [most] = people.toSorted((a, b) => b.encounters - a.encounters);
  one = await asked<PersonShown>(`/api/people/${most?.person}`);
});

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

here(
  '[PL4] [PL6] a table of what goes both ways, and earlier encounters by pages',
  async () => {
    const { page } = await visit(browser, `${app}/people/${one.person}`);
    await page.locator('.relation').waitFor();
    const { ways } = one.relationship.figures;
    expect(await page.locator('.relation-band').count()).toBe(ways.length);
    await page.locator('#relation').getByText('Table').click();
    expect(new URL(page.url()).search).toBe('?as=table');
    expect(await page.locator('#relation tbody tr').count()).toBe(ways.length);
    const entries = page.locator('.timeline-entry');
    expect(await entries.count()).toBe(one.timeline.entries.length);
    await page.getByRole('button', { name: 'Earlier encounters' }).click();
    await entries.nth(one.timeline.entries.length).waitFor();
    const all = await entries.evaluateAll((some) =>
      some.map((each) => each.getAttribute('data-encounter')),
    );
    expect(new Set(all).size).toBe(all.length);
    await page.goBack();
    await page.locator('.relation').waitFor();
    await page.context().close();
  },
  minutes,
);

here(
  '[PL7] [PL8] [PL9] somebody who comes live: a right withdrawn and granted, a link undone, all of them erased',
  async () => {
    await sendLive();
    const { page, complaints } = await visit(browser, `${app}/people`);
    await page.getByLabel('The source’s own id, or a pseudonym').fill('anna');
    await page.keyboard.press('Enter');
    await page.waitForURL(/people\/[0-9a-f]{32}$/);
    expect(page.url()).not.toContain('anna');
    const right = page.locator('.person-rights li').first();
    await right.getByRole('button', { name: 'Withdraw Permission to write' }).click();
    await right.getByText('withdrawn').waitFor();
    await right.getByRole('button', { name: 'Grant Permission to write' }).click();
    await right.locator('[data-kind="held"]').waitFor();
    const receipts = await page.getByText('Receipts of all they said').getAttribute('href');
    expect((await fetch(app + receipts)).status).toBe(200);
    expect(await looks(page, 'person-live', { isCrossed: true })).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: /^Undo the link of/ }).click();
    await page.getByText(/^undone on/).waitFor();
    const taken = page.getByRole('link', { name: 'Take all of it away' });
    const file = await fetch(app + (await taken.getAttribute('href')));
    expect(await file.text()).toContain('Product Viewed');
    await page.getByRole('button', { name: 'Erase …' }).click();
    const erase = page.getByRole('button', { name: 'Erase for good' });
    expect(await erase.isDisabled()).toBe(true);
    const mark = (await page.locator('h1').textContent())?.replace('Person ', '') ?? '';
    await page.getByLabel(`Type ${mark} to confirm`).fill(mark);
    await erase.click();
    await page.getByText('They are about to be erased').waitFor();
    await page.screenshot({ path: `${pictures}person-erase-1440.png`, fullPage: true });
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

/** Anna looks around without a name, then gives it, and a permission. */
async function sendLive(): Promise<void> {
  const json = { 'content-type': 'application/json' };
  const body = '{"name":"shop"}';
  const made = await fetch(`${app}/api/sources`, { method: 'POST', headers: json, body });
  const { writeKey } = (await made.json()) as { writeKey: string };
  const headers = { ...json, authorization: `Basic ${btoa(`${writeKey}:`)}` };
  const viewed = { type: 'track', event: 'Product Viewed', properties: { seconds: 40 } };
  const context = { consent: { categoryPreferences: { marketing: true } } };
  const batch = [
    { ...viewed, anonymousId: 'browser-1' },
    { type: 'identify', anonymousId: 'browser-1', userId: 'anna', context },
    { ...viewed, userId: 'anna' },
  ];
  const sent = await fetch(`${app}/v1/batch`, {
    ...{ method: 'POST', headers, body: JSON.stringify({ batch }) },
  });
  expect(sent.status).toBe(200);
  await served?.settled();
}
