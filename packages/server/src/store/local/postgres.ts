import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { reason } from '../store-error.ts';
import { type LocalStore, StartError } from './local-store.ts';
import { openLog } from './log-file.ts';
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts';
import { gone, runs, signal, unusedPid } from './process.ts';
import { type Address, localUser } from './protocol.ts';
import { closedFolder, postgresRunsAs, type RunAs } from './run-as.ts';

/** Milliseconds a stop in order may take, before the immediate one, which loses nothing but has to recover. */
const stopMsMax = 10_000;

/** Milliseconds that processes of a killed PostgreSQL may need to leave, and after which to look again. */
const [leavingMsMax, leavingMs] = [5_000, 100];

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // A socket's path in the data directory may be too long for the system, and loopback does.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  // Keys of events are of chance: each page of their index goes whole into the log once after a checkpoint, so few of these are best.
  max_wal_size: '1GB',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
  lc_messages: 'C',
  log_checkpoints: 'off',
  jit: 'off',
  // Rows that live events leave behind are swept before they grow to a heap.
  autovacuum_naptime: '10s',
};

/**
 * PostgreSQL on `postgres` in the data directory: made if it is not there, and started.
 *
 * Errors: a StartError with the end of its log.
 */
export async function startPostgres(
  directory: string,
  address: Address,
  progress: (text: string) => void,
): Promise<LocalStore> {
  const who = postgresRunsAs(directory);
  const binaries = found(directory, who);
  const cluster = join(directory, 'postgres');
  if (!existsSync(join(cluster, 'PG_VERSION'))) {
    refuseLost(directory);
    progress('making the state store (PostgreSQL)');
    await makeCluster(directory, binaries, who, address.password);
  }
  if (who.uid !== undefined) chownSync(cluster, who.uid, who.gid ?? who.uid);
  chmodSync(cluster, 0o700);
  for (let waited = 0; ; waited += leavingMs) {
    try {
      return await launch(directory, binaries, who, address);
    } catch (error) {
      // The processes of one that was killed take a moment to notice.
      if (waited > leavingMsMax || !/shared memory block/.test(reason(error))) throw error;
      await wait(leavingMs);
    }
  }
}

function found(directory: string, who: RunAs): PostgresBinaries {
  const binaries = postgresBinaries();
  for (const path of [directory, join(binaries.postgres, '..')]) {
    const closed = closedFolder(path, who);
    if (closed === undefined) continue;
    throw new StartError(
      'folder-closed',
      `PostgreSQL never runs as root, and user ${who.uid} may not pass ${closed} on the way to ${path}`,
      `run chmod o+x ${closed}, or use a directory that others may pass, such as --data /var/lib/bothways`,
    );
  }
  return binaries;
}

/**
 * A cluster comes into its place whole, and before the first fact. So one without its version file, or one missing where
 * there are facts, was damaged or taken away: another in its place would hide that, and know nothing of the facts.
 */
function refuseLost(directory: string): void {
  const cluster = join(directory, 'postgres');
  const isDamaged = existsSync(cluster);
  if (!isDamaged && !existsSync(join(directory, 'facts', 'metadata', 'bothways'))) return;
  throw new StartError(
    'state-missing',
    isDamaged
      ? `${join(cluster, 'PG_VERSION')} is missing`
      : `${cluster} is missing, though there are facts in ${join(directory, 'facts')}`,
    `put it back, or restore a backup (bothways restore), or import the files again into a new --data directory; if a DATABASE_URL was set before, set it again`,
  );
}

async function makeCluster(
  directory: string,
  binaries: PostgresBinaries,
  who: RunAs,
  password: string,
): Promise<void> {
  // Made aside and renamed when whole: a killed making leaves nothing that looks like a cluster.
  const aside = join(directory, 'postgres-new');
  const secret = join(aside, 'password');
  const cluster = join(aside, 'cluster');
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (who.uid !== undefined) {
    for (const path of [aside, secret]) chownSync(path, who.uid, who.gid ?? who.uid);
  }
  const child = spawn(
    binaries.initdb,
    [
      ...['-D', cluster, '-U', localUser, '--auth=scram-sha-256', `--pwfile=${secret}`],
      ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      '--no-instructions',
    ],
    { ...who, cwd: '/', env: environment(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { code, output } = await finished(child);
  if (code !== 0) {
    rmSync(aside, { recursive: true, force: true });
    throw startError(output, `initdb ended with ${code}`, directory);
  }
  renameSync(cluster, join(directory, 'postgres'));
  rmSync(aside, { recursive: true, force: true });
}

function launch(
  directory: string,
  binaries: PostgresBinaries,
  who: RunAs,
  address: Address,
): Promise<LocalStore> {
  const all = { ...settings, port: String(address.port) };
  const child = spawn(
    binaries.postgres,
    [
      ...['-D', join(directory, 'postgres')],
      ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...who, cwd: '/', env: environment(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const log = createWriteStream('', { fd: openLog(directory, 'postgres') });
  // A log that cannot be written to, as on a full disk, is no reason to end.
  log.on('error', () => {});
  let tail = '';
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(reason(error)));
    child.once('close', (code, by) => {
      log.end();
      resolve(`postgres ended with ${by ?? code}\n${tail}`);
    });
  });
  return new Promise((resolve, reject) => {
    child.stderr.on('data', (data: Buffer) => {
      log.write(data);
      tail = (tail + data.toString('utf8')).slice(-4000);
      if (tail.includes('ready to accept connections')) {
        resolve({ address, ended, stop: () => stop(child, ended) });
      }
    });
    ended.then((seen) => reject(startError(seen, 'postgres did not start', directory)), reject);
  });
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), stopMsMax);
  await ended;
  clearTimeout(timer);
}

/**
 * Stops in order a PostgreSQL that a killed keeper left behind. One that has gone leaves its file to the next, which by
 * what else is in it sees whether processes of the old one still linger; but an id that is now another program's, or
 * that of an ended process whose parent sleeps, it would take for a living PostgreSQL: no process has the id we write there.
 */
export async function endOrphanPostgres(directory: string): Promise<void> {
  const cluster = join(directory, 'postgres');
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return;
  const [id, ...rest] = readFileSync(path, 'utf8').split('\n');
  const pid = Number(id);
  if (runs(pid, cluster)) {
    signal(pid, 'SIGINT');
    if (await gone(pid, stopMsMax)) return;
    signal(pid, 'SIGQUIT');
    await gone(pid, stopMsMax);
  } else if (!runs(pid, 'postgres')) {
    writeFileSync(path, [unusedPid(), ...rest].join('\n'));
  }
}

/** Nothing of PG* that the caller has set may reach our own. */
function environment(): Readonly<Record<string, string>> {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

function finished(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  const take = (data: Buffer): void => {
    output = (output + data.toString('utf8')).slice(-4000);
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: -1, output: reason(error) }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

function startError(output: string, what: string, directory: string): StartError {
  const tail = output.trim().split('\n').slice(-8).join('\n');
  const todo = postgresAdvice(output, directory);
  return new StartError('postgres', `${what}:\n${tail}`, todo);
}

/** What to do about a PostgreSQL that does not start. */
export function postgresAdvice(output: string, directory: string): string {
  if (/No space left|Check free disk space/i.test(output))
    return `make room on the disk of ${directory}`;
  if (/Permission denied|not permitted/i.test(output))
    return `let the owner of ${directory} run this, or choose another --data`;
  if (/incompatible|initialized by PostgreSQL version/i.test(output))
    return 'use the version of Bothways that made this directory';
  if (/PANIC|could not (locate|read|open) |invalid|corrupt|not a database|is missing/i.test(output))
    return `its files are damaged: restore a backup (bothways restore), or import the files again into a new --data directory; ${join(directory, 'log', 'postgres.log')} says more`;
  if (/could not bind|already in use/i.test(output))
    return 'try again: another program took the port';
  if (/EACCES|ENOENT/.test(output))
    return 'see that the packages are installed where every user may read them';
  return `see ${join(directory, 'log', 'postgres.log')}, or set DATABASE_URL to a PostgreSQL of yours`;
}
