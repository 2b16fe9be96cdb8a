import { type Plan, readPlan } from '@bothways/core/journey';
import {
  dropOffSeen,
  heldAgainst,
  type JourneysAlone,
  type JourneysAsked,
  journeyCount,
  journeysAlone,
} from '../../alone/journeys-alone.ts';
import { type Call, type Command, option } from '../command.ts';
import { countShown, journeysText, leftOutLines } from '../journeys-text.ts';
import { Refusal, WrongUse } from '../refusal.ts';

export const journeys: Command = {
  name: 'journeys',
  summary:
    'Show what happened: which ways customers went, what follows on what, and after how long.',
  detail:
    'With a file of events it stands alone, without workspace or model: each case is a journey, events of the same time stay in the order of the file, and columns that are not named are told from their names. --plan holds the journeys against a plan, --ends says by which activities they end and how many get there by when, --clusters sorts them into the few ways in which they go. Without a file it reads the ledger of a data directory: the journeys of the model, put together of encounters. Nothing is written.',
  arguments: [
    {
      name: '[file]',
      about: 'XES, CSV, XLSX, OCEL, Parquet or JSON lines; plain, gzip or zstd',
    },
  ],
  options: [
    { flags: '--case <column>', about: 'which journey an event belongs to' },
    { flags: '--activity <column>', about: 'what happened' },
    { flags: '--at <column>', about: 'when it happened' },
    {
      flags: '--time <format>',
      about: 'how times are written: iso, unix, unix-ms, or as dd.MM.yyyy HH:mm',
    },
    {
      flags: '--gap <gap>',
      about: 'cut a journey behind a silence longer than this (30m, 12h, 30d), or learned',
    },
    {
      flags: '--plan <plan>',
      about: 'hold the journeys against "ask > [chat] > (web | shop) > {pack & pay} > use+"',
    },
    { flags: '--ends <activities>', about: 'how long until the first of these: "Paid,Cancelled"' },
    { flags: '--clusters', about: 'the few ways in which journeys go, by real journeys' },
    { flags: '--top <n>', about: 'so many variants and edges (default 10; of --json 50 variants)' },
    { flags: '--journey <id>', about: 'of the ledger: this journey' },
    { flags: '--segment <id>', about: 'of the ledger: only its people' },
    { flags: '--data <dir>', about: 'the data directory (default ./bothways-data)' },
  ],
  examples: [
    'bothways journeys log.xes.gz',
    'bothways journeys orders.csv --case order --activity status --at changed --ends "Delivered,Cancelled"',
    'bothways journeys --journey first-order',
  ],
  json: '{ cases, events, activities, variants, top_variants: [{ activities, count }], edges: [{ from, to, count, median_wait_s }], entropy_bits, columns, left_out, conformance, drop_off, clusters }; of the ledger as GET /api/journeys',
  run: runJourneys,
};

async function runJourneys(call: Call): Promise<number> {
  const file = call.arguments[0];
  if (file === undefined) {
    const { journeysOfLedger } = await import('../journeys-ledger.ts');
    return journeysOfLedger(call);
  }
  const { terminal } = call;
  const plan = planAsked(call);
  const top = topAsked(call);
  const since = performance.now();
  const alone = await journeysAlone(file, asked(call), ({ rows }) => {
    if (performance.now() - since > 1000) terminal.progress(`reading ${countShown(rows)} events`);
  });
  const { read, traces } = alone;
  terminal.done();
  for (const line of [...read.guessed, ...leftOutLines(read)]) terminal.err(line);
  const ends = endsAsked(call, traces.activities);
  const more = {
    held: plan === null ? null : heldAgainst(alone, plan),
    dropOff: ends === null ? null : dropOffSeen(traces, ends),
    clusters: call.options['clusters'] === true ? await sorted(call, alone) : null,
  };
  if (plan !== null && more.held === null)
    throw new Refusal(
      '--plan: what may come in any order makes it too large to be searched; say (a | b | c)+ for a part of it',
    );
  terminal.out(
    terminal.json
      ? JSON.stringify(plain(alone, more, top), null, 2)
      : journeysText(alone, more, top ?? 10),
  );
  return 0;
}

async function sorted(
  { terminal }: Call,
  { traces, variants }: JourneysAlone,
): Promise<ClustersSeen> {
  const { clustersSeen } = await import('../../alone/clusters-alone.ts');
  terminal.progress('sorting the journeys');
  const found = clustersSeen(traces, variants);
  terminal.done();
  return found;
}

type ClustersSeen = ReturnType<typeof import('../../alone/clusters-alone.ts')['clustersSeen']>;

/** What was looked at beside graph and variants. */
export interface More {
  readonly held: ReturnType<typeof heldAgainst>;
  readonly dropOff: ReturnType<typeof dropOffSeen>;
  readonly clusters: ClustersSeen | null;
}

const VARIANTS_TOLD = 50;

/** A file's journeys as scripts read them. */
function plain(
  { read, traces, graph, variants, gapLearned }: JourneysAlone,
  { held, dropOff, clusters }: More,
  top: number | null,
): Record<string, unknown> {
  const name = (activity: number): string => traces.activities[activity] ?? '';
  return {
    cases: journeyCount(variants),
    events: traces.activityOf.length,
    activities: graph.nodes.length,
    variants: variants.variants.length,
    top_variants: variants.variants
      .slice(0, top ?? VARIANTS_TOLD)
      .map(({ activities, count }) => ({ activities: Array.from(activities, name), count })),
    edges: graph.edges.map(({ from, to, count, waits }) => ({
      ...{ from: name(from), to: name(to), count },
      median_wait_s: waits?.median ?? null,
      ...{ quarter_wait_s: waits?.low ?? null, three_quarters_wait_s: waits?.high ?? null },
    })),
    nodes: graph.nodes.map(({ activity, ...counts }) => ({ activity: name(activity), ...counts })),
    entropy_bits: variants.entropyBits,
    columns: read.columns,
    left_out: read.leftOut,
    ...(gapLearned === null ? {} : { gap: gapLearned }),
    ...(held === null ? {} : { conformance: { ...held.conformance, unknown: held.unknown } }),
    ...(dropOff === null ? {} : { drop_off: dropOff }),
    ...(clusters === null ? {} : { clusters }),
  };
}

function asked(call: Call): JourneysAsked {
  const said = (name: string): string | null => option(call, name, '') || null;
  return {
    ...{ case: said('case'), activity: said('activity'), at: said('at'), time: said('time') },
    gap: gapAsked(option(call, 'gap', '')),
  };
}

const SECONDS: Readonly<Record<string, number>> = {
  ...{ s: 1, m: 60, min: 60, h: 3_600, d: 86_400, w: 604_800 },
};

function gapAsked(text: string): JourneysAsked['gap'] {
  if (text === '') return null;
  if (text === 'learned') return 'learned';
  const [, amount = '', unit = ''] = /^(\d+(?:\.\d+)?) ?(s|m|min|h|d|w)$/.exec(text) ?? [];
  const seconds = Number(amount) * (SECONDS[unit] ?? Number.NaN);
  if (!(seconds > 0))
    throw new WrongUse(`--gap ${text}: want learned, or a time such as 30m, 12h or 30d`);
  return seconds;
}

function planAsked(call: Call): Plan | null {
  const text = option(call, 'plan', '');
  if (text === '') return null;
  const read = readPlan(text);
  if (read.kind === 'read') return read.plan;
  throw new WrongUse(
    `--plan: ${read.message}; ${read.hint}\n  ${text.replaceAll(/\s/g, ' ')}\n  ${' '.repeat(read.at)}^`,
  );
}

function topAsked(call: Call): number | null {
  const text = option(call, 'top', '');
  if (text === '') return null;
  const top = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (top < 1) throw new WrongUse(`--top ${text}: want a whole number above 0`);
  return top;
}

function endsAsked(call: Call, activities: readonly string[]): readonly string[] | null {
  const text = option(call, 'ends', '');
  if (text === '') return null;
  // A name with a comma in it is taken whole where there is such an activity.
  const names = activities.includes(text)
    ? [text]
    : text
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
  const unknown = names.filter((each) => !activities.includes(each));
  if (unknown.length > 0)
    throw new Refusal(
      `--ends: there is no activity ${unknown.map((each) => JSON.stringify(each)).join(', ')}; there are ${activities
        .slice(0, 40)
        .map((each) => JSON.stringify(each))
        .join(', ')}${activities.length > 40 ? ` and ${activities.length - 40} more` : ''}`,
    );
  return [...new Set(names)];
}
