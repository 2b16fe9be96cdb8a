import { expect } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import { looks, pictures, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;

const { app, browser, here, served } = await openWorld((app) =>
  servedLarkfield(app, 60, { isLive: true }),
);

here(
  '[DP10] a source made, given another key and closed',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/data`);
    await page.getByLabel('Name of the source').fill('Kiosk');
    await page.keyboard.press('Enter');
    const key = (await page.locator('[data-key]').textContent()) ?? '';
    expect(await tracked(key, { userId: 'k', event: 'Product Viewed' })).toBe(200);
    await page.getByRole('button', { name: 'I have it' }).click();
    const row = page.locator('[data-source="Kiosk"]');
    expect(await row.textContent()).toContain(`… ${key.slice(-4)}`);
    await page.getByRole('button', { name: 'New key for “Kiosk”' }).click();
    await page.getByLabel('The old key of “Kiosk” goes on working').selectOption('d0');
    await page.getByRole('button', { name: 'Make the new key' }).click();
    await page.locator('[data-key]').waitFor();
    const next = (await page.locator('[data-key]').textContent()) ?? '';
    expect(await tracked(next, { userId: 'k', event: 'Product Viewed' })).toBe(200);
    await page.locator('#sources').scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${pictures}data-source-1440.png`, fullPage: true });
    await page.getByRole('button', { name: 'Revoke the keys of “Kiosk”' }).click();
    await page.getByRole('button', { name: 'Revoke all its keys' }).click();
    await row.getByText('none that works').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  minutes,
);

here(
  '[DP11] a live record that was refused is found by its text, mended and sent again',
  async () => {
    const made = await fetch(`${app}/api/sources`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Door"}',
    });
    const { writeKey } = (await made.json()) as { writeKey: string };
    for (const id of [1, 2])
      await tracked(writeKey, {
        userId: 'd',
        messageId: `w${id}`,
        properties: { note: `Blue ${id}` },
      });
    await served?.settled();
    const { page, complaints } = await visit(browser, `${app}/data?source=Door`);
    await expect.poll(() => page.locator('.rejects li').count()).toBe(2);
    await page.getByLabel('All on this page').check();
    await page.getByRole('button', { name: 'Send again those chosen (2)' }).click();
    await page.getByText('2 were sent again').waitFor({ timeout: 20_000 });
    await page.getByLabel('Find in the records').fill('blue 2');
    await expect.poll(() => page.locator('.rejects li').count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('text')).toBe('blue 2');
    await page.getByRole('button', { name: 'Mend and send' }).click();
    const record = page.locator('.reject-mend textarea').first();
    await record.fill((await record.inputValue()).replace('{', '{"event":"Product Viewed",'));
    await page.getByRole('button', { name: 'Send it so' }).click();
    await page.getByText('It came in and is now an encounter of').waitFor({ timeout: 20_000 });
    await page.locator('#rejects').scrollIntoViewIfNeeded();
    expect(await looks(page, 'data-rejects', { isCrossed: true })).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

/** Sends one event as a client does; gives the status of the answer. */
async function tracked(key: string, event: object): Promise<number> {
  const reply = await fetch(`${app}/v1/track`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  return reply.status;
}
