import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SAMPLE_MS = 250;
/** The kernel's unit of processor time towards programs, on every machine that runs this. */
const TICKS_PER_SECOND = 100;

/** Watches the memory that a family of processes holds. */
export interface MemoryWatch {
  /** Ends it and gives the largest sum seen, in MB (10^6 bytes); null where the system does not tell. */
  end(): number | null;
}

/**
 * Watches this process, its children, and the processes that serve a data directory: their resident memory, where pages
 * that several share are counted once (the kernel's proportional set size).
 */
export function watchMemory(dataDir?: string): MemoryWatch {
  let peak = 0;
  const sample = (): void => {
    peak = Math.max(peak, residentBytes(familyOf(rootsOf(dataDir))));
  };
  sample();
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    end() {
      clearInterval(timer);
      sample();
      return peak === 0 ? null : Math.round(peak / 1e6);
    },
  };
}

/**
 * Seconds of processor that the same processes have used so far, all cores together: on a machine that others use too, a
 * steadier measure than the clock. Children count while they run. 0 where the system does not tell.
 */
export function processorSeconds(dataDir: string): number {
  return ticksOf(familyOf(rootsOf(dataDir))) / TICKS_PER_SECOND;
}

/** The same of these processes alone, and, of a data directory, of all that serve it. */
export function processorSecondsOf(pids: readonly number[], dataDir?: string): number {
  return ticksOf(chosen(pids, dataDir)) / TICKS_PER_SECOND;
}

/** Resident memory of these processes now, in MB (10^6 bytes); `family`: with their children and those of the data directory. */
export function residentMb(pids: readonly number[], family: boolean, dataDir?: string): number {
  return Math.round(residentBytes(family ? chosen(pids, dataDir) : new Set(pids)) / 1e6);
}

function chosen(pids: readonly number[], dataDir: string | undefined): ReadonlySet<number> {
  if (dataDir === undefined) return new Set(pids);
  return familyOf([...pids, ...rootsOf(dataDir).filter((pid) => pid !== process.pid)]);
}

function ticksOf(pids: Iterable<number>): number {
  let ticks = 0;
  for (const pid of pids) {
    const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    const [user, system] = [fields[11], fields[12]];
    ticks += Number(user ?? 0) + Number(system ?? 0);
  }
  return ticks;
}

function rootsOf(dataDir: string | undefined): readonly number[] {
  const keeper = dataDir === undefined ? '' : join(dataDir, 'keeper.json');
  if (!existsSync(keeper)) return [process.pid];
  return [process.pid, Number(/"pid":\s*(\d+)/.exec(read(keeper))?.[1] ?? 0)];
}

function familyOf(roots: readonly number[]): ReadonlySet<number> {
  const children = new Map<number, number[]>();
  for (const name of existsSync('/proc') ? readdirSync('/proc') : []) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(read(`/proc/${name}/stat`))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const family = new Set(roots);
  for (const pid of family) for (const child of children.get(pid) ?? []) family.add(child);
  return family;
}

function residentBytes(family: ReadonlySet<number>): number {
  let bytes = 0;
  for (const pid of family) {
    const pss = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
    const rss = pss ?? /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1];
    bytes += Number(rss ?? 0) * 1024;
  }
  return bytes;
}

/** A process may end, or be another user's, while it is looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
