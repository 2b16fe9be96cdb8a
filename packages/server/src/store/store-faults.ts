import { statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { storeSettings } from './settings.ts';
import { codeOf, reason, StoreError, type StorePlace } from './store-error.ts';

/** What comes over a store from outside, as it is told apart here. */
type Kind = 'disk-full' | 'read-only' | 'disk-error' | 'damaged' | 'silent' | 'broken-off' | 'busy';

/** A fault as a store gave it. */
interface Seen {
  readonly place: StorePlace;
  readonly code: string;
  readonly text: string;
}

/** Where a store's files lie: in a data directory, or with the server that the environment names. */
interface Home {
  readonly name: string;
  readonly directory: string | null;
  /** Bytes free there, where that can be told. */
  readonly free: number | null;
}

const AGAIN =
  'then run the same command again: what was acknowledged is kept, and nothing comes twice';
/** Bytes free below which a store that broke off did so for want of room: PostgreSQL's log grows by 16 MiB at once. */
const FREE_LEAST = 16 * 2 ** 20;

/**
 * A fault of the stores as a person is to hear it: what happened, where, and what to do. What came from outside (a full
 * disk, a process that was killed, a damaged file) becomes a StoreError that says so in our words; all else is given back
 * as it is, mistakes of ours among it.
 */
export function storeFault(fault: unknown, dataDir: string): unknown {
  const seen = seenIn(fault, dataDir);
  if (seen === null) return fault;
  const home = homeOf(seen.place, dataDir);
  const kind = kindOf(seen, home);
  if (kind === null) return fault;
  const isOfStore = kind === 'silent' || kind === 'broken-off' || kind === 'busy';
  const [store, code] = isOfStore ? [seen.place, seen.code || kind] : ['directory' as const, kind];
  const told = new StoreError({ store, code, ...wordsOf(kind, seen, home), cause: fault });
  toldBefore.add(told);
  return told;
}

const toldBefore = new WeakSet<StoreError>();

/** Null: not of a store, or told in our words already. */
function seenIn(fault: unknown, dataDir: string): Seen | null {
  const code = codeOf(fault) ?? '';
  const text = reason(fault);
  if (fault instanceof StoreError)
    return toldBefore.has(fault) || fault.store === 'backup'
      ? null
      : { place: fault.store, code, text: fault.seen };
  if (fault instanceof pg.DatabaseError || isLostClient(fault, code, text))
    return { place: 'state', code, text };
  const path = fault instanceof Error && 'path' in fault ? String(fault.path) : '';
  return path.startsWith(resolve(dataDir)) ? { place: 'directory', code, text } : null;
}

/** What pg throws without a class of its own: the system's errors, and those of a connection that ended. */
function isLostClient(fault: unknown, code: string, text: string): boolean {
  if (!(fault instanceof Error) || 'path' in fault) return false;
  return LOST_CLIENT.test(text) || ('syscall' in fault && LOST.test(code));
}

const LOST_CLIENT =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying to connect/;
/** Codes of the system, and of PostgreSQL (class 08, and shutdowns), for a connection that is no more. */
const LOST = /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|08\w{3}|57P0[1235])$/;
/** The stores' codes for files that are gone or not as they were written. */
const DAMAGED = {
  facts: /^(32|33|40|107|228|246|271|432)$/,
  // The last: a database or a password that a local PostgreSQL was made with is no more.
  state: /^(XX00[12]|58P01|3D000|28P01)$/,
  directory: /^$/,
  backup: /^$/,
} as const;
/** A table of a generation in the words of the fact store. */
export const LEDGER_TABLE = /\w+_g(\d+)\w* \(/;
/** A line among many that says it. */
const TELLING =
  /No space left|ENOSPC|quota|wrote only|Read-only|EROFS|Input\/output|not enough space/i;
/** The last is PostgreSQL's hint where the disk took a part of a page. */
const FULL =
  /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT|not enough space|Check free disk space/i;
/** PostgreSQL and ClickHouse have not the memory or the connections. */
const BUSY = /^(53200|53300|202)$/;

function kindOf({ place, code, text }: Seen, { directory, free }: Home): Kind | null {
  if (/^(ENOSPC|EDQUOT|53100|243)$/.test(code)) return 'disk-full';
  if (FULL.test(text)) return 'disk-full';
  if (code === 'EROFS' || /Read-only file system|EROFS/i.test(text)) return 'read-only';
  if (/Input\/output error|\bEIO\b/i.test(text) || code === '58030') return 'disk-error';
  if (directory !== null && DAMAGED[place].test(code)) return 'damaged';
  const isLost = LOST.test(code) || LOST_CLIENT.test(text) || /socket hang up/.test(text);
  if (isLost && free !== null && free < FREE_LEAST) return 'disk-full';
  if (isLost) return code === 'ECONNREFUSED' ? 'silent' : 'broken-off';
  return BUSY.test(code) ? 'busy' : null;
}

function wordsOf(
  kind: Kind,
  { place, code, text }: Seen,
  { name, directory, free }: Home,
): { readonly seen: string; readonly todo: string } {
  const lines = text.split('\n');
  const line = lines.find((each) => TELLING.test(each)) ?? lines[0] ?? '';
  const logs = directory === null ? 'its log there' : `the files in ${join(directory, 'log')}`;
  switch (kind) {
    case 'disk-full': {
      const room = free === null ? '' : ` (${(free / 1e6).toFixed(1)} MB free)`;
      return {
        seen: `the disk of ${name} is full${room}: ${line}`,
        todo: `make room on that disk, or move the directory to a larger one, ${AGAIN}`,
      };
    }
    case 'read-only':
      return {
        seen: `${name} is on a disk that is only for reading: ${line}`,
        todo: `make it writable (a disk with errors may have been set to read-only: see dmesg), ${AGAIN}`,
      };
    case 'disk-error':
      return {
        seen: `the disk of ${name} fails: ${line}`,
        todo: 'see dmesg; then restore a backup on another disk',
      };
    case 'damaged':
      return {
        seen: `a file in ${name}${code === '28P01' ? ' (local.json, where its password is)' : ''} is not as it was written: ${line}`,
        todo: damageAdvice(text),
      };
    case 'silent':
      return {
        seen: `nobody answers in ${name}: ${line}`,
        todo: `see that it runs and can be reached, ${AGAIN}; if it stays so, see ${logs}`,
      };
    case 'broken-off':
      return {
        seen: `it ended, or broke off, in the midst: ${line}`,
        todo: `see that it runs (here it is started again by itself), ${AGAIN}; if it happens again, see ${logs}`,
      };
    case 'busy':
      return {
        seen: line,
        todo: `let other commands end, or give ${place === 'state' ? 'PostgreSQL' : 'the fact store'} more memory or connections, ${AGAIN}`,
      };
  }
}

/** Whether a store does not answer just now, as one that is being started again. */
export function isAway(fault: unknown): boolean {
  const code = codeOf(fault) ?? '';
  return LOST.test(code) || LOST_CLIENT.test(reason(fault)) || /socket hang up/.test(reason(fault));
}

/** What to do where a table cannot be read: what was made from events is made anew, the record is not. */
function damageAdvice(text: string): string {
  return LEDGER_TABLE.test(text)
    ? 'run "bothways rebuild" with the model: it makes the ledger anew from the events'
    : RECORD_ADVICE;
}

/** Whether the fact store says that files are not as they were written. */
export function isDamage({ store, code }: StoreError): boolean {
  return store === 'facts' && DAMAGED.facts.test(code);
}

/** Nothing can rebuild the record itself. */
export const RECORD_ADVICE =
  'restore a backup (bothways restore), or import the files again into a new --data directory';

function homeOf(place: StorePlace, dataDir: string): Home {
  const { databaseUrl, clickhouseUrl } = storeSettings();
  const remote = place === 'state' ? databaseUrl : place === 'facts' ? clickhouseUrl : undefined;
  if (remote !== undefined)
    return {
      name: `the server that ${place === 'state' ? 'DATABASE_URL' : 'CLICKHOUSE_URL'} names`,
      directory: null,
      free: null,
    };
  const directory = resolve(dataDir);
  return { name: directory, directory, free: freeBytes(directory) };
}

function freeBytes(directory: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  } catch {
    return null;
  }
}
