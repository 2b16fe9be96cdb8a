import { resolve } from 'node:path';
import { type ErasureResult, eraseWaiting } from '../../erase/erase.ts';
import { askErasure } from '../../erase/queue.ts';
import { type Subject, subjectOf } from '../../erase/subject.ts';
import type { Stores } from '../../store/stores.ts';
import { addTombstones, removeTombstones } from '../../store/tombstones.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory } from '../command.ts';
import { WrongUse } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { withWorkspace } from '../workspace.ts';

export const erase: Command = {
  name: 'erase',
  summary: 'Erase one person from both stores and their files, and prove it.',
  detail:
    'PERSON is a pseudonym (32 hex digits), or the id that a source has for them, as a user or without a name (user:ID or anonymous:ID where only one is meant). All identities that are linked to the person go: events, encounters, transfers, journeys, segments, consents, state, rejects that hold an id of theirs. Who is erased waits on a list that "serve" works off within a day; --now does it at once, everybody on the list with them. Then the files of both stores are written anew, and every file of the data directory is unpacked and searched for the pseudonyms and ids: the proof. A keyed hash stops later events of theirs. BACKUPS THAT WERE MADE BEFORE ARE YOURS TO ERASE: they hold what they held. What was erased is not to be had back.',
  arguments: [{ name: '<person>', about: 'a pseudonym, or the id that a source has for them' }],
  options: [
    { flags: '--now', about: 'at once, and wait for the proof (without it: within a day)' },
    {
      flags: '--also <ids...>',
      about: 'further ids of theirs, such as a browser id or an address',
    },
    { flags: '--no-suppress', about: 'erase, and take later events of theirs again' },
    { flags: '--only-suppress', about: 'erase nothing, but take no more events of theirs' },
    { flags: '--unsuppress', about: 'take events of theirs again from now on' },
    DATA_OPTION,
  ],
  examples: [
    'bothways erase c-1042 --now',
    'bothways erase user:c-1042 --also mia@example.com --data ./small --json',
  ],
  json: '{ did, dueAt?, facts?, state?, partsAside?, logLines?, undone?, proof?, backups? }; did: erased, waits, stopped or taken-again. proof: { files, bytes, unpackedBytes, hits, places, ... }; exit code 1 where hits > 0',
  run: runErase,
};

async function runErase(call: Call): Promise<number> {
  const { terminal, options } = call;
  const [person = ''] = call.arguments;
  const also = Array.isArray(options['also']) ? options['also'].map(String) : [];
  const isSet = (name: string): boolean => options[name] === true;
  if (isSet('onlySuppress') && isSet('unsuppress'))
    throw new WrongUse('--only-suppress and --unsuppress: name one of them');
  const directory = dataDirectory(call);
  return withWorkspace(directory, terminal, async (stores) => {
    const subject = await subjectOf(stores.state, person, also);
    if (isSet('onlySuppress')) return stop(stores, subject, terminal);
    if (isSet('unsuppress')) return takeAgain(stores, subject, terminal);
    const { dueAt } = await askErasure(stores.state, subject, {
      suppress: options['suppress'] !== false,
    });
    if (!isSet('now')) return told(terminal, { did: 'waits', dueAt }, waitsWords(dueAt));
    const result = await eraseWaiting({
      ...{ stores, dataDir: resolve(directory), progress: terminal.progress },
    });
    terminal.done();
    // Another process was at it meanwhile, and has done it.
    if (result === null) return told(terminal, { did: 'erased' }, 'Erased by another process.');
    told(terminal, { did: 'erased', ...result, backups: BACKUPS }, erasedWords(result));
    return result.proof.hits + result.proof.rows === 0 ? 0 : 1;
  });
}

async function stop({ state }: Stores, subject: Subject, terminal: Terminal): Promise<number> {
  await addTombstones(state, subject.identities);
  return told(
    terminal,
    { did: 'stopped' },
    'No more events of this person are taken. What is there stays: run this without --only-suppress to erase it.',
  );
}

async function takeAgain({ state }: Stores, subject: Subject, terminal: Terminal): Promise<number> {
  const names = await removeTombstones(state, subject.identities);
  return told(
    terminal,
    { did: 'taken-again', names },
    names === 0
      ? 'Nobody of this name was stopped.'
      : 'Events of this person are taken again from now on. What was erased does not come back.',
  );
}

function told(terminal: Terminal, json: object, words: string): number {
  terminal.out(terminal.json ? JSON.stringify(json, null, 2) : words);
  return 0;
}

const BACKUPS = 'backups that were made before still hold this person: erase or replace them';

function waitsWords(dueAt: string): string {
  return `On the list: "bothways serve" erases it before ${dueAt}; --now does it at once. Events of this person are left out from now on unless you said --no-suppress.`;
}

function erasedWords({ facts, state, undone, proof }: ErasureResult): string {
  const rows = Object.entries({ ...facts, ...state }).map(([table, count]) => `${count} ${table}`);
  const { files, bytes, unpackedBytes, hits, places, unread, elsewhere, idsTooShort } = proof;
  const found =
    hits + proof.rows === 0
      ? 'nothing of them was found'
      : `${hits + proof.rows} TIMES SOMETHING OF THEM WAS FOUND: ${places.map(({ file }) => file).join(', ') || 'in rows'}`;
  return [
    rows.length === 0 ? 'There was nothing of this person.' : `Erased: ${rows.join(', ')}.`,
    `Proof: ${files} files, ${(bytes / 1e6).toFixed(1)} MB (${(unpackedBytes / 1e6).toFixed(1)} MB unpacked) were searched; ${found}.`,
    ...(unread.length === 0 ? [] : [`Files that could not be read: ${unread.join(', ')}.`]),
    ...(idsTooShort === 0 ? [] : [`${idsTooShort} ids are too short to be searched for.`]),
    ...(elsewhere.length === 0
      ? []
      : [`Files of a store of yours were not searched, only its rows: ${elsewhere.join(', ')}.`]),
    ...(undone.length === 0 ? [] : [`The state store did not let us: ${undone.join('; ')}.`]),
    `Mind: ${BACKUPS}.`,
  ].join('\n');
}
