import { lazy } from 'react';
import { openWords } from '../words/words.ts';
import type { AloneFile as AloneFileLoaded } from './alone-file.tsx';

/** What looks at a file by itself, loaded with its words when somebody does. */
export const AloneFile = lazy(async () => {
  const [loaded] = await Promise.all([import('./alone-file.tsx'), openWords('alone')]);
  return { default: loaded.AloneFile };
}) as typeof AloneFileLoaded;
