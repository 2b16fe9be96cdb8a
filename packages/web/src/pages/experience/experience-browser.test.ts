import type { Experience } from '@bothways/core/contract';
import { expect } from 'vitest';
import { servedLarkfield } from '../../../../server/src/api/app-testing.ts';
import { barriers, looks, pictures, settled, visit } from '../../app/browser-testing.ts';
import { openWorld } from '../../app/world-testing.ts';

const minutes = 60_000;

const { app, browser, here } = await openWorld(
  (app) => servedLarkfield(app, 1000),
  '/api/experience',
);

async function experience(query = ''): Promise<Experience> {
  return (await (await fetch(`${app}/api/experience${query}`)).json()) as Experience;
}

here(
  '[EW1] at every width and in both themes',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/experience`);
    await page.locator('.ex-lead h2').waitFor();
    expect(await looks(page, 'experience')).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${app}/experience?journey=something-went-wrong&order=real`);
    await settled(page);
    await page.screenshot({ path: `${pictures}experience-wrong-1440.png`, fullPage: true });
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[EW1] in German, with nothing of ours in English',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/experience`, { locale: 'de-DE' });
    await page.locator('.ex-lead h2').waitFor();
    expect(await page.locator('h1').textContent()).toBe('Wie es sich anfühlte');
    expect(await page.locator('main').innerText()).not.toMatch(
      /\b(?:journeys?|answers|remembered|kept|missed|nobody|memory|encounters|better|together)\b/i,
    );
    expect(await looks(page, 'experience-de', { isCrossed: true })).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  2 * minutes,
);

here(
  '[EW2] [EW4] it says first what makes the memory, and three lenses together',
  async () => {
    const { page } = await visit(browser, `${app}/experience?journey=something-went-wrong`);
    const shown = await experience('?journey=something-went-wrong');
    const peaks = shown.curve.touchpoints.filter(({ peaks }) => peaks.kind === 'estimate');
    const [first] = peaks.toSorted((a, b) => middle(b.peaks) - middle(a.peaks));
    const lead = await page.locator('.ex-lead').innerText();
    for (const told of [
      first?.name ?? '?',
      percent(middle(first?.peaks)),
      index(middle(first?.felt)),
    ])
      expect(lead).toContain(told);
    const lenses = await page.locator('.ex-lens').allInnerTexts();
    expect(lenses).toHaveLength(3);
    expect(lenses[0]).toContain(index(middle(shown.lenses.experienced)));
    expect(lenses[1]).toContain(index(middle(shown.lenses.remembered)));
    expect(lenses[2]).toContain('€');
    await page.context().close();
  },
  minutes,
);

here(
  '[EW3] [EW5] picture and table, order, journey and segment by keyboard; back goes back',
  async () => {
    const { page } = await visit(browser, `${app}/experience`);
    await page.getByRole('radio', { name: 'Table' }).focus();
    await page.keyboard.press('Space');
    await page.waitForURL(/as=table/);
    const shown = await experience();
    const rows = page.locator('#curve tbody tr');
    expect(await rows.count()).toBe(shown.curve.touchpoints.length);
    const asked = shown.curve.touchpoints.findIndex(({ felt }) => felt.kind === 'estimate');
    const row = await rows.nth(asked).innerText();
    expect(row).toContain(index(middle(shown.curve.touchpoints[asked]?.felt)));
    await page.getByText('As it happened').click();
    await page.waitForURL(/order=real/);
    expect(await rows.count()).toBe(shown.curve.places.length);
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes('order'));
    await page.getByLabel('Through whose eyes').focus();
    await page.keyboard.press('D');
    await page.waitForURL(/segment=devoted/);
    const own = await experience('?segment=devoted');
    const seen = own.encounters.toLocaleString('en-GB');
    await page.getByText(`of ${seen} encounters`).waitFor();
    await page.context().close();
  },
  minutes,
);

here(
  '[EW6] where nobody is asked it says so, and what to add',
  async () => {
    const { page } = await visit(browser, `${app}/experience?journey=relationship`);
    await page.locator('#curve .ex-unsaid').waitFor();
    expect(await page.locator('#curve').innerText()).toMatch(/says how it felt.+What to add/s);
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${app}/experience?journey=none`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('first-order');
    await page.context().close();
  },
  minutes,
);

here(
  '[EW7] a file by itself, in German too',
  async () => {
    const { page, complaints } = await visit(browser, `${app}/experience?file=new`);
    const rows = Array.from({ length: 180 }, (_, at) => {
      const [person, place] = [Math.floor(at / 3), at % 3];
      const rating = 1 + ((person + 2 * place) % 5);
      return `${person},${['arrive', 'eat', 'pay'][place]},2026-01-${10 + place},${rating},${1 + (person % 5)}`;
    });
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'visits.csv', mimeType: 'text/csv' },
      buffer: Buffer.from(['visit,place,when,rating,overall', ...rows].join('\n')),
    });
    await page.getByRole('heading', { name: 'Which column is what' }).waitFor();
    await page.getByLabel('Journey').first().selectOption('visit');
    await page.getByLabel('What happened').selectOption('place');
    await page.getByLabel('When').selectOption('when');
    expect(await page.getByLabel('How it felt').inputValue()).toBe('rating');
    expect(await page.getByLabel('On which scale').inputValue()).toBe('1..5');
    await page.getByRole('button', { name: 'Show it' }).click();
    await page.locator('#curve').waitFor();
    // Every place is felt alike by design: its range holds 0.
    expect(await page.locator('.ex-lead h2').innerText()).toContain('neither clearly good nor bad');
    expect(await page.locator('main').innerText()).not.toContain('The model states');
    expect(await looks(page, 'alone-experience', { isCrossed: true })).toEqual([]);
    expect(complaints).toEqual([]);
    const german = await visit(browser, page.url(), { locale: 'de-DE' });
    await german.page.locator('#curve').waitFor();
    expect(await german.page.locator('main').innerText()).not.toMatch(
      /\b(?:journeys?|answers|remembered|nobody|memory|encounters|better|together)\b/i,
    );
    await german.page.screenshot({ path: `${pictures}alone-experience-de.png`, fullPage: true });
    await german.page.context().close();
    await page.context().close();
  },
  2 * minutes,
);

function middle(estimate: Experience['lenses']['remembered'] | undefined): number {
  return estimate?.kind === 'estimate' ? estimate.median : Number.NaN;
}

function percent(part: number): string {
  return `${Math.round(100 * part)}%`;
}

/** As the page writes what was felt. */
function index(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return `${value < 0 ? '\u2212' : '+'}${text}`;
}
