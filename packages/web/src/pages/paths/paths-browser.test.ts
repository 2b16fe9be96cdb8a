import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JourneysReply } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import { barriers, looks, pictures, settled, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;
const data = fileURLToPath(new URL('../../../../../../shared/data/', import.meta.url));
const log = `${data}log-running-example/running-example.xes`;
let page: Page | undefined;

const { app, browser, here } = await openWorld((app) => servedLarkfield(app, 400), '/api/journeys');

/** An address in one page for many tests: it is loaded anew, the app itself only once. */
async function opened(path: string): Promise<Page> {
  page ??= (await visit(browser, `${app}/start`)).page;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${app}${path}`);
  await settled(page);
  return page;
}

async function asked(query: string): Promise<JourneysReply> {
  return (await (await fetch(`${app}/api/journeys${query}`)).json()) as JourneysReply;
}

here(
  '[HP1] in every width and theme, and in German',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/paths`);
    expect(await looks(page, 'paths')).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator('#paths-graph').getByText('Table', { exact: true }).click();
    await page.locator('#paths-end').getByText('Table', { exact: true }).click();
    await page.waitForURL(/as=table.*end=table/);
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${pictures}paths-table-390.png`, fullPage: true });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(complaints).toEqual([]);
    await page.context().close();
    const german = await visit(browser, `${app}/paths`, { locale: 'de-DE' });
    expect(await german.page.textContent('h1')).toBe('Was geschah');
    expect(await looks(german.page, 'paths-de', { isCrossed: true })).toEqual([]);
    await german.page.context().close();
  },
  6 * minutes,
);

here(
  '[HP2] figures of what is chosen',
  async () => {
    const { journey } = await asked('');
    const edge = journey?.edges.find(({ from, to }) => from !== to);
    const from = journey?.activities.find(({ id }) => id === edge?.from);
    if (journey === null || edge === undefined || from === undefined) throw new Error('no edges');
    const page = await opened('/paths');
    const write = (count: number): string => count.toLocaleString('en-GB');
    await page.getByRole('button', { name: from.name, exact: true }).first().focus();
    await page.keyboard.press('Enter');
    const panel = page.locator('.flow-panel');
    await panel.getByText(write(from.encounters), { exact: true }).first().waitFor();
    await page.screenshot({ path: `${pictures}paths-chosen-1440.png` });
    expect(await barriers(page)).toEqual([]);
    const to = journey.activities.find(({ id }) => id === edge.to)?.name ?? '';
    await panel.getByRole('button', { name: to, exact: true }).first().click();
    await panel.getByText(write(edge.count), { exact: true }).waitFor();
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('at')).toBe(edge.from);
    expect(searchParams.get('to')).toBe(edge.to);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${pictures}paths-chosen-390.png` });
    expect(await barriers(page)).toEqual([]);
    await panel.getByText('See the touchpoint').click();
    await page.waitForURL(`**/touchpoint/${edge.to}`);
    await page.goBack();
    await panel.getByText(write(edge.count), { exact: true }).waitFor();
    await page.goto(`${app}/paths?as=table`);
    await settled(page);
    const rows = await page
      .locator('#paths-graph table')
      .nth(1)
      .locator('tbody tr')
      .first()
      .innerText();
    const strongest = journey.edges[0];
    expect(rows).toContain(write(strongest?.count ?? -1));
  },
  2 * minutes,
);

here(
  '[HP7] the answer first, in words',
  async () => {
    const { journey } = await asked('');
    if (journey?.outcomes?.completion.kind !== 'estimate') throw new Error('nothing is decided');
    if (journey.dropOff.kind !== 'seen') throw new Error('nobody left');
    const page = await opened('/paths');
    const lead = await page.locator('.paths-lead').innerText();
    const [most] = journey.dropOff.left.toSorted((a, b) => b.count - a.count);
    const name = journey.activities.find(({ id }) => id === most?.activity)?.name ?? '?';
    expect(lead).toContain(`${Math.round(100 * journey.outcomes.completion.median)}%`);
    expect(lead).toContain(`stop most often at “${name}”: ${most?.count.toLocaleString('en-GB')}`);
    expect(lead).toContain('go exactly as planned');
    expect(await page.locator('.flow-detail p').innerText()).toContain('At least');
  },
  2 * minutes,
);

here(
  '[HP3] more and less of the graph',
  async () => {
    const page = await opened('/paths');
    const slider = page.getByRole('slider', { name: 'How much is drawn' });
    const drawn = async (): Promise<number> => page.locator('.flow-way').count();
    const usual = await drawn();
    await slider.focus();
    await page.keyboard.press('End');
    await page.waitForURL('**detail=10**');
    const most = await page.locator('.flow-edge').count();
    await page.screenshot({ path: `${pictures}paths-whole-1440.png`, fullPage: true });
    await page.keyboard.press('Home');
    await page.waitForURL('**detail=0**');
    await settled(page);
    expect(await drawn()).toBeLessThanOrEqual(usual);
    expect(await page.locator('.flow-edge').count()).toBeLessThan(most);
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/of all steps/);
  },
  2 * minutes,
);

here(
  '[HP4] another journey, a segment',
  async () => {
    const { journeys, journey, segments } = await asked('');
    const other = journeys.find(({ id, cases }) => id !== journey?.id && cases > 0);
    const [segment] = segments;
    if (other === undefined || segment === undefined) throw new Error('one journey, no segment');
    const page = await opened('/paths');
    await page.getByRole('combobox', { name: 'Which journey' }).selectOption(other.id);
    await page
      .getByText(`${other.cases.toLocaleString('en-GB')} journeys`)
      .first()
      .waitFor();
    await page.getByRole('combobox', { name: 'Through whose eyes' }).selectOption(segment.id);
    const theirs = await asked(`?journey=${other.id}&segment=${segment.id}`);
    const cases = (theirs.journey?.cases ?? 0).toLocaleString('en-GB');
    await page.getByText(`${cases} journeys`).first().waitFor();
    expect(new URL(page.url()).searchParams.get('segment')).toBe(segment.id);
  },
  2 * minutes,
);

const withData = existsSync(log) ? here : test.skip;
if (!existsSync(log)) console.log(`no ${log}: a file by itself is not looked at`);
withData(
  '[HP5] a file by itself',
  async () => {
    const before = await asked('');
    const { page, complaints } = await visit(browser, `${app}/paths`);
    await page.getByRole('link', { name: 'Look at a file' }).click();
    await page.locator('input[type=file]').setInputFiles(log);
    await page.getByRole('heading', { name: 'Which column is what' }).waitFor();
    expect(await looks(page, 'alone-columns', { isCrossed: true })).toEqual([]);
    expect(await page.getByLabel('What happened').inputValue()).toBe('concept:name');
    await page.getByRole('button', { name: 'Show it' }).click();
    // Who presses with the keyboard is not lost with the button.
    await page.locator('#content:focus').waitFor();
    await page.getByText('A file by itself has no plan').waitFor();
    // Its README: 6 cases, 42 events, 8 activities, 6 variants.
    await page.getByText(/6 journeys with 42 encounters/).waitFor();
    await page.getByText(/of 8 touchpoints/).waitFor();
    expect(await page.locator('.ways tbody tr').count()).toBe(6);
    await page.getByText('Nothing of it is kept', { exact: false }).waitFor();
    expect(await looks(page, 'alone-paths', { isCrossed: true })).toEqual([]);
    await page.reload();
    await page.getByText(/6 journeys with 42 encounters/).waitFor();
    await page.getByRole('link', { name: 'Back to the ledger' }).click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    expect(await asked('')).toEqual(before);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  4 * minutes,
);

here(
  '[HP6] a file that is no log',
  async () => {
    const page = await opened('/paths?file=new');
    const text = 'a,b,c\n1,x,early\n2,y,late\n';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'few.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByRole('heading', { name: 'Which column is what' }).waitFor();
    expect(await page.getByRole('button', { name: 'Show it' }).isDisabled()).toBe(true);
    await page.getByLabel('Journey').first().selectOption('a');
    await page.getByLabel('What happened').selectOption('b');
    await page.getByLabel('When').selectOption('c');
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.getByRole('alert').getByText('This file cannot be looked at so').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${app}/paths?file=gone-long-ago`);
    await page
      .getByRole('alert')
      .getByText(/no longer here/)
      .waitFor();
    await page.getByRole('link', { name: 'Back to the ledger' }).click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
  },
  2 * minutes,
);
