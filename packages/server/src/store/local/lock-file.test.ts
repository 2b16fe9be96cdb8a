import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'bothways-lock-'));
const path = join(folder, 'a.lock');
afterAll(() => rmSync(folder, { recursive: true }));
const module = fileURLToPath(new URL('./lock-file.ts', import.meta.url));
const script = `const { lockFile } = await import(${JSON.stringify(module)}); lockFile(process.argv[1], Number(process.argv[2]));
  console.log('held'); if (process.argv[3]) setTimeout(() => {}, 60000);`;
const command = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];

test('[K15] one process at a time holds a lock, and its end, however it comes, gives it back', async () => {
  const holder = spawn(process.execPath, [...command, path, '0', 'stay']);
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  const second = spawnSync(process.execPath, [...command, path, '0'], { encoding: 'utf8' });
  expect(second.status).toBe(1);
  expect(second.stderr).toMatch(/database is locked/);
  const waiting = spawn(process.execPath, [...command, path, '10000']);
  const held = new Promise((resolve) =>
    waiting.stdout.once('data', (data) => resolve(String(data))),
  );
  setTimeout(() => holder.kill('SIGKILL'), 200);
  expect(await held).toBe('held\n');
});
