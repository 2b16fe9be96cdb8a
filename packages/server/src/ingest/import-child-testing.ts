// A process of its own that imports files, for tests that kill it or weigh it: DATA_DIR MAPPING FILE...
import { openStores } from '../store/open-stores.ts';
import { importFiles } from './import-files.ts';

const [dataDir = '', mappingFile = '', ...files] = process.argv.slice(2);
const stores = await openStores(dataDir);
try {
  const progress = (text: string): void => {
    process.stdout.write(`${text}\n`);
  };
  const result = await importFiles({ stores, dataDir, files, mappingFile, progress });
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${JSON.stringify({ ...result, megabytes })}\n`);
} finally {
  await stores.close();
}
