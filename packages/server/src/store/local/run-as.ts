import { readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Whom a program runs as; empty for whom we are. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/** Whether this process may act as anybody. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Whom PostgreSQL runs as, which refuses to be root: we ourselves, else as root the owner of the data directory,
 * else whose its files are already, else an existing user without rights.
 */
export function postgresRunsAs(dataDirectory: string): RunAs {
  if (!isRoot()) return {};
  const { uid, gid } = statSync(dataDirectory);
  if (uid !== 0) return { uid, gid };
  const files = statSync(join(dataDirectory, 'postgres'), { throwIfNoEntry: false });
  if (files !== undefined && files.uid !== 0) return { uid: files.uid, gid: files.gid };
  return unprivileged() ?? { uid: 65_534, gid: 65_534 };
}

function unprivileged(): RunAs | undefined {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const user = users.find(([each]) => each === name);
    const [uid, gid] = [Number(user?.[2]), Number(user?.[3])];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  return undefined;
}

/** The first folder on the way to `path`, from the root, that `who` may not pass; undefined if the way is free. */
export function closedFolder(path: string, who: RunAs): string | undefined {
  const { uid, gid } = who;
  if (uid === undefined || uid === 0) return undefined;
  const folders: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    folders.unshift(at);
    if (at === dirname(at)) break;
  }
  return folders.find((folder) => !mayPass(statSync(folder), uid, gid));
}

function mayPass({ mode, uid, gid }: Stats, asUid: number, asGid: number | undefined): boolean {
  if (uid === asUid) return (mode & 0o100) !== 0;
  if (gid === asGid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
