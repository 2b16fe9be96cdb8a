import {
  applyRetention,
  daysRead,
  type Retention,
  retentionOf,
  SEEN_DAYS_LEAST,
  setRetention,
} from '../../erase/retention.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { withWorkspace } from '../workspace.ts';

const KINDS = ['events', 'rejects', 'seen'] as const;

export const retention: Command = {
  name: 'retention',
  summary: 'Say how long things are kept, and delete what is older.',
  detail:
    'Without options it says what holds. A time is written as 400d, 13m (months of 30 days), 2y or ever. Events go by when they happened, with the encounters, transfers and journeys that they made; what people are known by is then made anew of what is left. Events that name nobody, such as counts of a month, are about no person and stay, and so do consents, which say what was allowed. "serve" deletes once a day; --now does it at once.',
  arguments: [],
  options: [
    { flags: '--events <time>', about: 'how long events of people are kept' },
    { flags: '--rejects <time>', about: 'how long records that were refused are kept' },
    {
      flags: '--seen <time>',
      about: 'how long a message is known to be there already (30d at least)',
    },
    { flags: '--now', about: 'delete what is older at once' },
    DATA_OPTION,
  ],
  examples: ['bothways retention --events 2y --rejects 90d', 'bothways retention --now --json'],
  json: '{ events, rejects, seen, deleted }: days, null for ever; rows by table, null where nothing was to be deleted now',
  run: runRetention,
};

async function runRetention(call: Call): Promise<number> {
  const { terminal, options } = call;
  const given = Object.fromEntries(
    KINDS.flatMap((kind) =>
      typeof options[kind] === 'string' ? [[kind, daysRead(options[kind])]] : [],
    ),
  ) as Partial<Retention>;
  if (typeof given.seen === 'number' && given.seen < SEEN_DAYS_LEAST)
    throw new Refusal(
      `--seen ${given.seen}d: a source may send a message again for weeks; keep at least ${SEEN_DAYS_LEAST}d`,
    );
  await withWorkspace(dataDirectory(call), terminal, async (stores) => {
    const now = { ...(await retentionOf(stores.state)), ...given };
    if (Object.keys(given).length > 0) await setRetention(stores.state, now);
    const deleted =
      options['now'] === true
        ? await applyRetention({ stores, now: Date.now(), progress: terminal.progress })
        : null;
    terminal.done();
    const words = KINDS.map(
      (kind) => `${kind}: ${now[kind] === null ? 'for ever' : `${now[kind]} days`}`,
    );
    const gone = Object.entries(deleted ?? {}).map(([table, rows]) => `${rows} ${table}`);
    if (deleted !== null)
      words.push(gone.length === 0 ? 'Nothing was older.' : `Deleted: ${gone.join(', ')}.`);
    terminal.out(terminal.json ? JSON.stringify({ ...now, deleted }, null, 2) : words.join('\n'));
  });
  return 0;
}
