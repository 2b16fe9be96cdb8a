import { resolve } from 'node:path';
import { lapseNow } from '../../conduct/lapse.ts';
import { shipLeft } from '../../conduct/shipper.ts';
import { rebuild as rebuildLedger } from '../../ingest/rebuild.ts';
import type { RebuildSummary } from '../../store/generation.ts';
import { type ModelFiles, type ModelSaved, newestVersion } from '../../store/model-versions.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory, option } from '../command.ts';
import { counted, modelFiles, usableModel } from '../model-files.ts';
import { WrongUse } from '../refusal.ts';
import { table } from '../terminal.ts';
import { withStores } from '../workspace.ts';

export const rebuild: Command = {
  name: 'rebuild',
  summary: 'Recognise the events with a model and bring the ledger up to date.',
  detail:
    'The same model takes only the events imported since; a model that recognises otherwise builds a new generation beside the old one, which stays readable until the new one is whole. Changed valuations alone never touch the ledger.',
  arguments: [],
  options: [
    { flags: '--model <model>', about: 'the model: a file or a folder (required)' },
    DATA_OPTION,
  ],
  examples: ['bothways rebuild --model examples/complete-journey --data ./bothways-data'],
  json: '{ events, encounters, transfers, unmapped: [{ name, count }], unmappedNames, unseen: [touchpoint], refused: [{ touchpoint, kind, reason, count }] }',
  run: runRebuild,
};

async function runRebuild(call: Call): Promise<number> {
  const { terminal } = call;
  const path = option(call, 'model', '');
  if (path === '') throw new WrongUse('rebuild wants --model MODEL: the model file or folder');
  const files = modelFiles(path);
  const model = usableModel(files);
  const directory = resolve(dataDirectory(call));
  const { summary, before } = await withStores(directory, terminal, async (stores) => {
    await lapseNow(stores);
    return {
      before: await newestVersion(stores.state),
      summary: await rebuildLedger({
        ...{ stores, model, files, progress: terminal.progress },
        shipLeft: () => shipLeft(stores),
      }),
    };
  });
  terminal.done();
  if (before !== null && before.note !== null && !isSameText(before.files, files))
    terminal.err(replacedText(before, directory));
  terminal.out(terminal.json ? JSON.stringify(summary, null, 2) : summaryText(summary));
  return 0;
}

/** By what they say: the app and the command line may call files otherwise. */
export function isSameText(a: ModelFiles, b: ModelFiles): boolean {
  return a.length === b.length && a.every(({ text }, index) => text === b[index]?.text);
}

/** That a file has taken the place of what was saved in the app, and how to get that back. */
function replacedText({ version, note, savedAt }: ModelSaved, directory: string): string {
  const said = note === null || note === '' ? '' : ` (${note})`;
  return `Version ${version} of the model, saved in the app on ${savedAt.toISOString().slice(0, 10)}${said}, is not this file: the file was used and is the newest version now. To get that one: bothways export --table model --model-version ${version} --out FILE --data ${directory}`;
}

const UNMAPPED_SHOWN = 20;

function more(names: number): string {
  return names > 0 ? `\nand ${counted(names, 'more name')}.` : '';
}

/** What a rebuild made, for a person. */
export function summaryText({
  events,
  encounters,
  transfers,
  unmapped,
  unmappedNames,
  unseen,
  refused,
}: RebuildSummary): string {
  const parts = [
    `${counted(events, 'event')} made ${counted(encounters, 'encounter')} and ${counted(transfers, 'transfer')}.`,
  ];
  if (unmapped.length > 0)
    parts.push(
      `No touchpoint takes these events (give one a "when", or let them be):\n${table(
        ['event', 'count'],
        unmapped.slice(0, UNMAPPED_SHOWN).map(({ name, count }) => [name, String(count)]),
      )}${more(unmappedNames - UNMAPPED_SHOWN)}`,
    );
  if (unseen.length > 0) parts.push(`No event reaches these touchpoints: ${unseen.join(', ')}.`);
  const faults = refused.filter(({ reason }) => reason !== 'absent');
  if (faults.length > 0)
    parts.push(
      `Legs refused (the encounter stays; look at the quantity's expression, and with no-consent at what was allowed then):\n${table(
        ['touchpoint', 'kind', 'reason', 'count'],
        faults.map((row) => [row.touchpoint, row.kind, row.reason, String(row.count)]),
      )}`,
    );
  return parts.join('\n\n');
}
