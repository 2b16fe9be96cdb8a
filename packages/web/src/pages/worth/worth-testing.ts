import type { Page } from 'playwright-core';

const FIGURES = '.left-amount, .left-range, .net-change';

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

/** Every figure that a page's content says, without the bar that says that figures are moved. */
export async function quiet(page: Page): Promise<string> {
  return page.locator('.page').innerText();
}

/** How long each frame takes while a slider is pulled to and fro, in ms, the slowest first. */
export async function frames(page: Page, name: string): Promise<readonly number[]> {
  await page.evaluate(
    'window.__frames = []; (function next(last) { requestAnimationFrame((now) => { window.__frames.push(now - last); next(now); }); })(performance.now());',
  );
  await pull(page, name, 40);
  const { x, y } = (await page.getByRole('slider', { name, exact: true }).boundingBox()) ?? {
    ...{ x: 0, y: 0 },
  };
  for (let step = 0; step < 60; step += 1)
    await page.mouse.move(x + 40 + (step % 20) * 8, y + 10, { steps: 1 });
  await page.mouse.up();
  const taken = await page.evaluate<number[]>('window.__frames');
  return taken.toSorted((a, b) => b - a);
}
