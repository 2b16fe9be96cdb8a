import { readModel } from '@bothways/core';
import type { BecameOfEvents, Data, ModelShown } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  fillLarkfield,
  larkfieldFiles,
  servedWorkspace,
} from '../../../../server/src/api/app-testing.ts';
import { importEvents } from '../../../../server/src/ingest/import-events.ts';
import { rebuild } from '../../../../server/src/ingest/rebuild.ts';
import type { Stores } from '../../../../server/src/store/stores.ts';
import { looks, settled, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;

const sent = (id: number, more: object) => ({
  ...{ type: 'track', event: 'Late One', messageId: `d${id}`, userId: 'x' },
  ...{ timestamp: '2026-01-01T00:00:00Z', ...more },
});

const { app, browser, here, served } = await openWorld(
  (app) => servedWorkspace(app, filled),
  '/api/overview',
);

/** Larkfield, and beside it what nothing takes yet, what came late and what is refused. */
async function filled(stores: Stores): Promise<void> {
  await fillLarkfield(stores, 400);
  const views = [0, 1, 2].map((id) => sent(id, { type: 'page', event: undefined, name: 'Club' }));
  await importEvents({ stores, source: 'site', events: views });
  const files = larkfieldFiles();
  const { model } = readModel(files);
  if (model !== null) await rebuild({ stores, model, files });
  const late = [20, 21, 22].map((id) => sent(id, {}));
  const wrong = Array.from({ length: 13 }, (_, id) => sent(100 + id, { timestamp: 'soon' }));
  await importEvents({
    stores,
    source: 'till',
    events: [...late, ...wrong, sent(99, { event: '' })],
  });
  await importEvents({ stores, source: 'shop', events: [sent(7, { timestamp: 'never' })] });
}

async function asked<Reply>(path: string): Promise<Reply> {
  return (await (await fetch(app + path)).json()) as Reply;
}

async function takenBy(event: string): Promise<Readonly<Record<string, number>>> {
  const { names } = await asked<BecameOfEvents>('/api/data/became');
  const became = names.find(({ name }) => name === event);
  return Object.fromEntries((became?.touchpoints ?? []).map(({ id, count }) => [id, count]));
}

/** Waits until what was saved is in all figures. */
async function followed(page: Page, said: RegExp): Promise<void> {
  await page.getByText(said).waitFor({ timeout: 40_000 });
  await settled(page);
}

here(
  '[DP1] at every width, in both themes and in German',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/data`);
    expect(await looks(page, 'data')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
    const german = await visit(browser, `${app}/data?as=table`, { width: 390, locale: 'de-DE' });
    expect(await german.page.textContent('h1')).toBe('Daten');
    expect(await looks(german.page, 'data-de')).toEqual([]);
    await german.page.context().close();
  },
  2 * minutes,
);

here(
  '[DP7] brought up to date by a button',
  async () => {
    const { page } = await visit(browser, `${app}/data`);
    expect((await asked<Data>('/api/data')).ledger?.behind).toBe(3);
    await page.getByRole('button', { name: 'Bring up to date' }).click();
    await page.getByRole('button', { name: 'Bring up to date' }).waitFor({ state: 'detached' });
    await followed(page, /^up to date$/);
    expect((await asked<Data>('/api/data')).ledger?.behind).toBe(0);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[DP2] two clicks tie events to a touchpoint, and undo brings back what was',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/data`);
    const before = await asked<ModelShown>('/api/model');
    const count = (await asked<Data>('/api/data')).unmapped.find(
      ({ name }) => name === 'Product Added',
    )?.count;
    await page.getByRole('button', { name: 'Say what “Product Added” is' }).click();
    const first = page.locator('.tie-choose li button').first();
    expect(await first.textContent()).toContain('Product page');
    await first.click();
    await followed(page, /“Product Added” is now an encounter of “Product page”/);
    expect(await takenBy('Product Added')).toEqual({ 'product-page': count });
    const saved = await asked<ModelShown>('/api/model');
    expect(saved.versions[0]).toMatchObject({ note: 'Product Added tied to Product page' });
    expect(saved.files[0]?.text).toContain('|| event == "Product Added"');
    expect(await page.getByRole('button', { name: 'Say what “Product Added” is' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await followed(page, /The version before is back/);
    expect(await takenBy('Product Added')).toEqual({});
    expect((await asked<ModelShown>('/api/model')).files).toEqual(before.files);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[DP3] a new touchpoint for page views, by keyboard alone',
  async () => {
    const { page } = await visit(browser, `${app}/data`);
    await page.getByRole('button', { name: 'Say what “Club” is' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Search touchpoints').waitFor();
    await page.keyboard.type('nothing like it');
    await page.getByText('No touchpoint is called so.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByLabel('What it is called').fill('Club page');
    await page.keyboard.press('Enter');
    await followed(page, /“Club” is now an encounter of “Club page”/);
    expect(await takenBy('Club')).toEqual({ 'club-page': 3 });
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[DP4] a touchpoint without events is offered those that are called alike',
  async () => {
    const { stores } = served ?? {};
    if (stores === undefined) throw new Error('nothing is served');
    const called = { timestamp: '2026-02-02T00:00:00Z', event: 'Store Call' };
    await importEvents({ stores, source: 'phone', events: [sent(300, called)] });
    const { page } = await visit(browser, `${app}/data`);
    await page.getByRole('button', { name: 'Bring up to date' }).click();
    const offer = page.locator('.unseen').getByRole('button', { name: 'Takes “Store Call”' });
    await offer.first().click();
    await followed(page, /“Store Call” is now an encounter of “Call to a store”/);
    expect(await takenBy('Store Call')).toEqual({ 'store-phone': 1 });
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[DP5] a picture and a table of what each event became',
  async () => {
    const { page } = await visit(browser, `${app}/data`);
    const { names } = await asked<BecameOfEvents>('/api/data/became');
    const first = names[0];
    const labels = page.locator('.flow-labels.is-left li');
    expect(await labels.first().textContent()).toContain(first?.name);
    await page.locator('.became-as').getByText('Table').click();
    expect(new URL(page.url()).search).toContain('as=table');
    const row = page.locator('.became tbody tr').first();
    expect(await row.textContent()).toContain(first?.touchpoints[0]?.name);
    await page.goBack();
    await labels.first().waitFor();
    await page.context().close();
  },
  minutes,
);

here(
  '[DP6] refused records by reason and source',
  async () => {
    const { page } = await visit(browser, `${app}/data`);
    await page.getByLabel('Reason').selectOption('missing-event');
    await expect.poll(() => page.locator('.rejects li').count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('reason')).toBe('missing-event');
    await page.getByLabel('Source', { exact: true }).selectOption('shop');
    await page.getByText('No refused record is of these.').waitFor();
    await page.getByLabel('Reason').selectOption('');
    await expect.poll(() => page.locator('.rejects li').count()).toBe(1);
    const link = await visit(browser, `${app}/data?source=till&reason=bad-time`);
    await expect.poll(() => link.page.locator('.rejects li').count()).toBe(10);
    await link.page.getByRole('button', { name: 'More' }).click();
    await expect.poll(() => link.page.locator('.rejects li').count()).toBe(3);
    await link.page.context().close();
    await page.context().close();
  },
  minutes,
);
