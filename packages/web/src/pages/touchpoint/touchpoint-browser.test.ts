import type { TouchpointWhole } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import { barriers, looks, pictures, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;
const CALL = '/touchpoint/call-late-delivery';

const { app, browser, here } = await openWorld((app) => servedLarkfield(app, 800));

async function open(
  path: string,
  locale = 'en-GB',
): Promise<{ page: Page; complaints: readonly string[] }> {
  return visit(browser, app + path, { locale });
}

here(
  '[TW1] from the map to the panel to the page, and back',
  async () => {
    const { page, complaints } = await open('/journey?journey=all');
    await page.locator('[data-touchpoint="call-late-delivery"]').click();
    await page.screenshot({ path: `${pictures}touchpoint-panel.png` });
    await page.getByRole('dialog').getByRole('link', { name: 'Open the touchpoint' }).click();
    await page.waitForURL(`**${CALL}*`);
    await page.locator('.tp-encounter').waitFor();
    expect(await page.title()).toContain('Bothways');
    expect(await page.locator('.page-lead').innerText()).toMatch(
      /^Here customers get .+ and give .+\. One encounter leaves [+−\u2060]*€[\d.]+ to them/,
    );
    await page.goBack();
    await page.getByRole('dialog').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  minutes,
);

here(
  '[TW1] at every width and in both themes it can be read by everybody',
  async () => {
    const { page, complaints } = await open(CALL);
    await page.locator('.tp-encounter').waitFor();
    await page.getByText('events match').waitFor();
    expect(await looks(page, 'touchpoint-page')).toEqual([]);
    await page.setViewportSize({ width: 2560, height: 1200 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(2560);
    await page.screenshot({ path: `${pictures}touchpoint-page-2560.png` });
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[TW1] in German',
  async () => {
    const { page } = await open(CALL, 'de-DE');
    await page.locator('.tp-encounter').waitFor();
    await page.getByText('Ereignisse passen').waitFor();
    const words = await page.locator('main').innerText();
    expect(words).toContain('Hier bekommen Kunden');
    expect(words).not.toMatch(/\b(worth|customers|encounters|kept|believed)\b/i);
    await page.screenshot({ path: `${pictures}touchpoint-page-de.png`, fullPage: true });
    await page.context().close();
  },
  minutes,
);

here(
  '[TW2] what a mean hides is read: the middle, the worst tenth, and what was expected',
  async () => {
    const { page } = await open(CALL);
    const whole = await (await fetch(`${app}/api/touchpoints/call-late-delivery`)).json();
    const [expectation] = whole.expectations;
    const share = Math.round(100 * expectation.outcome.share.median);
    await page.getByText(`${share}% kept`).waitFor();
    const row = page.locator('.tp-figures tr', { hasText: 'Left to a customer' });
    await row.getByRole('button').click();
    expect(page.url()).toContain('spread=net');
    await page.getByText(/The middle customer is left with .*One in ten is left with/).waitFor();
    await page.locator('.tp-figure svg').waitFor();
    await page.reload();
    await page.getByText(/The middle customer is left with/).waitFor();
    await page.context().close();
  },
  minutes,
);

here(
  '[TW3] a rule is tried while one types: a fault with its place, then a match, then into the model',
  async () => {
    const { page } = await open(CALL);
    const field = page.getByLabel('Which events are an encounter here');
    await page.getByText('events match').waitFor();
    const stands = await field.inputValue();
    await field.fill('event == "Call Ended" &&');
    await page.getByText(/Line 1, column \d+/).waitFor();
    await field.fill('event == "Nobody Did This"');
    await page.getByText(/None of the newest [\d,]+ events matches/).waitFor();
    await page.getByText('that come here now would not any more').waitFor();
    await field.fill(`(${stands})`);
    await page.getByText('would come here').waitFor();
    await page.getByText('this touchpoint', { exact: true }).waitFor();
    await page.getByText('Examples, the newest first').click();
    await page.locator('.tp-examples li').first().waitFor();
    expect(await page.locator('.tp-examples').innerText()).not.toMatch(/@/);
    await page.getByRole('button', { name: 'Put into the model' }).click();
    await page
      .getByRole('button', { name: 'Back to how it stands' })
      .waitFor({ state: 'detached', timeout: 30_000 });
    await page.getByText('It is in the model').waitFor();
    const { files } = await (await fetch(`${app}/api/model`)).json();
    expect(files[0].text).toContain(`(${stands})`);
    expect(files[0].text).toContain('# Larkfield: seeds, pots');
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[TW4] one transaction after the other by arrow keys, each with its own address',
  async () => {
    const { page } = await open(CALL);
    const card = page.locator('.tp-encounter');
    await card.waitFor();
    const typical = await card.getAttribute('data-encounter');
    await page.getByRole('button', { name: 'Newest', exact: true }).click();
    const newest = await card.getAttribute('data-encounter');
    await card.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('2 of').waitFor();
    const second = await card.getAttribute('data-encounter');
    expect(new Set([typical, newest, second]).size).toBeGreaterThan(1);
    expect(page.url()).toContain(`encounter=${second}`);
    await page.reload();
    await page.locator(`[data-encounter="${second}"]`).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: 'Worst for the customer' }).click();
    expect(
      await page
        .getByRole('button', { name: 'Worst for the customer' })
        .getAttribute('aria-pressed'),
    ).toBe('true');
    await page.context().close();
  },
  minutes,
);

here(
  '[TW6] what is moved on What it’s worth is moved here too, and said',
  async () => {
    const { page } = await open('/worth');
    await page.getByRole('searchbox').fill('waiting');
    const slider = page.getByRole('slider', { name: 'Waiting time: cost to customers' });
    await slider.focus();
    await page.keyboard.press('End');
    await page.getByText('Figures as you moved them').waitFor();
    await page.goto(`${app}${CALL}`);
    await page.getByText('As somebody moved what it’s worth').waitFor();
    const row = page.locator('.tp-way.is-captured tr', { hasText: 'Waiting time' }).first();
    const whole: TouchpointWhole = await (
      await fetch(`${app}/api/touchpoints/call-late-delivery`)
    ).json();
    const agreed = whole.measured?.lines.find(({ kind }) => kind === 'time:waiting')?.cost;
    const shown = Number((await row.locator('.money-figure').last().innerText()).slice(1));
    expect(shown).toBeGreaterThan(agreed?.kind === 'estimate' ? agreed.median + 0.5 : Number.NaN);
    await page.getByText('How it tilts is drawn when').waitFor();
    await page.context().close();
  },
  minutes,
);

here(
  '[TW5] nothing seen, nothing there: it is said, with what to do',
  async () => {
    const { page } = await open('/touchpoint/garden-workshop');
    await page.getByText('It has a rule, and no event has come').waitFor();
    await page.getByText('No single encounter was seen').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}touchpoint-page-unseen.png`, fullPage: true });
    await page.goto(`${app}/touchpoint/community-answer`);
    await page.locator('.tp-encounter').waitFor();
    await page.screenshot({ path: `${pictures}touchpoint-page-aside.png`, fullPage: true });
    await page.goto(`${app}/touchpoint/garden-workshp`);
    await page.getByText('did you mean "garden-workshop"?').waitFor();
    await page.context().close();
  },
  2 * minutes,
);
