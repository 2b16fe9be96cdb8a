import { resolve } from 'node:path';
import { restore as restoreBackup } from '../../store/restore.ts';
import { type Call, type Command, DATA_OPTION, dataDirectory } from '../command.ts';

export const restore: Command = {
  name: 'restore',
  summary: 'Make a data directory of a backup.',
  detail:
    'Every file is held against its checksum before anything is made; a damaged backup, and one of a newer Bothways, is refused. The ledger, the findings and the report are as they were, and an import of the same files again finds only what is there already. A backup of an older Bothways is brought to this version. The data directory must be new or empty, and appears only when it is whole. Makes local stores only: with DATABASE_URL or CLICKHOUSE_URL set it is refused.',
  arguments: [{ name: '<folder>', about: 'the folder that "bothways backup" made' }],
  options: [DATA_OPTION],
  examples: ['bothways restore backups/2026-11-22 --data restored'],
  json: '{ data, at, ledger, events, rejects, encounters, transfers, files, bytes }',
  run: runRestore,
};

async function runRestore(call: Call): Promise<number> {
  const { terminal } = call;
  const [folder = ''] = call.arguments;
  const data = dataDirectory(call);
  const summary = await restoreBackup({
    folder: resolve(folder),
    dataDir: resolve(data),
    progress: terminal.progress,
  });
  terminal.done();
  const { at, ledger, events, rejects, encounters, transfers } = summary;
  const built = ledger
    ? `${encounters} encounters, ${transfers} transfers`
    : 'no ledger: build it with "bothways rebuild"';
  terminal.out(
    terminal.json
      ? JSON.stringify({ data, ...summary }, null, 2)
      : `${data}: as it was at ${at}: ${events} events, ${rejects} rejects, ${built}.`,
  );
  return 0;
}
