// A process that holds the stores of a directory open, and runs the statements it is told: `facts SQL`, `state SQL`, `close`.
import { createInterface } from 'node:readline';
import { openStores } from '../open-stores.ts';
import { StoreError } from '../store-error.ts';

async function main(directory: string): Promise<void> {
  const stores = await openStores(directory);
  console.log('open');
  for await (const line of createInterface({ input: process.stdin })) {
    const [word, ...rest] = line.split(' ');
    const sql = rest.join(' ');
    if (word === 'close') break;
    const rows =
      word === 'facts' ? await stores.facts.rows(sql) : (await stores.state.query(sql)).rows;
    console.log(JSON.stringify(rows));
  }
  await stores.close();
  console.log('closed');
  process.stdin.destroy();
}

main(process.argv[2] ?? '').catch((error) => {
  console.log(
    error instanceof StoreError
      ? `${error.code}: ${error.message.replaceAll('\n', ' ')}`
      : String(error),
  );
  process.exitCode = 1;
});
