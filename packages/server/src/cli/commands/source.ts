import { addSource } from '../../accept/add-source.ts';
import { revokeKeys, rotateKey } from '../../accept/source-keys.ts';
import { type LiveSource, listSources } from '../../accept/sources.ts';
import type { Stores } from '../../store/stores.ts';
import {
  type Call,
  type Command,
  DATA_OPTION,
  dataDirectory,
  option,
  sameData,
} from '../command.ts';
import { Refusal, WrongUse } from '../refusal.ts';
import { table } from '../terminal.ts';
import { withStores, withWorkspace } from '../workspace.ts';

export const source: Command = {
  name: 'source',
  summary: 'Say where live events come from: a source and its write key.',
  detail:
    'add makes a source with its first write key, which is shown this once: only its hash is kept. list shows sources, what came of each, and their keys by their last four characters. rotate makes a new key, and the one before works on for the time of --grace. revoke ends all keys of a source at once; its events stay. A server that runs takes up each of these within two seconds. Where files were imported under the name of a source, an event that they brought is not taken a second time live, nor the other way round.',
  arguments: [
    { name: '<what>', about: 'add, list, rotate or revoke' },
    { name: '[name]', about: 'of the source, such as "web shop"' },
  ],
  options: [
    {
      flags: '--grace <time>',
      about: 'with rotate: how long the key before still works, as 30m, 12h or 7d (default 7d)',
    },
    DATA_OPTION,
  ],
  examples: [
    'bothways source add "web shop" --data ./bothways-data --json',
    'bothways source list',
    'bothways source rotate "web shop" --grace 12h',
  ],
  json: 'add, rotate: { source, writeKey }; list: { sources: [{ name, createdAt, lastAt, accepted, duplicates, rejected, keys: [{ id, hint, createdAt, expiresAt, revokedAt }] }] }; revoke: { source, revoked }',
  run: runSource,
};

async function runSource(call: Call): Promise<number> {
  const [what = '', name = ''] = call.arguments;
  const directory = dataDirectory(call);
  const run = ACTS[what];
  if (run === undefined)
    throw new WrongUse(`source ${what}: want source add NAME, list, rotate NAME or revoke NAME`);
  if (what !== 'list' && name === '')
    throw new WrongUse(`source ${what} wants a name: bothways source ${what} NAME`);
  if (what === 'list' && name !== '')
    throw new WrongUse(`source list "${name}": it lists all sources; leave the name away`);
  const open = what === 'add' ? withStores : withWorkspace;
  return open(directory, call.terminal, (stores) => run(call, stores, name));
}

type Act = (call: Call, stores: Stores, name: string) => Promise<number>;

const ACTS: Readonly<Record<string, Act>> = { add, list, rotate, revoke };

async function add(call: Call, stores: Stores, name: string): Promise<number> {
  const { terminal } = call;
  const made = await addSource(stores, name, terminal.progress);
  if ('refusal' in made) throw new Refusal(made.refusal.message);
  terminal.done();
  return tellKey(
    call,
    made,
    `Source "${name}" may send events now: bothways serve${sameData(call)}`,
  );
}

async function rotate(call: Call, { state }: Stores, name: string): Promise<number> {
  const grace = option(call, 'grace', '7d');
  const graceMs = milliseconds(grace);
  const made = await rotateKey(state, name, graceMs);
  if (made === null) throw unknown(name, call);
  const before =
    graceMs === 0
      ? `No key of "${name}" before this one works any longer.`
      : `A key of "${name}" that worked until now does so for ${grace} still.`;
  return tellKey(call, made, before);
}

function tellKey(call: Call, made: { readonly writeKey: string }, words: string): number {
  const { terminal } = call;
  terminal.out(
    terminal.json
      ? JSON.stringify(made, null, 2)
      : `${made.writeKey}\nThis write key is shown this once; keep it where the source can read it.\n${words}`,
  );
  return 0;
}

async function revoke(call: Call, { state }: Stores, name: string): Promise<number> {
  const revoked = await revokeKeys(state, name);
  if (revoked === null) throw unknown(name, call);
  const { terminal } = call;
  const keys = revoked === 1 ? '1 key' : `${revoked} keys`;
  terminal.out(
    terminal.json
      ? JSON.stringify({ source: name, revoked }, null, 2)
      : `${keys} of "${name}" no longer ${revoked === 1 ? 'works' : 'work'}.`,
  );
  return 0;
}

async function list({ terminal }: Call, { state }: Stores): Promise<number> {
  const sources = await listSources(state);
  if (terminal.json) terminal.out(JSON.stringify({ sources }, null, 2));
  else if (sources.length === 0)
    terminal.out('No source sends live events here; add one with "bothways source add NAME".');
  else
    terminal.out(
      table(
        ['source', 'accepted', 'duplicates', 'rejected', 'last', 'keys'],
        sources.map((each) => [
          each.name,
          ...[each.accepted, each.duplicates, each.rejected].map(String),
          each.lastAt?.toISOString() ?? '—',
          keysText(each),
        ]),
      ),
    );
  return 0;
}

/** The keys that work, by their last four characters. */
function keysText({ keys }: LiveSource): string {
  const now = new Date();
  const working = keys.filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > now),
  );
  const texts = working.map(({ hint, expiresAt }) =>
    expiresAt === null ? `...${hint}` : `...${hint} (until ${expiresAt.toISOString()})`,
  );
  return texts.length === 0 ? 'none' : texts.join(', ');
}

function unknown(name: string, call: Call): Refusal {
  return new Refusal(
    `there is no source "${name}" here; add it with "bothways source add", or see "bothways source list${sameData(call)}"`,
  );
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const GRACE_DAYS_MAX = 365;

function milliseconds(text: string): number {
  const [, count = '', unit = 'd'] = /^(\d{1,6})([smhd])?$/.exec(text) ?? [];
  const time = count === '' ? Number.NaN : Number(count) * (UNITS[unit] ?? 0);
  if (Number.isNaN(time) || time > GRACE_DAYS_MAX * 86_400_000)
    throw new WrongUse(`--grace ${text}: want a time up to ${GRACE_DAYS_MAX}d, as 30m, 12h or 7d`);
  return time;
}
