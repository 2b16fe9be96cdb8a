import { JobRefused } from '../jobs/job-refused.ts';
import { ImportRefused } from '../read/import-refused.ts';
import { StoreError } from '../store/store-error.ts';
import { Refusal, WrongUse } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** The exit codes that scripts rely on. */
export const EXIT = { ok: 0, refused: 1, usage: 2 } as const;

/** What is told of a fault: to the person, and beside it with --json. */
interface Told {
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * Says what went wrong and gives the exit code. What was refused, and what a store or the system would not do, is told
 * plainly; a bug of ours is loud, with its trace.
 */
export function faultCode(fault: unknown, screen: Terminal): number {
  const told = toldOf(fault);
  const message = told?.message ?? (fault instanceof Error ? fault.message : String(fault));
  if (screen.json)
    screen.out(JSON.stringify({ ok: false, message, ...(told?.details ?? {}) }, null, 2));
  const trace = fault instanceof Error ? fault.stack : message;
  screen.err(
    told === null
      ? `This is a fault of Bothways itself, please report it.\n${trace}`
      : told.message,
  );
  return fault instanceof WrongUse ? EXIT.usage : EXIT.refused;
}

function toldOf(fault: unknown): Told | null {
  if (fault instanceof Refusal) return fault;
  if (fault instanceof JobRefused)
    return { message: fault.message, details: { code: fault.told.code } };
  if (fault instanceof StoreError) return { message: fault.message, details: { code: fault.code } };
  if (fault instanceof ImportRefused) {
    const errors = fault.problems.map(({ severity: _, ...problem }) => problem);
    return { message: fault.message, details: { errors } };
  }
  return systemTold(fault);
}

/** Why the system would not touch a file, and what to do. */
const FILE_FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not; change its rights, or name another',
  EPERM: 'this user may not; change its rights, or name another',
  EROFS: 'it lies on a disk that is only for reading; name another',
  EISDIR: 'this is a folder; name a file',
  ENOTDIR: 'a file stands where a folder is wanted; name another',
  EEXIST: 'a file stands where a folder is wanted; name another',
  ENOENT: 'no such file or folder; see that the name is right',
  ENOSPC: 'the disk is full; make room',
  EDQUOT: 'what this user may fill of the disk is used up; make room',
  EFBIG: 'the file is larger than the disk takes; name another',
  EIO: 'the disk fails; see dmesg, and name another',
  EMFILE: 'too many files are open; raise the limit (ulimit -n)',
  ENFILE: 'too many files are open on this machine; end other programs',
  ENAMETOOLONG: 'this name is too long; name another',
  ELOOP: 'its links go round in a circle; name another',
};

function systemTold(fault: unknown): Told | null {
  if (!(fault instanceof Error && 'code' in fault && 'syscall' in fault)) return null;
  const { code } = fault;
  const words = typeof code === 'string' ? FILE_FAULTS[code] : undefined;
  if (words === undefined) return null;
  // Where a file is moved into its place, that place is the one to tell; one that is written to has told no name.
  const path = 'path' in fault ? fault.path : 'a file that was written';
  return { message: `${'dest' in fault ? fault.dest : path}: ${words}`, details: { code } };
}
