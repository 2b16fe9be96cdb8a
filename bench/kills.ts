import { setTimeout as wait } from 'node:timers/promises';
import { type Ended, leftOn, type Running, start } from '../packages/server/src/cli/cli-testing.ts';
import { processesOf } from '../packages/server/src/store/local/local-testing.ts';
import type { Bench, BenchOptions, Figures } from './bench.ts';
import {
  type Contents,
  contentsOf,
  DEEDS,
  type Deed,
  type KillWorld,
  killWorld,
  missing,
} from './kill-world.ts';
import { median, rounded, secondsOf } from './timing.ts';
import { withFolder } from './workspace.ts';

/** kill -9 of a process of ours at a random moment of an import or a rebuild; then the same command again. */
export const killsBench: Bench = {
  name: 'kills',
  about: 'kill -9 in the midst of imports and rebuilds, and what comes of it; rows are events',
  rows: 60_000,
  rounds: 60,
  run: (options) =>
    withFolder(async (folder) => {
      options.progress('making the workspace');
      const world = await killWorld(folder, options.rows);
      return rounds(world, options);
    }),
};

const VICTIMS = ['cli', 'postgres', 'engine', 'keeper'] as const;
type Victim = (typeof VICTIMS)[number];

/** What runs of a deed make that nobody disturbs. */
interface Calm {
  readonly contents: Contents;
  /** The ledger before and after, as the command line prints it. */
  readonly ledgers: readonly string[];
  readonly ms: number;
}

/** What became of one round. */
interface Outcome {
  readonly lost: number;
  readonly doubled: number;
  readonly unreadable: boolean;
  readonly plain: boolean;
  readonly seconds: number;
}

/** Runs of a command until it succeeds, at most. */
const TRIES_MAX = 5;
const SEED = 20_261_122;

async function rounds(world: KillWorld, options: BenchOptions): Promise<Figures> {
  const calm = new Map<Deed, Calm>();
  const dice = random(SEED);
  const killed: Record<Victim, number> = { cli: 0, postgres: 0, engine: 0, keeper: 0 };
  const outcomes: Outcome[] = [];
  for (let round = 0; outcomes.length < options.rounds; round += 1) {
    const deed = DEEDS[round % DEEDS.length] ?? 'import';
    const victim = VICTIMS[Math.floor(round / DEEDS.length) % VICTIMS.length] ?? 'cli';
    const wanted = calm.get(deed) ?? (await undisturbed(world, deed));
    calm.set(deed, wanted);
    const at = dice() * wanted.ms;
    const outcome = await disturbed(world, deed, victim, at, wanted);
    // It had ended before: a round that disturbed nothing is none.
    if (outcome === null) continue;
    options.progress(
      `round ${outcomes.length + 1} of ${options.rounds}: ${victim} killed ${Math.round(at)} ms into ${deed}; ${said(outcome)}`,
    );
    killed[victim] += 1;
    outcomes.push(outcome);
  }
  const sum = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    rows: options.rows,
    rounds: outcomes.length,
    ...Object.fromEntries(VICTIMS.map((victim) => [`killed_${victim}`, killed[victim]])),
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    unreadable: sum(({ unreadable }) => Number(unreadable)),
    not_plain: sum(({ plain }) => Number(!plain)),
    median_recovery_s: rounded(median(outcomes.map(({ seconds }) => seconds))),
  };
}

function said({ lost, doubled, unreadable, plain, seconds }: Outcome): string {
  const flaws = [
    lost > 0 ? `${lost} rows lost` : '',
    doubled > 0 ? `${doubled} rows doubled` : '',
    unreadable ? 'ledger not readable' : '',
    plain ? '' : 'not said plainly',
  ].filter((flaw) => flaw !== '');
  return `${flaws.length === 0 ? 'nothing lost' : flaws.join(', ')}, whole again after ${rounded(seconds)} s`;
}

async function undisturbed(world: KillWorld, deed: Deed): Promise<Calm> {
  world.reset(deed);
  const before = await ledger(world);
  const seconds = await secondsOf(() => once(world, deed));
  const after = await ledger(world);
  return { contents: await contentsOf(world.data), ledgers: [before, after], ms: seconds * 1000 };
}

async function disturbed(
  world: KillWorld,
  deed: Deed,
  victim: Victim,
  at: number,
  calm: Calm,
): Promise<Outcome | null> {
  world.reset(deed);
  const running = start(world.line(deed));
  const isKilled = await kill(world, running, victim, at);
  const since = performance.now();
  const first = await running.ended;
  if (!isKilled) return null;
  const isReadable = calm.ledgers.includes(await ledger(world));
  const last = await untilDone(world, deed, first);
  const seconds = (performance.now() - since) / 1000;
  const seen = await contentsOf(world.data);
  const left = await leftOn(world.data);
  const plain = victim === 'cli' || isPlain(first);
  if (!plain) console.error(first.err);
  if (left.length > 0) throw new Error(`still running on ${world.data}: ${left.join(', ')}`);
  return {
    lost: missing(calm.contents, seen),
    doubled: missing(seen, calm.contents),
    unreadable: !isReadable,
    plain: plain && isPlain(last),
    seconds,
  };
}

/** Kills the victim after some milliseconds, or as soon as it is there then; false if the command ended before. */
async function kill(
  world: KillWorld,
  { child }: Running,
  victim: Victim,
  at: number,
): Promise<boolean> {
  await wait(at);
  while (child.exitCode === null && child.signalCode === null) {
    const pid = victim === 'cli' ? child.pid : pidOf(world.data, victim);
    if (pid !== undefined) {
      process.kill(pid, 'SIGKILL');
      return true;
    }
    await wait(2);
  }
  return false;
}

function pidOf(data: string, victim: Exclude<Victim, 'cli'>): number | undefined {
  const title = {
    postgres: `-D ${data}/postgres`,
    engine: 'bothways-facts',
    keeper: 'bothways-keeper',
  }[victim];
  return processesOf(data).find((each) => each.title.includes(title))?.pid;
}

/** Runs the command again, as a person would, until it succeeds. */
async function untilDone(world: KillWorld, deed: Deed, first: Ended): Promise<Ended> {
  let last = first;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    last = await start(world.line(deed)).ended;
    if (isDone(deed, last)) return last;
  }
  throw new Error(`${deed} does not come to its end in ${TRIES_MAX} runs: ${last.err}`);
}

/** An import that kept rejects ends with 1, and says how many. */
function isDone(deed: Deed, { code, out }: Ended): boolean {
  return code === 0 || (deed === 'import' && code === 1 && /rejected;/.test(out));
}

/** It went through all the same, or says what happened and what to do, and shows no trace of ours. */
function isPlain({ code, out, err }: Ended): boolean {
  if (code === 0 || /rejected;/.test(out)) return true;
  return code === 1 && /; .{10}/.test(err) && !/fault of Bothways|\n\s+at .*:\d+:\d+/.test(err);
}

async function once(world: KillWorld, deed: Deed): Promise<void> {
  const ended = await start(world.line(deed)).ended;
  if (!isDone(deed, ended)) throw new Error(`${deed} failed undisturbed: ${ended.err}`);
}

/** The ledger as it is read; what went wrong instead where it cannot be. */
async function ledger({ data }: KillWorld): Promise<string> {
  const { code, out, err } = await start(['ledger', '--json', '--data', data]).ended;
  return code === 0 ? out : err;
}

/** Numbers from 0 to 1, the same ones for a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
