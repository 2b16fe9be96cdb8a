import { startConductor } from '../../conduct/conductor.ts';
import { type Linked, linkByHand } from '../../conduct/link-by-hand.ts';
import { liveFeed } from '../../conduct/live-feed.ts';
import type { Stores } from '../../store/stores.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory, sameData } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { withWorkspace } from '../workspace.ts';

const ANONYMOUS = {
  name: '<anonymous>',
  about: 'the anonymous id as the source has it, or its pseudonym of 32 hex digits',
};
const JSON_SHAPE =
  '{ anonymous, identified, person, isNew, links: [{ anonymous, identified, at, saidBy, isByHand, undoneAt }] }: pseudonyms; person: whose the anonymous id is now';

export const link: Command = {
  name: 'link',
  summary: 'Say that an anonymous id is a user: from now on they are one person.',
  detail:
    'Events that name both link them by themselves, and so does an alias; this is for what no event says. All that was done under the anonymous id goes over to the person: entries, journeys, balances; of rights the stricter of both holds. An anonymous id belongs to one user: where it is linked to another already, undo that first. Two users are never joined. What is said by hand goes before what events say.',
  arguments: [ANONYMOUS, { name: '<user>', about: 'the id of the user as the source has it' }],
  options: [DATA_OPTION],
  examples: ['bothways link 5f0c2a7e-browser customer-4711 --data ./bothways-data'],
  json: JSON_SHAPE,
  run: (call) => runLink(call, 'link'),
};

export const unlink: Command = {
  name: 'unlink',
  summary: 'Undo the link of an anonymous id: everything is as if it had never been said.',
  detail:
    'What was done under the anonymous id alone goes back to it; what an event did that named the user stays theirs. The link stays undone whatever events say later; "bothways link" brings it back.',
  arguments: [
    ANONYMOUS,
    { name: '[user]', about: 'of several links, which; else the one that stands' },
  ],
  options: [DATA_OPTION],
  examples: ['bothways unlink 5f0c2a7e-browser --data ./bothways-data'],
  json: JSON_SHAPE,
  run: (call) => runLink(call, 'unlink'),
};

function runLink(call: Call, how: 'link' | 'unlink'): Promise<number> {
  return withWorkspace(dataDirectory(call), call.terminal, async (stores) => {
    const [anonymous = '', user = null] = call.arguments;
    const done = await conducting(call, stores, () => linkByHand(stores, how, { anonymous, user }));
    if ('refusal' in done) throw new Refusal(done.refusal);
    tell(call, how, done);
    return 0;
  });
}

/** Does something that live events do: a server that runs on this data conducts it, or we where none does. */
async function conducting<Made>(
  { terminal }: Call,
  stores: Stores,
  task: () => Promise<Made>,
): Promise<Made> {
  const conductor = await startConductor(stores, {
    ...{ feed: liveFeed(), warn: terminal.err, log: () => {} },
  });
  try {
    return await task();
  } finally {
    await conductor.stop();
  }
}

function tell(call: Call, how: 'link' | 'unlink', { links, ...done }: Linked): void {
  const { terminal } = call;
  const { anonymous, identified, person, isNew } = done;
  if (terminal.json) {
    const shown = links.map(({ at, undoneAt, isUndone: _, ...link }) => ({
      ...{ ...link, at: new Date(at).toISOString() },
      undoneAt: undoneAt === null ? null : new Date(undoneAt).toISOString(),
    }));
    terminal.out(JSON.stringify({ ...done, links: shown }, null, 2));
    return;
  }
  if (how === 'link')
    terminal.out(
      isNew
        ? `${anonymous} is ${identified} from now on; undo it with "bothways unlink ${anonymous}${sameData(call)}".`
        : `${anonymous} is ${identified} already.`,
    );
  else
    terminal.out(
      person === anonymous
        ? `${anonymous} is a person by itself again.`
        : `${anonymous} is no longer ${identified}, and is now ${person}, to whom it was linked as well.`,
    );
}
