import { spawn } from 'node:child_process';
import { hasScreen } from '../store/settings.ts';

/** Whether a person sits at this terminal who has a screen: never a script, and never a machine that builds. */
export function isPersonHere(): boolean {
  return process.stdout.isTTY === true && process.stderr.isTTY === true && hasScreen();
}

/** Opens an address in the browser of who sits here. Where there is none nothing happens: the address was told. */
export function openBrowser(address: string): void {
  const [program, ...line] = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  }[process.platform as string] ?? ['xdg-open'];
  const child = spawn(program ?? 'xdg-open', [...line, address], {
    stdio: 'ignore',
    detached: true,
  });
  child.on('error', () => {});
  child.unref();
}
