import { resolve } from 'node:path';
import { backUp } from '../../store/backup.ts';
import { isDataDirectory } from '../../store/local/directory.ts';
import { storeSettings } from '../../store/settings.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory } from '../command.ts';
import { Refusal } from '../refusal.ts';
import { VERSION } from '../version.ts';
import { withStores } from '../workspace.ts';

/** What a demo keeps beside its stores, and needs to know itself by. */
const LOOSE = ['truth.json'];

export const backup: Command = {
  name: 'backup',
  summary: 'Copy the whole workspace to a folder, while others go on importing and rebuilding.',
  detail:
    'Both stores as they are at one moment: every import that was done, what it refused, the ledger that readers see, the model with all its versions, the settings. Reports and other files that were written are not in it. The folder appears only when it is whole, each file with its checksum; what is not finished ends in .part. KEEP IT AS SAFE AS THE DATA: it holds personal data under pseudonyms, and the key by which the pseudonyms are made; only its owner may read it (folder 0700, files 0600), but it is not encrypted. Works for stores elsewhere too (DATABASE_URL, CLICKHOUSE_URL).',
  arguments: [{ name: '<folder>', about: 'the folder to make; nothing may be in it' }],
  options: [DATA_OPTION],
  examples: ['bothways backup backups/2026-11-22'],
  json: '{ folder, at, ledger, events, rejects, encounters, transfers, files, bytes }',
  run: runBackup,
};

async function runBackup(call: Call): Promise<number> {
  const { terminal } = call;
  const [folder = ''] = call.arguments;
  const directory = dataDirectory(call);
  const { databaseUrl, clickhouseUrl } = storeSettings();
  const isLocal = databaseUrl === undefined || clickhouseUrl === undefined;
  if (isLocal && !isDataDirectory(directory))
    throw new Refusal(
      `${directory}: there is no data directory here to copy; name it with --data DIR`,
    );
  const dataDir = resolve(directory);
  const summary = await withStores(dataDir, terminal, (stores) =>
    backUp({
      ...{ stores, dataDir, folder: resolve(folder), bothways: VERSION, loose: LOOSE },
      progress: terminal.progress,
    }),
  );
  terminal.done();
  const { ledger, events, rejects, encounters, transfers, files, bytes } = summary;
  const built = ledger ? `${encounters} encounters, ${transfers} transfers` : 'no ledger';
  terminal.out(
    terminal.json
      ? JSON.stringify({ folder, ...summary }, null, 2)
      : `${folder}: ${events} events, ${rejects} rejects, ${built}; ${files} files, ${(bytes / 1e6).toFixed(1)} MB.\nIt holds personal data and the key of their pseudonyms: keep it as safe as the data.`,
  );
  return 0;
}
