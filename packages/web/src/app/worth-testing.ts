import type { Page } from 'playwright-core';

const FIGURES = '.net-amount, .net-range, .net-change';

/** The three nets of the page as they stand there, when their ranges are drawn. */
export async function netsDrawn(page: Page): Promise<readonly string[]> {
  await page.locator('.nets dl[aria-busy=false]').waitFor();
  return page.locator(FIGURES).allInnerTexts();
}

/** The same at this moment, drawn or not. */
export async function netsNow(page: Page): Promise<readonly string[]> {
  return page.locator(FIGURES).allInnerTexts();
}

/** Takes a slider by its middle and pulls it to the left, without letting go. */
export async function pull(page: Page, name: string, by: number): Promise<void> {
  const slider = page.getByRole('slider', { name, exact: true });
  await slider.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await slider.boundingBox();
  if (box === null) throw new Error(`the slider "${name}" is not to be seen`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - by, y, { steps: 8 });
}
