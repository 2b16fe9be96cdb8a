import { once } from 'node:events';
import { exportPerson } from '../../erase/export-person.ts';
import { subjectOf } from '../../erase/subject.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory } from '../command.ts';
import { withWorkspace } from '../workspace.ts';

export const person: Command = {
  name: 'person',
  summary: 'Print everything that both stores have of one person, as one JSON document.',
  detail:
    'What somebody is given who asks for their data: who they are under which pseudonyms, links, consents, what is known of them now, events as they came, encounters, transfers, refused legs, journeys, segment, and rejects that hold an id of theirs. It is read piece by piece, however much there is, and changes nothing.',
  arguments: [{ name: '<person>', about: 'a pseudonym, or the id that a source has for them' }],
  options: [
    {
      flags: '--also <ids...>',
      about: 'further ids of theirs, such as a browser id or an address',
    },
    DATA_OPTION,
  ],
  examples: ['bothways person c-1042 > c-1042.json'],
  json: '{ at, person, identities, ids, links, consents, known, events, encounters, transfers, refused, journeys, segments, rejects }, with or without --json',
  run: runPerson,
};

async function runPerson(call: Call): Promise<number> {
  const { terminal, options } = call;
  const [name = ''] = call.arguments;
  const also = Array.isArray(options['also']) ? options['also'].map(String) : [];
  await withWorkspace(dataDirectory(call), terminal, async (stores) => {
    const subject = await subjectOf(stores.state, name, also);
    for await (const piece of exportPerson(stores, subject, new Date().toISOString()))
      if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  });
  return 0;
}
