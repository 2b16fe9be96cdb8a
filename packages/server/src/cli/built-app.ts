import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEnvironment } from '../store/settings.ts';

const WEB = fileURLToPath(new URL('../../../web/', import.meta.url));
const CORE = fileURLToPath(new URL('../../../core/src/', import.meta.url));
/** The folder of the built app. */
export const APP = join(WEB, 'dist');
/** Where it is built, beside the packages: on the same disk, so that it is there at once when it is whole. */
const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/', import.meta.url));
const PAGE = join(APP, 'index.html');

/** Whether there is an app to serve. */
export function isAppBuilt(): boolean {
  return existsSync(PAGE);
}

/**
 * Builds the web app where it is not built, or older than what it is made of. Where that fails, or nothing is there to build
 * it with, what was built before stays.
 *
 * Gives: why it could not be built; null where it stands.
 */
export async function buildApp(): Promise<string | null> {
  if (!existsSync(join(WEB, 'src'))) return isAppBuilt() ? null : 'its sources are not here';
  // Another may be putting a new one in place at this moment.
  const built = statSync(PAGE, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (newest([join(WEB, 'src'), CORE]) <= built) return null;
  const vite = viteOf();
  if (vite === null) return isAppBuilt() ? null : 'vite is not installed: run "npm ci"';
  const half = join(CACHE, `bothways-web-${process.pid}`);
  const fault = await run(vite, half);
  try {
    if (fault === null) putInPlace(half);
    return fault;
  } catch (error) {
    return isAppBuilt() ? null : String(error);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

function newest(folders: readonly string[]): number {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((each) => /(?<!test)\.(tsx?|css)$/.test(each))
      .map((each) => join(folder, each)),
  );
  const more = [join(WEB, 'index.html'), join(WEB, 'package.json')];
  return Math.max(
    ...[...files, ...more].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0),
  );
}

function viteOf(): string | null {
  try {
    const found = createRequire(join(WEB, 'package.json')).resolve('vite/package.json');
    return join(dirname(found), 'bin/vite.js');
  } catch {
    return null;
  }
}

/** Another may serve the one that is there: it is never half gone for longer than a moment. */
function putInPlace(half: string): void {
  const old = `${half}-old`;
  if (existsSync(APP)) renameSync(APP, old);
  renameSync(half, APP);
  rmSync(old, { recursive: true, force: true });
}

function run(vite: string, folder: string): Promise<string | null> {
  return new Promise((resolve) => {
    const line = [vite, 'build', '--logLevel', 'error', '--outDir', folder, '--emptyOutDir'];
    const child = spawn(process.execPath, line, {
      cwd: WEB,
      env: buildEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(0, 2000);
    });
    child.on('error', ({ message }) => resolve(message));
    child.on('close', (code) =>
      resolve(code === 0 ? null : said.trim() || `it ended with ${code}`),
    );
  });
}
