import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { journeysAlone } from '../packages/server/src/alone/journeys-alone.ts';
import type { Bench, Figures } from './bench.ts';
import { median, rounded } from './timing.ts';

const LOG = '../shared/data/log-bpi2012/bpic2012.xes.gz';
const BOTHWAYS = fileURLToPath(new URL('../packages/server/bin/bothways.js', import.meta.url));
const INSIDE = fileURLToPath(new URL('./pm4py-ours.ts', import.meta.url));

/** Graph and variants of a log, from the file, beside the Python library of the field: each side a process of its own. */
export const pm4pyBench: Bench = {
  name: 'pm4py',
  about:
    'graph and variants of BPI 2012 from the file, beside pm4py where BOTHWAYS_PM4PY_PYTHON names a Python that has it',
  rows: 262_200,
  rounds: 3,
  run: async ({ rounds, progress }) => {
    // biome-ignore lint/style/noProcessEnv: where a scratch environment lies is the caller's.
    const python = process.env['BOTHWAYS_PM4PY_PYTHON'];
    const missing = !existsSync(LOG)
      ? `${LOG} is not there`
      : python === undefined
        ? 'set BOTHWAYS_PM4PY_PYTHON to a Python that has pm4py'
        : null;
    if (python === undefined || missing !== null) {
      progress(`skipped: ${missing}`);
      return { seconds: null };
    }
    await compared(python, progress);
    const taken: Record<Side, Taken[]> = { ours: [], usual: [], fastest: [] };
    for (let round = 0; round < rounds; round += 1)
      for (const side of SIDES) {
        progress(`round ${round + 1} of ${rounds}: ${side}`);
        taken[side].push(await timed(python, side));
      }
    return figures(taken);
  },
};

/** We; pm4py as it reads where nothing is said; and by the quickest of its readers that reads this file. */
type Side = 'ours' | 'usual' | 'fastest';
const SIDES: readonly Side[] = ['ours', 'usual', 'fastest'];

interface Taken {
  /** The whole process: by the clock, and of the processor. */
  readonly seconds: number;
  readonly processor: number;
  /** From the file to graph and variants, in a process that has loaded its code. */
  readonly inside: number;
}

const PM4PY = `
import sys, time, json
import pm4py
asked = {} if sys.argv[2] == 'usual' else {'variant': 'line_by_line'}
start = time.perf_counter()
log = pm4py.read_xes(sys.argv[1], **asked)
graph = pm4py.discover_dfg(log)
variants = pm4py.get_variants(log)
inside = time.perf_counter() - start
edges = {a + ' > ' + b: n for (a, b), n in graph[0].items()}
counts = sorted(v if isinstance(v, int) else len(v) for v in variants.values())
print('FOUND ' + json.dumps({'inside': inside, 'edges': edges, 'counts': counts} if len(sys.argv) > 3 else {'inside': inside}))
`;

/** Runs a command and tells what it took, its children's processor too; what it printed last goes along. */
const TIMER = `
import sys, subprocess, resource, time, json
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
seconds = time.perf_counter() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'seconds': seconds, 'processor': used.ru_utime + used.ru_stime, 'out': done.stdout.decode()[-200:]}))
`;

async function timed(python: string, side: Side): Promise<Taken> {
  const node = process.execPath;
  if (side === 'ours') {
    const whole = await run(python, ['-c', TIMER, node, BOTHWAYS, 'journeys', LOG, '--json']);
    const inside = await run(node, [INSIDE, LOG]);
    return { ...told(whole), inside: Number(inside) };
  }
  const whole = await run(python, ['-c', TIMER, python, '-c', PM4PY, LOG, side]);
  const { out, ...taken } = JSON.parse(whole) as Omit<Taken, 'inside'> & { out: string };
  return { ...taken, inside: Number(/"inside": ([\d.]+)/.exec(out)?.[1]) };
}

function told(printed: string): Omit<Taken, 'inside'> {
  const { seconds, processor } = JSON.parse(printed) as Omit<Taken, 'inside'>;
  return { seconds, processor };
}

async function run(program: string, line: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...line], { maxBuffer: 64e6 });
  return stdout;
}

/** Throws where the two sides do not find the same. */
async function compared(python: string, progress: (text: string) => void): Promise<void> {
  progress('comparing what both find');
  const printed = await run(python, ['-c', PM4PY, LOG, 'fastest', 'all']);
  const theirs = JSON.parse(printed.slice(printed.lastIndexOf('FOUND ') + 6)) as {
    readonly edges: Readonly<Record<string, number>>;
    readonly counts: readonly number[];
  };
  const nothing = { case: null, activity: null, at: null, time: null, gap: null };
  const { traces, graph, variants } = await journeysAlone(LOG, nothing);
  const name = (activity: number): string => traces.activities[activity] ?? '';
  const edges = graph.edges.map(
    ({ from, to, count }) => [`${name(from)} > ${name(to)}`, count] as const,
  );
  const counts = variants.variants.map(({ count }) => count).sort((a, b) => a - b);
  const isSame =
    edges.length === Object.keys(theirs.edges).length &&
    edges.every(([edge, count]) => theirs.edges[edge] === count) &&
    String(counts) === String(theirs.counts);
  if (!isSame) throw new Error('we and pm4py do not find the same edges and variants');
}

function figures(taken: Readonly<Record<Side, readonly Taken[]>>): Figures {
  const middle = (side: Side, what: keyof Taken): number =>
    median(taken[side].map((each) => each[what]));
  const least = (side: Side): number => Math.min(...taken[side].map(({ processor }) => processor));
  const against = (side: Side): Figures => ({
    [`${side}_seconds`]: rounded(middle(side, 'seconds')),
    [`${side}_processor`]: rounded(least(side)),
    [`${side}_inside_seconds`]: rounded(middle(side, 'inside')),
    [`${side}_ratio`]: rounded(middle(side, 'seconds') / middle('ours', 'seconds')),
    [`${side}_processor_ratio`]: rounded(least(side) / least('ours')),
    [`${side}_inside_ratio`]: rounded(middle(side, 'inside') / middle('ours', 'inside')),
  });
  return {
    seconds: rounded(middle('ours', 'seconds')),
    processor: rounded(least('ours')),
    inside_seconds: rounded(middle('ours', 'inside')),
    ...against('usual'),
    ...against('fastest'),
  };
}
