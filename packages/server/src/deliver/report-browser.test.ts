// What only a browser can tell. Skipped, and says so, where no Chromium is installed.

import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { textWidth } from '@bothways/core/scene';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attacks, poisoned } from './report-attacks.ts';
import { fixtureReport } from './report-fixture.ts';
import { reportHtml } from './report-html.ts';

const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => existsSync(path));
const artefacts = fileURLToPath(new URL('../../../../artefacts/', import.meta.url));
const views = [
  [1440, 'light'],
  [1440, 'dark'],
  [390, 'light'],
  [390, 'dark'],
] as const;
const minute = 60_000;
let browser: Browser | undefined;

beforeAll(async () => {
  if (executablePath === undefined)
    return console.log('no Chromium found: the browser tests of the report are skipped');
  mkdirSync(artefacts, { recursive: true });
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
  ];
  browser = await chromium.launch({ executablePath, args });
}, minute);
afterAll(async () => browser?.close());

const here = test.skipIf(executablePath === undefined);

here.each(views)(
  '[D1] [D2] at %d %s it fetches nothing and is no wider than the screen',
  async (width, theme) => {
    const requests: string[] = [];
    const complaints: string[] = [];
    const page = await open(width, theme, (each) => {
      each.on('request', (request) => requests.push(request.url().slice(0, 60)));
      each.on('console', (message) => complaints.push(message.text()));
    });
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
    expect(
      await page.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').length"),
    ).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.screenshot({ path: `${artefacts}report-${width}-${theme}.png`, fullPage: true });
    await page.evaluate(
      'for (const each of document.querySelectorAll("details")) each.open = true',
    );
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.context().close();
  },
  minute,
);

here.each(views)(
  '[D3] at %d %s it passes the accessibility rules',
  async (width, theme) => {
    const page = await open(width, theme);
    await page.evaluate(
      'for (const each of document.querySelectorAll("details")) each.open = true',
    );
    // Only what is wrong, and in the page itself, which has no frames: to tell of all the rest costs more than to find it.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    expect(
      violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
      ),
    ).toEqual([]);
    await page.context().close();
  },
  minute,
);

here.each(attacks)(
  '[D4] a browser reads %j as text',
  async (attack) => {
    const page = await open(390, 'light', undefined, reportHtml(poisoned(fixtureReport(), attack)));
    expect(
      await page.evaluate(
        'document.querySelectorAll("script, img, iframe, [onload], [onerror]").length',
      ),
    ).toBe(0);
    expect(await page.evaluate('document.querySelectorAll("style").length')).toBe(1);
    const heading = await page.evaluate('document.querySelector("h1").textContent');
    const shown = attack.toWellFormed().replace(/(?![\t\n\r])\p{Cc}/gu, '\ufffd');
    expect(heading).toBe(`${shown}${fixtureReport().title}`);
    await page.context().close();
  },
  minute,
);

here(
  '[D12] on paper folded tables are open, the theme is light, the pages are A4',
  async () => {
    const page = await open(1440, 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
    const heights = await page.evaluate(
      '[...document.querySelectorAll("details table")].map((each) => each.getBoundingClientRect().height)',
    );
    expect(heights).toSatisfy(
      (each: number[]) => each.length > 3 && each.every((height) => height > 20),
    );
    const pdf = await page.pdf({
      path: `${artefacts}report.pdf`,
      preferCSSPageSize: true,
      printBackground: true,
    });
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);
    await page.context().close();
  },
  minute,
);

here(
  '[D14] Latin text is never wider than it was measured',
  async () => {
    const page = await open(1440, 'light');
    const texts = await page.evaluate(`[...document.querySelectorAll('.wide text')].map((each) => ({
    text: each.firstChild.data, width: each.getComputedTextLength(), size: Number(each.getAttribute('font-size')), weight: each.classList.contains('w-600') ? 600 : 400 }))`);
    const measured = texts as readonly {
      text: string;
      width: number;
      size: number;
      weight: 400 | 600;
    }[];
    expect(measured.length).toBeGreaterThan(100);
    const wider = measured.filter(
      ({ text, width, size, weight }) => width > textWidth(text, size, weight) * 1.01 + 0.5,
    );
    expect(wider).toEqual([]);
    await page.context().close();
  },
  minute,
);

async function open(
  width: number,
  colorScheme: 'light' | 'dark',
  before?: (page: Page) => void,
  text = reportHtml(fixtureReport()),
): Promise<Page> {
  if (browser === undefined) throw new Error('no browser was started');
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  before?.(page);
  await page.setContent(text);
  await page.evaluate('document.fonts.ready.then(() => true)');
  return page;
}
