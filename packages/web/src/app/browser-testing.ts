// The app as people meet it, for tests: built, served by the real server, in a real browser.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';

const web = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(web, 'dist');
/** Pictures of pages, for people to look at. */
export const pictures = fileURLToPath(new URL('../../../../test-results/', import.meta.url));

export const executablePath = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => existsSync(path));

/**
 * The folder of the app as it is shipped, built once for each state of its sources: test files that run beside each other
 * share it, and none is in the way of another.
 */
export function builtApp(): string {
  const cache = fileURLToPath(new URL('../../../../node_modules/.cache/', import.meta.url));
  const folder = join(cache, `bothways-app-${sourcesHash()}`);
  if (existsSync(folder)) return folder;
  const half = `${folder}-${process.pid}`;
  build(half);
  // Somebody else may have been first.
  if (existsSync(folder)) rmSync(half, { recursive: true });
  else renameSync(half, folder);
  return folder;
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const part of ['src', 'index.html', 'vite.config.ts', 'package.json', '../core/src']) {
    const path = join(web, part);
    const files = part.endsWith('src')
      ? readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !entry.name.includes('test'))
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
      : [path];
    for (const file of files) hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function build(folder: string): void {
  const vite = join(
    dirname(createRequire(import.meta.url).resolve('vite/package.json')),
    'bin/vite.js',
  );
  const { status, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', web, '--outDir', folder, '--emptyOutDir'],
    {
      // biome-ignore lint/style/noProcessEnv: the build gets this environment, but for what the test runner set.
      env: { ...process.env, NODE_ENV: 'production' },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`the app does not build: ${stderr}`);
}

export async function startBrowser(): Promise<Browser | undefined> {
  if (executablePath === undefined) {
    console.log('no Chromium found: the browser tests of the web app are skipped');
    return undefined;
  }
  mkdirSync(pictures, { recursive: true });
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath, args });
}

export interface Visit {
  readonly page: Page;
  /** What the browser complained of so far. */
  readonly complaints: readonly string[];
}

/** Opens an address as a new visitor, and waits until it stands. */
export async function visit(
  browser: Browser | undefined,
  address: string,
  {
    width = 1440,
    theme = 'light',
    locale = 'en-GB',
    before,
  }: {
    readonly width?: number;
    readonly theme?: 'light' | 'dark';
    readonly locale?: string;
    readonly before?: (page: Page) => Promise<unknown>;
  } = {},
): Promise<Visit> {
  if (browser === undefined) throw new Error('no browser was started');
  const viewport = { width, height: width < 768 ? 844 : 900 };
  const context = await browser.newContext({ viewport, colorScheme: theme, locale });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (fault) => complaints.push(fault.message));
  await before?.(page);
  await page.goto(address);
  await settled(page);
  return { page, complaints };
}

/** Waits until a page has all it asked for and has stopped moving. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('h1').waitFor();
  await page.evaluate('document.fonts.ready.then(() => true)');
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(250);
}

/**
 * Which accessibility rules a page breaks, and where. Of what it keeps only that is told, and in the page itself, as none
 * has frames of another's: all else that axe says of a page costs more than to find it.
 */
export async function barriers(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`,
  );
}

/**
 * Looks at an open page on a desk and on a phone, in both themes: keeps a picture of each and tells what is wrong, such as a
 * barrier or a page wider than the screen. The page is not loaded anew for each.
 */
export async function looks(
  page: Page,
  name: string,
  {
    fullPage = true,
    isCrossed = false,
  }: {
    readonly fullPage?: boolean;
    /** Light on the desk and dark on the phone only: each width and each theme once. */
    readonly isCrossed?: boolean;
  } = {},
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const width of [1440, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      if (isCrossed && (width === 1440) !== (colorScheme === 'light')) continue;
      await page.setViewportSize({ width, height: width < 768 ? 844 : 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page);
      const file = `${name}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: `${pictures}${file}`, fullPage });
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      if (wide !== width) faults.push(`${file}: ${String(wide)} pixels wide`);
      for (const barrier of await barriers(page)) faults.push(`${file}: ${barrier}`);
    }
  return faults;
}

/**
 * What a first visit to the journey loads, compressed: the page, the shell's code and style, and the journey's own, with
 * its words in the language that says them longer.
 */
export function firstVisitBytes(): number {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
    ([, path = '']) => path,
  );
  const own = readdirSync(join(dist, 'assets'))
    .filter((name) => name.startsWith('journey-page') && !name.endsWith('.gz'))
    .map((name) => `assets/${name}`);
  const imported = own
    .filter((path) => path.endsWith('.js'))
    .flatMap((path) => [...readFileSync(join(dist, path), 'utf8').matchAll(/from"\.\/([^"]+)"/g)])
    .map(([, name = '']) => `assets/${name}`);
  const bytes = [...new Set([...named, ...own, ...imported])].map(
    (path) => gzipSync(readFileSync(join(dist, path))).length,
  );
  const words = ['journey', 'findings', 'follow'].map(wordsBytes);
  return [...bytes, ...words].reduce((sum, each) => sum + each, gzipSync(html).length);
}

function wordsBytes(name: string): number {
  // What is called alike and has code is not words.
  const files = readdirSync(join(dist, 'assets'))
    .filter((file) => file.startsWith(`${name}-`) && file.length === `${name}-12345678.js`.length)
    .map((file) => readFileSync(join(dist, 'assets', file), 'utf8'))
    .filter((text) => !text.includes('=>') && !text.includes('function'));
  if (files.length !== 2) throw new Error(`the words "${name}" are no files of their own`);
  return Math.max(...files.map((text) => gzipSync(text).length));
}

/** Every touchpoint of the journeys shown, as the API names them. */
export function touchpointsShown(page: Page): Promise<string[]> {
  return page.evaluate(
    `fetch('/api/overview').then((reply) => reply.json()).then((overview) => overview.journeys
      .filter(({ id }) => location.search.includes('=all') || location.search.endsWith(id))
      .flatMap(({ phases }) => phases).flatMap(({ steps }) => steps)
      .flatMap(({ touchpoints }) => touchpoints).map(({ id }) => id))`,
  );
}

/** The touchpoint that the keyboard is at. */
export function touchpointFocused(page: Page): Promise<string | null> {
  return page.evaluate(`document.activeElement.getAttribute('data-touchpoint')`);
}
