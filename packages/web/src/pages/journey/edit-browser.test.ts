import type { ModelShown } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { beforeAll, expect } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import { barriers, looks, pictures, settled, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;
let page: Page;
let complaints: readonly string[] = [];

const { app, browser, here } = await openWorld((app) => servedLarkfield(app, 400));

beforeAll(async () => {
  if (browser === undefined) return;
  ({ page, complaints } = await visit(browser, `${app}/journey?journey=first-order&edit=1`));
  await page.locator('.edit-map').waitFor();
});

async function model(): Promise<ModelShown> {
  return (await fetch(`${app}/api/model`)).json() as Promise<ModelShown>;
}
/** Cards of a step, by their names from above. */
async function cards(step: string): Promise<string[]> {
  await page.locator('.edit-state[data-busy="false"]').waitFor();
  const names = page
    .getByRole('region', { name: step, exact: true })
    .locator('.edit-name.is-touchpoint');
  return names.evaluateAll((all) =>
    all.map((each) => (each as unknown as { value: string }).value),
  );
}
const named = (name: string) =>
  page.getByRole('textbox', { name: `Name of the touchpoint ${name}` });
const handle = (name: string) =>
  page.getByRole('button', { name: `Move the touchpoint ${name}`, exact: true });

here(
  '[EM1] a name is typed where it stands, and undone and done again by the keyboard',
  async () => {
    await named('Product page').fill('The page of a plant');
    await page.keyboard.press('Enter');
    await named('The page of a plant').waitFor();
    expect(await page.getByRole('status').first().textContent()).toContain('1 change not saved');
    await page.locator('h1').click();
    await page.keyboard.press('Control+z');
    await named('Product page').waitFor();
    await page.keyboard.press('Control+Shift+z');
    await named('The page of a plant').waitFor();
  },
  minutes,
);

here(
  '[EM2] a touchpoint is dragged by the mouse into another step, in front of another',
  async () => {
    const from = await handle('Search').boundingBox();
    const to = await handle('Checkout in the app').boundingBox();
    if (from === null || to === null) throw new Error('the cards are not on the page');
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(from.x + 40, from.y + 30, { steps: 4 });
    await page.mouse.move(to.x + 30, to.y + 6, { steps: 8 });
    expect(await page.locator('.drop-before').count()).toBe(1);
    await page.screenshot({ path: `${pictures}edit-drag-1440.png` });
    await page.mouse.up();
    expect((await cards('Pay')).slice(0, 3)).toEqual([
      'Checkout on the site',
      'Search',
      'Checkout in the app',
    ]);
  },
  minutes,
);

here(
  '[EM3] it is moved by the keyboard, which says where it is; Escape puts it back',
  async () => {
    const before = await cards('Pay');
    await handle('Search').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowUp');
    const said = page.locator('output[aria-live]');
    expect(await said.textContent()).toMatch(/^Search: in Choose, 1 of 3/);
    await page.keyboard.press('Escape');
    expect(await cards('Pay')).toEqual(before);
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    expect(await said.textContent()).toMatch(/^Search dropped in Pay, 3 of/);
    expect((await cards('Pay'))[2]).toBe('Search');
    expect(await page.evaluate('document.activeElement.dataset.handle')).toBe('touchpoint:search');
  },
  minutes,
);

here(
  '[EM4] touchpoints, steps and phases are added by their names, one after the other, and taken out',
  async () => {
    const choose = page.getByRole('region', { name: 'Choose', exact: true });
    await choose.getByRole('button', { name: 'Touchpoint', exact: true }).click();
    await page.keyboard.type('Garden planner');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Wish list');
    await page.keyboard.press('Enter');
    await named('Wish list').waitFor();
    await page.keyboard.press('Escape');
    expect(await cards('Choose')).toEqual([
      'The page of a plant',
      'Advice in the store',
      'Garden planner',
      'Wish list',
    ]);
    await page.getByRole('button', { name: 'Take out Wish list' }).click();
    await named('Wish list').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Phase', exact: true }).click();
    await page.keyboard.type('Look back');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Look back', exact: true }).waitFor();
    await page.keyboard.press('Escape');
  },
  minutes,
);

here(
  '[EM5] a panel edits the rest; what is wrong is told while it is typed, and stands beside its thing',
  async () => {
    await page.getByRole('button', { name: 'Edit Garden planner' }).click();
    const panel = page.getByRole('dialog');
    await panel
      .getByRole('combobox', { name: 'Who answers for it' })
      .or(panel.getByLabel('Who answers for it'))
      .first()
      .fill('Planner team');
    await page.keyboard.press('Tab');
    await panel.getByLabel('Likely').first().fill('1200');
    await panel.getByLabel('Low').first().fill('800');
    await panel.getByLabel('High').first().fill('2000');
    await page.keyboard.press('Tab');
    await panel.getByRole('button', { name: 'Add what moves' }).click();
    await panel.getByRole('region', { name: 'Line 1' }).waitFor();
    const rule = panel.getByRole('textbox', { name: 'Rule' });
    await rule.fill('event = "Planned"');
    await panel.getByText('Write == to compare').waitFor();
    await rule.blur();
    await page.locator('.edit-state[data-busy="false"]').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    const card = page.locator('[data-id="garden-planner"]');
    await card.getByText('has an error').waitFor();
    await page.getByRole('button', { name: /1 error/ }).click();
    await page
      .getByRole('region', { name: 'What is wrong or doubtful' })
      .getByRole('button', { name: 'Edit garden-planner' })
      .first()
      .click();
    await panel.getByRole('textbox', { name: 'Rule' }).fill('event == "Planned"');
    await panel.getByRole('textbox', { name: 'Rule' }).blur();
    await panel
      .getByText('has an error')
      .or(page.getByRole('button', { name: /^\d+ hints?$/ }))
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}edit-panel-1440.png` });
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  },
  minutes,
);

const SHEET = [
  'Phase\tTry\tTry\tTell',
  'Step\tBorrow\tReturn\tReview',
  'Touchpoints\tTool library\tTool desk\tReview page',
  'Pain points\t\tNobody is there at noon\t',
].join('\n');

here(
  '[EM6] a sheet that is pasted anywhere is shown first and becomes phases, steps and touchpoints',
  async () => {
    await page.locator('h1').click();
    await page.evaluate(
      `(() => { const data = new DataTransfer(); data.setData('text/plain', ${JSON.stringify(SHEET)});
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true })); })()`,
    );
    const take = page.getByRole('button', { name: 'Take 3 touchpoints' });
    await take.waitFor();
    await page.screenshot({ path: `${pictures}edit-paste-1440.png` });
    await take.click();
    await named('Tool library').waitFor();
    expect(await cards('Return')).toEqual(['Tool desk']);
  },
  minutes,
);

here(
  '[EM7] what is unsaved is there after a reload, and said',
  async () => {
    await page.reload();
    await named('Tool library').waitFor();
    expect(await page.getByRole('status').first().textContent()).toContain('not saved');
    expect(await looks(page, 'edit')).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
  },
  2 * minutes,
);

here(
  '[EM8] saved with a note it is the newest version, with every comment, and the page shows its figures',
  async () => {
    const before = await model();
    await page.getByRole('button', { name: 'Save …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('name Product page → The page of a plant').waitFor();
    await dialog.getByRole('textbox').fill('A planner, and tools to borrow');
    await page.screenshot({ path: `${pictures}edit-save-1440.png` });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL((url) => !url.search.includes('edit'));
    await settled(page);
    const after = await model();
    expect(after).toMatchObject({ version: before.version + 1, shown: before.version + 1 });
    expect(after.versions[0]?.note).toBe('A planner, and tools to borrow');
    const comments = (text: string) => text.split('\n').filter((line) => /^\s*#/.test(line));
    const [old = '', now = ''] = [before.files[0]?.text, after.files[0]?.text];
    expect(now).toContain('name: The page of a plant');
    expect(comments(now)).toEqual(expect.arrayContaining(comments(old)));
    expect(await page.getByRole('link', { name: /Tool library/ }).count()).toBeGreaterThan(0);
  },
  2 * minutes,
);

here(
  '[EM9] an earlier version is gone back to by saving it; who saved meanwhile is not overwritten',
  async () => {
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Versions' }).click();
    await page.getByRole('button', { name: /^Version 1/ }).click();
    await page.getByRole('button', { name: 'Go back to it' }).click();
    await named('Product page').waitFor();
    const { files, version } = await model();
    const other = files.map(({ file, text }) => ({ file, text: `# Elsewhere.\n${text}` }));
    await fetch(`${app}/api/model`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ base: version, files: other, note: 'Elsewhere' }),
    });
    await page.getByRole('button', { name: 'Save …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Look at both' }).click();
    await page.getByRole('button', { name: 'Take mine over' }).click();
    await page.getByRole('button', { name: 'Save …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL((url) => !url.search.includes('edit'));
    const after = await model();
    expect(after.version).toBe(version + 2);
    expect(after.files[0]?.text).not.toContain('Tool library');
    expect(complaints.filter((each) => !each.includes('409'))).toEqual([]);
  },
  2 * minutes,
);

here(
  '[EM10] in German too',
  async () => {
    const german = await visit(browser, `${app}/journey?edit=1`, {
      locale: 'de-DE',
      width: 390,
    });
    await german.page.locator('.edit-map').waitFor();
    await german.page.screenshot({ path: `${pictures}edit-de-390.png` });
    expect(await german.page.locator('h1').textContent()).toBe('Die Reise bearbeiten');
    expect(await barriers(german.page)).toEqual([]);
    await german.page.context().close();
  },
  minutes,
);
