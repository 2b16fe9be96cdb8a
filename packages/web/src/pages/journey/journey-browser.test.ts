import type { Overview } from '@bothways/core/contract';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import { barriers, looks, pictures, settled, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;

const { app, browser, here } = await openWorld((app) => servedLarkfield(app, 1200));

async function overview(query = ''): Promise<Overview> {
  const reply = await fetch(`${app}/api/overview${query}`);
  return reply.json() as Promise<Overview>;
}

here.each([
  ['journey-whole', '/journey?level=L0'],
  ['journey-future', '/journey?journey=something-went-wrong&beside=future'],
  ['journey-persona', '/journey?journey=first-order&segment=students&persona=mira'],
])(
  '[JP6] %s, and its table',
  async (name, path) => {
    const { page, complaints } = await visit(browser, app + path);
    expect(await looks(page, name)).toEqual([]);
    await page.getByText('Table', { exact: true }).click();
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      await page.screenshot({ path: `${pictures}${name}-table-${width}.png`, fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[JP6] on the widest screen, and in German',
  async () => {
    const { page } = await visit(browser, `${app}/journey?level=L0`, {
      ...{ width: 2560, locale: 'de-DE' },
    });
    for (const [name, path] of [
      ['journey-whole-2560', '/journey?level=L0'],
      ['journey-2560', '/journey?journey=something-went-wrong'],
      ['journey-future-2560', '/journey?journey=something-went-wrong&beside=future'],
    ]) {
      await page.goto(app + path);
      await settled(page);
      await page.screenshot({ path: `${pictures}${name}.png` });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(2560);
      expect(await barriers(page)).toEqual([]);
    }
    expect(await page.textContent('.beside-counts')).toBe('4 gleich · 2 anders · 1 neu · 1 weg');
    await page.context().close();
  },
  minutes,
);

here(
  '[JP1] in and out, by pointer and by key',
  async () => {
    const { page } = await visit(browser, `${app}/journey?journey=membership`);
    await page.getByRole('link', { name: 'The whole relationship' }).click();
    await page.getByRole('heading', { level: 1, name: 'The whole relationship' }).waitFor();
    expect(page.url()).toContain('level=L0');
    await page.locator('[data-journey="first-order"]').click();
    await page.locator('[data-touchpoint="checkout-web"]').waitFor();
    await page.goBack();
    await page.locator('[data-journey="first-order"]').focus();
    await page.keyboard.press('ArrowDown');
    expect(await focusedJourney(page)).toBe('something-went-wrong');
    await page.keyboard.press('Enter');
    await page.locator('[data-touchpoint="help-page"]:focus').waitFor();
    expect(page.url()).toContain('journey=something-went-wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toContain('journey=something-went-wrong');
    for (const out of ['Escape', 'Backspace']) {
      await page.keyboard.press(out);
      await page.locator('[data-journey="something-went-wrong"]:focus').waitFor();
      await page.keyboard.press('Enter');
      await page.locator('[data-touchpoint="help-page"]:focus').waitFor();
    }
    await page.getByLabel('Which journey').selectOption('Membership');
    await page.getByRole('heading', { level: 1, name: 'Membership' }).waitFor();
    await page.context().close();
  },
  minutes,
);

function focusedJourney(page: Page): Promise<string | null> {
  return page.evaluate(`document.activeElement.getAttribute('data-journey')`);
}

here(
  '[JP2] every journey with its sums',
  async () => {
    const { journeys } = await overview();
    const { page } = await visit(browser, `${app}/journey?level=L0`);
    const told = await page
      .locator('[data-journey]')
      .evaluateAll((links: Element[]) =>
        links.map((each) => each.getAttribute('aria-label') ?? ''),
      );
    expect(told).toHaveLength(journeys.length);
    for (const [index, { name, sums }] of journeys.entries()) {
      const get = sums.measured?.delivered.worth;
      if (get?.kind !== 'estimate') throw new Error(`${name} was not measured`);
      expect(told[index]).toContain(`${name}. They get: measured ${euros(get.median)}`);
    }
    await page.getByText('Table', { exact: true }).click();
    await page.locator('table.figures').waitFor();
    const phases = journeys.flatMap((each) => each.phases);
    expect(await page.locator('tbody tr').count()).toBe(journeys.length + phases.length);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText('Picture', { exact: true }).click();
    expect(await page.locator('.card[data-journey]').count()).toBe(journeys.length);
    expect(await page.locator('.card.is-lit[data-journey="something-went-wrong"]').count()).toBe(1);
    await page.context().close();
  },
  minutes,
);

/** As the page writes money. */
function euros(value: number): string {
  const size = Math.abs(value);
  const digits =
    size >= 9_995
      ? { notation: 'compact' as const, ...significant(3) }
      : size >= 1000
        ? significant(3)
        : { maximumFractionDigits: size >= 100 ? 0 : size >= 10 ? 1 : 2, minimumFractionDigits: 0 };
  return new Intl.NumberFormat('en-GB', {
    ...{ style: 'currency', currency: 'EUR', currencyDisplay: 'narrowSymbol' },
    ...digits,
  }).format(value);
}

function significant(digits: number) {
  return { maximumSignificantDigits: digits, minimumSignificantDigits: digits };
}

here(
  '[JP3] today beside its future',
  async () => {
    const { futures } = await overview();
    const [future] = futures;
    const { page } = await visit(browser, `${app}/journey?journey=something-went-wrong`);
    await page.getByText('Future', { exact: true }).click();
    await page.locator('.beside').waitFor();
    expect(page.url()).toContain('beside=future');
    expect(await page.locator('.beside .matters-sentence').textContent()).toMatch(
      /^Customers would get €[\d.k]+ more a year and wait .+\.$/,
    );
    await page.getByText('Table', { exact: true }).click();
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe((future?.pairs.length ?? 0) + 1);
    expect(await page.locator('tbody tr td:nth-child(3)').allTextContents()).toEqual([
      ...(future?.pairs.map(({ change }) => change) ?? []),
      '',
    ]);
    await page.goto(`${app}/journey?journey=membership`);
    await settled(page);
    expect(await page.getByText('Future', { exact: true }).count()).toBe(0);
    await page.context().close();
  },
  minutes,
);

here(
  '[JP4] through a segment and a persona',
  async () => {
    const all = await overview();
    const students = await overview('?segment=students');
    const { page } = await visit(browser, `${app}/journey?journey=first-order`);
    const told = () => page.locator('[data-touchpoint="product-page"]').getAttribute('aria-label');
    const before = await told();
    await page.getByLabel('Through whose eyes').selectOption('Balcony students');
    await page.getByText(`Balcony students only, ${students.people} people.`).waitFor();
    expect(page.url()).toContain('segment=students');
    expect(students.people).toBeLessThan(all.people);
    expect(await told()).not.toBe(before);
    expect(await told()).not.toContain('believed');
    await page
      .getByLabel('Through whose eyes')
      .selectOption('The Okafors, a lawn and a trampoline');
    await page.locator('.persona').waitFor();
    expect(page.url()).toContain('segment=families');
    expect(await page.locator('.persona').textContent()).toContain(
      'Pictures the segment “Families”.',
    );
    await page.getByText('Families only', { exact: false }).waitFor();
    await page.getByLabel('Through whose eyes').selectOption('Everybody');
    await page.locator('.persona').waitFor({ state: 'detached' });
    await page.goto(`${app}/journey?segment=nobody`);
    await page.getByText('the model has no segment', { exact: false }).waitFor();
    await page.context().close();
  },
  minutes,
);

here(
  '[JP5] names stay in view',
  async () => {
    const { page } = await visit(browser, `${app}/journey?journey=first-order`, { width: 800 });
    const map = page.locator('.map');
    const axis = (await page.locator('.map-axis').boundingBox())?.width ?? 0;
    const left = (await map.boundingBox())?.x ?? 0;
    for (const to of [0, 100, 430]) {
      await map.evaluate((element, x) => element.scrollTo({ left: x }), to);
      const places: number[] = await page
        .locator('.map-name.w-600 > span')
        .evaluateAll((names) => names.map((each) => each.getBoundingClientRect().x));
      const inView = places.filter((x) => x >= left + axis && x < left + axis + 40);
      expect(inView.length, `scrolled by ${to}`).toBeGreaterThanOrEqual(1);
    }
    await page.context().close();
  },
  minutes,
);
