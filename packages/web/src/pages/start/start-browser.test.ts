import type { EventsSeen, Job, ModelShown, Overview } from '@bothways/core/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedWorkspace, servedWorkspace } from '../../../../server/src/api/app-testing.ts';
import {
  barriers,
  builtApp,
  executablePath,
  looks,
  pictures,
  settled,
  startBrowser,
  visit,
} from '../../app/browser-testing.ts';

const minutes = 60_000;
const here = test.skipIf(executablePath === undefined);
const EXAMPLES = new URL('../../../../../examples/', import.meta.url).pathname;
const open: ServedWorkspace[] = [];
let browser: Browser | undefined;
let app = '';

beforeAll(async () => {
  browser = await startBrowser();
  if (browser !== undefined) app = builtApp();
}, 2 * minutes);
afterAll(async () => {
  await browser?.close();
  for (const each of open) await each.close();
}, minutes);

/** A new workspace for each door, as each makes a model. */
async function served(): Promise<ServedWorkspace> {
  const own = await servedWorkspace(app);
  open.push(own);
  return own;
}

async function asked<Answer>({ address }: ServedWorkspace, path: string): Promise<Answer> {
  return (await (await fetch(`${address}${path}`)).json()) as Answer;
}

function names(overview: Overview): readonly string[] {
  return touchpoints(overview).map(({ name }) => name);
}

function touchpoints({ journeys }: Overview) {
  return journeys.flatMap(({ phases }) =>
    phases.flatMap(({ steps }) => steps.flatMap((step) => step.touchpoints)),
  );
}

async function chosen(page: Page, name: string, text: string | Buffer): Promise<void> {
  const buffer = typeof text === 'string' ? Buffer.from(text) : text;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

here(
  '[DO1] [DO2] [DO7] the first door: an empty workspace, and then Larkfield',
  async () => {
    const own = await served();
    const { page, complaints } = await visit(browser, own.address);
    expect(new URL(page.url()).pathname).toBe('/start');
    expect(await looks(page, 'start')).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.route('**/api/demo', (route) => route.continue({ postData: '{"people":300}' }));
    await page.getByRole('button', { name: 'Make Larkfield' }).click();
    await page.getByRole('status').getByText('Larkfield is being made').waitFor();
    await page.screenshot({ path: `${pictures}start-demo-1440.png` });
    await page.waitForURL('**/journey**');
    await settled(page);
    expect(await asked<Overview>(own, '/api/overview')).toMatchObject({ model: 'Larkfield' });
    await page.goto(own.address);
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/journey');
    await page.goto(`${own.address}/start`);
    await page.getByRole('link', { name: 'Open Larkfield' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

const SALES = `when;customer;what;paid;minutes;answer;remark
03.04.2026;k1;ORDER_PLACED;54,00;3;5;a
04.04.2026;k2;ORDER_PLACED;12,50;4;3;b
05.04.2026;k1;Call answered;;12;2;c
06.04.2026;k3;ORDER_PLACED;99,90;2;4;d
07.04.2026;k2;Call answered;;9;4;e
${[8, 9, 10, 11, 12, 13].map((day) => `${String(day).padStart(2, '0')}.04.2026;k5;ORDER_PLACED;${day},00;2;4;g`).join('\n')}
soon;k4;ORDER_PLACED;10,00;2;4;f
`;

here(
  '[DO3] [DO4] [DO7] the second door: from a file to both voices, in the user’s own names',
  async () => {
    const own = await served();
    const { page, complaints } = await visit(browser, `${own.address}/start/file`);
    expect(await barriers(page)).toEqual([]);
    await page.screenshot({ path: `${pictures}start-file-1440.png` });
    await chosen(page, 'words.csv', 'only words here\nand more of them\n');
    await page.getByRole('alert').getByText('Nothing could be made of this file').waitFor();
    await page.getByRole('link', { name: 'Another file' }).click();
    await chosen(page, 'sales.csv', SALES);
    const first = page.locator('.start-first li').first();
    await first.getByText('On 3 April 2026').waitFor();
    expect(await first.textContent()).toContain('paid 54.00');
    // Put right: seen at once.
    const customer = page.getByRole('combobox', { name: 'customer: Taken for' });
    await customer.selectOption({ label: 'A text' });
    await page.getByText('On 3 April 2026: ORDER_PLACED').waitFor();
    await customer.selectOption({ label: 'Who it was' });
    await page.getByText('On 3 April 2026, customer k1: ORDER_PLACED').waitFor();
    await page
      .getByRole('combobox', { name: 'answer: Taken for' })
      .selectOption({ label: 'How it felt' });
    await first.getByText('felt 5').waitFor();
    await page
      .getByRole('combobox', { name: 'remark: Taken for' })
      .selectOption({ label: 'Left out' });
    expect(await looks(page, 'start-columns')).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.getByText('11 events are in').waitFor();
    await page.getByText('1 record was refused').waitFor();
    await page.getByRole('cell', { name: 'line 13: when is "soon"', exact: false }).waitFor();
    await page.getByRole('link', { name: 'Name the touchpoints' }).click();
    await page.getByText('What happened, by its name').waitFor();
    expect(await looks(page, 'start-touchpoints')).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    const card = page.locator('.start-touchpoint').first();
    expect(await card.getByLabel('Name').inputValue()).toBe('Order placed');
    await card.getByLabel('Name').fill('Order in the shop');
    await card.getByLabel('Where').fill('store');
    await page.getByLabel('What the whole is called').fill('Our shop');
    await page.getByRole('button', { name: 'Make the journey' }).click();
    await page.waitForURL('**/journey**', { timeout: minutes });
    await settled(page);
    await page.screenshot({ path: `${pictures}start-first-journey.png` });
    const overview = await asked<Overview>(own, '/api/overview');
    expect(overview.model).toBe('Our shop');
    expect([...names(overview)].sort()).toEqual(['Call answered', 'Order in the shop']);
    const [order] = touchpoints(overview).filter(({ name }) => name === 'Order in the shop');
    expect(order?.channel).toBe('store');
    expect(order?.measured).not.toBeNull();
    const seen = await asked<EventsSeen>(own, '/api/events-seen');
    expect(seen.names.map(({ name, count }) => [name, count])).toContainEqual(['ORDER_PLACED', 9]);
    expect(complaints.filter((text) => !text.includes('422'))).toEqual([]);
    await page.context().close();
  },
  3 * minutes,
);

here(
  '[DO5] [DO7] the third door: beliefs, by keyboard alone, kept when the page is left',
  async () => {
    const own = await served();
    const { page, complaints } = await visit(browser, `${own.address}/start/beliefs`);
    const say = async (label: string, text: string): Promise<void> => {
      await page.getByLabel(label, { exact: true }).focus();
      await page.keyboard.type(text);
    };
    await say('What the whole is called', 'Honey stall');
    await say('Name', 'Buy at the stall');
    await say('Buy at the stall: How many a month: about', '400');
    await say('Buy at the stall, What is sold: about EUR', '10');
    await say('Buy at the stall, Money: about EUR', '10');
    await page.getByLabel('Name').first().focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Ask about honey');
    await say('Ask about honey: How many a month: about', '200');
    await say('Ask about honey, Help: about times', '1');
    await say('Ask about honey, Customers’ time: about minutes', '5');
    const voices = page.getByRole('complementary', { name: 'Both voices, a year' });
    await voices.getByText('get €57.6k').waitFor();
    await voices.getByText('give €2,520').waitFor();
    await page.reload();
    await settled(page);
    await voices.getByText('get €57.6k').waitFor();
    expect(await looks(page, 'start-beliefs')).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Make the journey' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/journey**', { timeout: minutes });
    await settled(page);
    await page.screenshot({ path: `${pictures}start-beliefs-journey.png` });
    const overview = await asked<Overview>(own, '/api/overview');
    expect(names(overview)).toEqual(['Buy at the stall', 'Ask about honey']);
    for (const { believed, measured } of touchpoints(overview)) {
      expect(believed).not.toBeNull();
      expect(measured).toBeNull();
    }
    // A second model is not put in the place of the first.
    await page.goto(`${own.address}/start/beliefs`);
    await page.getByText('This workspace has a model already: Honey stall').waitFor();
    expect(await page.getByRole('button', { name: 'Make the journey' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[DO6] [DO7] a journey map leads to beliefs, in German too',
  async () => {
    const own = await served();
    const { page, complaints } = await visit(browser, `${own.address}/start/file`, {
      locale: 'de-DE',
    });
    await page.locator('input[type=file]').setInputFiles(`${EXAMPLES}journey-map/matrix.csv`);
    await page.getByText('matrix.csv ist eine Reisekarte').waitFor();
    expect(await looks(page, 'start-map-de')).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('link', { name: 'Sagen, was Sie davon annehmen' }).click();
    const card = page.locator('.start-touchpoint').nth(2);
    expect(await card.getByLabel('Name').inputValue()).toBe('Shop website');
    await card.getByRole('button', { name: 'Sie bekommen auch', exact: false }).click();
    await page.getByLabel('Shop website: Wie viele im Monat: etwa', { exact: true }).fill('900');
    await page.getByLabel('Shop website, Hilfe: etwa Mal', { exact: true }).fill('1');
    await page
      .getByText('bekommen 64.800', { exact: false })
      .or(page.getByText('bekommen 64', { exact: false }))
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Die Reise erstellen' }).click();
    await page.waitForURL('**/journey**', { timeout: minutes });
    const model = await asked<ModelShown>(own, '/api/model');
    const text = model.files[0]?.text ?? '';
    expect(text).toContain('insights:');
    expect(text).toContain('median: 900');
    expect(text).toMatch(/# fill in: /);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[DO4] a job that nobody knows any more says what to do',
  async () => {
    const [own] = open;
    if (own === undefined) throw new Error('the first door comes first');
    const { page } = await visit(browser, `${own.address}/start/file?job=gone&name=a.csv`);
    await page.getByRole('alert').getByText('begin it anew', { exact: false }).waitFor();
    const known = await asked<Partial<Job>>(own, '/api/jobs/gone');
    expect(known).toMatchObject({ code: 'no-such-job' });
    await page.context().close();
  },
  minutes,
);
