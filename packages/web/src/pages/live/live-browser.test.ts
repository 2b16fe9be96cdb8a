import type { LiveNames } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import type { LiveEvent } from '../../../../server/src/conduct/live-feed.ts';
import { looks, pictures, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;

const { app, browser, here, served } = await openWorld((app) =>
  servedLarkfield(app, 200, { isLive: true }),
);

const PERSON = '0123456789abcdef0123456789abcdef';

function told(name: string, became: LiveEvent['became'], more: Partial<LiveEvent> = {}) {
  const now = Date.now();
  return {
    ...{ receivedAt: now, at: now - 300, source: 'Web shop', type: 'track', name },
    ...{ channel: 'web', person: PERSON, became, ...more },
  };
}

function leg(giver: string, receiver: string, kind: string, quantity: number) {
  return { giver, receiver, kind, quantity };
}

const order = told('Order Completed', {
  kind: 'encounters',
  encounters: [
    {
      ...{ journey: 'first-order', touchpoint: 'checkout-web' },
      legs: [
        leg('business', 'customer', 'goods', 5490),
        leg('customer', 'business', 'money', 5490),
        leg('customer', 'business', 'time:waiting', 132),
      ],
      refused: [{ kind: 'data:purchase-history', reason: 'no-consent' }],
    },
  ],
});

/** Tells of something of each sort. */
function tellSome(): void {
  served?.feed.tell([
    told('', { kind: 'traits' }, { type: 'identify' }),
    told('Wishlist Shared', { kind: 'unmapped' }, { channel: 'app', source: 'App' }),
    order,
    told(
      'Parcel Tracked',
      {
        kind: 'encounters',
        encounters: [
          {
            ...{ journey: 'first-order', touchpoint: 'delivery-door', refused: [] },
            legs: [leg('business', 'customer', 'goods', 1200)],
          },
        ],
      },
      { channel: 'post', person: null },
    ),
  ]);
}

function rows(page: Page) {
  return page.locator('.live-row');
}

here(
  '[LI2] a source is made, an event is sent by the line that is given, and appears',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/live`);
    await page.getByRole('heading', { name: 'Nothing has come in yet' }).waitFor();
    expect(await looks(page, 'live-empty', { isCrossed: true })).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByLabel('Name of the source').fill('Web shop');
    await page.keyboard.press('Enter');
    const key = (await page.locator('[data-key]').textContent()) ?? '';
    expect(key).toMatch(/^bw_/);
    const line = (await page.locator('.snippets pre').textContent()) ?? '';
    expect(line).toContain(`${app}/v1/track -u ${key}:`);
    await page.screenshot({ path: `${pictures}live-key-1440.png`, fullPage: true });
    await page.getByRole('button', { name: 'Python' }).click();
    expect(await page.locator('.snippets pre').textContent()).toContain(`'${key}', '${app}'`);
    const wrong = await fetch(`${app}/v1/track`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' },
      body: '{"userId":"first","type":"track"}',
    });
    expect(wrong.status).toBe(200);
    await rows(page).first().waitFor();
    expect(await rows(page).first().textContent()).toContain('No event name');
    await rows(page).first().getByRole('button').click();
    await page.locator('.live-raw pre').waitFor();
    expect(await page.locator('.live-raw pre').textContent()).toContain('"userId":"first"');
    const right = await fetch(`${app}/v1/track`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' },
      body: '{"userId":"first","event":"Product Viewed"}',
    });
    expect(right.status).toBe(200);
    await rows(page).filter({ hasText: 'Product page' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[LI3] what each event became, both ways or why not',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/live`);
    tellSome();
    const names = (await (await fetch(`${app}/api/live/names`)).json()) as LiveNames;
    const checkout = names.touchpoints.find(({ id }) => id === 'checkout-web')?.name ?? '';
    const bought = rows(page).filter({ hasText: 'Order Completed' });
    await bought.waitFor();
    expect(await bought.getByRole('link', { name: checkout }).getAttribute('href')).toBe(
      '/touchpoint/checkout-web',
    );
    const said = (await bought.textContent())?.replaceAll('\u00a0', ' ');
    expect(said).toMatch(/They get.*€54\.90.*They give.*€54\.90.*2\.2 min.*no consent/);
    await bought.getByRole('button').click();
    await bought.locator('code').waitFor();
    const unmapped = rows(page).filter({ hasText: 'Wishlist Shared' });
    await unmapped.getByRole('link', { name: 'Say what it is' }).waitFor();
    expect(await looks(page, 'live')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
    const german = await visit(browser, `${app}/live`, { width: 390, locale: 'de-DE' });
    await rows(german.page).first().waitFor();
    await german.page.getByText('Kein Kontaktpunkt').first().waitFor();
    await german.page.screenshot({ path: `${pictures}live-de-390.png`, fullPage: true });
    await german.page.context().close();
  },
  2 * minutes,
);

here(
  '[LI1] [LI4] filtered by source, name and outcome, and back',
  async () => {
    const { page } = await visit(browser, `${app}/live`);
    await rows(page).first().waitFor();
    const all = await rows(page).count();
    await page.getByLabel('What became of it').selectOption('unmapped');
    await expect.poll(() => rows(page).count()).toBe(1);
    expect(new URL(page.url()).search).toBe('?outcome=unmapped');
    await page.getByLabel('Source').selectOption('Web shop');
    await page.getByText('None of the last events is like this.').waitFor();
    await page.goBack();
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.goto(`${app}/live?name=order`);
    await expect.poll(() => rows(page).count()).toBe(1);
    await page.getByLabel('Name of the event').fill('');
    await expect.poll(() => rows(page).count()).toBe(all);
    await page.context().close();
  },
  minutes,
);

here(
  '[LI5] [LI6] paused by the keyboard, and resting while hidden',
  async () => {
    const { page } = await visit(browser, `${app}/live`);
    await rows(page).first().waitFor();
    const before = await rows(page).count();
    await page.keyboard.press('Space');
    await page.getByText('Paused').waitFor();
    served?.feed.tell([
      told('Late One', { kind: 'unmapped' }),
      told('Later One', { kind: 'stored' }),
    ]);
    await page.getByText('2 more have come').waitFor();
    expect(await rows(page).count()).toBe(before);
    await page.keyboard.press('Space');
    await expect.poll(() => rows(page).count()).toBe(before + 2);
    await rows(page).first().locator('[data-stop]').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await rows(page).nth(1).getByText('It is kept and counts in no figure').waitFor();
    await setHidden(page, true);
    await page.getByText('Resting while nobody looks').waitFor();
    served?.feed.tell([told('While Away', { kind: 'unmapped' })]);
    await setHidden(page, false);
    await rows(page).filter({ hasText: 'While Away' }).waitFor();
    expect(await rows(page).count()).toBe(before + 3);
    await page.context().close();
  },
  minutes,
);

here(
  '[LI7] [LI8] of a flood a sample is listed and all is counted; what is refused alike is one row',
  async () => {
    const { page } = await visit(browser, `${app}/live`);
    tellSome();
    await rows(page).first().waitFor();
    const refused = { kind: 'rejected', reason: 'bad-type', detail: 'a type of "x"' } as const;
    served?.feed.tell(Array.from({ length: 2600 }, () => told('Broken', refused)));
    served?.feed.tell(
      Array.from({ length: 3000 }, (_, at) => told(`Flood ${at}`, { kind: 'traits' })),
    );
    await page.getByText('2,600 alike').waitFor();
    await page.getByText('more came than anybody can read').waitFor();
    expect(await page.locator('.live-came').textContent()).toMatch(
      /5,60\d.*Refused 2,600.*Others 3,00\d/,
    );
    expect(await rows(page).count()).toBeLessThanOrEqual(80);
    await page.locator('.live-came').getByRole('link', { name: 'Refused 2,600' }).click();
    await expect.poll(() => rows(page).filter({ hasNotText: 'Refused' }).count()).toBe(0);
    expect(new URL(page.url()).search).toBe('?source=Web+shop&outcome=rejected');
    await page.context().close();
  },
  minutes,
);

/** As a browser tells a page whose tab is put behind another. */
async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate(
    `Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
     document.dispatchEvent(new Event('visibilitychange'))`,
  );
}
