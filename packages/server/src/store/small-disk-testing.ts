import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small disk, in memory. */
export interface SmallDisk {
  /** Leaves so many megabytes free; null: all that there are. */
  leave(megabytes: number | null): void;
  remount(how: 'ro' | 'rw'): void;
  end(): void;
}

/** A small disk of its own where this user may have one (as root); null where not. */
export function smallDisk(path: string, megabytes: number): SmallDisk | null {
  mkdirSync(path, { recursive: true });
  const mount = (...words: readonly string[]): boolean => spawnSync('mount', words).status === 0;
  if (!mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', path)) return null;
  chmodSync(path, 0o755);
  const ballast = join(path, 'ballast');
  return {
    leave: (wanted) => {
      rmSync(ballast, { force: true });
      if (wanted === null) return;
      const { bavail, bsize } = statfsSync(path);
      const bytes = bavail * bsize - wanted * 2 ** 20;
      if (bytes > 0) writeFileSync(ballast, Buffer.alloc(bytes));
    },
    remount: (how) => {
      if (!mount('-o', `remount,${how}`, path)) throw new Error(`cannot remount ${path} ${how}`);
    },
    end: () => {
      spawnSync('umount', [path]);
    },
  };
}
