import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from '../store-error.ts';

/** Whether a process of that id is there, ours or not. */
export function isAlive(pid: number): boolean {
  return isKnown(pid) && !isZombie(pid);
}

function isKnown(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** An id that no process has just now. */
export function unusedPid(): number {
  let pid = 999_999;
  while (isKnown(pid)) pid -= 1;
  return pid;
}

/** Signals a process that may be gone already. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** Waits for a process that is no child of ours, which no event tells; false if it is still there after `msMax`. */
export async function gone(pid: number, msMax: number): Promise<boolean> {
  for (let waited = 0; waited < msMax; waited += 10) {
    if (!isAlive(pid)) return true;
    await wait(10);
  }
  return !isAlive(pid);
}

/** The command line of a process, where the system tells: programs may title themselves in it. */
export function commandLine(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)]);
    return status === 0 ? stdout.toString('utf8').trim() : undefined;
  }
}

/** Whether a process runs and says `words` in its command line: ids are used again, so an id alone proves nothing. */
export function runs(pid: number, words: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1 || !isAlive(pid)) return false;
  return commandLine(pid)?.includes(words) === true;
}

/** Whether it has ended and only waits for its parent to notice, where the system tells. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
